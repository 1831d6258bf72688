"""Moving a complaint that was put through the wrong procedure: where it can go, what would follow, and the button.

    /cases/LC-2025-0042/move/      /cases/LC-2025-0042/move/leicestershire/

For complaints managers. It moves nothing but through `record.move`, and only once for each form.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from heard.authority.adopted import pack
from heard.cases import history, rerouting
from heard.cases.entries import Rerouting
from heard.cases.moving import LONGEST_REASON
from heard.cases.outcome import NotRecorded, Recorded, Stale, Unmoved
from heard.cases.record import move
from heard.cases.rerouting import Route
from heard.engine import DutyState
from heard.office.entry import CASE, CaseVisit, entry
from heard.office.fact_form import KeyedForm
from heard.office.move_procedure_shown import shown
from heard.people.access import MOVE, Denied, may

MOST = 6


class MoveCaseForm(KeyedForm):
    """Why the complaint is moved, as its timeline will say."""

    reason = forms.CharField(
        label=gettext_lazy("Why does it belong there?"),
        help_text=gettext_lazy(
            "It is kept in the timeline, with your name. Say who complains and what it is about."
        ),
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


@require_safe
@entry(CASE)
def choose_procedure(visit: CaseVisit) -> HttpResponse:
    _only_who_may(visit)
    case = visit.case
    found = [pack(one.procedure, one.edition) for one in rerouting.choices(case)]
    context = {
        "case": case,
        "procedure": pack(case.procedure, case.edition),
        "packs": sorted(found, key=lambda one: (one.law, one.title)),
    }
    return render(visit.request, "office/move_procedure.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@entry(CASE)
def move_case(visit: CaseVisit, name: str) -> HttpResponse:
    _only_who_may(visit)
    form = MoveCaseForm(visit.request.POST or None, seen=visit.case.last_seq)
    if visit.request.method != "POST" or not form.is_valid():
        return _page(visit, name, form)
    given = form.cleaned_data
    asked = Rerouting(name, given["reason"], seen=given["seen"])
    try:
        done = move(visit.case.pk, asked, visit.person, visit.on, key=given["key"])
    except Stale as problem:
        data = visit.request.POST.copy()
        data["seen"] = str(visit.case.last_seq)
        return _page(visit, name, MoveCaseForm(data, seen=visit.case.last_seq), problem.changes)
    except NotRecorded as problem:
        form.refuse(problem)
        return _page(visit, name, form)
    _say(visit, done)
    return redirect("case", visit.case.reference)


def _only_who_may(visit: CaseVisit) -> None:
    answer = may(visit.person, MOVE, visit.case, visit.on)
    if isinstance(answer, Denied):
        raise PermissionDenied(answer.reason)


def _say(visit: CaseVisit, done: Recorded) -> None:
    """What is owed now, the late first: the same sentences as the timeline has."""
    if done.repeated:
        messages.info(visit.request, _("This complaint was moved already."))
        return
    owed = [d for d in done.standing.duties if d.state in rerouting.OWED and d.rule.beside is None]
    owed.sort(key=lambda one: (one.state is not DutyState.OVERDUE, one.due is None, one.due or visit.on))
    lines = [_("Moved to: %(title)s.") % {"title": done.standing.procedure.title}]
    messages.success(visit.request, "\n".join([*lines, *map(rerouting.sentence, owed[:MOST])]))


def _page(visit: CaseVisit, name: str, form: MoveCaseForm, changes: tuple[str, ...] = ()) -> HttpResponse:
    """What would follow, with the form; or the sentence that says why the complaint cannot go there."""
    context: dict[str, Any] = {"case": visit.case, "form": form, "changes": changes, "on": visit.on}
    try:
        route = _route(visit, name)
    except Unmoved as problem:
        context["sentences"] = problem.sentences
        status = 409 if visit.request.method == "POST" else 200
        return render(visit.request, "office/move_procedure_refused.html", context, status=status)
    status = 409 if changes else 422 if form.is_bound and form.errors else 200
    return render(visit.request, "office/move_procedure_preview.html", context | shown(route), status=status)


def _route(visit: CaseVisit, name: str) -> Route:
    to = rerouting.destination(visit.case, name)
    return rerouting.looked_at(visit.case, history.rows_of(visit.case), to, visit.on)
