"""What the complainant (or another) may ask for: from when, until when, and what follows from asking late.

Example: right_standing(procedure.rights["ask-for-stage-2"], view).state is RightState.OPEN.
A right that has closed is not a bar: `if_late` says what is to be weighed, and the request is recorded all the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from heard.engine.clocks import Day, View
from heard.engine.conditions import holds
from heard.engine.procedure import OfRule, Right


class RightState(StrEnum):
    """How far a right has come."""

    NOT_YET = "not yet"
    OPEN = "open"
    EXERCISED = "exercised"
    CLOSED = "closed"
    ENDED = "ended"


# Looked up once, as in `duties`.
NOT_YET, OPEN, EXERCISED, CLOSED, ENDED = RightState


@dataclass(slots=True)
class RightStanding(OfRule):
    """One right as it stands: the day it opens and closes, each with its working."""

    rule: Right
    state: RightState
    opens: Day | None
    closes: Day | None
    exercised_on: date | None
    statutory: RightStanding | None = None

    @property
    def late(self) -> bool:
        """True where it was asked for after the day on which it closed."""
        return (
            self.exercised_on is not None and self.closes is not None and self.exercised_on > self.closes.date
        )

    @property
    def departs(self) -> bool:
        """True where the council's rule opens later, or closes sooner, than the law's."""
        law = self.statutory
        if law is None:
            return False
        opens_later = bool(law.opens and (self.opens is None or self.opens.date > law.opens.date))
        closes_sooner = bool(self.closes and (law.closes is None or self.closes.date < law.closes.date))
        return opens_later or closes_sooner


def right_standing(right: Right, view: View) -> RightStanding:
    """Where a right stands on the view's day, with the rule of law it replaced, if any, beside it."""
    twin = view.procedure.replaced.get(right.key)
    return _alone(right, view, _alone(twin, view, None) if isinstance(twin, Right) else None)


def _alone(right: Right, view: View, statutory: RightStanding | None) -> RightStanding:
    opens = view.limit(right.opens, right.law)
    closes = view.limit(right.closes, right.law) if right.closes else None
    asked = view.timeline.first_of(right.exercised_by)
    if asked is not None:
        state = EXERCISED
    elif view.timeline.has_any(right.ended_by):
        state = ENDED
    elif (
        opens is None
        or view.on < opens.date
        or (right.when is not None and not holds(right.when, view, right.law))
    ):
        state = NOT_YET
    elif closes is not None and view.on > closes.date:
        state = CLOSED
    else:
        state = OPEN
    return RightStanding(right, state, opens, closes, asked.date if asked else None, statutory)
