"""What must be known of an edition before it is relied on: draft, not yet in force, superseded, review overdue.

Example: notes(read_pack("leicestershire"), on)[0].words == "This edition was to be reviewed by ..."
None of it is an error: an edition with notes can be used. Which edition a council has adopted is not known here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from heard.engine.calendar import Calendar, add_months, in_full
from heard.engine.procedure import Procedure

MONTHS_AHEAD = 15
"""How far ahead bank holidays should be proclaimed: the longest clock runs for months, and a year's limit beside it."""

DRAFT, NOT_YET, ENDED, SUPERSEDED, REVIEW, UNVERIFIED = (
    "draft",
    "not yet in force",
    "no longer in force",
    "superseded",
    "review overdue",
    "unverified",
)


@dataclass(frozen=True, slots=True)
class Note:
    """One thing to know of an edition: what sort of thing, and the sentence."""

    kind: str
    words: str


def notes(procedure: Procedure, on: date, others: Iterable[Procedure] = ()) -> tuple[Note, ...]:
    """The notes on an edition as of a day. `others`: other editions of the same procedure, in any order."""
    return tuple(_notes(procedure, on, others))


def horizon(calendar: Calendar, on: date) -> str:
    """What is said where a calendar's bank holidays are proclaimed for less than fifteen months from a day; else ""."""
    if add_months(on, MONTHS_AHEAD) <= calendar.proclaimed_to:
        return ""
    return (
        f"The bank holidays of '{calendar.name}' (edition {calendar.edition}) are proclaimed until "
        f"{in_full(calendar.proclaimed_to)} only. Make a new edition: `heard calendar refresh`."
    )


def _notes(procedure: Procedure, on: date, others: Iterable[Procedure]) -> Iterator[Note]:
    settled = procedure.in_force
    if settled.status == DRAFT:
        yield Note(
            DRAFT, "This edition is marked as a draft. Ask who decides on it before complaints run under it."
        )
    if settled.start > on:
        yield Note(NOT_YET, f"This edition is not yet in force. It begins on {in_full(settled.start)}.")
    if settled.end is not None and settled.end < on:
        yield Note(ENDED, f"This edition was in force until {in_full(settled.end)}.")
    newer = _newer(procedure, on, others)
    if newer is not None:
        yield Note(
            SUPERSEDED,
            f"Edition {newer.edition} is newer, in force from {in_full(newer.in_force.start)}. "
            "Cases that began under this one keep it until they are moved.",
        )
    if settled.review_by is not None and settled.review_by < on:
        yield Note(
            REVIEW,
            f"This edition was to be reviewed by {in_full(settled.review_by)}. Ask its author whether it still holds.",
        )
    unread = [paragraph.id for paragraph in procedure.paragraphs.values() if paragraph.unverified]
    if unread:
        yield Note(
            UNVERIFIED,
            f"{len(unread)} {'paragraph was' if len(unread) == 1 else 'paragraphs were'} not yet checked at "
            f"their source: {', '.join(sorted(unread))}.",
        )


def _newer(procedure: Procedure, on: date, others: Iterable[Procedure]) -> Procedure | None:
    """The newest settled edition that has come into force since this one began."""
    found = [
        other
        for other in others
        if other.name == procedure.name
        and other.in_force.status != DRAFT
        and (procedure.in_force.start, procedure.edition) < (other.in_force.start, other.edition)
        and other.in_force.start <= on
    ]
    return max(found, key=lambda other: (other.in_force.start, other.edition), default=None)
