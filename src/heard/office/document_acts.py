"""What is done to a document: a new version, moving it, releasing it from quarantine, destroying it.

    /children/7/documents/12/move/

Each has a page of its own that says what will follow. Whether somebody may is asked in `heard.files` again.
"""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from heard.cases.outcome import NotRecorded
from heard.design.plain_form import PlainForm
from heard.files import destroying, moving, receiving, releasing
from heard.files.models import Document, Version
from heard.files.upload import takes_files
from heard.office.again import asked_again
from heard.office.child_upload import turned_away
from heard.office.document_page import found_document
from heard.office.entry import CHILD, ChildVisit, entry
from heard.office.fact_form import KeyField


class WhyForm(PlainForm):
    """A reason that is kept."""

    why = forms.CharField(
        label=gettext_lazy("Why?"), max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )


class MoveForm(WhyForm):
    """Into which folder, and why."""

    folder = forms.ChoiceField(label=gettext_lazy("Into which folder?"), widget=forms.RadioSelect)
    field_order = ("folder", "why")

    def __init__(self, choices: list[tuple[str, str]], *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.fields["folder"].choices = choices  # type: ignore[attr-defined]


class VersionForm(PlainForm):
    """The next version of a document."""

    key = KeyField()
    documents = forms.FileField(label=gettext_lazy("File"))


@require_http_methods(["GET", "HEAD", "POST"])
@entry(CHILD)
@takes_files
def new_version(visit: ChildVisit, document: int) -> HttpResponse:
    """Put the next version of a document in its place; the earlier ones stay."""
    found = found_document(visit, document)
    if not _may_write(visit, found):
        raise PermissionDenied(_("You may read this folder, and put nothing into it."))
    post = visit.request.method == "POST"
    form = VersionForm(
        visit.request.POST if post else None,
        visit.request.FILES if post else None,
        initial={"key": uuid4().hex},
    )
    if post:
        turned_away(visit, form)
    if form.is_valid():
        given = form.cleaned_data
        try:
            receiving.add_version(given["documents"], found, visit.person, visit.on, key=given["key"])
            return _back(
                visit, found, _("The new version is put in. It can be opened once it has been checked.")
            )
        except (receiving.NotReceived, NotRecorded) as problem:
            form.add_error("documents", problem.sentence)
    return _page(visit, found, "version", form)


@require_http_methods(["GET", "HEAD", "POST"])
@entry(CHILD)
def move_document(visit: ChildVisit, document: int) -> HttpResponse:
    """Move it into another folder of the same file."""
    found = found_document(visit, document)
    choices = [(one.key, one.title) for one in moving.places(found, visit.person, visit.on)]
    if not choices:
        raise Http404(str(document))
    form = MoveForm(choices, visit.request.POST or None)
    if form.is_valid():
        given = form.cleaned_data
        try:
            moved = moving.move(found, given["folder"], visit.person, visit.on, given["why"])
            return _back(
                visit, moved, _("It is in the folder %(folder)s now.") % {"folder": moved.folder.title}
            )
        except moving.NotMoved as problem:
            form.add_error("why", problem.sentence)
    return _page(visit, found, "move", form)


@require_http_methods(["GET", "HEAD", "POST"])
@entry(CHILD)
@asked_again
def release_document(visit: ChildVisit, document: int, number: int) -> HttpResponse:
    """Release a version that nothing has scanned."""
    found = found_document(visit, document)
    version = _releasable(visit, found, number)
    form = WhyForm(visit.request.POST or None)
    if form.is_valid():
        try:
            releasing.release(version, visit.person, form.cleaned_data["why"], visit.on)
            return _back(
                visit, found, _("It is released, and can be opened as soon as it has been made safe.")
            )
        except releasing.NotReleased as problem:
            form.add_error("why", problem.sentence)
    return _page(visit, found, "release", form)


@require_http_methods(["GET", "HEAD", "POST"])
@entry(CHILD)
@asked_again
def destroy_document(visit: ChildVisit, document: int) -> HttpResponse:
    """Destroy it, every version, for good."""
    found = found_document(visit, document)
    if found.destroyed_at is not None or not destroying.may_destroy(found, visit.person, visit.on):
        raise Http404(str(document))
    form = WhyForm(visit.request.POST or None)
    if form.is_valid():
        try:
            destroying.destroy(found, visit.person, form.cleaned_data["why"], visit.on)
            return _back(visit, found, _("The document is destroyed. That it was there stays on record."))
        except destroying.NotDestroyed as problem:
            form.add_error("why", problem.sentence)
    return _page(visit, found, "destroy", form)


def _releasable(visit: ChildVisit, document: Document, number: int) -> Version:
    found = document.versions.filter(number=number).first() if number < 2**31 else None
    if found is None or not releasing.may_release(found, visit.person, visit.on):
        raise Http404(str(number))
    return found


def _may_write(visit: ChildVisit, document: Document) -> bool:
    writable = any(one.key == document.folder.key and one.may_write for one in visit.folders)
    return writable and document.destroyed_at is None


def _back(visit: ChildVisit, document: Document, said: str) -> HttpResponse:
    messages.success(visit.request, said)
    return redirect("document", visit.child.pk, document.pk)


def _page(visit: ChildVisit, document: Document, act: str, form: PlainForm) -> HttpResponse:
    context = {"child": visit.child, "document": document, "act": act, "form": form}
    status = 422 if form.is_bound and form.errors else 200
    return render(visit.request, "office/document_act.html", context, status=status)
