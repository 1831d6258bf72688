"""What day it is: the only place in Heard that asks the clock.

    today()     -> date(2025, 11, 17), in Europe/London
    moment()    -> an aware datetime in UTC, for "recorded at"

`settings.HEARD_TODAY` (an ISO day or a date) pins the day for demonstrations and tests. Only doors ask (a
view, a command, the worker); everything inside takes `on` as an argument.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.formats import date_format

LONDON = ZoneInfo("Europe/London")


def today() -> date:
    """The day it is in London, or the pinned day."""
    return pinned() or datetime.now(LONDON).date()


def moment() -> datetime:
    """This moment in UTC. When the day is pinned, the same time of day on the pinned day."""
    now = datetime.now(LONDON)
    day = pinned()
    if day is not None:
        now = datetime.combine(day, now.time(), tzinfo=LONDON)
    return now.astimezone(UTC)


def clock() -> datetime:
    """This moment in UTC by the machine's clock, pinned day or not: for the ages of files alone."""
    return datetime.now(UTC)


def pinned() -> date | None:
    """The day that the settings pin, or None."""
    value = getattr(settings, "HEARD_TODAY", None)
    if not value:
        return None
    return value if isinstance(value, date) else date.fromisoformat(str(value))


def in_full(day: date) -> str:
    """A day as screens, letters and sentences write it: "Monday 17 November 2025"."""
    return date_format(day, "l j F Y")
