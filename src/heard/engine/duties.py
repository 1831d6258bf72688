"""What is owed on a case, by whom, by when, and whether it was done.

Example: duty_standing(procedure.duties["stage-1-response"], view).state is DutyState.OVERDUE.
A local duty that takes the place of a rule of law carries that rule's own standing beside it as `statutory`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from heard.engine.clocks import Day, View
from heard.engine.conditions import holds
from heard.engine.procedure import Duty, OfRule


class DutyState(StrEnum):
    """How far a duty has come."""

    NOT_YET = "not yet"
    OWED = "owed"
    MET = "met"
    MET_LATE = "met late"
    OVERDUE = "overdue"
    HELD = "held"
    EXCUSED = "excused"


# Looked up once: finding a member of an enumeration takes longer than comparing two days.
NOT_YET, OWED, MET, MET_LATE, OVERDUE, HELD, EXCUSED = DutyState
OPEN = frozenset({OWED, OVERDUE})


@dataclass(slots=True)
class DutyStanding(OfRule):
    """One duty as it stands: `due` and `met_on` are plain days, `day` holds the working of the due day."""

    rule: Duty
    state: DutyState
    owed_by: str
    due: date | None
    met_on: date | None
    day: Day | None
    statutory: DutyStanding | None = None

    @property
    def provisional(self) -> bool:
        """True where the day is counted from one that may still move."""
        return self.day is not None and self.day.provisional

    @property
    def departs(self) -> bool:
        """True where the council's own day is later than the law's, or its pack says that the rule departs."""
        law = self.statutory
        if self.rule.departs:
            return True
        return law is not None and law.due is not None and (self.due is None or self.due > law.due)


def duty_standing(duty: Duty, view: View, *, closed: bool) -> DutyStanding:
    """Where a duty stands on the view's day, with the rule of law it replaced, if any, beside it.

    Nothing is owed on a closed case but what outlives the closing (`after_closing`).
    """
    twin = view.procedure.replaced.get(duty.key)
    statutory = _alone(twin, view, closed, None) if isinstance(twin, Duty) else None
    return _alone(duty, view, closed, statutory)


def _alone(duty: Duty, view: View, closed: bool, statutory: DutyStanding | None) -> DutyStanding:
    if view.idle(duty):
        state = EXCUSED if closed and not duty.after_closing else NOT_YET
        return DutyStanding(duty, state, duty.owed_by, None, None, None, statutory)
    day = view.due(duty.key)
    due = day.date if day else None
    met = view.timeline.first_of(duty.met_by, day.since if day else None)
    owed_by = duty.owed_by
    for role, condition in duty.passes_to.items():
        owed_by = role if holds(condition, view, duty.law) else owed_by
    if met is not None and not duty.recurring:
        state = MET if due is None or met.date <= due else MET_LATE
        return DutyStanding(duty, state, owed_by, due, met.date, day, statutory)
    excused = closed and not duty.after_closing
    state = EXCUSED if excused else _unmet(duty, view, day)
    last = _last_done(duty, view) if duty.recurring else None
    return DutyStanding(duty, state, owed_by, due, last, day, statutory)


def _last_done(duty: Duty, view: View) -> date | None:
    return max((fact.date for kind in duty.met_by for fact in view.timeline.of(kind)), default=None)


def _unmet(duty: Duty, view: View, day: Day | None) -> DutyState:
    # What recurs is counted again from each time it was done, so what ends it may lie before the last time.
    since = None if duty.recurring or day is None else day.since
    if view.timeline.first_of(duty.excused_by, since) is not None:
        return EXCUSED
    if not _exists(duty, view, day):
        return NOT_YET
    if day is not None and day.held:
        return HELD
    if day is not None and view.on > day.date:
        return OVERDUE
    return OWED


def _exists(duty: Duty, view: View, day: Day | None) -> bool:
    """Whether the duty has come about: its clock runs (or its stage has begun), and its own condition holds."""
    if duty.due is not None and day is None:
        return False
    on_a_fact = day is not None and day.since is not None
    if not on_a_fact and view.recorded.isdisjoint(view.procedure.stage_starts[duty.stage]):
        return False
    return duty.when is None or holds(duty.when, view, duty.law)
