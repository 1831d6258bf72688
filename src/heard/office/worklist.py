"""The worklist: what is owed by me, by my team or by anybody, and what of it is late.

    /?whose=team&when=overdue&text=invented&page=2

Everything chosen stays in the address, so that it can be kept as a bookmark. Which things these are is
`heard.cases.worklist`; here they are put into rows.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from heard.cases import worklist as lists
from heard.cases.models import Due
from heard.design.addresses import with_query
from heard.design.dates import days_from
from heard.files import children, reviewing
from heard.office.entry import WITH_POST, Visit, entry
from heard.people import standing_in

FILTERS = ("text", "stage", "team", "procedure", "owed_by")
SOON = 3  # days before a due day from which on a row is marked


@dataclass(frozen=True, slots=True)
class Tab:
    """A way of looking at the list, as the tabs component takes it."""

    text: str
    href: str
    here: bool
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A row: the line of the index, and how near its day is, in words and as a colour."""

    due: Due
    tone: str
    words: str


@require_safe
@entry(WITH_POST)
def worklist(visit: Visit) -> HttpResponse:
    look = look_at(visit, visit.request.GET)
    found = lists.page(look)
    context = {
        "look": look,
        "on": visit.on,
        "lines": [_line(line, visit.on) for line in found.lines],
        "whose": _whose(visit.request, look),
        "tabs": _tabs(visit.request, look, found.counts),
        "page": _numbered(found),
        "choices": lists.choices(visit.person, visit.on),
        "narrowed": any(getattr(look, name) for name in FILTERS),
        "empty": _empty(look),
        "standing_in": standing_in.told_today(visit.person, visit.on),
        "reviews": reviewing.waiting(visit.person, visit.on),
        "alerts": children.alerts(visit.person, visit.on),
    }
    return render(visit.request, "office/worklist.html", context)


def look_at(visit: Visit, asked: Mapping[str, str]) -> lists.Look:
    """What the address asks for. Anything that it does not know is left out."""
    whose, when, page = asked.get("whose", ""), asked.get("when", ""), asked.get("page", "")
    given: dict[str, Any] = {name: asked.get(name, "").replace("\x00", "")[:100].strip() for name in FILTERS}
    return lists.Look(
        visit.person,
        visit.on,
        whose=whose if whose in lists.WHOSE else "mine",
        when=when if when in lists.WHEN else "all",
        page=int(page) if page.isdecimal() and len(page) < 7 else 1,
        **given,
    )


def _line(due: Due, on: date) -> Line:
    if due.kind == Due.CLOSED:
        return Line(due, "excused", _("Closed"))
    if due.kind == Due.QUIET:
        return Line(due, "not-yet", _("Nothing owed"))
    if due.state == "held":
        return Line(due, "held", _("On hold"))
    if due.due is None:
        return Line(due, "soon", _("As soon as possible"))
    left = (due.due - on).days
    tone = "overdue" if left < 0 else "today" if left == 0 else "soon" if left <= SOON else "owed"
    words = days_from(due.due, on)
    return Line(due, tone, words[:1].upper() + words[1:])


def _whose(request: HttpRequest, look: lists.Look) -> list[Tab]:
    names = {"mine": _("Mine"), "team": _("My team's"), "all": _("All that I may see")}
    return [
        Tab(text, with_query(request, whose=one, page=None), one == look.whose) for one, text in names.items()
    ]


def _tabs(request: HttpRequest, look: lists.Look, counts: Mapping[str, int]) -> list[Tab]:
    names = {
        "all": _("Everything open"),
        "overdue": _("Overdue"),
        "today": _("Due today"),
        "week": _("Due this week"),
        "closed": _("Closed"),
    }
    return [
        Tab(text, with_query(request, when=one, page=None), one == look.when, counts[one])
        for one, text in names.items()
    ]


def _numbered(found: lists.Page) -> Page[int]:
    """Where we are, in the form that the pages component takes; the rows themselves are already cut out."""
    return Paginator(range(found.total), lists.PER_PAGE).page(found.number)


def _empty(look: lists.Look) -> tuple[str, str]:
    """What is said where the list is empty: a heading and a sentence."""
    if any(getattr(look, name) for name in FILTERS):
        return _("Nothing matches"), _("Take a filter away, or look among all that you may see.")
    if look.when == "overdue":
        return _("Nothing is overdue"), _("Everything that is owed here is still within its time.")
    if look.when == "today":
        return _("Nothing is due today"), _("Look at this week to see what comes next.")
    if look.when == "week":
        return _("Nothing more is due this week"), _("Everything open shows what comes later.")
    if look.when == "closed":
        return _("No closed complaints"), _("A complaint moves here when it is closed or withdrawn.")
    if look.whose == "mine":
        return (
            _("You owe nothing at the moment"),
            _("Complaints given to you, and what your role owes, are listed here."),
        )
    return _("No open complaints"), _("A complaint appears here as soon as it is logged.")
