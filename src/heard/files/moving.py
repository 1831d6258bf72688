"""Moving a document into another folder of the same file: into a stricter one by who writes both, back by the manager.

    move(document, into, ann, on, why)      raises NotMoved with a sentence

Both folders keep a note of it; the one that more people read says only what those may know.
"""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from heard.files import access, notes
from heard.files.folders import folder, is_stricter, readers
from heard.files.models import Document, Folder
from heard.files.notes import Made
from heard.people.access import reach
from heard.people.models import Person

MANAGER = "complaints_manager"
LONGEST = 500


class NotMoved(Exception):
    """The document stays where it is. `sentence` says why."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


def places(document: Document, person: Person, on: date) -> list[Folder]:
    """The folders that the person could move the document into on the day."""
    own = document.folder
    if document.destroyed_at is not None or not access.may_write(person, own, on):
        return []
    writable = [
        one for one in access.folders_of(person, own.child, on) if one.may_write and one.key != own.key
    ]
    found = [folder(own.child, one.key) for one in writable]
    is_manager = MANAGER in reach(person, on).child_roles(own.child.team_id)
    return [one for one in found if is_manager or is_stricter(one.key, own.key, own.authority_id)]


@transaction.atomic
def move(document: Document, key: str, by: Person, on: date, why: str) -> Document:
    """Move it, for a reason that the stricter folder keeps. Raises NotMoved."""
    locked = Document.objects.select_for_update(of=("self",)).select_related("folder__child")
    now = locked.get(pk=document.pk)
    into = next((one for one in places(now, by, on) if one.key == key), None)
    if into is None:
        raise NotMoved(
            _(
                "You cannot move it there. Only a complaints manager moves a document out of a stricter folder."
            )
        )
    why = why.replace("\x00", "").strip()
    if not why or len(why) > LONGEST:
        raise NotMoved(_("Say why it is moved, in at most %(most)s characters.") % {"most": LONGEST})
    before, now.folder = now.folder, into
    now.save(update_fields=["folder"])
    _say(now, before, Made(by, on), why)
    return now


def _say(document: Document, before: Folder, made: Made, why: str) -> None:
    words = _("“%(title)s” was moved from the folder %(before)s to the folder %(now)s. %(why)s") % {
        "title": document.title,
        "before": before.title,
        "now": document.folder.title,
        "why": why,
    }
    by_key = readers(document.authority_id)
    stricter = min(before, document.folder, key=lambda one: len(by_key.get(one.key, ())))
    notes.write(stricter, words, made, document.case_id)
    notes.held(document.case_id, document.folder, (document.title,), made)
