"""Taking words out of a row where the law asks for it: the words go; the kind, the day and who recorded it stay.

    redact(case.pk, Redaction(seq=3, reason="Court order of 3 March"), manager, on, key=key)

The redaction is itself a fact. The chain still verifies, since each hash covers its answers through a salted
digest. The database lets no other way of changing a row (`cases_redact_row`, migrations/0002).
"""

from __future__ import annotations

from datetime import date

from django.db import connection, transaction
from django.utils.translation import gettext as _

from heard.cases import standing
from heard.cases.appending import already_recorded, chain_on, check_person, locked, settled, unchanged_since
from heard.cases.editions import MOVED
from heard.cases.entries import Entry, Redaction, Writer
from heard.cases.models import Row
from heard.cases.outcome import Invalid, Recorded
from heard.cases.timeline import REDACTED
from heard.people.access import REDACT
from heard.people.models import Person


@transaction.atomic
def redact(case_id: int, redaction: Redaction, by: Person, on: date, *, key: str) -> Recorded:
    """Take the words out of one row, and record that it was done and why. It cannot be undone."""
    case = locked(case_id, by, on)
    again = already_recorded(case, REDACTED, key)
    if again:
        return Recorded(case, again, standing.of(case, on), repeated=True)
    rows = unchanged_since(case, None)
    check_person(case, REDACT, by, on)
    row = _redactable(rows, redaction)
    entry = Entry(REDACTED, on, {"redacts": str(row.seq), "reason": redaction.reason.strip()})
    fact = chain_on(case, rows, entry, Writer(by, on, key))
    with connection.cursor() as cursor:
        cursor.execute("SELECT cases_redact_row(%s, %s)", [row.pk, fact.pk])
    return settled(case, list(case.rows.order_by("seq")), fact, on)


def _redactable(rows: list[Row], redaction: Redaction) -> Row:
    if not redaction.reason.strip():
        raise Invalid({"reason": _("Say what the law asks for, and who decided it.")})
    row = next((row for row in rows if row.seq == redaction.seq), None)
    if row is None or row.kind in (REDACTED, MOVED):
        raise Invalid({"seq": _("There is no such fact on this case.")})
    if row.redacted:
        raise Invalid({"seq": _("The words of this fact are taken out already.")})
    return row
