"""Whether a condition of a pack holds on a case, seen on a day.

Example: holds(Recorded(("stage1.responded",)), view) is True once the answer is recorded.
The words are a closed list: recorded, answered, before, after, any, all, not, at least, same. A pack can add none.
"""

from __future__ import annotations

from datetime import date

from heard.engine.calendar import Calendar
from heard.engine.clocks import THIS, View, answer_text
from heard.engine.facts import Fact, Timeline
from heard.engine.limits import (
    AllOf,
    Anchor,
    Answered,
    AnsweredDay,
    AnyOf,
    AtLeast,
    Before,
    Chosen,
    Compared,
    Condition,
    FactDay,
    FirstOf,
    Limit,
    Not,
    On,
    Recorded,
    Same,
)
from heard.engine.procedure import Procedure

TITLES = frozenset(
    {"mr", "mrs", "ms", "miss", "mx", "dr", "prof", "professor", "sir", "dame", "rev", "cllr", "councillor"}
)


def holds(condition: Condition, view: View, law: bool = True) -> bool:
    """Whether the condition holds. A comparison with a day that does not exist does not hold."""
    if isinstance(condition, Recorded):
        return any(view.timeline.has(kind) for kind in condition.kinds)
    if isinstance(condition, Not):
        return not holds(condition.part, view, law)
    if isinstance(condition, AllOf):
        return all(holds(part, view, law) for part in condition.parts)
    if isinstance(condition, AnyOf):
        return any(holds(part, view, law) for part in condition.parts)
    if isinstance(condition, Answered):
        return _answered(condition, view)
    if isinstance(condition, AtLeast):
        return _how_many(condition, view) >= condition.count
    if isinstance(condition, Same):
        return _same(condition, view)
    return _compared(condition, view, law)


def seen(
    procedure: Procedure, timeline: Timeline, calendar: Calendar, on: date, proposed: Fact | None = None
) -> View:
    """A case seen on a day, whose limits can ask conditions too. `proposed` is the fact called "this"."""
    view = View(procedure, timeline, calendar, on, proposed)
    view.judge = holds
    return view


def _answered(condition: Answered, view: View) -> bool:
    fact = view.fact(condition.kind, latest=True)
    answer = answer_text(fact, condition.question) if fact else None
    return answer in condition.values if condition.values else bool(answer)


def _how_many(condition: AtLeast, view: View) -> int:
    facts = [
        fact
        for fact in view.timeline.of(condition.kind)
        if all(answer_text(fact, question) in values for question, values in condition.answering.items())
    ]
    if condition.different is None:
        return len(facts)
    return len({named(answer_text(fact, condition.different)) for fact in facts} - {""})


def _same(condition: Same, view: View) -> bool:
    fact = view.fact(condition.kind, latest=True)
    name = named(answer_text(fact, condition.question)) if fact else ""
    others = (other for other in view.timeline.of(condition.as_kind) if other is not fact)
    return bool(name) and any(named(answer_text(other, condition.as_question)) == name for other in others)


def named(answer: str | None) -> str:
    """A name as it is compared: without titles, capitals, full stops and doubled spaces."""
    words = (answer or "").casefold().replace(".", " ").replace(",", " ").split()
    return " ".join(word for word in words if word not in TITLES)


def _compared(condition: Compared, view: View, law: bool) -> bool:
    limit = view.limit(condition.limit, law)
    if condition.day is None:
        day = view.on
    else:
        named = view.day_of(condition.day)
        if named is None:
            return False
        day = named.date
    if limit is None:
        return False
    return day < limit.date if condition.before else day > limit.date


def asks_about_this(condition: Condition) -> bool:
    """Whether a condition looks at the fact being recorded, so that it can only be asked once there is one."""
    if isinstance(condition, Answered | Same):
        return condition.kind == THIS
    if isinstance(condition, Not):
        return asks_about_this(condition.part)
    if isinstance(condition, AllOf | AnyOf):
        return any(asks_about_this(part) for part in condition.parts)
    if isinstance(condition, Compared):
        return _names_this(condition.limit) or (condition.day is not None and _is_this(condition.day))
    return False


def _names_this(limit: Limit) -> bool:
    if isinstance(limit, FirstOf):
        return any(_names_this(part) or (c is not None and asks_about_this(c)) for c, part in limit.choices)
    if isinstance(limit, Chosen):
        return any(_names_this(part) for part in limit.limits)
    if isinstance(limit, Before):
        return _is_this(limit.before)
    return any(_is_this(anchor) for anchor in (limit.anchors if isinstance(limit, On) else limit.after))


def _is_this(anchor: Anchor) -> bool:
    return isinstance(anchor, FactDay | AnsweredDay) and anchor.kind == THIS
