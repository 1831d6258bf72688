"""Which days count at a council: the stored calendar of its jurisdiction with its own closure days.

    calendar_of(council)     -> the engine's Calendar

Closure days stop local clocks only; the engine sees to that. The other stored calendars stand beside it, for clocks
that name one. Counting is the engine's.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from heard.authority.models import Authority
from heard.engine import Calendar, calendar_names, read_calendar


def calendar_of(authority: Authority) -> Calendar:
    """The calendar that the authority's cases are counted on. One query, for its closure days."""
    closures = authority.closure_days.values_list("date", flat=True)
    return _with_closures(authority.calendar, tuple(closures))


@lru_cache(maxsize=256)
def _with_closures(name: str, closures: tuple[date, ...]) -> Calendar:
    calendar = read_calendar(name).with_others({other: read_calendar(other) for other in calendar_names()})
    return calendar.with_closures(closures) if closures else calendar
