"""Which facts a rule waits for: while none of them is recorded, it stands as on a case on which nothing has happened.

Example: Waiting(...).condition(Recorded(("stage1.responded",))) == {"stage1.responded"}; of Not(...) it is None, since
that may hold with nothing recorded. Most rules wait for what never happens on most cases, and are not asked there.
It never says that a rule has come about: only that it cannot have.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from heard.engine.limits import (
    AllOf,
    Anchor,
    Answered,
    AtLeast,
    Before,
    Chosen,
    Compared,
    Condition,
    DueDay,
    Limit,
    Not,
    On,
    Recorded,
    Same,
    Within,
)
from heard.engine.rules import Duty, Rule, Warning

Kinds = frozenset[str]


class Waiting:
    """What the rules of a procedure wait for. `stage_starts`: the facts that begin each stage, and the case (None)."""

    def __init__(self, rules: Mapping[str, Rule], stage_starts: Mapping[str | None, tuple[str, ...]]) -> None:
        self._rules, self._stage_starts = rules, stage_starts

    def rule(self, rule: Duty | Warning) -> Kinds | None:
        """The kinds of fact that the rule waits for; None where it may have come about without any."""
        if isinstance(rule, Warning):
            return fewest(self.condition(rule.when), self.limit(rule.start) if rule.start else None)
        if rule.passes_to:
            return None
        return self._beginning(rule).union(rule.met_by, rule.excused_by)

    def condition(self, condition: Condition) -> Kinds | None:
        """The kinds of fact without which it does not hold; None where it may hold without any."""
        if isinstance(condition, Recorded):
            return frozenset(condition.kinds)
        if isinstance(condition, Answered | Same):
            return frozenset({condition.kind})
        if isinstance(condition, AtLeast):
            return frozenset({condition.kind}) if condition.count > 0 else None
        if isinstance(condition, Compared):
            return self.limit(condition.limit)
        if isinstance(condition, Not):
            return None
        parts = [self.condition(part) for part in condition.parts]
        if isinstance(condition, AllOf):
            return fewest(*parts)
        known = [kinds for kinds in parts if kinds is not None]
        return _together(known) if len(known) == len(parts) else None

    def limit(self, limit: Limit) -> Kinds:
        """The kinds of fact without which it has no day."""
        if isinstance(limit, Within):
            return _together(map(self._anchor, limit.after))
        if isinstance(limit, On):
            return _together(map(self._anchor, limit.anchors))
        if isinstance(limit, Before):
            return self._anchor(limit.before)
        parts = limit.limits if isinstance(limit, Chosen) else [part for _, part in limit.choices]
        return _together(map(self.limit, parts))

    def _anchor(self, anchor: Anchor) -> Kinds:
        if not isinstance(anchor, DueDay):
            return frozenset({anchor.kind})
        duty = self._rules[anchor.duty]
        assert isinstance(duty, Duty)
        return self.limit(duty.due.limit) if duty.due else frozenset()

    def _beginning(self, duty: Duty) -> Kinds:
        if duty.due:
            return self.limit(duty.due.limit)
        stage = frozenset(self._stage_starts[duty.stage])
        return fewest(stage, self.condition(duty.when) if duty.when else None) or stage


def fewest(*waits: Kinds | None) -> Kinds | None:
    """Of several that must all come true, the one that waits for the fewest kinds of fact; of equals the last."""
    known = [kinds for kinds in waits if kinds is not None]
    return min(reversed(known), key=len, default=None)


def _together(parts: Iterable[Kinds]) -> Kinds:
    return frozenset().union(*parts)
