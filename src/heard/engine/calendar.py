"""The calendar of working days, and counting on it.

Example: ten working days after Monday 3 November 2025 is Monday 17 November 2025; the day of the event is day 0.
Working days follow regulation 2 of SI 2006/1738: not a Saturday, Sunday or bank holiday of the jurisdiction.
A calendar is stored data with an end; it asks no library and no network, and never guesses beyond its last day.
"""

from __future__ import annotations

from bisect import bisect_right
from calendar import monthrange
from collections.abc import Iterable, Mapping
from copy import copy
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date, timedelta
from enum import StrEnum
from functools import lru_cache

SATURDAY = 5


class CalendarEnds(ValueError):
    """A day was asked for that the stored calendar does not reach."""


class Unit(StrEnum):
    """What a duration counts."""

    WORKING_DAY = "working day"
    DAY = "day"
    MONTH = "month"


# Looked up once: finding a member of an enumeration takes longer than comparing two days.
WORKING_DAY = Unit.WORKING_DAY


@dataclass(frozen=True, slots=True)
class Duration:
    """A length of time in one unit: "10 working days", "30 days", "12 months".

    `calendar` names the calendar that its working days are counted on, where it is not the case's own.
    """

    count: int
    unit: Unit
    calendar: str = ""

    def __str__(self) -> str:
        place = f" in {self.calendar}" if self.calendar else ""
        return f"{self.count} {self.unit}{'' if self.count == 1 else 's'}{place}"


@dataclass(frozen=True, slots=True)
class Pause:
    """Days that do not count: those after `start` up to and including `end`."""

    start: date
    end: date


class Calendar:
    """The working days of one jurisdiction from `start` to `end`, with an authority's closure days if any.

    `edition` names the stored version, kept with each case so that its dates can be made again.
    """

    def __init__(
        self, name: str, edition: str, span: tuple[date, date], holidays: Mapping[date, str]
    ) -> None:
        self.name, self.edition = name, edition
        self.start, self.end = span
        self.holidays: dict[date, str] = dict(holidays)
        self.closures: dict[date, str] = {}
        self.others: dict[str, Calendar] = {}
        self.proclaimed_to: date = self.end
        """The last day whose bank holidays are proclaimed; later ones follow the ordinary rules and may gain a day."""
        self.by_hand: frozenset[date] = frozenset()
        """Bank holidays that a person added, which no package knew."""
        self.statutory: Calendar = self
        """This calendar without closure days: the one that the law's clocks are counted on."""
        self._working = _weekdays_without(self.holidays, *span)

    def __repr__(self) -> str:
        return f"Calendar({self.name!r}, {self.edition!r}, {len(self.closures)} closure days)"

    def with_closures(self, days: Iterable[date], why: str = "closure day") -> Calendar:
        """The same calendar with days on which this authority is closed; they count for local clocks only."""
        closures = {**self.closures, **dict.fromkeys(days, why)}
        if not closures:
            return self
        other, off = copy(self), {day.toordinal() for day in closures}
        other.closures = closures
        other._working = [n for n in self._working if n not in off]
        return other

    def with_others(self, others: Mapping[str, Calendar]) -> Calendar:
        """The same calendar with those of other jurisdictions beside it, for clocks that name one."""
        other = copy(self)
        other.others = dict(others)
        other.statutory = other if self.statutory is self else self.statutory.with_others(others)
        return other

    def named(self, name: str) -> Calendar:
        """The calendar that a clock names: itself where it names none. Raises CalendarEnds where it is not there."""
        if not name or name == self.name:
            return self
        if name not in self.others:
            raise CalendarEnds(
                f"The calendar '{name}' was not read with this case, so its days cannot be counted."
            )
        return self.others[name]

    def is_working(self, day: date) -> bool:
        """Whether the day counts. Raises CalendarEnds outside the stored span."""
        return self.why_not(day) is None

    def why_not(self, day: date) -> str | None:
        """Why a day is not a working day ("Saturday", "Christmas Day"), or None where it is one."""
        self._within(day)
        if day in self.holidays:
            return self.holidays[day]
        if day.weekday() >= SATURDAY:
            return WEEKDAYS[day.weekday()]
        return self.closures.get(day)

    def count(self, start: date, end: date) -> int:
        """How many working days lie after `start`, up to and including `end`."""
        self._within(start)
        self._within(end)
        working = self._working
        return max(0, bisect_right(working, end.toordinal()) - bisect_right(working, start.toordinal()))

    def add(self, start: date, duration: Duration, pauses: tuple[Pause, ...] = ()) -> date:
        """The day that ends `duration` after `start` (day 0), leaving out paused days.

        `pauses` are in order and do not overlap. Raises CalendarEnds where the stored days run out.
        """
        self._within(start)
        if duration.unit is WORKING_DAY:
            return self._add_working(start, duration.count, pauses)
        end = (
            add_months(start, duration.count) if duration.unit is Unit.MONTH else _plus(start, duration.count)
        )
        for pause in pauses:
            if pause.end <= start:
                continue
            if pause.start >= end:
                break
            end = _plus(end, (pause.end - max(pause.start, start)).days)
        self._within(end)
        return end

    def back(self, end: date, duration: Duration) -> date:
        """The last day that leaves at least `duration` before `end`: for notice before a hearing."""
        self._within(end)
        if duration.unit is Unit.WORKING_DAY:
            position = bisect_right(self._working, end.toordinal() - 1) - duration.count
            if position < 0:
                raise CalendarEnds(self._ends())
            return date.fromordinal(self._working[position])
        months = duration.unit is Unit.MONTH
        start = add_months(end, -duration.count) if months else _plus(end, -duration.count)
        self._within(start)
        return start

    def _add_working(self, start: date, count: int, pauses: tuple[Pause, ...]) -> date:
        working = self._working
        position = bisect_right(working, start.toordinal()) + count - 1
        for pause in pauses:
            if pause.end <= start:
                continue
            if position >= len(working) or pause.start.toordinal() >= working[position]:
                break
            position += self.count(max(pause.start, start), pause.end)
        if position >= len(working):
            raise CalendarEnds(self._ends())
        return date.fromordinal(working[position])

    def _within(self, day: date) -> None:
        if not self.start <= day <= self.end:
            raise CalendarEnds(self._ends())

    def _ends(self) -> str:
        return (
            f"The calendar '{self.name}' (edition {self.edition}) holds the days from {self.start} to {self.end} only. "
            "Check the date, or bring the calendar up to date."
        )


def _weekdays_without(days: Iterable[date], first: date, last: date) -> list[int]:
    """The other days from Monday to Friday, as ordinals: 1 January of year 1, a Monday, is ordinal 1."""
    off = {day.toordinal() for day in days}
    return [
        n for n in range(first.toordinal(), last.toordinal() + 1) if (n - 1) % 7 < SATURDAY and n not in off
    ]


def _plus(day: date, days: int) -> date:
    try:
        return day + timedelta(days=days)
    except OverflowError as error:
        raise CalendarEnds(f"{days} days from {day} is beyond any calendar.") from error


def add_months(day: date, months: int) -> date:
    """The corresponding day of a later (or earlier) month, or that month's last day where it is shorter."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    if not MINYEAR <= year <= MAXYEAR:
        raise CalendarEnds(f"{months} months from {day} is beyond any calendar.")
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def short(day: date) -> str:
    """A day as it stands in a working: "Mon 3 Nov 2025"."""
    return f"{WEEKDAYS[day.weekday()][:3]} {day.day} {MONTHS[day.month - 1][:3]} {day.year}"


# A page, and a look at a case, tell the same few days again and again.
@lru_cache(maxsize=4096)
def in_full(day: date) -> str:
    """A day as people read it: "Monday 3 November 2025", whatever language the machine is set to."""
    return f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]} {day.year}"
