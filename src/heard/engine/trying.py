"""Running worked cases: does the pack give what its stories say?

Example: try_case(case, procedure, calendar) is a list of sentences, empty where all holds.
Only what a story names is compared, as text, with what `assess` gives on that day.
"""

from __future__ import annotations

from collections.abc import Mapping

from heard.engine.calendar import Calendar, short
from heard.engine.letter_days import letter_days, passages_due
from heard.engine.permitted import Refusal, may_record
from heard.engine.problems import closest
from heard.engine.procedure import Procedure
from heard.engine.reading.worked_cases import Look, WorkedCase
from heard.engine.standing import Standing, assess
from heard.engine.telling import Data, as_data

NONE = "none"


def try_case(case: WorkedCase, procedure: Procedure, calendar: Calendar) -> list[str]:
    """What does not hold, each as a sentence with the line of the look; empty where the case passes."""
    own = calendar.with_closures(case.closures) if case.closures else calendar
    found: list[str] = []
    for look in case.looks:
        standing = assess(procedure, case.timeline, own, look.on)
        found.extend(
            f"{case.source.file}:{look.line}: on {short(look.on)} {problem}"
            for problem in (
                *_compare(look, standing),
                *_tried(look, case, procedure, own),
                *_letters(look, case, procedure, own),
            )
        )
    return found


def _compare(look: Look, standing: Standing) -> list[str]:
    data = as_data(standing)
    problems = [
        f"'{key}' is {_text(data[key])}; the case says {wanted}"
        for key, wanted in look.single.items()
        if _text(data[key]) != wanted
    ]
    for group, expected in look.rules.items():
        if group == "letters":
            continue
        problems.extend(_group(group, expected, {item["id"]: item for item in data[group]}))
    problems.extend(_refused(look.refused, data))
    problems.extend(_lists(look.lists, data))
    return problems


def _tried(look: Look, case: WorkedCase, procedure: Procedure, calendar: Calendar) -> list[str]:
    problems = []
    for attempt in look.tries:
        answer = may_record(procedure, case.timeline.until(look.on), calendar, look.on, attempt.fact)
        reason = answer.reason if isinstance(answer, Refusal) else None
        kind, wanted = attempt.fact.kind, attempt.refused
        if wanted is None and reason is not None:
            problems.append(f"'{kind}' is refused: {reason}")
        elif wanted is not None and reason is None:
            problems.append(f"'{kind}' is not refused")
        elif wanted is not None and reason is not None and wanted.lower() not in reason.lower():
            problems.append(f"the refusal of '{kind}' says “{reason}”, without “{wanted}”")
    return problems


def _letters(look: Look, case: WorkedCase, procedure: Procedure, calendar: Calendar) -> list[str]:
    """Letters by their id: must_say and leaves_out (passages), says (words), records, or a day by its name."""
    problems = []
    for id, wanted in look.rules["letters"].items():
        letter = procedure.letters.get(id)
        if letter is None:
            problems.append(f"there is no letter '{id}'")
            continue
        passages = passages_due(procedure, letter, case.timeline, calendar, look.on)
        ids = {passage.id for passage in passages}
        words = _one_line(" ".join((letter.body, *(passage.words for passage in passages))))
        days = letter_days(procedure, letter, case.timeline.until(look.on), calendar, look.on)
        actual = {"records": letter.records, **{name: day.isoformat() for name, day in days.items()}}
        for key, value in wanted.items():
            if key == "must_say":
                missing = [one for one in value.split(", ") if one not in ids]
                problems += [f"the letter '{id}' need not say '{one}'" for one in missing]
            elif key == "leaves_out":
                problems += [f"the letter '{id}' must say '{one}'" for one in value.split(", ") if one in ids]
            elif key == "says":
                said = _one_line(value) in words
                problems += [] if said else [f"the letter '{id}' does not say “{value}”"]
            elif key not in actual:
                problems.append(f"the letter '{id}' has no '{key}' on this day; it has {', '.join(actual)}")
            elif actual[key] != value:
                problems.append(f"the letter '{id}' has {key} {actual[key]}; the case says {value}")
    return problems


def _one_line(words: str) -> str:
    return " ".join(words.split()).casefold()


def _group(group: str, expected: Mapping[str, Mapping[str, str]], actual: Mapping[str, Data]) -> list[str]:
    problems = []
    for id, wanted in expected.items():
        item = actual.get(id)
        if item is None:
            close = closest(id, actual)
            meant = f"; did you mean '{close}'?" if close else ""
            problems.append(f"there is no '{id}' among the {group}{meant}")
            continue
        for key, value in wanted.items():
            if key not in item:
                problems.append(f"{group} have no '{key}'; they have {', '.join(item)}")
            elif _text(item[key]) != value:
                problems.append(f"'{id}' has {key} {_text(item[key])}; the case says {value}")
    return problems


def _refused(expected: Mapping[str, str], data: Data) -> list[str]:
    reasons = {refusal["fact"]: refusal["reason"] for refusal in data["refused"]}
    problems = []
    for kind, words in expected.items():
        if kind not in reasons:
            problems.append(f"'{kind}' is not refused")
        elif words.lower() not in reasons[kind].lower():
            problems.append(f"the refusal of '{kind}' says “{reasons[kind]}”, without “{words}”")
    return problems


def _lists(expected: Mapping[str, tuple[str, ...]], data: Data) -> list[str]:
    showing = {warning["id"] for warning in data["warnings"]}
    problems = [
        f"'{kind}' is not permitted"
        for kind in expected.get("permitted", ())
        if kind not in data["permitted"]
    ]
    problems += [
        f"the warning '{id}' does not show" for id in expected.get("warnings", ()) if id not in showing
    ]
    applying = {rule["id"] for rule in data["eligibility"]}
    problems += [f"'{id}' applies" for id in expected.get("no_eligibility", ()) if id in applying]
    problems += [f"the warning '{id}' shows" for id in expected.get("no_warnings", ()) if id in showing]
    return problems


def _text(value: object) -> str:
    """A value as a worked case writes it. A statutory twin is written as its due (or closing) day."""
    if isinstance(value, dict):
        return _text(value.get("due", value.get("closes")))
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ", ".join(str(part) for part in value)
    return NONE if value is None else str(value)
