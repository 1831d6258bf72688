"""A folder of a child's file: the complaints kept in it, and its documents with the state that each is in.

    /children/7/folders/complaints/

Whoever may not open the folder finds no such page. Putting something into it is `child_upload.py`.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from heard.files import access, because, notes
from heard.files.access import Openable
from heard.files.models import Document, FolderRule, Opening
from heard.files.openings import Opened
from heard.office.child_file import keep_opening, numbered
from heard.office.documents_shown import state_of
from heard.office.entry import CHILD, ChildVisit, entry


@dataclass(frozen=True, slots=True)
class Listed:
    """A document in the list: what it is, and the state of its newest version in words with a colour."""

    document: Document
    state: str
    tone: str


@require_safe
@entry(CHILD)
def child_folder(visit: ChildVisit, key: str) -> HttpResponse:
    """What is in the folder, the complaints first."""
    folder = opened(visit, key)
    keep_opening(visit, Opened(Opening.FOLDER, child=visit.child, folder_key=key), readers(visit, key))
    kept = access.notes(visit.person, visit.on).filter(child=visit.child, folder_key=key)
    page = numbered(visit, documents(visit, key).select_related("current", "made_by", "case"))
    context = {
        "child": visit.child,
        "folder": folder,
        "kept": kept.filter(kind__in=notes.KEPT).select_related("made_by", "case"),
        "page": page,
        "listed": [Listed(one, *state_of(one)) for one in page],
        "reason": because.reason(visit.person, visit.on, child=visit.child),
    }
    return render(visit.request, "office/child_folder.html", context)


def opened(visit: ChildVisit, key: str) -> Openable:
    """The folder of this id, if the person may open it. Raises Http404."""
    for folder in visit.folders:
        if folder.key == key:
            return folder
    raise Http404(key)


def documents(visit: ChildVisit, key: str = "") -> QuerySet[Document]:
    """The documents of the child's file that the person may see, in one folder or in all."""
    found = Document.objects.filter(folder__child=visit.child, authority_id=visit.person.authority_id)
    if key:
        found = found.filter(folder__key=key)
    found = access.readable(found, visit.person, visit.on, path="folder__")
    return access.without_own(found, visit.person, "folder__child")


def readers(visit: ChildVisit, key: str) -> frozenset[str]:
    """The roles that open this folder at the person's council."""
    rules = FolderRule.objects.filter(authority_id=visit.person.authority_id, key=key, may_read=True)
    return frozenset(rules.values_list("role", flat=True))
