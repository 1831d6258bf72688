"""Moving one case to other editions: whether it can be, what moves by it, and the fact that says so.

    entry(case, rows, Moving(change, "A bank holiday was added"), on) -> Entry("case.moved", on, {...})
    looked_at(case, rows, to, days, on).shifts                        what would move, without moving it

`record.move` puts these in their order; previews of many cases are `previewing.py`. It writes no row.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from heard.authority.days import Days
from heard.cases import timeline
from heard.cases.editions import MOVED, Held, calendar_in, held
from heard.cases.entries import Entry, Moving
from heard.cases.models import Case, Row
from heard.cases.outcome import Invalid, Unmoved
from heard.engine import CalendarEnds, PackError, Shift, assess, misfits, shifts

LONGEST_REASON = 500


@dataclass(frozen=True, slots=True)
class Looked:
    """What moving a case would do: the days that move; or a sentence for each reason for which it cannot be moved."""

    shifts: tuple[Shift, ...] = ()
    misfits: tuple[str, ...] = ()
    closed: bool = False


def looked_at(case: Case, rows: list[Row], to: Held, days: Days, on: date) -> Looked:
    """What moving the case would do. No query; raises the engine's PackError where an edition is not there."""
    kept = held(case)
    was, now = kept.pack(), to.pack()
    facts = timeline.of_rows(rows, was)
    before = assess(was, facts, calendar_in(kept, days), on)
    wrong = misfits(facts, was, now)
    if wrong:
        return Looked((), wrong, before.closed)
    try:
        after = assess(now, timeline.of_rows(rows, now), calendar_in(to, days), on)
    except CalendarEnds as problem:
        return Looked((), (str(problem),), before.closed)
    return Looked(shifts(before, after), (), before.closed)


def entry(case: Case, rows: list[Row], asked: Moving, on: date) -> Entry:
    """The fact to be recorded, with the days that it moves. Raises Unmoved, or Invalid where no reason is given."""
    reason, to = said(asked.reason), asked.change.to(held(case))
    if to == held(case):
        raise Unmoved(_("%(case)s is on these editions already.") % {"case": case.reference})
    if any(row.kind == MOVED and row.date > on for row in rows):
        raise Unmoved(_("%(case)s was moved on a later day. Move it today.") % {"case": case.reference})
    try:
        found = looked_at(case, rows, to, Days(case.authority), on)
    except (PackError, CalendarEnds) as problem:
        raise Unmoved(str(problem)) from problem
    if found.closed:
        raise Unmoved(
            _("%(case)s is closed. It is moved only if it is opened again.") % {"case": case.reference}
        )
    if found.misfits:
        raise Unmoved(*found.misfits)
    answers = to.answers(held(case)) | {"reason": reason}
    if found.shifts:
        answers["days"] = "\n".join(shift.sentence() for shift in found.shifts)
    return Entry(MOVED, on, answers)


def said(reason: str) -> str:
    """The reason, if one is given. Raises Invalid."""
    reason = reason.replace("\x00", "").strip()
    if not reason or len(reason) > LONGEST_REASON:
        raise Invalid({"reason": _("Say why, in up to %(most)s characters.") % {"most": LONGEST_REASON}})
    return reason


def take_up(case: Case, to: Held) -> None:
    """Let the case keep the new editions. The database refuses it unless the newest row says the same."""
    case.procedure, case.edition = to.procedure, to.edition
    case.calendar_edition, case.closures = to.calendar, to.closures
    case.save(update_fields=["procedure", "edition", "calendar_edition", "closures"])
