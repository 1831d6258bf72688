"""Logging a complaint: the form, possible duplicates before anything is saved, and the new case.

    /log/      /log/?procedure=corporate&as=service_request.received      where there are several

Sent twice, it logs once. What was typed stays on the page whatever happens.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from heard.authority import adopted
from heard.authority.adopted import NothingAdopted
from heard.authority.models import AdoptedProcedure
from heard.cases import duplicates, seen
from heard.cases.duplicates import Possible
from heard.cases.outcome import NotRecorded, Recorded
from heard.cases.record import open_case
from heard.engine import Procedure, first_owed
from heard.office import where_it_stands
from heard.office.complaint_form import Asker, ComplaintForm
from heard.office.entry import WITH_POST, Visit, entry

_PAGE = "office/log_complaint.html"


@require_http_methods(["GET", "HEAD", "POST"])
@entry(WITH_POST)
def log_complaint(visit: Visit) -> HttpResponse:
    authority = visit.person.authority
    name = visit.request.GET.get("procedure", "")
    choices = adopted.choices(authority, visit.on)
    if len(choices) > 1 and not name:
        usual = adopted.ordinary(choices)
        if usual is None:
            return render(visit.request, "office/choose_procedure.html", {"packs": _packs(choices)})
        name = usual.procedure
    try:
        chosen = adopted.in_force(authority, visit.on, name)
    except NothingAdopted as problem:
        return render(visit.request, "office/no_procedure.html", {"sentence": problem.sentence}, status=409)
    procedure = adopted.pack(chosen.procedure, chosen.edition)
    if visit.request.method != "POST":
        return _page(visit, ComplaintForm(_asker(visit), procedure))
    form = _form(visit, procedure)
    if not form.is_valid():
        return _page(visit, form)
    if not _logged_already(visit, form):
        possible = duplicates.find(form.likeness(), visit.person, visit.on)
        if not _considered(form, possible):
            return _page(visit, _with_considered(form, visit, possible), possible=possible)
    try:
        done = open_case(form.new_case(), visit.person, visit.on, key=form.cleaned_data["key"])
    except NotRecorded as problem:
        form.refuse(problem)
        return _page(visit, form)
    _say(visit, done)
    return redirect("case", done.case.reference)


def _packs(choices: list[AdoptedProcedure]) -> list[Procedure]:
    """The procedures that may be chosen, the council's own before the law's."""
    return sorted((adopted.pack(one.procedure, one.edition) for one in choices), key=lambda one: one.law)


def _asker(visit: Visit) -> Asker:
    """Who logs, and as what: `?as=service_request.received` where the procedure has other beginnings."""
    return Asker(visit.person, visit.on, visit.request.GET.get("as", ""))


def _form(visit: Visit, procedure: Procedure) -> ComplaintForm:
    """The form as sent, with the questions of the edition that was in force when the complaint was received."""
    asker, data = _asker(visit), visit.request.POST
    form = ComplaintForm(asker, procedure, data)
    received = form.cleaned_data.get("received") if form.is_valid() or form.cleaned_data else None
    if received is None:
        return form
    try:
        then = adopted.in_force(visit.person.authority, received, procedure.name)
    except NothingAdopted as problem:
        form.add_error("received", problem.sentence)
        return form
    if then.edition == procedure.edition:
        return form
    return ComplaintForm(asker, adopted.pack(then.procedure, then.edition), data)


def _logged_already(visit: Visit, form: ComplaintForm) -> bool:
    """Whether this very form was sent before: then what it logged must not be shown as its own duplicate."""
    return seen.cases(visit.person, visit.on).filter(rows__key=form.cleaned_data["key"]).exists()


def _considered(form: ComplaintForm, possible: list[Possible]) -> bool:
    """Whether everything that may be the same complaint was on the page that came back."""
    shown = set(form.cleaned_data["considered"].split(","))
    return all(str(one.case.pk) in shown for one in possible)


def _with_considered(form: ComplaintForm, visit: Visit, possible: list[Possible]) -> ComplaintForm:
    """The form as sent, which now remembers what was shown beside it."""
    data: Any = visit.request.POST.copy()
    data["considered"] = ",".join(str(one.case.pk) for one in possible)
    fresh = ComplaintForm(form.asker, form.procedure, data)
    fresh.is_valid()
    return fresh


def _say(visit: Visit, done: Recorded) -> None:
    words = {"reference": done.case.reference}
    if done.repeated:
        messages.info(visit.request, _("This complaint was logged already, as %(reference)s.") % words)
        return
    lines = [_("The complaint is logged as %(reference)s.") % words]
    if first_owed(done.standing):
        lines.append(where_it_stands.sentence(done.standing))
    messages.success(visit.request, "\n".join(lines))


def _kinds(form: ComplaintForm) -> list[dict[str, Any]]:
    """What a case can begin with where that is more than one thing, as the tabs component takes it."""
    procedure = form.procedure
    if len(procedure.beginnings) == 1:
        return []
    return [
        {
            "text": procedure.facts[id].title,
            "href": f"{reverse('log-complaint')}?{urlencode({'procedure': procedure.name, 'as': id})}",
            "here": id == form.kind.id,
        }
        for id in procedure.beginnings
    ]


def _page(visit: Visit, form: ComplaintForm, possible: list[Possible] | None = None) -> HttpResponse:
    packs = _packs(adopted.choices(visit.person.authority, visit.on))
    others = [one for one in packs if one.name != form.procedure.name]
    context = {
        "form": form,
        "possible": possible or [],
        "on": visit.on,
        "others": others,
        "kinds": _kinds(form),
    }
    return render(visit.request, _PAGE, context, status=422 if form.errors else 200)
