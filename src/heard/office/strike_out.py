"""Striking a fact out with a reason, and correcting one: the page says what follows before anything is done.

    /cases/LC-2025-0042/facts/4/strike-out/      /cases/LC-2025-0042/facts/1/correct/

The fact stays to be seen, struck through. The fact that a case begins with can only be corrected.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from heard.authority.adopted import pack
from heard.cases import history, timeline
from heard.cases import standing as standings
from heard.cases.editions import calendar_of
from heard.cases.entries import Correction, Striking
from heard.cases.history import Line
from heard.cases.outcome import NotRecorded, Recorded, Stale
from heard.cases.record import correct, strike_out
from heard.cases.timeline import OF_THE_RECORD
from heard.engine import CHASER_SENT, STRUCK_OUT, Fact, Standing, assess
from heard.office import in_the_file, what_follows
from heard.office.entry import CASE, CaseVisit, entry
from heard.office.fact_form import FactForm, KeyedForm, as_initial
from heard.people.access import STRIKE, Denied, may


def _reason() -> forms.CharField:
    return forms.CharField(
        label=gettext_lazy("Why is it wrong?"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )


class StrikingForm(KeyedForm):
    """Why a fact is struck out."""

    reason = _reason()


class CorrectionForm(FactForm):
    """Why a fact is wrong, and the right one."""

    reason = _reason()

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.order_fields(["date", *[name for name in self.fields if name.startswith("answer_")], "reason"])


@require_http_methods(["GET", "HEAD", "POST"])
@entry(CASE)
def strike_fact(visit: CaseVisit, seq: int) -> HttpResponse:
    line = _line(visit, seq)
    procedure = pack(visit.case.procedure, visit.case.edition)
    if line.kind == procedure.begins_with:
        return redirect("correct", visit.case.reference, seq)
    before = standings.of(visit.case, visit.on)
    form = StrikingForm(visit.request.POST or None, seen=visit.case.last_seq)
    if visit.request.method != "POST" or not form.is_valid():
        return _page(visit, "office/strike_out.html", line, form, follows=_if_struck(visit, line, before))
    try:
        given = form.cleaned_data
        striking = Striking(seq, given["reason"], seen=given["seen"])
        done = strike_out(visit.case.pk, striking, visit.person, visit.on, key=given["key"])
    except NotRecorded as problem:
        fresh, changes = _answered(
            form, problem, visit, lambda data: StrikingForm(data, seen=visit.case.last_seq)
        )
        follows = _if_struck(visit, line, before)
        return _page(visit, "office/strike_out.html", line, fresh, follows=follows, changes=changes)
    _say(visit, _("Struck out: %(what)s.") % {"what": line.title}, before, done)
    return redirect("case", visit.case.reference)


@require_http_methods(["GET", "HEAD", "POST"])
@entry(CASE)
def correct_fact(visit: CaseVisit, seq: int) -> HttpResponse:
    line = _line(visit, seq)
    procedure = pack(visit.case.procedure, visit.case.edition)
    kind = procedure.facts.get(line.kind)
    if (
        kind is None or line.because
    ):  # it does not count here, so there is nothing of this procedure to put right
        raise Http404(seq)
    known = _fact(visit, seq)
    begins = {"date": known.date, **as_initial(dict(known.answers))}

    def made(data: Any = None) -> CorrectionForm:
        return CorrectionForm(kind, visit.on, data, seen=visit.case.last_seq, initial=begins)

    form = made(visit.request.POST or None)
    if visit.request.method != "POST" or not form.is_valid():
        return _page(visit, "office/correct.html", line, form)
    before = standings.of(visit.case, visit.on)
    given = form.cleaned_data
    correction = Correction(seq, given["reason"], form.entry)
    try:
        with transaction.atomic():
            done = correct(visit.case.pk, correction, visit.person, visit.on, key=given["key"])
            followed = in_the_file.follow(done, visit.person, visit.on)
    except NotRecorded as problem:
        fresh, changes = _answered(form, problem, visit, made)
        return _page(visit, "office/correct.html", line, fresh, changes=changes)
    _say(visit, _("Corrected: %(what)s.") % {"what": line.title}, before, done)
    return redirect("split" if followed.to_split else "case", visit.case.reference)


def _line(visit: CaseVisit, seq: int) -> Line:
    """The fact that is to be struck out. Raises Http404, or PermissionDenied with a sentence for who may not."""
    answer = may(visit.person, STRIKE, visit.case, visit.on)
    if isinstance(answer, Denied):
        raise PermissionDenied(answer.reason)
    line = next((line for line in history.of(visit.case) if line.seq == seq), None)
    if line is None or line.kind == STRUCK_OUT or line.kind in OF_THE_RECORD:
        raise Http404(seq)
    return line


def _fact(visit: CaseVisit, seq: int) -> Fact:
    """The fact with its answers, whether it is struck out or not."""
    known = timeline.read(visit.case)
    return next(fact for fact in (*known.facts, *known.struck) if fact.id == str(seq))


def _if_struck(visit: CaseVisit, line: Line, before: Standing) -> list[str]:
    """What would follow from striking the fact out."""
    striking = Fact(STRUCK_OUT, visit.on, {"strikes": str(line.seq), "reason": ""})
    after = assess(
        before.procedure,
        timeline.read(visit.case).adding(striking),
        calendar_of(visit.case),
        visit.on,
    )
    return what_follows.sentences(before, after)


def _answered(
    form: KeyedForm, problem: NotRecorded, visit: CaseVisit, made: Any
) -> tuple[KeyedForm, tuple[str, ...]]:
    """The form with the problem beside its field; or, where others were faster, made afresh with what they did."""
    if isinstance(problem, Stale):
        data = visit.request.POST.copy()
        data["seen"] = str(visit.case.last_seq)
        return made(data), problem.changes
    if isinstance(form, FactForm):
        procedure = pack(visit.case.procedure, visit.case.edition)
        form.refuse_by(procedure, problem, (visit.case.opened_on, visit.on))
    else:
        form.refuse(problem)
    return form, ()


def _say(visit: CaseVisit, first: str, before: Standing, done: Recorded) -> None:
    lines = [first, *what_follows.sentences(before, done.standing)]
    messages.success(visit.request, "\n".join(lines))


def _page(visit: CaseVisit, template: str, line: Line, form: KeyedForm, **more: Any) -> HttpResponse:
    context = {"case": visit.case, "line": line, "form": form, "changes": (), "chaser": CHASER_SENT, **more}
    status = 409 if more.get("changes") else 422 if form.errors else 200
    return render(visit.request, template, context, status=status)
