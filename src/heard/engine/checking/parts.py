"""The parts of rules: which days, facts and roles they name, at any depth.

Example: list(anchors_of(duty.due.limit)) == [FactDay("complaint.received")].
It only takes apart; what is wrong with a part is said in `names`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from heard.engine.calendar import Duration
from heard.engine.limits import (
    AllOf,
    Anchor,
    AnyOf,
    Before,
    Chosen,
    Compared,
    Condition,
    FirstOf,
    Limit,
    Not,
    On,
    Within,
)
from heard.engine.procedure import Chaser, Check, Duty, Hold, Right, Rule, Warning


def anchors_of(limit: Limit) -> Iterator[Anchor]:
    """Every anchor that a limit names, at any depth."""
    if isinstance(limit, Chosen):
        for part in limit.limits:
            yield from anchors_of(part)
    elif isinstance(limit, Before):
        yield limit.before
    elif isinstance(limit, FirstOf):
        for _, part in limit.choices:
            yield from anchors_of(part)
    else:
        yield from limit.anchors if isinstance(limit, On) else limit.after


def anchors_asked(limit: Limit) -> Iterator[Anchor]:
    """Every anchor that must be known to work a limit out: its own, and those that its conditions compare."""
    yield from anchors_of(limit)
    for condition in conditions_in(limit):
        yield from _anchors_compared(condition)


def _anchors_compared(condition: Condition) -> Iterator[Anchor]:
    if isinstance(condition, AllOf | AnyOf):
        for part in condition.parts:
            yield from _anchors_compared(part)
    elif isinstance(condition, Not):
        yield from _anchors_compared(condition.part)
    elif isinstance(condition, Compared):
        yield from anchors_asked(condition.limit)
        if condition.day is not None:
            yield condition.day


def conditions_in(limit: Limit) -> Iterator[Condition]:
    """Every condition under which a part of a limit is taken."""
    if isinstance(limit, FirstOf):
        for condition, part in limit.choices:
            if condition is not None:
                yield condition
            yield from conditions_in(part)
    elif isinstance(limit, Chosen):
        for part in limit.limits:
            yield from conditions_in(part)


def lengths_in(limit: Limit) -> Iterator[Duration]:
    """Every length of time in a limit."""
    if isinstance(limit, Within | Before):
        yield limit.duration
    elif isinstance(limit, Chosen):
        for part in limit.limits:
            yield from lengths_in(part)
    elif isinstance(limit, FirstOf):
        for _, part in limit.choices:
            yield from lengths_in(part)


def calendars_in(rules: Iterable[Rule]) -> frozenset[str]:
    """The calendars that clocks name, beside the procedure's own."""
    return frozenset(
        length.calendar for rule in rules for limit in limits_of(rule) for length in lengths_in(limit)
    ) - {""}


def limits_of(rule: Rule) -> Iterator[Limit]:
    """Every limit of a rule."""
    if isinstance(rule, Duty) and rule.due is not None:
        yield rule.due.limit
    elif isinstance(rule, Right):
        yield rule.opens
        if rule.closes is not None:
            yield rule.closes
    elif isinstance(rule, Chaser):
        yield rule.on
    elif isinstance(rule, Warning) and rule.start is not None:
        yield rule.start


def kinds_of(rule: Rule) -> tuple[str, ...]:
    """Every kind of fact that a rule names by itself (not in its conditions and limits)."""
    if isinstance(rule, Duty):
        return (*rule.met_by, *rule.excused_by)
    if isinstance(rule, Right):
        return (*rule.exercised_by, *rule.ended_by)
    if isinstance(rule, Check):
        return rule.bars
    return (*rule.starts_with, *rule.ends_with) if isinstance(rule, Hold) else ()


def roles_of(rule: Rule) -> tuple[str, ...]:
    """Every role that a rule names."""
    if isinstance(rule, Duty):
        return (rule.owed_by, rule.owed_to)
    if isinstance(rule, Right):
        return (rule.held_by,)
    if isinstance(rule, Chaser):
        return (*rule.to, *rule.copied)
    return rule.to if isinstance(rule, Warning) else ()
