"""Whether a condition of a pack holds on a case, seen on a day.

Example: holds(Recorded(("stage1.responded",)), view) is True once the answer is recorded.
The words are a closed list: recorded, answered, before, after, any, all, not, at least. A pack can add none.
"""

from __future__ import annotations

from heard.engine.clocks import THIS, View, answer_text
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
    Limit,
    Not,
    On,
    Recorded,
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
        fact = view.fact(condition.kind, latest=True)
        return fact is not None and answer_text(fact, condition.question) in condition.values
    if isinstance(condition, AtLeast):
        return len(view.timeline.of(condition.kind)) >= condition.count
    return _compared(condition, view, law)


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
    if isinstance(condition, Answered):
        return condition.kind == THIS
    if isinstance(condition, Not):
        return asks_about_this(condition.part)
    if isinstance(condition, AllOf | AnyOf):
        return any(asks_about_this(part) for part in condition.parts)
    if isinstance(condition, Compared):
        return _names_this(condition.limit) or (condition.day is not None and _is_this(condition.day))
    return False


def _names_this(limit: Limit) -> bool:
    if isinstance(limit, Chosen):
        return any(_names_this(part) for part in limit.limits)
    if isinstance(limit, Before):
        return _is_this(limit.before)
    return any(_is_this(anchor) for anchor in (limit.anchors if isinstance(limit, On) else limit.after))


def _is_this(anchor: Anchor) -> bool:
    return isinstance(anchor, FactDay | AnsweredDay) and anchor.kind == THIS
