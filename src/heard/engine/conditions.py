"""Whether a condition of a pack holds on a case, seen on a day.

Example: holds(Recorded(("stage1.responded",)), view) is True once the answer is recorded.
The words are a closed list: recorded, answered, before, after, any, all, not, at least, same. A pack can add none.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from heard.engine.calendar import Calendar
from heard.engine.clocks import View
from heard.engine.facts import Fact, Timeline, answer_text, answers_so
from heard.engine.limits import (
    THIS,
    AllOf,
    Answered,
    AnyOf,
    AtLeast,
    Compared,
    Condition,
    Not,
    Recorded,
    Same,
)
from heard.engine.procedure import Procedure

TITLES = frozenset(
    {"mr", "mrs", "ms", "miss", "mx", "dr", "prof", "professor", "sir", "dame", "rev", "cllr", "councillor"}
)


def holds(condition: Condition, view: View, law: bool = True) -> bool:
    """Whether the condition holds. A comparison with a day that does not exist does not hold."""
    # These two are nine in ten of what is asked for one look at a case; the others are found by their type.
    if isinstance(condition, Recorded):
        return not view.recorded.isdisjoint(condition.kinds)
    if isinstance(condition, Not):
        return not holds(condition.part, view, law)
    return _JUDGES[type(condition)](condition, view, law)


# Loops, since all() and any() over a generator take three times as long.


def _all_of(condition: AllOf, view: View, law: bool) -> bool:
    for part in condition.cheapest_first:  # noqa: SIM110
        if not holds(part, view, law):
            return False
    return True


def _any_of(condition: AnyOf, view: View, law: bool) -> bool:
    for part in condition.cheapest_first:  # noqa: SIM110
        if holds(part, view, law):
            return True
    return False


def seen(
    procedure: Procedure, timeline: Timeline, calendar: Calendar, on: date, proposed: Fact | None = None
) -> View:
    """A case seen on a day, whose limits can ask conditions too. `proposed` is the fact called "this"."""
    view = View(procedure, timeline, calendar, on, proposed)
    view.judge = holds
    return view


def _answered(condition: Answered, view: View, _law: bool) -> bool:
    fact = view.latest(condition.kind)
    answer = answer_text(fact, condition.question) if fact else None
    return answer in condition.values if condition.values else bool(answer)


def _at_least(condition: AtLeast, view: View, _law: bool) -> bool:
    facts = [fact for fact in view.timeline.of(condition.kind) if answers_so(fact, condition.answering)]
    if condition.less:
        gone = {named(answer_text(fact, condition.by)) for fact in view.timeline.of(condition.less)}
        facts = [fact for fact in facts if named(answer_text(fact, condition.by)) not in gone]
    if condition.different is None:
        return len(facts) >= condition.count
    names = {named(answer_text(fact, condition.different)) for fact in facts} - {""}
    return len(names) >= condition.count


def _same(condition: Same, view: View, _law: bool) -> bool:
    fact = view.latest(condition.kind)
    name = named(answer_text(fact, condition.question)) if fact else ""
    if condition.as_kind == THIS:
        return bool(name) and fact is not None and named(answer_text(fact, condition.as_question)) == name
    others = (other for other in view.timeline.of(condition.as_kind) if other is not fact)
    return bool(name) and any(named(answer_text(other, condition.as_question)) == name for other in others)


def named(answer: str | None) -> str:
    """A name as it is compared: without titles, capitals, full stops and doubled spaces."""
    words = (answer or "").casefold().replace(".", " ").replace(",", " ").split()
    return " ".join(word for word in words if word not in TITLES)


def _compared(condition: Compared, view: View, law: bool) -> bool:
    day = view.on
    if condition.day is not None:
        named = view.day_of(condition.day)
        if named is None:
            return False
        day = named.date
    limit = view.limit(condition.limit, law)
    if limit is None:
        return False
    return day < limit.date if condition.before else day > limit.date


_JUDGES: dict[type, Callable[[Any, View, bool], bool]] = {
    AllOf: _all_of,
    AnyOf: _any_of,
    Answered: _answered,
    AtLeast: _at_least,
    Same: _same,
    Compared: _compared,
}
