"""Making the case notes of a child's file, and saying that one has been read.

    alert(case, folder, manager, made)        that a complaint came, for the manager concerned
    held(case.pk, folder, titles, made)       where letters are, or only that they are in a restricted place

What stands in them gives away nothing of a stricter folder. Who reads them is `heard.files.access`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from heard.authority.today import in_full, moment
from heard.cases.models import Case
from heard.files.folders import loosest
from heard.files.models import CaseNote, Folder
from heard.people.models import Child, Person

COMPLAINT, PART = "complaint", "part"
"""Not notes on the file but what is kept in a folder: a whole complaint, or the part of one that belongs there."""
KEPT = (COMPLAINT, PART)


@dataclass(frozen=True, slots=True)
class Made:
    """By whom a note is made, and on which day."""

    by: Person | None
    on: date


def alert(case: Case, folder: Folder, manager: Person | None, made: Made) -> CaseNote:
    """That a complaint came and is in the folder. The same words for every complaint, whatever else it is about."""
    words = _("A complaint (%(reference)s) was received on %(day)s. It is kept in the folder %(folder)s.") % {
        "reference": case.reference,
        "day": in_full(case.opened_on),
        "folder": folder.title,
    }
    return _note(folder, CaseNote.ALERT, words, made, case_id=case.pk, alerts=manager)


def held(case_id: int | None, folder: Folder, titles: Sequence[str], made: Made) -> CaseNote:
    """Where letters are held; of a stricter folder only that they are in a restricted place.

    The case is named by its number, since who puts a letter in need not see the case.
    """
    open_to_most = loosest(folder)
    if open_to_most.key != folder.key:
        words = _("Letters are held in a restricted place.")
        return _note(open_to_most, CaseNote.RESTRICTED, words, made, case_id=case_id)
    words = ngettext(
        "A letter is in the folder %(folder)s: %(titles)s.",
        "Letters are in the folder %(folder)s: %(titles)s.",
        len(titles),
    ) % {"folder": folder.title, "titles": "; ".join(titles)}
    return _note(folder, CaseNote.HELD, words, made, case_id=case_id)


def keep(case: Case, folder: Folder, kind: str, words: str, made: Made) -> CaseNote:
    """Keep a complaint, or a part of one, in a folder. It stands in the folder, not among the notes on the file."""
    return _note(folder, kind, words, made, case_id=case.pk)


def write(folder: Folder, words: str, made: Made, case_id: int | None = None) -> CaseNote:
    """A note of other words, for whoever may read the folder."""
    return _note(folder, CaseNote.OTHER, words.strip(), made, case_id=case_id)


def read(note: CaseNote, person: Person) -> bool:
    """The manager whom a note alerts says that they have read it; whether it was news."""
    asked = CaseNote.objects.filter(pk=note.pk, alerts=person, seen_at=None)
    return bool(asked.update(seen_at=moment()))


def of_case_words(case: Case) -> str:
    """A complaint in its own words, as it is kept in a folder."""
    said = [
        _("Complaint %(reference)s, received on %(day)s.")
        % {"reference": case.reference, "day": in_full(case.opened_on)},
        case.summary,
        case.happened,
        _("What they want to happen: %(wants)s") % {"wants": case.wants} if case.wants else "",
    ]
    return "\n\n".join(words.strip() for words in said if words.strip())


def _note(folder: Folder, kind: str, words: str, made: Made, **more: Person | int | None) -> CaseNote:
    child: Child = folder.child
    return CaseNote.objects.create(
        authority_id=folder.authority_id,
        child=child,
        team_id=child.team_id,
        folder_key=folder.key,
        kind=kind,
        text=words,
        day=made.on,
        made_by=made.by,
        **more,
    )
