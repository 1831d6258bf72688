"""Putting documents into a folder of a child's file, several at once, by a form that works without scripts.

    /children/7/folders/complaints/add/

Letters about a complaint bring their facts and the case note with them, all or nothing; the pack refuses the wrong
folder in its own words. What a file really is, is looked at afterwards (`heard.files.receiving`).
"""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from heard.authority.adopted import pack
from heard.cases import seen
from heard.cases.models import Case
from heard.cases.outcome import NotRecorded, Refused
from heard.design.plain_form import PlainForm
from heard.files import folders, letters_filed, names
from heard.files.access import Openable
from heard.files.letters_filed import Letters
from heard.files.models import Folder, Version
from heard.files.notes import Made
from heard.files.receiving import Into, NotReceived, receive
from heard.files.upload import SealedFile, refused, takes_files
from heard.office.child_folder import opened
from heard.office.entry import CHILD, ChildVisit, entry
from heard.office.fact_form import KeyField

LETTERS, OTHER = "letters", "other"
MOST = 20
"""Files at once."""


class Files(forms.FileInput):
    """A box that takes several files."""

    allow_multiple_selected = True

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        """Every file that was sent under the name."""
        return files.getlist(name)


class FilesField(forms.FileField):
    """Several files. Cleans to a list of them."""

    widget = Files

    def clean(self, data: Any, initial: Any = None) -> list[SealedFile]:
        given = data or [None]
        if len(given) > MOST:
            raise forms.ValidationError(
                _("Choose at most %(most)s files at a time.") % {"most": MOST}, code="many"
            )
        return [super(FilesField, self).clean(one, initial) for one in given]


class UploadForm(PlainForm):
    """The files, what they are, and which complaint they belong to."""

    key = KeyField()
    documents = FilesField(
        label=gettext_lazy("Files"), error_messages={"required": gettext_lazy("Choose at least one file")}
    )
    title = forms.CharField(label=gettext_lazy("Title"), max_length=200, required=False)
    kind = forms.ChoiceField(
        label=gettext_lazy("What is it?"),
        choices=[
            (LETTERS, gettext_lazy("Letters or e-mails with the complainant or about the complaint")),
            (OTHER, gettext_lazy("Something else")),
        ],
        widget=forms.RadioSelect,
    )
    case = forms.ChoiceField(
        label=gettext_lazy("Which complaint does it belong to?"),
        required=False,
        error_messages={"invalid_choice": gettext_lazy("Choose one of the complaints in the list")},
    )
    about_conduct = forms.ChoiceField(
        label=gettext_lazy("Do the letters say anything of possible conduct or discipline?"),
        choices=[("yes", gettext_lazy("Yes")), ("no", gettext_lazy("No"))],
        widget=forms.RadioSelect,
        required=False,
    )

    def __init__(self, visit: ChildVisit, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, initial={"key": uuid4().hex, **options.pop("initial", {})}, **options)
        found = seen.cases(visit.person, visit.on).filter(child=visit.child).select_related("complainant")
        self.cases = {one.reference: one for one in found}
        named = [(one.reference, f"{one.reference}: {one.complainant.name}") for one in found]
        self.fields["case"].choices = [("", _("None")), *named]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        case = self.chosen
        wants = case is not None and given.get("kind") == LETTERS and letters_filed.asks_about_conduct(case)
        if wants and not given.get("about_conduct"):
            self.add_error(
                "about_conduct", _("Say whether they say anything of possible conduct or discipline")
            )
        return given

    @property
    def chosen(self) -> Case | None:
        """The complaint that was chosen."""
        return self.cases.get(self.cleaned_data.get("case", ""))

    def refuse(self, problem: NotRecorded) -> None:
        """Say why nothing was put in, with the paragraph."""
        sentence, case = problem.sentence, self.chosen
        label = (
            pack(case.procedure, case.edition).label(problem.cites)
            if isinstance(problem, Refused) and case
            else ""
        )
        self.add_error("about_conduct", f"{sentence} ({label})" if label else sentence)


@require_http_methods(["GET", "HEAD", "POST"])
@entry(CHILD)
@takes_files
def child_upload(visit: ChildVisit, key: str) -> HttpResponse:
    """The form, and what is sent from it. Only who may write the folder gets as far as this."""
    folder = opened(visit, key)
    if not folder.may_write:
        raise PermissionDenied(
            _("You may read this folder, and put nothing into it. Ask your manager or the complaints team.")
        )
    if visit.request.method != "POST":
        return _page(visit, folder, UploadForm(visit))
    form = UploadForm(visit, visit.request.POST, visit.request.FILES)
    turned_away(visit, form)
    if not form.is_valid():
        return _page(visit, folder, form)
    try:
        _put_in(visit, folders.folder(visit.child, key), form)
    except NotRecorded as problem:
        form.refuse(problem)
        return _page(visit, folder, form)
    except NotReceived as problem:
        form.add_error("documents", problem.sentence)
        return _page(visit, folder, form)
    where = reverse("child-folder", args=[visit.child.pk, key])
    if "application/json" in visit.request.headers.get("Accept", ""):
        # The script that shows how far the sending has come goes on by itself.
        return JsonResponse({"to": where})
    return redirect(where)


def turned_away(visit: ChildVisit, form: forms.Form) -> None:
    """Say of each file that was too large, or broken off, that it was not taken: then nothing is put in."""
    if refused(visit.request):
        form.errors.pop("documents", None)
        for sentence in refused(visit.request):
            form.add_error("documents", sentence)


@transaction.atomic
def _put_in(visit: ChildVisit, folder: Folder, form: UploadForm) -> None:
    """The facts, the case note and the documents, or none of them."""
    given, case, key = form.cleaned_data, form.chosen, form.cleaned_data["key"]
    uploads = _new(given["documents"], folder)
    if not uploads or letters_filed.used(visit.person.authority_id, key):
        messages.info(visit.request, _("This is in the folder already."))
        return
    titles = tuple(_title(one, given["title"], len(uploads)) for one in uploads)
    if given["kind"] == LETTERS:
        letters = Letters(case, folder, given["about_conduct"] == "yes", titles)
        letters_filed.file_letters(letters, Made(visit.person, visit.on), key=key)
    for number, (upload, title) in enumerate(zip(uploads, titles, strict=True), 3):
        into = Into(folder, case=case, title=title, kind=given["kind"])
        receive(upload, into, visit.person, visit.on, key=f"{key}/{number}")
    said = ngettext(
        "The document is put in. It can be opened as soon as it has been checked.",
        "%(n)s documents are put in. They can be opened as soon as they have been checked.",
        len(uploads),
    )
    messages.success(visit.request, said % {"n": len(uploads)})


def _new(uploads: list[SealedFile], folder: Folder) -> list[SealedFile]:
    """Those that are not in the folder yet, byte for byte: a second press of the button puts nothing in twice."""
    Folder.objects.select_for_update().get(pk=folder.pk)
    there = Version.objects.filter(document__folder=folder, document__destroyed_at=None)
    known = set(there.filter(sha256__in=[one.sha256 for one in uploads]).values_list("sha256", flat=True))
    return [one for one in uploads if one.sha256 not in known]


def _title(upload: SealedFile, given: str, count: int) -> str:
    """The title that was given, or else the file's name; of several, the title and the name."""
    name = names.title_of(upload.name)
    if not given.strip():
        return name[:200]
    return (given.strip() if count == 1 else f"{given.strip()}: {name}")[:200]


def _page(visit: ChildVisit, folder: Openable, form: UploadForm) -> HttpResponse:
    asks = any(letters_filed.asks_about_conduct(one) for one in form.cases.values())
    context = {"child": visit.child, "folder": folder, "form": form, "asks": asks}
    status = 422 if form.is_bound and form.errors else 200
    return render(visit.request, "office/child_upload.html", context, status=status)
