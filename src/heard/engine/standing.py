"""Where a case stands: everything that can be derived from its facts on a day.

Example: assess(procedure, Timeline([Fact("complaint.received", date(2025, 11, 3))]), calendar, on=date(2025, 11, 12)).
It reads nothing and stores nothing; the same four arguments always give the same standing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from heard.engine.calendar import Calendar
from heard.engine.chasers import ChaserStanding, chaser_standing
from heard.engine.checks import CheckStanding, check_standings, eligibility_showing
from heard.engine.clocks import View
from heard.engine.conditions import seen
from heard.engine.duties import DutyStanding, duty_standing
from heard.engine.facts import Timeline
from heard.engine.permitted import Refusal, is_closed, refusals
from heard.engine.procedure import Eligibility, Hold, Procedure, Stage
from heard.engine.rights import RightStanding, right_standing
from heard.engine.warnings import WarningStanding, warnings

HasId = TypeVar("HasId", DutyStanding, RightStanding, ChaserStanding)


@dataclass(frozen=True, slots=True)
class HoldStanding:
    """A hold that is open: since when, and when it is next to be looked at again."""

    rule: Hold
    since: date
    review_on: date | None


@dataclass(frozen=True, slots=True)
class Standing:
    """A case as it stands on a day. Ids are unique within each tuple; days are plain dates."""

    procedure: Procedure
    on: date
    stage: Stage | None
    closed: bool
    duties: tuple[DutyStanding, ...]
    rights: tuple[RightStanding, ...]
    chasers: tuple[ChaserStanding, ...]
    permitted: tuple[str, ...]
    refusals: tuple[Refusal, ...]
    warnings: tuple[WarningStanding, ...]
    holds: tuple[HoldStanding, ...]
    checks: tuple[CheckStanding, ...] = ()
    eligibility: tuple[Eligibility, ...] = ()
    later_facts: int = 0

    def duty(self, id: str) -> DutyStanding:
        """The standing of a duty. Raises KeyError for an id that the procedure does not have."""
        return _found(self.duties, id)

    def right(self, id: str) -> RightStanding:
        """The standing of a right. Raises KeyError for an id that the procedure does not have."""
        return _found(self.rights, id)

    def chaser(self, id: str) -> ChaserStanding:
        """The standing of a chaser. Raises KeyError for an id that the procedure does not have."""
        return _found(self.chasers, id)


def assess(procedure: Procedure, timeline: Timeline, calendar: Calendar, on: date) -> Standing:
    """Where a case stands on day `on`. Facts dated later are left out, and counted in `later_facts`.

    Raises CalendarEnds where a day falls outside the stored calendar.
    """
    known = timeline.until(on)
    view = seen(procedure, known, calendar, on)
    closed = is_closed(procedure, known)
    duties = tuple(duty_standing(duty, view, closed=closed) for duty in procedure.duties.values())
    by_key = {duty.rule.key: duty for duty in duties}
    answers = refusals(view)
    return Standing(
        procedure=procedure,
        on=on,
        stage=_stage(procedure, known),
        closed=closed,
        duties=duties,
        rights=tuple(right_standing(right, view) for right in procedure.rights.values()),
        chasers=tuple(chaser_standing(c, by_key[c.about], view) for c in procedure.chasers.values()),
        permitted=tuple(kind for kind, refusal in answers.items() if refusal is None),
        refusals=tuple(refusal for refusal in answers.values() if refusal is not None),
        warnings=warnings(view),
        holds=_holds(procedure, view),
        checks=check_standings(view),
        eligibility=eligibility_showing(view),
        later_facts=sum(fact.date > on for fact in timeline),
    )


def first_owed(standing: Standing) -> DutyStanding | None:
    """The duty that comes next: the earliest due day among those owed, overdue or held; those without a day last."""
    waiting = [d for d in standing.duties if d.state in ("owed", "overdue", "held") and d.rule.beside is None]
    return min(waiting, key=lambda d: (d.due is None, d.due or date.max, d.id), default=None)


def _stage(procedure: Procedure, timeline: Timeline) -> Stage | None:
    begun = [
        stage
        for stage in procedure.stages
        if any(timeline.has(kind) for kind in (stage.begins_with, *stage.also_begins))
    ]
    return begun[-1] if begun else None


def _holds(procedure: Procedure, view: View) -> tuple[HoldStanding, ...]:
    found = []
    for hold in procedure.holds.values():
        since = view.open_hold_since(hold)
        if since is not None:
            found.append(HoldStanding(hold, since, _next_review(hold, since, view)))
    return tuple(found)


def _next_review(hold: Hold, since: date, view: View) -> date | None:
    if hold.review_every is None:
        return None
    review, calendar = since, view.calendar_for(hold.law)
    while review <= view.on:
        review = calendar.add(review, hold.review_every)
    return review


def _found(items: Iterable[HasId], id: str) -> HasId:
    for item in items:
        if item.id == id:
            return item
    raise KeyError(id)
