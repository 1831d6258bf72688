"""Releasing a file from quarantine where nothing has scanned it: a complaints manager's decision, with a reason.

    release(version, manager, "A letter that I scanned myself", on)

It becomes `released`, never `clean`, and can be opened once the worker has made it safe. What a scanner has refused is
not released by anybody.
"""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from heard.authority.today import moment
from heard.files import access, jobs
from heard.files.deciding import may_decide
from heard.files.models import Version
from heard.people.models import Person

LONGEST = 500
WAITS_FOR_A_SCANNER = frozenset({"no-scanner", "scanner-down", "scanner-limit"})


class NotReleased(Exception):
    """It stays as it is. `sentence` says why."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


def may_release(version: Version, person: Person, on: date) -> bool:
    """Whether this person could release this version on the day."""
    waits = version.state == Version.QUARANTINED and version.problem in WAITS_FOR_A_SCANNER
    return waits and _is_manager(version, person, on)


@transaction.atomic
def release(version: Version, by: Person, why: str, on: date) -> Version:
    """Release it, for a reason that stays with it. Raises NotReleased."""
    now = (
        Version.objects.select_for_update(of=("self",)).select_related("document__folder").get(pk=version.pk)
    )
    why = why.replace("\x00", "").strip()
    if not _is_manager(now, by, on):
        raise NotReleased(
            _("Only a complaints manager who may read this folder releases files from quarantine.")
        )
    if not may_release(now, by, on):
        raise NotReleased(
            _("This file is not waiting for a scanner. Open the document again to see how it is.")
        )
    if not why or len(why) > LONGEST:
        raise NotReleased(_("Say why it is safe, in at most %(most)s characters.") % {"most": LONGEST})
    now.state, now.released_by, now.released_at, now.released_why = Version.RELEASED, by, moment(), why
    now.save(update_fields=["state", "released_by", "released_at", "released_why"])
    jobs.look_at(now)
    return now


def _is_manager(version: Version, person: Person, on: date) -> bool:
    document = version.document
    return may_decide(document, person, on) and access.may_read(person, document.folder, on)
