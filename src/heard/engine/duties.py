"""What is owed on a case, by whom, by when, and whether it was done.

Example: duty_standing(procedure.duties["stage-1-response"], view).state is DutyState.OVERDUE.
A local duty that takes the place of a rule of law carries that rule's own standing beside it as `statutory`.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import NamedTuple

from heard.engine.clocks import Day, View
from heard.engine.conditions import holds
from heard.engine.facts import Fact
from heard.engine.procedure import Duty


class DutyState(StrEnum):
    """How far a duty has come."""

    NOT_YET = "not yet"
    OWED = "owed"
    MET = "met"
    MET_LATE = "met late"
    OVERDUE = "overdue"
    HELD = "held"
    EXCUSED = "excused"


OPEN = frozenset({DutyState.OWED, DutyState.OVERDUE})


class DutyStanding(NamedTuple):
    """One duty as it stands: `due` and `met_on` are plain days, `day` holds the working of the due day."""

    rule: Duty
    state: DutyState
    owed_by: str
    due: date | None
    met_on: date | None
    day: Day | None
    statutory: DutyStanding | None = None

    @property
    def id(self) -> str:
        """The duty's id in its pack."""
        return self.rule.id

    @property
    def cites(self) -> tuple[str, ...]:
        """The ids of the paragraphs that the duty comes from."""
        return self.rule.cites

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
    twin_key = view.procedure.twins.get(duty.key)
    twin = view.procedure.by_key[twin_key] if twin_key else None
    statutory = _alone(twin, view, closed, None) if isinstance(twin, Duty) else None
    return _alone(duty, view, closed, statutory)


def _alone(duty: Duty, view: View, closed: bool, statutory: DutyStanding | None) -> DutyStanding:
    day = view.due(duty.key)
    due = day.date if day else None
    met = _first_since(duty.met_by, view, day)
    owed_by = duty.owed_by
    for role, condition in duty.passes_to.items():
        owed_by = role if holds(condition, view, duty.law) else owed_by
    if met is not None and not duty.recurring:
        state = DutyState.MET if due is None or met.date <= due else DutyState.MET_LATE
        return DutyStanding(duty, state, owed_by, due, met.date, day, statutory)
    excused = closed and not duty.after_closing
    state = DutyState.EXCUSED if excused else _unmet(duty, view, day)
    last = (
        max((f.date for kind in duty.met_by for f in view.timeline.of(kind)), default=None)
        if duty.recurring
        else None
    )
    return DutyStanding(duty, state, owed_by, due, last, day, statutory)


def _first_since(kinds: tuple[str, ...], view: View, day: Day | None) -> Fact | None:
    """The first fact of the kinds; one from before the event that the duty's clock hangs on does not count."""
    return view.timeline.first_of(kinds, day.since if day else None)


def _unmet(duty: Duty, view: View, day: Day | None) -> DutyState:
    # What recurs is counted again from each time it was done, so what ends it may lie before the last time.
    if _first_since(duty.excused_by, view, None if duty.recurring else day) is not None:
        return DutyState.EXCUSED
    if not _exists(duty, view, day):
        return DutyState.NOT_YET
    if day is not None and day.held:
        return DutyState.HELD
    if day is not None and view.on > day.date:
        return DutyState.OVERDUE
    return DutyState.OWED


def _exists(duty: Duty, view: View, day: Day | None) -> bool:
    """Whether the duty has come about: its clock runs (or its stage has begun), and its own condition holds."""
    if duty.due is not None and day is None:
        return False
    starts = view.procedure.stage_starts.get(duty.stage, view.procedure.beginnings)
    begun = view.timeline.has_any(starts)
    if duty.due is None or day is None or day.since is None:
        return begun and (duty.when is None or holds(duty.when, view, duty.law))
    return duty.when is None or holds(duty.when, view, duty.law)
