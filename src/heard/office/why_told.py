"""Why a day is the day it is, ready to be shown: the working, the paragraphs and the readings in words.

    told(_("Answer the complaint"), duty.day, duty.cites, procedure).sentence

The counting and the words are the engine's; this gathers them for `office/why.html`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from heard.engine import Procedure, working_of
from heard.engine.citations import Paragraph, Reading
from heard.engine.clocks import Day
from heard.engine.explaining import Leg, WorkingDay

ONE_DAY = timedelta(days=1)
FRIDAY = 4


@dataclass(frozen=True, slots=True)
class Cited:
    """A paragraph or a reading as it stands beside a date."""

    id: str
    label: str
    says: str
    document: str = ""
    unverified: bool = False
    problem: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class DayShown:
    """One day of a count. `kind` is "counts", "not", "weekend", "start" (the day it is counted from) or "end"."""

    day: str
    kind: str
    words: str


@dataclass(frozen=True, slots=True)
class LegShown:
    """One leg of a working: its sentence, and its days in weeks from Monday to Sunday (None outside the leg)."""

    sentence: str
    weeks: tuple[tuple[DayShown | None, ...], ...]


@dataclass(frozen=True, slots=True)
class Told:
    """The whole reason of one day. Without a day (`date` None) there are only the paragraphs."""

    about: str
    date: date | None
    sentence: str
    legs: tuple[LegShown, ...]
    notes: tuple[str, ...]
    cited: tuple[Cited, ...]

    @property
    def labels(self) -> str:
        """The citations in short: "LEI paragraph 5; AMB-01"."""
        return "; ".join(dict.fromkeys(one.label for one in self.cited))

    @property
    def unverified(self) -> bool:
        """Whether a paragraph that it rests on was not yet read in its source."""
        return any(one.unverified for one in self.cited)


def told(about: str, day: Day | None, cites: tuple[str, ...], procedure: Procedure) -> Told:
    """Why a day is what it is, or which paragraphs a thing without a day rests on."""
    paragraphs = cited(cites, procedure)
    if day is None:
        return Told(about, None, "", (), (), paragraphs)
    working = working_of(day, procedure)
    return Told(
        about, day.date, working.sentence(), tuple(map(_leg, working.legs)), working.notes, paragraphs
    )


def cited(cites: tuple[str, ...], procedure: Procedure) -> tuple[Cited, ...]:
    """The paragraphs and readings of these ids, with their words."""
    return tuple(_cited(procedure.citation(id), procedure) for id in cites)


def _leg(leg: Leg) -> LegShown:
    """A leg with its days put into weeks, the day that it is counted from among them as day 0."""
    if not leg.days:
        return LegShown(leg.sentence, ())
    days = {one.date: _day(one) for one in leg.days}
    first, last = leg.days[0].date, leg.days[-1].date
    start = first - ONE_DAY if first <= last else first + ONE_DAY
    days[last] = replace(days[last], kind="end")
    days[start] = DayShown(_short(start), "start", _("day 0"))
    monday = min(days) - ONE_DAY * min(days).weekday()
    weeks = (max(days) - monday).days // 7 + 1
    return LegShown(
        leg.sentence, tuple(_week(days, monday + ONE_DAY * 7 * number) for number in range(weeks))
    )


def _week(days: dict[date, DayShown], monday: date) -> tuple[DayShown | None, ...]:
    return tuple(days.get(monday + ONE_DAY * number) for number in range(7))


def _day(one: WorkingDay) -> DayShown:
    if one.counted:
        return DayShown(_short(one.date), "counts", _("day %(number)s") % {"number": one.number})
    weekend = one.date.weekday() > FRIDAY and one.why in ("Saturday", "Sunday")
    if weekend:
        return DayShown(_short(one.date), "weekend", _("weekend"))
    return DayShown(_short(one.date), "not", one.why)


@lru_cache(maxsize=1024)
def _short(day: date) -> str:
    return date_format(day, "j M")


def _cited(found: Paragraph | Reading, procedure: Procedure) -> Cited:
    if isinstance(found, Reading):
        return Cited(found.id, found.label, found.reading, problem=found.problem, reason=found.reason)
    document = procedure.documents.get(found.document)
    return Cited(
        found.id,
        found.label,
        found.says,
        document=document.title if document else found.document,
        unverified=found.unverified,
    )
