"""Who decides about a document that it is released from quarantine, or destroyed: a complaints manager, and which.

    may_decide(document, bea, on)      -> False where Bea is complained about in the document's case

It asks for the role on the child's file, and never for a role elsewhere.
"""

from __future__ import annotations

from datetime import date

from heard.cases.models import CaseRole
from heard.files.models import Document
from heard.people.access import reach
from heard.people.models import Person
from heard.people.roles import COMPLAINED_ABOUT

MANAGER = "complaints_manager"


def may_decide(document: Document, person: Person, on: date) -> bool:
    """Whether the person is a complaints manager for this file on the day, and not complained about in its case."""
    far = reach(person, on)
    own = document.authority_id == far.authority_id and MANAGER in far.child_roles(document.folder.team_id)
    return own and not is_about(document, person)


def is_about(document: Document, person: Person) -> bool:
    """Whether the person is complained about in the case that the document belongs to."""
    if document.case_id is None:
        return False
    return CaseRole.objects.filter(case_id=document.case_id, person=person, role=COMPLAINED_ABOUT).exists()
