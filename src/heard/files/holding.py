"""What a child's file holds that a person could read, and which of several folders is the strictest.

    those_who_hold(sam, ("complaints", "allegations"), ann)     -> {"complaints"}

It answers yes or no for each folder and never says what is there. Somebody complained about in a case is told nothing
of what belongs to it: a folder that holds that alone is empty for them.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q

from heard.cases.models import CaseRole
from heard.files.models import CaseNote, Document, FolderRule
from heard.files.notes import KEPT
from heard.people.models import Child, Person
from heard.people.roles import COMPLAINED_ABOUT


def those_who_hold(child: Child, keys: Iterable[str], person: Person | None = None) -> frozenset[str]:
    """Which of the child's folders hold something for the person: a document, a complaint, or a note that tells of one.

    Without a person, for anybody who may read the folder.
    """
    wanted = list(keys)
    about = CaseRole.objects.filter(person=person, role=COMPLAINED_ABOUT)
    not_own = Q(case_id__isnull=False) & ~Q(case_id__in=about.values("case_id"))
    if person is None or not about.filter(case__child=child).exists():
        not_own |= Q(case_id__isnull=True)
    documents = Document.objects.filter(
        not_own, folder__child=child, folder__key__in=wanted, destroyed_at__isnull=True
    )
    tell = [CaseNote.ALERT, *KEPT]
    notes = CaseNote.objects.filter(not_own, child=child, folder_key__in=wanted, kind__in=tell)
    found = {*documents.values_list("folder__key", flat=True), *notes.values_list("folder_key", flat=True)}
    return frozenset(found)


def strictest(authority_id: int, keys: Iterable[str]) -> str:
    """Of several folders, the one that fewest roles may read."""
    wanted = list(keys)
    readers = dict.fromkeys(wanted, 0)
    rules = FolderRule.objects.filter(authority_id=authority_id, key__in=wanted, may_read=True)
    for key in rules.values_list("key", flat=True):
        readers[key] += 1
    return min(wanted, key=lambda key: (readers[key], key))
