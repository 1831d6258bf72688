"""Destroying a document: the keys of all its versions are forgotten, so that no copy of its bytes opens ever again.

    destroy(document, manager, "Retention period over, disposal list 12", on)

The rows stay and say who, when and why; the fact that filed it stays, and the timeline still verifies. A disk or a
backup may keep sealed bytes: without the half of the key, which is in no long backup, they are noise
(docs/decisions/0012-documents.md). It cannot be undone.
"""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from heard.authority.today import moment
from heard.files import access, content, jobs
from heard.files.deciding import may_decide
from heard.files.models import Document, DocumentText, Version
from heard.people.models import Person

LONGEST = 500


class NotDestroyed(Exception):
    """The document stays. `sentence` says why."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


def may_destroy(document: Document, person: Person, on: date) -> bool:
    """Whether this person may destroy the document: a complaints manager who may write in its folder."""
    return may_decide(document, person, on) and access.may_write(person, document.folder, on)


@transaction.atomic
def destroy(document: Document, by: Person, why: str, on: date) -> Document:
    """Destroy every version of the document, for a reason that stays. Raises NotDestroyed. Again is no error."""
    now = Document.objects.select_for_update(of=("self",)).select_related("folder").get(pk=document.pk)
    why = why.replace("\x00", "").strip()
    if not may_destroy(now, by, on):
        raise NotDestroyed(_("Only a complaints manager who may write in this folder destroys a document."))
    if now.destroyed_at is not None:
        return now
    if not why or len(why) > LONGEST:
        raise NotDestroyed(
            _("Say why it is destroyed and who decided it, in at most %(most)s characters.")
            % {"most": LONGEST}
        )
    left = list(now.versions.select_for_update(of=("self",)).exclude(state=Version.DESTROYED))
    for version in left:
        version.state, version.sealed_key, version.name = Version.DESTROYED, b"", ""
        version.save(update_fields=["state", "sealed_key", "name"])
    DocumentText.objects.filter(version__document=now).delete()
    now.destroyed_at, now.destroyed_by, now.destroyed_why = moment(), by, why
    now.save(update_fields=["destroyed_at", "destroyed_by", "destroyed_why"])
    jobs.let_go([version.pk for version in left], now.authority_id)
    places = [version.place for version in left]
    transaction.on_commit(lambda: _let_go(places))
    return now


def _let_go(places: list[str]) -> None:
    for place in places:
        content.let_go(place)
