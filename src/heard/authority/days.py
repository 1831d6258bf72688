"""Which days count at a council: the stored calendar of its jurisdiction with its own closure days, in editions.

    calendar_of(council)                                as they stand now: is the office open today?
    Days(council).calendar("2026-11-22", closures=2)    as a case that keeps these editions is counted

Closure days stop local clocks only; the engine sees to that. The other stored calendars stand beside it, for clocks
that name one. Counting is the engine's.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from heard.authority.closures import Closures
from heard.authority.models import Authority
from heard.engine import Calendar, calendars_as_of, newest_edition, read_calendar


class Days:
    """A council's calendars in any edition. One query, for its closure days, when made."""

    def __init__(self, authority: Authority) -> None:
        self._name = authority.calendar
        self._closures = Closures(authority)

    @property
    def newest(self) -> tuple[str, int]:
        """The newest editions of the stored calendars and of the closure days."""
        return newest_edition(), self._closures.newest

    def calendar(self, edition: str, closures: int) -> Calendar:
        """The calendar in these editions; the newest stored where `edition` is "". Raises the engine's PackError."""
        return _calendar(self._name, edition or newest_edition(), self._closures.days(closures))


def calendar_of(authority: Authority) -> Calendar:
    """The calendar as it stands now, for what is about no single case. One query, for the closure days."""
    days = Days(authority)
    return days.calendar(*days.newest)


@lru_cache(maxsize=256)
def _calendar(name: str, edition: str, closures: tuple[date, ...]) -> Calendar:
    stored = calendars_as_of(edition)
    calendar = stored[name] if name in stored else read_calendar(name)
    calendar = calendar.with_others({other: one for other, one in stored.items() if other != name})
    return calendar.with_closures(closures) if closures else calendar
