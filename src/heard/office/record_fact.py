"""Recording a fact on a case, through a form made of the pack's own questions.

    /cases/LC-2025-0042/record/stage1.extended/

A refusal stands beside its field with its paragraph; a page that is out of date says what happened meanwhile and keeps
what was typed; a second press of the button records nothing twice. The recording itself is `heard.cases.record`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from heard.authority.adopted import pack
from heard.cases import standing as standings
from heard.cases.outcome import NotRecorded, Recorded, Stale
from heard.cases.record import record
from heard.engine import FactKind, Procedure, Standing
from heard.office import in_the_file, may_be_recorded, what_follows
from heard.office.entry import CASE, CaseVisit, entry
from heard.office.fact_form import FactForm
from heard.office.why_told import cited
from heard.people.access import Denied, may, recording, roles_on


@require_safe
@entry(CASE)
def choose_fact(visit: CaseVisit) -> HttpResponse:
    """Everything that may be recorded now, and what may not and why; or what of it has the words in `?text=`."""
    standing = standings.of(visit.case, visit.on)
    roles = roles_on(visit.person, visit.case, visit.on)
    text = " ".join(visit.request.GET.get("text", "").replace("\x00", "")[:100].split())
    options = may_be_recorded.options(standing, roles)
    context = {"case": visit.case, "options": options.saying(text) if text else options, "text": text}
    return render(visit.request, "office/choose_fact.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@entry(CASE)
def record_fact(visit: CaseVisit, kind: str) -> HttpResponse:
    procedure = pack(visit.case.procedure, visit.case.edition)
    found = procedure.facts.get(kind)
    if found is None or kind == procedure.begins_with:
        raise Http404(kind)
    answer = may(visit.person, recording(found.recorded_by), visit.case, visit.on)
    if isinstance(answer, Denied):
        raise PermissionDenied(answer.reason)
    before = standings.of(visit.case, visit.on)
    if visit.request.method != "POST":
        form = FactForm(found, visit.on, seen=visit.case.last_seq)
        return _page(visit, form, before)
    form = FactForm(found, visit.on, visit.request.POST, seen=visit.case.last_seq)
    if form.is_valid() and (against := in_the_file.refusal(visit.case, form.entry)):
        form.add_error("date", against)
    if not form.is_valid():
        return _page(visit, form, before)
    try:
        with transaction.atomic():
            done = record(visit.case.pk, form.entry, visit.person, visit.on, key=form.cleaned_data["key"])
            followed = in_the_file.follow(done, visit.person, visit.on)
            done = replace(done, standing=standings.of(done.case, visit.on))
    except Stale as problem:
        return _page(visit, _seen_now(form, visit), before, changes=problem.changes)
    except NotRecorded as problem:
        form.refuse_by(procedure, problem, (visit.case.opened_on, visit.on))
        return _page(visit, form, before)
    say_recorded(visit, found, before, done, in_the_file.sentences(followed))
    return redirect("split" if followed.to_split else "case", visit.case.reference)


def say_recorded(
    visit: CaseVisit, kind: FactKind, before: Standing, done: Recorded, more: Sequence[str] = ()
) -> None:
    """What was recorded and what follows from it, said on the next page."""
    if done.repeated:
        messages.info(visit.request, _("This was recorded already: %(what)s.") % {"what": kind.title})
        return
    lines = [
        _("Recorded: %(what)s.") % {"what": kind.title},
        *what_follows.sentences(before, done.standing),
        *more,
    ]
    messages.success(visit.request, "\n".join(lines))


def _seen_now(form: FactForm, visit: CaseVisit) -> FactForm:
    """The same form with what was typed, made for the case as it stands now."""
    data = visit.request.POST.copy()
    data["seen"] = str(visit.case.last_seq)
    fresh = FactForm(form.kind, visit.on, data, seen=visit.case.last_seq)
    fresh.is_valid()
    return fresh


def _page(
    visit: CaseVisit, form: FactForm, standing: Standing, changes: tuple[str, ...] = ()
) -> HttpResponse:
    kind = form.kind
    refusal = next((one for one in standing.refusals if one.fact == kind.id), None)
    procedure = standing.procedure
    context = {
        "case": visit.case,
        "kind": kind,
        "form": form,
        "changes": changes,
        "refusal": refusal,
        "refusal_label": procedure.label(refusal.cites) if refusal else "",
        "cited": cited(kind.cites, procedure),
        "letters": _letters(kind, procedure),
    }
    status = 409 if changes else 422 if form.errors else 200
    return render(visit.request, "office/record_fact.html", context, status=status)


def _letters(kind: FactKind, procedure: Procedure) -> list[str]:
    """The letters that record this fact by themselves when they are issued."""
    return [letter.title for letter in procedure.letters.values() if letter.records == kind.id]
