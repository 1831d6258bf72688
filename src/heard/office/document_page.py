"""A document of a child's file: what it is, its versions, and opening one, as a download that no browser runs.

    /children/7/documents/12/      /children/7/documents/12/versions/2/file/

What is done to a document is `document_acts.py`. Each opening is on record, of a version too.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from heard.cases import seen
from heard.files import because, destroying, moving, releasing, serving, told
from heard.files.models import Document, Opening, Version
from heard.files.openings import Opened
from heard.office.child_file import keep_opening
from heard.office.child_folder import documents, readers
from heard.office.documents_shown import version_state
from heard.office.entry import CHILD, ChildVisit, entry


@dataclass(frozen=True, slots=True)
class VersionShown:
    """A version with its state in words, why it cannot be opened yet, and what was taken out of it."""

    version: Version
    state: str
    tone: str
    why_not: str
    removed: str
    may_release: bool


@require_safe
@entry(CHILD)
def document_page(visit: ChildVisit, document: int) -> HttpResponse:
    """The page of a document."""
    found = found_document(visit, document)
    _keep(visit, found)
    return page(visit, found)


@require_safe
@entry(CHILD)
def document_file(visit: ChildVisit, document: int, number: int) -> HttpResponseBase:
    """A version of it, as a download."""
    found = found_document(visit, document)
    version = found.versions.filter(number=number).first() if number < 2**31 else None
    if version is None:
        raise Http404(str(number))
    try:
        answer = serving.download(version)
    except serving.NotReady as problem:
        return page(visit, found, problem.sentence, status=409)
    _keep(visit, found)
    return answer


def page(visit: ChildVisit, document: Document, problem: str = "", status: int = 200) -> HttpResponse:
    """The page of a document, with what went wrong above it."""
    person, on = visit.person, visit.on
    may_write = any(one.key == document.folder.key and one.may_write for one in visit.folders)
    case = document.case
    context = {
        "child": visit.child,
        "document": document,
        "case": case if case and seen.cases(person, on).filter(pk=case.pk).exists() else None,
        "versions": [_shown(one, visit) for one in document.versions.order_by("-number")],
        "may_write": may_write and document.destroyed_at is None,
        "may_move": bool(moving.places(document, person, on)),
        "may_destroy": document.destroyed_at is None and destroying.may_destroy(document, person, on),
        "problem": problem,
        "reason": because.reason(person, on, child=visit.child),
    }
    return render(visit.request, "office/document.html", context, status=status)


def found_document(visit: ChildVisit, id: int) -> Document:
    """The document of this child with this number, if the person may see it. Raises Http404."""
    if id >= 2**63:
        raise Http404(str(id))
    whole = documents(visit).select_related("folder__child", "current", "case", "made_by", "destroyed_by")
    found = whole.filter(pk=id).first()
    if found is None:
        raise Http404(str(id))
    return found


def _shown(version: Version, visit: ChildVisit) -> VersionShown:
    state, tone = version_state(version)
    return VersionShown(
        version=version,
        state=state,
        tone=tone,
        why_not=_why_not(version),
        removed=told.removed(version.removed),
        may_release=releasing.may_release(version, visit.person, visit.on),
    )


def _why_not(version: Version) -> str:
    if version.may_be_opened:
        return ""
    if version.state == Version.RELEASED:
        return _("It was released, and is being made safe. Try again in a minute.")
    return serving.why_not(version)


def _keep(visit: ChildVisit, document: Document) -> None:
    key = document.folder.key
    opened = Opened(
        Opening.DOCUMENT, case_id=document.case_id, child=visit.child, folder_key=key, document_id=document.pk
    )
    keep_opening(visit, opened, readers(visit, key))
