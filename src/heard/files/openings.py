"""Keeping who opened what: a case, a child's file, a folder, a document, and why they could.

    note(ann, on, Opened("folder", child=sam, folder_key="complaints"), because="Team manager")

Written in the same transaction as the page is made, so that nothing is shown that is not on record.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from heard.cases.models import Case
from heard.files.models import Opening
from heard.people.models import Child, Person


@dataclass(frozen=True, slots=True)
class Opened:
    """What was opened: one of `Opening`'s kinds, and whose it is. `case_id` is for whoever may not see the case."""

    what: str
    case: Case | None = None
    case_id: int | None = None
    child: Child | None = None
    folder_key: str = ""
    document_id: int | None = None


def note(person: Person, on: date, opened: Opened, because: str, reason: str = "") -> Opening:
    """Keep that the person opened it. `because` is why they could, in words; `reason` is what they said, if asked."""
    return Opening.objects.create(
        authority_id=person.authority_id,
        person=person,
        day=on,
        what=opened.what,
        case_id=opened.case.pk if opened.case else opened.case_id,
        child=opened.child,
        folder_key=opened.folder_key,
        document_id=opened.document_id,
        because=because[:300],
        reason=reason[:500],
    )
