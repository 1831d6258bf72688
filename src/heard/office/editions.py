"""Editions and calendars: what is stored newer than some open cases keep, closure days, and what was moved before.

    /editions/

For complaints managers. Nothing is moved here: each offer leads to its preview (`edition_preview.py`).
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from heard.authority.closures import NotClosed, close, open_again
from heard.authority.models import Authority
from heard.cases.changes import CALENDAR, CLOSURES, Change
from heard.cases.moves import may_move
from heard.cases.previewing import offers
from heard.design.day_field import DayField
from heard.design.plain_form import PlainForm
from heard.engine import horizon, read_calendar
from heard.office.entry import WITH_POST, Visit, entry

RECENT = 10


class ClosureForm(PlainForm):
    """A day on which the council will be closed, and why."""

    day = DayField(label=gettext_lazy("Day on which the council is closed"))
    why = forms.CharField(label=gettext_lazy("Why"), max_length=200)


@require_http_methods(["GET", "HEAD", "POST"])
@entry(WITH_POST)
def editions(visit: Visit) -> HttpResponse:
    only_managers(visit)
    council = visit.person.authority
    form = ClosureForm()
    if visit.request.method == "POST":
        form = ClosureForm(visit.request.POST)
        done = _withdrawn(visit, council) if "withdraw" in visit.request.POST else _added(form, council)
        if done is not None:
            return done
    status = 422 if form.is_bound else 200
    return render(visit.request, "office/editions/editions.html", _shown(visit, council, form), status=status)


def only_managers(visit: Visit) -> None:
    """Let complaints managers pass, and tell everybody else who may."""
    if not may_move(visit.person, visit.on):
        raise PermissionDenied(
            _("Only a complaints manager looks after editions and closure days. Ask one of them.")
        )


def address(change: Change) -> str:
    """Where the preview of a change is."""
    if change.kind == CALENDAR:
        return reverse("move-calendar", args=[change.target])
    if change.kind == CLOSURES:
        return reverse("move-closures", args=[int(change.target)])
    return reverse("move-procedure", args=[change.procedure, change.edition])


def _shown(visit: Visit, council: Authority, form: ClosureForm) -> dict[str, Any]:
    calendar = read_calendar(council.calendar)
    return {
        "form": form,
        "on": visit.on,
        "offers": [(offer, address(offer.change)) for offer in offers(council, visit.on)],
        "calendar": calendar,
        "horizon": horizon(calendar, visit.on),
        "closed": council.closure_days.filter(withdrawn__isnull=True, date__gte=visit.on).order_by("date"),
        "moves": council.moves.select_related("asked_by")[:RECENT],
    }


def _added(form: ClosureForm, council: Authority) -> HttpResponse | None:
    """A closure day is added, and its preview opened; None where the form has to be filled in again."""
    if not form.is_valid():
        return None
    try:
        edition = close(council, form.cleaned_data["day"], form.cleaned_data["why"])
    except NotClosed as problem:
        form.add_error("day", str(problem))
        return None
    return redirect("move-closures", edition)


def _withdrawn(visit: Visit, council: Authority) -> HttpResponse:
    """A closure day is taken away, and the preview opened."""
    try:
        day = date.fromisoformat(visit.request.POST["withdraw"])
    except ValueError:
        messages.error(visit.request, _("That is not a day. Choose one from the list."))
        return redirect("editions")
    try:
        edition = open_again(council, day)
    except NotClosed as problem:
        messages.error(visit.request, str(problem))
        return redirect("editions")
    return redirect("move-closures", edition)
