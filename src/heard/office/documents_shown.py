"""The state of a document in words, with a colour: whether it can be opened yet, and if not, why.

    state_of(document)      -> ("Being checked", "soon")

Why one was refused, in a sentence, is `heard.files.told`.
"""

from __future__ import annotations

from django.utils.translation import gettext as _

from heard.files.models import Document, Version


def state_of(document: Document) -> tuple[str, str]:
    """The state of the document's newest version."""
    if document.destroyed_at is not None:
        return _("Destroyed"), "plain"
    return version_state(document.current) if document.current else (_("Being checked"), "soon")


def version_state(version: Version) -> tuple[str, str]:
    """The state of one version."""
    if version.may_be_opened:
        return _("Ready"), "met"
    words = {
        Version.REFUSED: (_("Refused"), "overdue"),
        Version.DESTROYED: (_("Destroyed"), "plain"),
    }
    return words.get(version.state, (_("Being checked"), "soon"))
