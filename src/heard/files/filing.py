"""What follows for the child's file when something is recorded on a complaint: where it is kept and who is told.

    follow(recorded.case, ann, on)     -> Followed(kept=("Complaints",), alerted=(bea,), to_tell=())

The pack's `filing:` decides, asked over the case's timeline. Called after `cases.record`, in the same transaction, so
that either all of it happens or nothing. Called again it does nothing that was done. E-mail is sent by the worker
(`heard.chasers.telling`), to those whom `to_tell` names when it is sent.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from heard.authority.adopted import pack
from heard.cases import holders, timeline
from heard.cases.editions import calendar_of
from heard.cases.entries import Entry
from heard.cases.models import Case, CaseRole
from heard.cases.outcome import NotRecorded
from heard.cases.record import record
from heard.engine import Fact, Procedure, Timeline
from heard.engine.arrangements import Filing
from heard.engine.filing import filed
from heard.files import notes
from heard.files.folders import NoSuchFolder, folder, is_stricter, loosest
from heard.files.models import CaseNote, Document, Folder
from heard.files.notes import COMPLAINT, PART, Made
from heard.people.holders import holders_of_each
from heard.people.models import Person
from heard.people.roles import COMPLAINED_ABOUT

EVALUATED, EMAILED, ALERTED = "complaint.evaluated", "managers.emailed", "case_note.alerted"
"""Kinds of fact that a pack with `filing:` has; where one is missing, the deed is done and no fact says so."""
EMAIL = "email"
INSTEAD = ("service_manager", "head_of_service", "complaints_manager")
"""Who is alerted, nearest first, where nobody holds the pack's role or the one who does is complained about."""


@dataclass(frozen=True, slots=True)
class Followed:
    """What was done: the folders it is kept in now, who was alerted, and for which row e-mails are owed."""

    kept: tuple[str, ...] = ()
    alerted: tuple[Person, ...] = ()
    to_tell: int | None = None
    to_split: bool = False
    left: int = 0
    """How many documents of the complaint still lie in a looser folder than it is kept in now."""


def on_receipt(case: Case, on: date) -> list[Filing]:
    """The filings of the complaint itself that hold: those that tell somebody. Those of its letters tell nobody."""
    return [one for one in _filed(case, on) if one.tells]


def letters_folder(case: Case, letters: Fact, on: date) -> str | None:
    """The id of the folder that letters go into, `letters` being the fact that says what they are about."""
    found = [one for one in _filed(case, on, letters) if not one.tells]
    return found[0].folder if found else None


def follow(case: Case, by: Person, on: date) -> Followed:
    """Keep the complaint where its procedure wants it, and alert the manager concerned. Nothing is done twice."""
    procedure = pack(case.procedure, case.edition)
    if not procedure.arrangements.filing:
        return Followed()
    found = on_receipt(case, on)
    mail = any(one.by == EMAIL for one in found)
    kept, alerted = _keep(case, found, Made(by, on)) if case.child else ((), ())
    return Followed(
        kept=kept,
        alerted=alerted,
        to_tell=_owed_mail(case, procedure) if mail else None,
        to_split=is_to_split(case, found),
        left=_left_in_looser(case, found),
    )


def is_to_split(case: Case, found: list[Filing]) -> bool:
    """Whether the complaint belongs into several folders and its parts are not told apart yet."""
    if case.child is None or len({one.folder for one in found}) < 2:
        return False
    return not CaseNote.objects.filter(case=case, kind=PART, folder_key=_loosest_key(found, case)).exists()


def split(case: Case, words: str, by: Person, on: date) -> Folder:
    """Keep the part of a mixed complaint that may stand in the folder that most may read, which is answered.

    Raises NoSuchFolder.
    """
    if case.child is None:
        raise NoSuchFolder(case.reference)
    into = folder(case.child, _loosest_key(on_receipt(case, on), case))
    notes.keep(case, into, PART, words.strip(), Made(by, on))
    return into


def concerned(case: Case, roles: tuple[str, ...], on: date) -> list[Person]:
    """Who holds the roles for the child's team, else for the case's; never somebody complained about in the case."""
    child_team = case.child.team if case.child else None
    if child_team is None:
        found = holders.of_each(case, roles, on)
    else:
        about = set(case.roles.filter(role=COMPLAINED_ABOUT).values_list("person_id", flat=True))
        found = holders_of_each(roles, case.authority, child_team, on, without=about)
    return list(dict.fromkeys(person for people in found.values() for person in people))


def whom_to_alert(case: Case, roles: tuple[str, ...], on: date) -> Person | None:
    """The manager whom a case note alerts: who holds the pack's role, else the next one up."""
    for wanted in (roles, *((one,) for one in INSTEAD)):
        found = concerned(case, wanted, on)
        if found:
            return found[0]
    return None


def is_about(case: Case, person: Person) -> bool:
    """Whether the person is complained about in the case."""
    return CaseRole.objects.filter(case=case, person=person, role=COMPLAINED_ABOUT).exists()


def _keep(case: Case, found: list[Filing], made: Made) -> tuple[tuple[str, ...], tuple[Person, ...]]:
    kept: list[str] = []
    alerted: list[Person] = []
    mixed = len({one.folder for one in found}) > 1
    for filing in found:
        into = _folder(case, filing.folder)
        if into is None:
            continue
        kept.append(into.title)
        _take_out_of_looser(case, into)
        _keep_words(case, into, mixed, made)
        if filing.by != EMAIL:
            alerted += _alert(case, filing, into, made)
    return tuple(dict.fromkeys(kept)), tuple(alerted)


def _keep_words(case: Case, into: Folder, mixed: bool, made: Made) -> None:
    """The whole complaint; of a mixed one only what the manager said is about conduct, and that in the stricter."""
    if mixed:
        words = "" if loosest(into).key == into.key else _latest_elements(case)
    else:
        words = notes.of_case_words(case)
    kind = PART if mixed else COMPLAINT
    there = CaseNote.objects.filter(case=case, folder_key=into.key, kind=kind, text=words)
    if words and not there.exists():
        notes.keep(case, into, kind, words, made)


def _take_out_of_looser(case: Case, into: Folder) -> None:
    """What was kept in a looser folder before it was known what it is about goes into the stricter one."""
    for note in CaseNote.objects.filter(case=case, kind=COMPLAINT).exclude(folder_key=into.key):
        if is_stricter(into.key, note.folder_key, case.authority_id):
            note.folder_key = into.key
            note.save(update_fields=["folder_key"])


def _left_in_looser(case: Case, found: list[Filing]) -> int:
    """Documents are not moved by themselves: somebody has to look which of them say anything of conduct."""
    keys = {one.folder for one in found}
    documents = Document.objects.filter(case=case, destroyed_at=None).exclude(folder__key__in=keys)
    there = documents.values_list("folder__key", flat=True)
    return sum(any(is_stricter(key, there_key, case.authority_id) for key in keys) for there_key in there)


def decided_that_day(case: Case, kind: str, day: date) -> bool:
    """Whether what a complaint concerns was decided on that very day already: of two, no order could be told."""
    return kind == EVALUATED and any(fact.date == day for fact in timeline.read(case).of(kind))


def _alert(case: Case, filing: Filing, into: Folder, made: Made) -> list[Person]:
    if CaseNote.objects.filter(case=case, kind=CaseNote.ALERT, folder_key=into.key).exists():
        return []
    manager = whom_to_alert(case, filing.tells, made.on)
    note = notes.alert(case, into, manager, made)
    if manager is None:
        return []
    told(case, ALERTED, {}, made, f"alert-{note.pk}")
    return [manager]


def told(case: Case, kind: str, answers: dict[str, str], made: Made, key: str) -> bool:
    """Record a fact of the pack's own that says what was done; whether it could be."""
    if kind not in pack(case.procedure, case.edition).facts:
        return False
    try:
        record(case.pk, Entry(kind, made.on, answers), made.by, made.on, key=key)
    except NotRecorded:
        return False
    return True


def _owed_mail(case: Case, procedure: Procedure) -> int | None:
    """The number of the row for which the managers are owed an e-mail; None where they have had it."""
    known = timeline.read(case)
    if EMAILED in procedure.facts and known.has(EMAILED):
        return None
    last = known.latest(EVALUATED)
    return int(last.id) if last else None


def _latest_elements(case: Case) -> str:
    last = timeline.read(case).latest(EVALUATED)
    return str(last.answers.get("elements", "")) if last else ""


def _filed(case: Case, on: date, more: Fact | None = None) -> tuple[Filing, ...]:
    procedure = pack(case.procedure, case.edition)
    known: Timeline = timeline.read(case)
    return filed(procedure, known.adding(more) if more else known, calendar_of(case), on)


def _folder(case: Case, key: str) -> Folder | None:
    try:
        return folder(case.child, key) if case.child else None
    except NoSuchFolder:
        return None


def _loosest_key(found: list[Filing], case: Case) -> str:
    """Of the folders of these filings, the one that the most may read."""
    keys = list(dict.fromkeys(one.folder for one in found))
    for key in keys:
        if all(other == key or is_stricter(other, key, case.authority_id) for other in keys):
            return key
    return keys[0]
