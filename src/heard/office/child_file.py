"""The file of a child: the folders that one may open, the case notes, and the complaints that one may see.

    /children/7/

A folder that somebody may not open is not shown, nor counted, nor named. Opening the page is kept on record with why
the person could. What is in a folder is `child_folder.py`.
"""

from __future__ import annotations

from typing import TypeVar

from django.core.paginator import Page, Paginator
from django.db.models import Model, QuerySet
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from heard.cases import seen
from heard.files import access, because, notes, opened_list, openings, reviewing
from heard.files.models import Opening
from heard.files.openings import Opened
from heard.office import trace
from heard.office.entry import CHILD, ChildVisit, Visit, entry
from heard.office.events import may_tell
from heard.office.involved import age
from heard.people.access import current
from heard.people.managing import may_place
from heard.people.models import Allocation, Relation

A_PAGE = 20
MOST_REVIEWS = 20
RowOf = TypeVar("RowOf", bound=Model)


@require_safe
@entry(CHILD)
def child_file(visit: ChildVisit) -> HttpResponse:
    """The child's file, for whoever may see something of it."""
    child, person, on = visit.child, visit.person, visit.on
    keep_opening(visit, Opened(Opening.FILE, child=child))
    found = access.notes(person, on).filter(child=child).exclude(kind__in=notes.KEPT)
    context = {
        "child": child,
        "on": on,
        "age": age(child.born, on),
        "folders": visit.folders,
        "allocated": Allocation.objects.filter(current(on), child=child).select_related("person"),
        "alerts": found.filter(alerts=person, seen_at=None),
        "notes": numbered(visit, found.select_related("made_by", "alerts")),
        "cases": seen.cases(person, on).filter(child=child).select_related("complainant"),
        "family": Relation.objects.filter(current(on), child=child).select_related(
            "complainant", "other_child"
        ),
        "reason": because.reason(person, on, child=child),
        "may_see_openings": opened_list.may_see(person, on),
        "reviews": reviewing.visible(person, on)
        .filter(child=child)
        .select_related("event", "person")
        .order_by("-due", "-pk")[:MOST_REVIEWS],
        "may_place": may_place(person, child, on),
        "may_tell": may_tell(person, child, on),
    }
    return render(visit.request, "office/child_file.html", context)


@require_POST
@entry(CHILD)
def read_note(visit: ChildVisit, note: int) -> HttpResponse:
    """The manager whom a note alerts has read it."""
    theirs = access.notes(visit.person, visit.on).filter(child=visit.child, alerts=visit.person)
    found = theirs.filter(pk=note).first() if note < 2**63 else None
    if found is None:
        raise Http404(str(note))
    notes.read(found, visit.person)
    return HttpResponseRedirect(f"{reverse('child', args=[visit.child.pk])}#notes")


def keep_opening(visit: ChildVisit, opened: Opened, roles: frozenset[str] | None = None) -> None:
    """Keep on record that something of the file was opened. A request for the headers alone opens nothing."""
    if visit.request.method != "GET":
        return
    why = because.of_child(visit.person, visit.child, visit.on, roles)
    openings.note(
        visit.person, visit.on, opened, why, because.reason(visit.person, visit.on, child=visit.child)
    )
    trace.kept(visit.request)


def numbered(visit: Visit, found: QuerySet[RowOf]) -> Page[RowOf]:
    """The page of the list that the address asks for; a number beyond the last gives the last."""
    return Paginator(found, A_PAGE).get_page(visit.request.GET.get("page", "1")[:6])
