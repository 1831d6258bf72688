"""Telling the parts of a mixed complaint apart: the part about performance, in words that say nothing of conduct.

    /cases/HF-2025-0042/split/

The part about conduct was written down when the complaint was evaluated and is in the stricter folder already. What is
written here goes into the folder that front-line staff read.
"""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from heard.authority.adopted import pack
from heard.cases import timeline
from heard.cases.locks import lock
from heard.design.plain_form import PlainForm
from heard.files import filing
from heard.office.entry import CASE, CaseVisit, entry
from heard.people.access import Denied, may, recording


class SplitForm(PlainForm):
    """The words that may stand where many read."""

    words = forms.CharField(
        label=gettext_lazy("The part about performance, in your words"),
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 8}),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@entry(CASE)
def split_complaint(visit: CaseVisit) -> HttpResponse:
    """The page, and what is sent from it. Only who may evaluate a complaint may split it."""
    _check_may(visit)
    form = SplitForm(visit.request.POST if visit.request.method == "POST" else None)
    with transaction.atomic():
        lock([visit.case.pk])
        found = filing.on_receipt(visit.case, visit.on)
        if not filing.is_to_split(visit.case, found):
            messages.info(visit.request, _("There is nothing to tell apart on this complaint."))
            return redirect("case", visit.case.reference)
        if form.is_valid():
            kept = filing.split(visit.case, form.cleaned_data["words"], visit.person, visit.on)
            said = _("Kept in the folder %(folder)s. The rest stays in the stricter folder.")
            messages.success(visit.request, said % {"folder": kept.title})
            return redirect("case", visit.case.reference)
    latest = timeline.read(visit.case).latest(filing.EVALUATED)
    context = {
        "case": visit.case,
        "form": form,
        "about_conduct": latest.answers.get("elements", "") if latest else "",
    }
    status = 422 if form.errors else 200
    return render(visit.request, "office/split_complaint.html", context, status=status)


def _check_may(visit: CaseVisit) -> None:
    kind = pack(visit.case.procedure, visit.case.edition).facts.get(filing.EVALUATED)
    answer = may(visit.person, recording(kind.recorded_by if kind else ()), visit.case, visit.on)
    if isinstance(answer, Denied):
        raise PermissionDenied(answer.reason)
