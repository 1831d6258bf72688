"""Which editions a case is counted on: of its procedure, of the bank holidays, of its council's closure days.

    held(case)                       what it keeps now
    held_on(case, rows, on)          what it kept on an earlier day, from the facts that moved it since
    calendar_of(case)                the engine's calendar in those editions

It changes none of them: that is `record.move`. The fact is about the record, so the engine never sees it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from heard.authority.adopted import pack
from heard.authority.days import Days
from heard.cases.models import Case, Row
from heard.engine import Calendar, Procedure

MOVED = "case.moved"


@dataclass(frozen=True, slots=True)
class Held:
    """The editions that a case keeps."""

    procedure: str
    edition: str
    calendar: str
    closures: int

    @property
    def name(self) -> str:
        """The procedure with its edition, as the fact keeps it."""
        return f"{self.procedure}/{self.edition}"

    def pack(self) -> Procedure:
        """The procedure in this edition. Raises the engine's PackError."""
        return pack(self.procedure, self.edition)

    def answers(self, before: Held) -> dict[str, Any]:
        """What the fact says that moves a case from `before` to this."""
        return {
            "from": before.name,
            "to": self.name,
            "from_calendar": before.calendar,
            "to_calendar": self.calendar,
            "from_closures": before.closures,
            "to_closures": self.closures,
        }


def held(case: Case) -> Held:
    """What the case keeps now."""
    return Held(case.procedure, case.edition, case.calendar_edition, case.closures)


def held_on(case: Case, rows: Iterable[Row], on: date) -> Held:
    """What the case kept at the end of a day: what it keeps now, or what the first later fact moved it from."""
    later = (row for row in rows if row.kind == MOVED and row.date > on)
    first = min(later, key=lambda row: row.seq, default=None)
    return held(case) if first is None else moved_from(first)


def held_at(case: Case, rows: Iterable[Row], seq: int) -> Held:
    """What the case kept when its row of this number was recorded."""
    later = (row for row in rows if row.kind == MOVED and row.seq > seq)
    first = min(later, key=lambda row: row.seq, default=None)
    return held(case) if first is None else moved_from(first)


def moved_from(row: Row) -> Held:
    """The editions that a fact moved its case from."""
    return _said(row, "from")


def moved_to(row: Row) -> Held:
    """The editions that a fact moved its case to."""
    return _said(row, "to")


def calendar_of(case: Case) -> Calendar:
    """The calendar that the case is counted on now. One query, for its council's closure days."""
    return calendar_in(held(case), Days(case.authority))


def calendar_in(editions: Held, days: Days) -> Calendar:
    """The calendar in these editions; `days` are the council's, to be asked once for many cases."""
    return days.calendar(editions.calendar, editions.closures)


def _said(row: Row, which: str) -> Held:
    said = row.answers
    procedure, _, edition = str(said[which]).partition("/")
    return Held(procedure, edition, str(said[f"{which}_calendar"]), int(said[f"{which}_closures"]))
