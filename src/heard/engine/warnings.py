"""Signs that a fault is coming, seen before it happens.

Example: warnings(view) holds "The panel is not booked" from the tenth working day after the request.
A warning blocks nothing and judges nobody: it says what the timeline shows, to whom, and where the rule stands.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from heard.engine.clocks import View
from heard.engine.conditions import holds
from heard.engine.procedure import OfRule, Warning


@dataclass(slots=True)
class WarningStanding(OfRule):
    """One warning that is showing, and since which day (None: since its condition came about)."""

    rule: Warning
    since: date | None

    @property
    def says(self) -> str:
        """What the warning says, in plain words."""
        return self.rule.says


def warnings(view: View) -> tuple[WarningStanding, ...]:
    """The warnings that show on the view's day."""
    found = (_showing(rule, view) for rule in view.procedure.warnings.values() if not view.idle(rule))
    return tuple(warning for warning in found if warning is not None)


def _showing(rule: Warning, view: View) -> WarningStanding | None:
    if not holds(rule.when, view, rule.law):
        return None
    if rule.start is None:
        return WarningStanding(rule, None)
    start = view.limit(rule.start, rule.law)
    return WarningStanding(rule, start.date) if start and view.on >= start.date else None
