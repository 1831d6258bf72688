"""Which reminders a case needs: on which day, to whom, about which duty, and whether they were sent.

Example: chaser_standing(chaser, about, view).state is TO_SEND on day 7, and still on day 9 if day 7 was missed.
A chaser never moves the duty that it is about. It sends nothing: the worker does, and records `chaser.sent`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from heard.engine.clocks import Day, View
from heard.engine.conditions import holds
from heard.engine.duties import OPEN, DutyStanding, DutyState
from heard.engine.facts import CHASER_SENT
from heard.engine.procedure import Chaser, OfRule

ONE_DAY = timedelta(days=1)


class ChaserState(StrEnum):
    """How far a chaser has come."""

    NOT_YET = "not yet"
    COMING = "coming"
    TO_SEND = "to send"
    SENT = "sent"
    NOT_NEEDED = "not needed"


@dataclass(slots=True)
class ChaserStanding(OfRule):
    """One chaser as it stands: the day it goes out, and its working."""

    rule: Chaser
    state: ChaserState
    day: Day | None
    sent_on: date | None = None

    @property
    def on(self) -> date | None:
        """The day on which it is to be sent."""
        return self.day.date if self.day else None


def chaser_standing(chaser: Chaser, about: DutyStanding, view: View) -> ChaserStanding:
    """Where a chaser stands on the view's day. `about` is the standing of the duty that it chases."""
    day = view.limit(chaser.on, chaser.law, view.pauses_of(chaser.about))
    sent = _sent(chaser, view, day)
    if sent:
        return ChaserStanding(chaser, ChaserState.SENT, day, min(sent))
    return ChaserStanding(chaser, _unsent(chaser, about, view, day), day)


def _sent(chaser: Chaser, view: View, day: Day | None) -> list[date]:
    """The days on which it was sent; of one that is sent each time, only those for the fact that it hangs on now."""
    sent = [fact.date for fact in view.timeline.of(CHASER_SENT) if fact.answers.get("chaser") == chaser.id]
    if not chaser.each_time or day is None or day.since is None:
        return sent
    # What comes days after a fact cannot have been sent for it on its own day: that was for the fact before.
    first = day.since if day.date <= day.since else day.since + ONE_DAY
    return [on for on in sent if on >= first]


def _unsent(chaser: Chaser, about: DutyStanding, view: View, day: Day | None) -> ChaserState:
    if about.state in (DutyState.MET, DutyState.MET_LATE, DutyState.EXCUSED):
        return ChaserState.NOT_NEEDED
    if day is None or (chaser.when is not None and not holds(chaser.when, view, chaser.law)):
        return ChaserState.NOT_YET
    if about.state in OPEN and view.on >= day.date:
        return ChaserState.TO_SEND
    return ChaserState.COMING
