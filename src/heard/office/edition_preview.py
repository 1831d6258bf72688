"""What another edition would do to the open cases, case by case, before it is done; and how far it has come since.

    /editions/calendar/2027-01-05/?page=2      /editions/closures/3/      /editions/procedure/leicestershire/2026-04-01/
    /editions/moves/7/

For complaints managers. Moving is the worker's job (`heard.cases.tasks`); this asks for it once, with a reason.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from django import forms
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from heard.cases import seen
from heard.cases.changes import CALENDAR, CLOSURES, PROCEDURE, Change, NoSuchChange, named
from heard.cases.models import Case, EditionMove
from heard.cases.moves import Asked
from heard.cases.moving import LONGEST_REASON
from heard.cases.outcome import NotRecorded
from heard.cases.previewing import Line, Preview, preview
from heard.cases.tasks import begin
from heard.design.plain_form import PlainForm
from heard.engine import PackError
from heard.office.editions import address, only_managers
from heard.office.entry import WITH_POST, Visit, entry
from heard.office.fact_form import KeyField

PER_PAGE = 25


class MoveForm(PlainForm):
    """Why the cases are moved, as each timeline will say. `key` makes a repeated post ask once."""

    key = KeyField()
    reason = forms.CharField(
        label=gettext_lazy("Why are these complaints moved?"),
        help_text=gettext_lazy("It is shown in the timeline of each of them."),
        max_length=LONGEST_REASON,
        widget=forms.Textarea,
    )


@dataclass(frozen=True, slots=True)
class Shown:
    """One case of the preview, with what moves on it or why it cannot be moved."""

    case: Case
    line: Line


@require_http_methods(["GET", "HEAD", "POST"])
@entry(WITH_POST)
def move_procedure(visit: Visit, name: str, edition: str) -> HttpResponse:
    return _previewed(visit, f"{PROCEDURE}/{name}/{edition}")


@require_http_methods(["GET", "HEAD", "POST"])
@entry(WITH_POST)
def move_calendar(visit: Visit, calendar: str) -> HttpResponse:
    return _previewed(visit, f"{CALENDAR}/{calendar}")


@require_http_methods(["GET", "HEAD", "POST"])
@entry(WITH_POST)
def move_closures(visit: Visit, number: int) -> HttpResponse:
    return _previewed(visit, f"{CLOSURES}/{number}")


@require_safe
@entry(WITH_POST)
def edition_move(visit: Visit, id: int) -> HttpResponse:
    only_managers(visit)
    found = (
        EditionMove.objects.filter(authority=visit.person.authority, pk=id).select_related("asked_by").first()
    )
    if found is None:
        raise Http404(id)
    change = _change(visit, found.change)
    left = preview(found.authority, change, visit.on)
    context = {"move": found, "title": change.title(), "left": left, "address": address(change)}
    return render(visit.request, "office/editions/move.html", context)


def _previewed(visit: Visit, words: str) -> HttpResponse:
    """The preview of a change; or, where the button was pressed, the request for it."""
    only_managers(visit)
    change = _change(visit, words)
    form = MoveForm(initial={"key": uuid4().hex})
    if visit.request.method == "POST":
        form = MoveForm(visit.request.POST)
        made = _asked(visit, change, form)
        if made is not None:
            return redirect("edition-move", made.pk)
    found = preview(visit.person.authority, change, visit.on)
    status = 422 if form.is_bound else 200
    context = _shown(visit, change, found) | {"form": form}
    return render(visit.request, "office/editions/preview.html", context, status=status)


def _asked(visit: Visit, change: Change, form: MoveForm) -> EditionMove | None:
    """The request, written down and enqueued; None where the form has to be filled in again."""
    if not form.is_valid():
        return None
    asked = Asked(change, form.cleaned_data["reason"], form.cleaned_data["key"])
    try:
        return begin(visit.person.authority, asked, visit.person, visit.on)
    except NotRecorded as problem:
        form.add_error("reason", problem.sentence)
        return None


def _shown(visit: Visit, change: Change, found: Preview) -> dict[str, Any]:
    lines = [*found.refused, *found.moved]
    asked = visit.request.GET.get("page", "")
    page = Paginator(lines, PER_PAGE).get_page(int(asked) if asked.isdecimal() and len(asked) < 7 else 1)
    cases = seen.cases(visit.person, visit.on).select_related("complainant")
    by_id = cases.in_bulk([line.case_id for line in page.object_list])
    return {
        "on": visit.on,
        "title": change.title(),
        "change": change,
        "preview": found,
        "page": page,
        "shown": [Shown(by_id[line.case_id], line) for line in page.object_list if line.case_id in by_id],
    }


def _change(visit: Visit, words: str) -> Change:
    """The change that an address names. Raises Http404 where there is none of it here."""
    try:
        return named(words, visit.person.authority)
    except (NoSuchChange, PackError):
        raise Http404(_("There is no such edition.")) from None
