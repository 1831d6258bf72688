"""When chasers may leave: in working hours, on working days of the council.

    open_at(council, moment())     -> False on a Saturday, on a bank holiday, at half past seven

The hours are the setting HEARD_CHASER_HOURS ("08:00-18:00"), in London's time. On which day a chaser is due is the
procedure's matter; this only says whether now is a time to write to somebody at work.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from heard.authority.days import calendar_of
from heard.authority.models import Authority
from heard.authority.today import LONDON

USUAL = "08:00-18:00"


@dataclass(frozen=True, slots=True)
class Hours:
    """From when until when on a working day; `closes` itself is too late."""

    opens: time
    closes: time


def hours() -> Hours:
    """The hours of the setting. Raises ImproperlyConfigured."""
    words = str(getattr(settings, "HEARD_CHASER_HOURS", "") or USUAL)
    try:
        opens, closes = (time.fromisoformat(word.strip()) for word in words.split("-"))
    except ValueError:
        raise ImproperlyConfigured(f"HEARD_CHASER_HOURS is {words!r}. Write it as {USUAL}.") from None
    if opens >= closes:
        raise ImproperlyConfigured(f"HEARD_CHASER_HOURS is {words!r}: it must end later than it begins.")
    return Hours(opens, closes)


def open_at(authority: Authority, moment: datetime) -> bool:
    """Whether the council is at work at this moment (aware). Raises CalendarEnds beyond its stored calendar."""
    local = moment.astimezone(LONDON)
    set_hours = hours()
    in_hours = set_hours.opens <= local.time() < set_hours.closes
    return in_hours and calendar_of(authority).is_working(local.date())
