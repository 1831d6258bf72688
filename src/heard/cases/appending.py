"""The steps by which a row is added to a case, each on its own; `record.py` puts them in their order.

    case = locked(case_id, ann, on); rows = unchanged_since(case, seen); append(case, rows, entry, Writer(ann, on, key))

Only `record.py` and `redact.py` call these: everybody else records through them.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import IntegrityError
from django.utils.translation import gettext as _
from psycopg import Error as DatabaseProblem

from heard.authority.adopted import pack
from heard.authority.today import moment
from heard.cases import due, history, timeline
from heard.cases.answers import typed
from heard.cases.chain import seal
from heard.cases.editions import calendar_of
from heard.cases.entries import Entry, Writer
from heard.cases.locks import lock
from heard.cases.models import Case, CaseRole, Row
from heard.cases.outcome import Invalid, NotAllowed, Recorded, Refused, Stale
from heard.engine import CalendarEnds, Fact, Refusal, Standing, assess, may_record
from heard.people.access import Act, Denied, may, reach, visible
from heard.people.models import Person

LONGEST_KEY = 80


def locked(case_id: int, by: Person | None, on: date) -> Case:
    """The case, locked until the transaction ends, if this person may see it. Raises NotAllowed."""
    lock([case_id])
    cases = Case.objects.select_related("authority", "complainant", "child", "team", "officer")
    if by is not None:
        cases = cases.filter(visible(reach(by, on), on, CaseRole.objects.all()))
    found = cases.filter(pk=case_id).first()
    if found is None:
        raise NotAllowed(_("There is no such case, or you may not see it."))
    return found


def already_recorded(case: Case, kind: str, key: str) -> Row | None:
    """The row that an earlier post with the same key recorded, if any. Raises NotAllowed where it was another fact."""
    row = Row.objects.filter(authority_id=case.authority_id, key=checked(key)).first()
    if row is not None and (row.case_id, row.kind) != (case.pk, kind):
        raise used_already()
    return row


def checked(key: str) -> str:
    """The key, if it is one. Raises ValueError: a form without a key is a fault of ours, not of the person's."""
    if not key or len(key) > LONGEST_KEY:
        raise ValueError(
            f"A key of 1 to {LONGEST_KEY} characters is needed, so that a repeated post records once."
        )
    return key


def used_already() -> NotAllowed:
    """What is said where a form's key has recorded another fact before."""
    sentence = _(
        "This form has been used already, to record something else. Open the case again and start from there."
    )
    return NotAllowed(sentence)


def unchanged_since(case: Case, seen: int | None) -> list[Row]:
    """The case's rows, oldest first. Raises Stale where some were recorded after the page was made.

    No page has seen more than there is: a number that says so would pass by this very check, and is refused.
    """
    rows = list(case.rows.order_by("seq"))
    if seen is not None and not 0 <= seen <= case.last_seq:
        raise NotAllowed(_("This page is not one of this case as it is recorded. Open the case again."))
    if seen is not None and seen < case.last_seq:
        new = tuple(row for row in rows if row.seq > seen)
        raise Stale(tuple(history.sentences(case, new)), new)
    return rows


def check_person(case: Case, act: Act, by: Person | None, on: date) -> None:
    """Raises NotAllowed, with a sentence that says who may, where this person may not. Heard itself may."""
    if by is None:
        return
    answer = may(by, act, case, on)
    if isinstance(answer, Denied):
        raise NotAllowed(answer.reason)


def append(case: Case, rows: list[Row], entry: Entry, writer: Writer) -> Row:
    """Add one row to a locked case, if the procedure permits the fact. Raises Refused or Invalid."""
    procedure = pack(case.procedure, case.edition)
    kind = procedure.facts.get(entry.kind)
    answers: dict[str, Any] = typed(kind, entry.answers) if kind else dict(entry.answers)
    known = timeline.of_rows(rows, procedure)
    try:
        answer = may_record(
            procedure, known, calendar_of(case), writer.on, Fact(entry.kind, entry.date, answers)
        )
    except CalendarEnds as problem:
        raise Invalid({"date": str(problem)}) from problem
    if isinstance(answer, Refusal):
        raise Refused(answer)
    return chain_on(case, rows, Entry(entry.kind, entry.date, answers), writer)


def chain_on(case: Case, rows: list[Row], entry: Entry, writer: Writer) -> Row:
    """Write one row after the newest of a locked case. Nothing is asked here: the callers have."""
    row = Row(
        authority_id=case.authority_id,
        case=case,
        seq=case.last_seq + 1,
        kind=entry.kind,
        date=entry.date,
        answers=timeline.stored(entry.answers),
        recorded_at=moment(),
        recorded_by=writer.by,
        key=writer.key,
    )
    seal(row, rows[-1] if rows else None)
    try:
        row.save(force_insert=True)
    except IntegrityError as problem:
        # The lock on one case does not keep the same form from being sent for another at the same moment.
        if _constraint(problem) == "row_key_once":
            raise used_already() from problem
        raise
    case.last_seq = row.seq
    case.save(update_fields=["last_seq"])
    return row


def _constraint(problem: IntegrityError) -> str | None:
    """The name of the rule of the database that a row did not keep."""
    cause = problem.__cause__
    return cause.diag.constraint_name if isinstance(cause, DatabaseProblem) else None


def settled(case: Case, rows: list[Row], row: Row, on: date) -> Recorded:
    """What follows a new row: the standing is worked out again, and the index of due days follows it."""
    standing = standing_with(case, rows, on)
    due.keep(case, standing)
    return Recorded(case, row, standing)


def standing_with(case: Case, rows: list[Row], on: date) -> Standing:
    """Where the case stands with these rows. Raises Invalid where a day lies beyond the stored calendar."""
    procedure = pack(case.procedure, case.edition)
    try:
        return assess(procedure, timeline.of_rows(rows, procedure), calendar_of(case), on)
    except CalendarEnds as problem:
        raise Invalid({"date": str(problem)}) from problem
