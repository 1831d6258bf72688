"""Putting letters about a complaint into the child's file: the facts that say so, and the case note on where they are.

    file_letters(Letters(case, folder, about_conduct=False, titles=("Answer",)), Made(ann, on), key=key)

Under a pack with `filing:` its own facts are recorded, whose guards refuse the wrong folder in the pack's words. The
documents themselves are put in by `receiving.py`, in the same transaction, after this.
"""

from __future__ import annotations

from dataclasses import dataclass

from heard.authority.adopted import pack
from heard.cases.entries import Entry
from heard.cases.models import Case, Row
from heard.cases.record import record
from heard.files import notes
from heard.files.filing import told
from heard.files.folders import loosest
from heard.files.models import CaseNote, Folder
from heard.files.notes import Made

UPLOADED, NOTED = "correspondence.uploaded", "correspondence.case_noted"


@dataclass(frozen=True, slots=True)
class Letters:
    """Letters to be put into a folder: of which case (None for none), what they are about, and their titles."""

    case: Case | None
    folder: Folder
    about_conduct: bool
    titles: tuple[str, ...]


def asks_about_conduct(case: Case) -> bool:
    """Whether the case's procedure wants to know of letters what they are about."""
    procedure = pack(case.procedure, case.edition)
    return bool(procedure.arrangements.filing) and UPLOADED in procedure.facts


def used(authority_id: int, key: str) -> bool:
    """Whether an earlier post of the same form has put something into a case's file."""
    return Row.objects.filter(authority_id=authority_id, key__in=[key, f"{key}/3"]).exists()


def file_letters(letters: Letters, made: Made, *, key: str) -> CaseNote:
    """Record that they were put in, and make the case note. Raises NotRecorded where the procedure refuses it."""
    case, folder = letters.case, letters.folder
    if case is not None and asks_about_conduct(case):
        answers = {"folder": folder.key, "about_conduct": letters.about_conduct}
        record(case.pk, Entry(UPLOADED, made.on, answers), made.by, made.on, key=key)
    note = notes.held(case.pk if case else None, folder, letters.titles, made)
    if case is not None:
        says = "folder" if loosest(folder).key == folder.key else "restricted"
        told(case, NOTED, {"says": says}, made, f"{key}/2")
    return note
