"""How a day and a moment are written on a screen: in full, in Europe/London, in the reader's language.

`day(date(2025, 11, 17))` is "Monday 17 November 2025". These never ask what today is: a caller that compares
with today passes it in.
"""

from __future__ import annotations

from datetime import date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from django.utils import dateformat
from django.utils.translation import get_language, gettext, ngettext

LONDON = ZoneInfo("Europe/London")


def day(value: date | None) -> str:
    """A day in full: "Monday 17 November 2025". No day is an empty string; a moment gives its day in London."""
    return _written(_day_of(value), "l j F Y", get_language()) if value else ""


def short_day(value: date | None) -> str:
    """A day for a narrow column: "Mon 17 Nov 2025"."""
    return _written(_day_of(value), "D j M Y", get_language()) if value else ""


def moment(value: datetime | None) -> str:
    """A moment in London's time: "Monday 17 November 2025 at 2:05pm". `value` must say its own time zone."""
    if value is None:
        return ""
    if value.tzinfo is None:
        raise ValueError("This moment has no time zone. Pass one in UTC, as the database gives it.")
    there = value.astimezone(LONDON)
    clock = f"{there.hour % 12 or 12}:{there.minute:02d}{'am' if there.hour < 12 else 'pm'}"
    return gettext("%(day)s at %(time)s") % {"day": day(there.date()), "time": clock}


def iso(value: date | None) -> str:
    """The day as a machine reads it, for <time datetime="...">: "2025-11-17"."""
    return _day_of(value).isoformat() if value else ""


def plural(count: int, one: str, many: str) -> str:
    """A counted thing: `plural(3, "working day", "working days")` is "3 working days"."""
    return f"{count:,} {ngettext(one, many, count)}"


def days_from(due: date, on: date) -> str:
    """How far a due day is from `on`, in words: "due today", "3 days left", "2 days overdue". Calendar days."""
    distance = (due - on).days
    if distance == 0:
        return gettext("due today")
    if distance == 1:
        return gettext("due tomorrow")
    if distance > 0:
        return ngettext("%(count)s day left", "%(count)s days left", distance) % {"count": distance}
    return ngettext("%(count)s day overdue", "%(count)s days overdue", -distance) % {"count": -distance}


def _day_of(value: date) -> date:
    if isinstance(value, datetime):
        return (value.astimezone(LONDON) if value.tzinfo else value).date()
    return value


@lru_cache(maxsize=4096)
def _written(value: date, form: str, language: str | None) -> str:
    return dateformat.format(value, form)
