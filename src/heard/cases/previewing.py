"""What a change would do to the open cases of a council, before it is made: which days move, and which cases cannot.

    found = preview(council, Change("calendar", "2027-01-05"), on);  found.moved[0].shifts

Every case is assessed twice, on the editions that it keeps and on the others; nothing is written. A case whose days
would not be counted otherwise (another country's bank holiday, say) is not concerned and keeps its edition.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.core.cache import cache
from django.db.models import Exists, Max, OuterRef, Q, QuerySet

from heard.authority import adopted
from heard.authority.adopted import pack
from heard.authority.closures import Closures
from heard.authority.days import Days
from heard.authority.models import Authority
from heard.cases.changes import CALENDAR, CLOSURES, PROCEDURE, Change
from heard.cases.editions import held
from heard.cases.models import Case, Due, Row
from heard.cases.moving import Looked, looked_at
from heard.engine import CalendarEnds, PackError, Shift, counted_on, newest_edition
from heard.people.wall import served

BATCH = 200


@dataclass(frozen=True, slots=True)
class Line:
    """One case: what moves on it, or why it cannot be moved."""

    case_id: int
    shifts: tuple[Shift, ...] = ()
    misfits: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Preview:
    """The open cases that a change concerns: those on which days move, how many stay as they are, those that cannot."""

    moved: tuple[Line, ...]
    same: int
    refused: tuple[Line, ...]

    @property
    def total(self) -> int:
        """How many open cases the change concerns."""
        return len(self.moved) + self.same + len(self.refused)

    @property
    def made_late(self) -> int:
        """On how many cases something is late only by the change."""
        return sum(any(shift.made_late for shift in line.shifts) for line in self.moved)

    @property
    def statutory(self) -> int:
        """On how many cases a day of the law moves."""
        return sum(any(shift.statutory for shift in line.shifts) for line in self.moved)


@dataclass(frozen=True, slots=True)
class Offer:
    """A change that could be made now, and how many open cases it concerns."""

    change: Change
    cases: int


def offers(authority: Authority, on: date) -> list[Offer]:
    """The newest editions to which some open cases of the council are not moved yet."""
    changes = [Change(CALENDAR, newest_edition()), Change(CLOSURES, str(Closures(authority).newest))]
    for one in adopted.choices(authority, on):
        changes.append(Change(PROCEDURE, f"{one.procedure}/{one.edition}"))
    counted = [Offer(change, concerned(authority, change).count()) for change in changes]
    return [offer for offer in counted if offer.cases]


def preview(authority: Authority, change: Change, on: date) -> Preview:
    """What the change would do to each open case. Some thousandths of a second a case; kept until a row is added."""
    key = kept_as(authority, change, on)
    known = cache.get(key)
    if isinstance(known, Preview):
        return known
    found = _preview(authority, change, on)
    cache.set(key, found, 600)
    return found


def kept_as(authority: Authority, change: Change, on: date) -> str:
    """The key of a preview that is kept: for each person their own, since not everybody sees the same cases."""
    newest = Row.objects.filter(authority=authority).aggregate(newest=Max("pk"))["newest"]
    return f"preview-{authority.pk}-{served()}-{change}-{on.isoformat()}-{newest}".replace("/", ".")


def concerned(authority: Authority, change: Change) -> QuerySet[Case]:
    """The open cases that a change concerns, by number. Whether each is open is asked again when it is moved."""
    closed = Due.objects.filter(case_id=OuterRef("pk"), kind=Due.CLOSED)
    cases = Case.objects.filter(authority=authority).exclude(Exists(closed)).order_by("pk")
    if change.kind == PROCEDURE:
        return cases.filter(procedure=change.procedure).exclude(edition=change.edition)
    if change.kind == CLOSURES:
        return cases.filter(closures__in=_other_closures(authority, change, cases))
    kept = cases.order_by().values_list("procedure", "edition", "calendar_edition").distinct()
    counted_otherwise = Q(pk__in=[])
    for procedure, edition, calendar in kept:
        if _counts_otherwise(authority, (procedure, edition), calendar, change.target):
            counted_otherwise |= Q(procedure=procedure, edition=edition, calendar_edition=calendar)
    return cases.filter(counted_otherwise)


def _other_closures(authority: Authority, change: Change, cases: QuerySet[Case]) -> list[int]:
    """The editions of the closure days that open cases keep, and in which other days are closed than in this one."""
    known = Closures(authority)
    wanted = known.days(int(change.target))
    kept = cases.order_by().values_list("closures", flat=True).distinct()
    return [number for number in kept if known.days(number) != wanted]


def _counts_otherwise(authority: Authority, procedure: tuple[str, str], kept: str, wanted: str) -> bool:
    """Whether cases of a procedure are counted on other files in another edition of the bank holidays."""
    if kept == wanted:
        return False
    rules = pack(*procedure)
    try:
        was = counted_on(rules, authority.calendar, kept or newest_edition())
    except PackError:  # its file is not here: each case says so
        return True
    return was != counted_on(rules, authority.calendar, wanted)


def _preview(authority: Authority, change: Change, on: date) -> Preview:
    moved, refused, same = [], [], 0
    for case_id, found in _looked_at(authority, change, on):
        if found.closed:
            continue
        if found.misfits:
            refused.append(Line(case_id, misfits=found.misfits))
        elif found.shifts:
            moved.append(Line(case_id, found.shifts))
        else:
            same += 1
    return Preview(tuple(moved), same, tuple(refused))


def _looked_at(authority: Authority, change: Change, on: date) -> Iterator[tuple[int, Looked]]:
    days = Days(authority)
    ids = list(concerned(authority, change).values_list("pk", flat=True))
    for start in range(0, len(ids), BATCH):
        cases = Case.objects.filter(pk__in=ids[start : start + BATCH]).order_by("pk").prefetch_related("rows")
        for case in cases:
            try:
                yield case.pk, looked_at(case, list(case.rows.all()), change.to(held(case)), days, on)
            except (PackError, CalendarEnds) as problem:
                yield case.pk, Looked(misfits=(str(problem),))
