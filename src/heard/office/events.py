"""Telling Heard what happened to a child's case, so that the right people read the file: on a screen or from a CSV.

    /children/7/event/    /events/csv/

The reviews that come of it are `heard.files.events`. The social care records themselves stay where they are.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.files.uploadhandler import MemoryFileUploadHandler, StopUpload
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods

from heard.files import events_csv
from heard.files.arriving import take_in
from heard.files.events import NotTaken, Taken
from heard.office.entry import WITH_POST, Visit, entry
from heard.office.event_forms import CsvForm, EventForm
from heard.people.access import reach
from heard.people.models import Child, Person
from heard.people.roles import COMPLAINTS_TEAM

TELLERS = COMPLAINTS_TEAM | {"team_manager", "service_manager", "head_of_service"}
"""Who may tell of an event on a screen: those who allocate and transfer, and the complaints team."""
LARGEST = 1024 * 1024  # bytes of a CSV file: some ten thousand lines


@require_http_methods(["GET", "HEAD", "POST"])
@entry(WITH_POST)
def child_event(visit: Visit, id: int) -> HttpResponse:
    child = _child(visit, id)
    if visit.request.method != "POST":
        return _page(visit, child, EventForm(child, visit.on))
    form = EventForm(child, visit.on, visit.request.POST)
    if not form.is_valid():
        return _page(visit, child, form)
    try:
        taken = take_in(form.told, child.authority, visit.person, visit.on)
    except NotTaken as problem:
        form.add_error(problem.field if problem.field in form.fields else None, problem.sentence)
        return _page(visit, child, form)
    messages.success(visit.request, _said(taken))
    return redirect("reviews")


def _child(visit: Visit, id: int) -> Child:
    """The child, if this person may tell of events of its case; for everybody else there is no such page."""
    far = reach(visit.person, visit.on)
    found = (
        Child.objects.select_related("team", "authority").filter(pk=id, authority_id=far.authority_id).first()
    )
    if found is None or not may_tell(visit.person, found, visit.on):
        raise Http404(str(id))
    return found


def may_tell(person: Person, child: Child, on: date) -> bool:
    """Whether the person may tell of an event of this child's case."""
    return bool(reach(person, on).child_roles(child.team_id) & TELLERS)


def _said(taken: Taken) -> str:
    """What came of it. Not how many are asked to read: that would tell what a file holds to who may not know."""
    if taken.repeated:
        return _("This was kept before. Nothing was added.")
    return _("Kept. Whoever has something to read in the file is asked to read it.")


def _page(visit: Visit, child: Child, form: EventForm) -> HttpResponse:
    status = 422 if form.is_bound else 200
    return render(visit.request, "office/reviews/event.html", {"child": child, "form": form}, status=status)


class _SmallFile(MemoryFileUploadHandler):
    """Keeps one small file in memory, and nothing on the disk."""

    def handle_raw_input(self, input_data: object, META: object, content_length: int, *more: object) -> None:  # noqa: N803
        self.activated = content_length <= LARGEST

    def new_file(self, *arguments: Any, **options: Any) -> None:
        if not self.activated:
            raise StopUpload(connection_reset=False)
        super().new_file(*arguments, **options)


@csrf_exempt  # checked below, once the request may read a file
@require_http_methods(["GET", "HEAD", "POST"])
@entry(WITH_POST)
def events_file(visit: Visit) -> HttpResponse:
    far = reach(visit.person, visit.on)
    if not far.everywhere & COMPLAINTS_TEAM:
        raise PermissionDenied(_("Only the complaints team may take in events from a file."))
    visit.request.upload_handlers = [_SmallFile(visit.request)]

    @csrf_protect
    def taken(request: HttpRequest) -> HttpResponse:
        return _take(visit)

    return taken(visit.request)


def _take(visit: Visit) -> HttpResponse:
    if visit.request.method != "POST":
        return _csv_page(visit, CsvForm())
    form = CsvForm(visit.request.POST, visit.request.FILES)
    if any(not one.activated for one in visit.request.upload_handlers if isinstance(one, _SmallFile)):
        form.errors.pop("file", None)
        form.add_error("file", _("The file is larger than 1 MB. Send it in parts."))
    if not form.is_valid():
        return _csv_page(visit, form)
    try:
        text = form.cleaned_data["file"].read().decode("utf-8-sig")
        result = events_csv.take(text, visit.person.authority, visit.person, visit.on)
    except UnicodeDecodeError:
        form.add_error("file", _('This is not a CSV file in UTF-8. Save it as "CSV UTF-8" and send that.'))
        return _csv_page(visit, form)
    except events_csv.NotRead as problem:
        form.add_error("file", _("Nothing was taken in. Mend the file and send it again."))
        return _csv_page(visit, form, problem.problems)
    words = {"taken": result.taken, "before": result.before}
    messages.success(visit.request, _("Taken in: %(taken)s events. Known before: %(before)s.") % words)
    return redirect("events-csv")


def _csv_page(visit: Visit, form: CsvForm, problems: list[str] | None = None) -> HttpResponse:
    context = {"form": form, "problems": problems or [], "columns": events_csv.COLUMNS}
    return render(visit.request, "office/reviews/csv.html", context, status=422 if form.is_bound else 200)
