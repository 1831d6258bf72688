"""Timelines written as YAML: the facts of a case, for the command line and for worked cases.

Example: {fact: stage1.extended, date: 2025-11-14, ground: complexity} under `facts:`.
Every fact is checked against the procedure's own words; it does not ask whether it was permitted.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from heard.engine.facts import CHASER_SENT, STRUCK_OUT, Answer, Fact, Timeline
from heard.engine.problems import Notebook, closest
from heard.engine.procedure import Procedure
from heard.engine.reading.answers import BadAnswer, answer_of
from heard.engine.reading.files import text_of
from heard.engine.reading.headers import day
from heard.engine.reading.nodes import Table, parse

_BUILT_IN = {STRUCK_OUT: ("strikes", "reason"), CHASER_SENT: ("chaser", "to", "copied")}


@dataclass(frozen=True, slots=True)
class TimelineFile:
    """A timeline read from a file, with the authority's closure days if it names any."""

    timeline: Timeline
    closures: tuple[date, ...]


def read_timeline(path: Path, procedure: Procedure) -> TimelineFile:
    """Read TIMELINE.yaml. Raises PackError with every problem found."""
    notebook = Notebook(path.name)
    table = parse(text_of(path, notebook), notebook)
    notebook.stop_if_any()
    facts = facts_in(table, procedure, notebook)
    closures = days_in(table, "closures", notebook)
    table.finish()
    notebook.stop_if_any()
    return TimelineFile(Timeline(facts), closures)


def days_in(table: Table, key: str, notebook: Notebook) -> tuple[date, ...]:
    """The days listed under a key."""
    line = table.line_of(key)
    return tuple(
        found for text in table.texts(key) if (found := day(text, line, notebook, f"'{key}'")) is not None
    )


def facts_in(table: Table, procedure: Procedure, notebook: Notebook) -> list[Fact]:
    """The facts listed under `facts`; what is wrong goes into the notebook."""
    if "facts" not in table.values:
        notebook.note(
            table.line,
            "'facts' is missing.",
            "Add: facts: and beneath it - {fact: complaint.received, date: 2025-11-03}",
        )
    entries = [(entry, fact_of(entry, procedure, notebook)) for entry in table.tables("facts")]
    found = [(entry, fact) for entry, fact in entries if fact is not None]
    _check_ids(found, notebook)
    return [fact for _, fact in found]


def _check_ids(found: list[tuple[Table, Fact]], notebook: Notebook) -> None:
    """Each id names one fact, and each striking names one of them."""
    lines: dict[str, int] = {}
    for entry, fact in found:
        first = lines.setdefault(fact.id, entry.line) if fact.id else entry.line
        if first != entry.line:
            notebook.note(
                entry.line, f"The id '{fact.id}' is there twice, also on line {first}.", "Change one."
            )
    for entry, fact in found:
        struck = str(fact.answers.get("strikes", ""))
        if fact.kind == STRUCK_OUT and struck not in lines:
            notebook.note(
                entry.line,
                f"'{STRUCK_OUT}' strikes '{struck}', which is not the id of a fact.",
                "Give the wrong fact an id, and name it in 'strikes'.",
            )


def fact_of(
    entry: Table, procedure: Procedure, notebook: Notebook, *, default: date | None = None, whole: bool = True
) -> Fact | None:
    """One fact, or None with a problem noted. `default` is its day where none is written.

    With `whole` False a required answer may be missing: somebody tries, and is to be refused.
    """
    kind = entry.needed("fact", "complaint.received")
    text = entry.text("date", default.isoformat()) if default else entry.needed("date", "2025-11-03")
    on = day(text, entry.line_of("date"), notebook, "a fact") if text else None
    id = entry.text("id")
    known = procedure.facts.get(kind)
    if kind and known is None and kind not in _BUILT_IN:
        close = closest(kind, [*procedure.facts, *_BUILT_IN])
        instead = f"Did you mean '{close}'?" if close else f"See the facts with: heard show {procedure.name}"
        notebook.note(
            entry.line_of("fact"), f"There is no fact called '{kind}' in {procedure.name}.", instead
        )
        return None
    answers: dict[str, Answer] = {}
    if known is None:
        answers.update({key: value for key in _BUILT_IN.get(kind, ()) if (value := entry.text(key))})
    else:
        for question in known.asks:
            value = entry.text(question.id)
            if value:
                try:
                    answers[question.id] = answer_of(question, value)
                except BadAnswer as error:
                    notebook.note(entry.line_of(question.id), str(error))
            elif question.required and whole:
                notebook.note(
                    entry.line,
                    f"{kind} needs an answer to '{question.question}'",
                    f"Add for example: {question.id}: {_example(question.choices)}",
                )
    entry.finish()
    return Fact(kind, on, answers, id) if on is not None else None


def _example(choices: object) -> str:
    return next(iter(choices), "some words") if isinstance(choices, dict) else "some words"
