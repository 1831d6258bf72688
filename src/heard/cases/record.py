"""The only writer of timelines: every fact of every case is recorded through here, in this order, in sight.

    record(case.pk, Entry("stage1.extended", day, {"ground": "complexity"}, seen=case.last_seq), ann, today(), key=key)

Raises `NotRecorded` (see `outcome.py`) with a sentence for the person, and then nothing is recorded. `key` is made with
the form: the same key records once. `by` is None only for Heard itself. The steps are `appending.py`.
"""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from heard.authority.adopted import pack
from heard.authority.today import in_full
from heard.cases import (
    assigning,
    documents,
    moving,
    opening,
    outsiders,
    parts,
    references,
    rerouting,
    standing,
    timeline,
)
from heard.cases.appending import (
    already_recorded,
    append,
    chain_on,
    check_person,
    checked,
    locked,
    settled,
    unchanged_since,
    used_already,
)
from heard.cases.assigning import ASSIGNED, Assigning
from heard.cases.documents import FILED, Filed
from heard.cases.editions import MOVED, moved_to
from heard.cases.entries import Correction, Entry, Moving, NewCase, Rerouting, Striking, Writer
from heard.cases.models import Case, Row
from heard.cases.outcome import Invalid, NotAllowed, NotRecorded, Recorded, Refused, Stale, Unmoved
from heard.cases.parts import ENDED, GIVEN, Ending, Giving
from heard.engine import CHASER_SENT, STRUCK_OUT, first_fact
from heard.people.access import ASSIGN, GIVE_PART, LOG, MOVE, STRIKE, TAKE_BACK, Act, may, recording
from heard.people.models import Person
from heard.people.roles import COMPLAINED_ABOUT

__all__ = [
    "Assigning",
    "Correction",
    "Ending",
    "Entry",
    "Filed",
    "Giving",
    "Invalid",
    "Moving",
    "NewCase",
    "NotAllowed",
    "NotRecorded",
    "Recorded",
    "Refused",
    "Rerouting",
    "Stale",
    "Striking",
    "Unmoved",
    "assign",
    "correct",
    "file_document",
    "end_part",
    "give_part",
    "move",
    "open_case",
    "record",
    "strike_out",
]


BY_HEARD = frozenset({CHASER_SENT, "managers.emailed"})
"""What Heard records by itself: that an e-mail of its own has left. The second a person may record too."""


@transaction.atomic
def record(case_id: int, entry: Entry, by: Person | None, on: date, *, key: str) -> Recorded:
    """Record a fact on a case, and answer with where the case stands with it."""
    case = locked(case_id, by, on)
    again = already_recorded(case, entry.kind, key)
    if again:
        return Recorded(case, again, standing.of(case, on), repeated=True)
    rows = unchanged_since(case, entry.seen)
    check_person(case, _act_of(case, entry, by), by, on)
    row = append(case, rows, entry, Writer(by, on, key))
    return settled(case, [*rows, row], row, on)


@transaction.atomic
def strike_out(case_id: int, striking: Striking, by: Person, on: date, *, key: str) -> Recorded:
    """Strike a fact out, with a reason. The fact stays to be seen and counts no more."""
    case = locked(case_id, by, on)
    again = already_recorded(case, STRUCK_OUT, key)
    if again:
        return Recorded(case, again, standing.of(case, on), repeated=True)
    rows = unchanged_since(case, striking.seen)
    check_person(case, STRIKE, by, on)
    struck = _strikable(rows, striking)
    if _begins(case, rows, struck):
        raise NotAllowed(
            _("A case cannot be without the fact that it begins with. Correct it instead: that strikes it out and "
              "records the right one together.")
        )  # fmt: skip
    row = append(case, rows, _striking_entry(striking, on), Writer(by, on, key))
    return settled(case, [*rows, row], row, on)


@transaction.atomic
def correct(case_id: int, correction: Correction, by: Person, on: date, *, key: str) -> Recorded:
    """Strike a fact out and record the right one of the same kind in its place: both, or neither."""
    case = locked(case_id, by, on)
    again = already_recorded(case, correction.entry.kind, f"{key}/2")
    if again:
        return Recorded(case, again, standing.of(case, on), repeated=True)
    if already_recorded(case, STRUCK_OUT, key):
        raise used_already()
    rows = unchanged_since(case, correction.entry.seen)
    check_person(case, STRIKE, by, on)
    check_person(case, _act_of(case, correction.entry, by), by, on)
    striking = Striking(correction.seq, correction.reason)
    _check_correction(case, rows, _strikable(rows, striking), correction.entry)
    strike = append(case, rows, _striking_entry(striking, on), Writer(by, on, key))
    row = append(case, [*rows, strike], correction.entry, Writer(by, on, f"{key}/2"))
    if row.kind == pack(case.procedure, case.edition).begins_with:
        case.opened_on = row.date
        case.save(update_fields=["opened_on"])
    return settled(case, [*rows, strike, row], row, on)


@transaction.atomic
def move(case_id: int, asked: Moving | Rerouting, by: Person | None, on: date, *, key: str) -> Recorded:
    """Move a case to other editions of its procedure, calendar or closure days; or to another procedure, with all that
    has happened. Nothing else of it changes.
    """
    case = locked(case_id, by, on)
    again = already_recorded(case, MOVED, key)
    if again:
        return Recorded(case, again, standing.of(case, on), repeated=True)
    rows = unchanged_since(case, asked.seen)
    check_person(case, MOVE, by, on)
    entry = (
        rerouting.entry(case, rows, asked, on)
        if isinstance(asked, Rerouting)
        else moving.entry(case, rows, asked, on)
    )
    row = chain_on(case, rows, entry, Writer(by, on, key))
    moving.take_up(case, moved_to(row))
    return settled(case, [*rows, row], row, on)


@transaction.atomic
def assign(case_id: int, asked: Assigning, by: Person, on: date, *, key: str) -> Recorded:
    """Give a case to another team or officer, who see it from now on; the facts of the complaint stay as they are."""
    case = locked(case_id, by, on)
    again = already_recorded(case, ASSIGNED, key)
    if again:
        return Recorded(case, again, standing.of(case, on), repeated=True)
    rows = unchanged_since(case, asked.seen)
    check_person(case, ASSIGN, by, on)
    row = chain_on(case, rows, assigning.entry(case, asked, on), Writer(by, on, key))
    assigning.take_up(case, asked)
    return settled(case, [*rows, row], row, on)


@transaction.atomic
def give_part(case_id: int, asked: Giving, by: Person, on: date, *, key: str) -> Recorded:
    """Give somebody a part in a case, or say that they are complained about: then they see it no more, at once."""
    case = locked(case_id, by, on)
    again = already_recorded(case, GIVEN, key)
    if again:
        return Recorded(case, again, standing.of(case, on), repeated=True)
    rows = unchanged_since(case, asked.seen)
    check_person(case, GIVE_PART, by, on)
    asked = outsiders.with_account(asked, by)
    row = chain_on(case, rows, parts.given(case, asked, on), Writer(by, on, key))
    if asked.role == COMPLAINED_ABOUT and asked.person == case.officer:
        assigning.take_up(case, Assigning(case.team, None))
    done = settled(case, [*rows, row], row, on)
    # Last, since whoever names themselves sees nothing of the case from here on.
    parts.take_up(case, asked)
    return done


@transaction.atomic
def end_part(case_id: int, asked: Ending, by: Person | None, on: date, *, key: str) -> Recorded:
    """End a part on a day; or take back that somebody is complained about, which a complaints manager alone may."""
    case = locked(case_id, by, on)
    again = already_recorded(case, ENDED, key)
    if again:
        return Recorded(case, again, standing.of(case, on), repeated=True)
    rows = unchanged_since(case, asked.seen)
    part = parts.found(case, asked.part)
    check_person(case, TAKE_BACK if part.role == COMPLAINED_ABOUT else GIVE_PART, by, on)
    row = chain_on(case, rows, parts.ended(case, part, asked, on), Writer(by, on, key))
    parts.give_up(part, asked, on)
    return settled(case, [*rows, row], row, on)


@transaction.atomic
def file_document(case_id: int, filed: Filed, by: Person, on: date, *, key: str) -> Recorded:
    """Record that a document was filed. Whether the person may write in the folder is asked by `heard.files`."""
    case = locked(case_id, by, on)
    again = already_recorded(case, FILED, key)
    if again:
        return Recorded(case, again, standing.of(case, on), repeated=True)
    rows = unchanged_since(case, None)
    check_person(case, recording(), by, on)
    row = chain_on(case, rows, documents.entry(filed, on), Writer(by, on, key))
    return settled(case, [*rows, row], row, on)


@transaction.atomic
def open_case(new: NewCase, by: Person, on: date, *, key: str) -> Recorded:
    """Log a complaint: complainant, child, case, reference and first fact; or none, and then no number is used."""
    counter = references.lock(by.authority, new.received_on.year)
    again = Row.objects.filter(authority_id=by.authority_id, key=checked(key)).first()
    if again:
        case = locked(again.case_id, by, on)
        first = already_recorded(case, opening.kind_of(new, case), key)
        return Recorded(case, first or again, standing.of(case, on), repeated=True)
    case = opening.draft(new, by)
    if not may(by, LOG, case, on):
        raise NotAllowed(
            _("Only somebody who handles complaints for this team may log one. Ask the complaints team.")
        )
    opening.check_words(new, case)
    opening.adopt_procedure(case, new)
    kind = opening.kind_of(new, case)
    opening.save_people(case, new)
    case.reference = references.take(counter, by.authority.prefix)
    case.save()
    row = append(case, [], Entry(kind, new.received_on, new.answers), Writer(by, on, key))
    return settled(case, [row], row, on)


def _act_of(case: Case, entry: Entry, by: Person | None) -> Act:
    """What the person does by recording this. Raises NotAllowed for the kinds that are not recorded this way."""
    if entry.kind == CHASER_SENT and by is not None:
        raise NotAllowed(_("Heard records the chasers that it sends. They are not recorded by hand."))
    if entry.kind == STRUCK_OUT:
        raise NotAllowed(_("To strike a fact out, choose it in the timeline and say why."))
    if entry.kind in timeline.OF_THE_RECORD:
        raise NotAllowed(_("Heard records this itself when it is done. It is not recorded by hand."))
    if by is None and entry.kind not in BY_HEARD:
        raise NotAllowed(_("Heard itself records only the e-mails that it sends."))
    kind = pack(case.procedure, case.edition).facts.get(entry.kind)
    return recording(kind.recorded_by if kind else ())


def _strikable(rows: list[Row], striking: Striking) -> Row:
    """The row to be struck out. Raises Invalid where no reason is given, or there is no such row still standing."""
    if not striking.reason.strip():
        raise Invalid({"reason": _("Say why this is struck out.")})
    row = next((row for row in rows if row.seq == striking.seq), None)
    if row is None or row.kind == STRUCK_OUT or row.kind in timeline.OF_THE_RECORD:
        raise Invalid({"seq": _("There is no such fact on this case to strike out.")})
    if any(other.kind == STRUCK_OUT and other.answers.get("strikes") == str(row.seq) for other in rows):
        raise Invalid({"seq": _("This fact is struck out already.")})
    return row


def _begins(case: Case, rows: list[Row], struck: Row) -> bool:
    """Whether the case would have nothing that it begins with, were this row struck out."""
    procedure = pack(case.procedure, case.edition)
    if struck.kind == procedure.begins_with:
        return True
    strike = Row(seq=len(rows) + 1, kind=STRUCK_OUT, date=struck.date, answers={"strikes": str(struck.seq)})
    return first_fact(procedure, timeline.of_rows([*rows, strike], procedure)) is None


def _striking_entry(striking: Striking, on: date) -> Entry:
    return Entry(STRUCK_OUT, on, {"strikes": str(striking.seq), "reason": striking.reason.strip()})


def _check_correction(case: Case, rows: list[Row], struck: Row, entry: Entry) -> None:
    """What the engine cannot see of a correction: that it is of the same kind, and stays before what followed."""
    if entry.kind != struck.kind:
        raise Invalid(
            {"kind": _("A correction is of the same kind of fact. Strike this one out, and record another.")}
        )
    procedure = pack(case.procedure, case.edition)
    if entry.kind != procedure.begins_with:
        return
    rest = [fact for fact in timeline.of_rows(rows, procedure) if fact.id != str(struck.seq)]
    first = min((fact.date for fact in rest if fact.kind != STRUCK_OUT), default=None)
    if first is not None and first < entry.date:
        raise Invalid(
            {"date": _("Other facts are recorded on %(day)s, before this day. Correct those first.")
             % {"day": in_full(first)}}
        )  # fmt: skip
