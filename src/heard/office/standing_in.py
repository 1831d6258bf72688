"""Leave: naming who stands in for oneself, or for somebody who is away already, and ending it.

    /people/12/leave/      /people/12/leave/3/end/

While it lasts, whoever stands in holds the other's posts beside their own. The rules are `heard.people.standing_in`.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from heard.authority.today import in_full
from heard.design.day_field import DayField
from heard.office.choosing import ChoosingForm
from heard.office.entry import SIGNED_IN, Visit, entry
from heard.office.people_page import person_of
from heard.office.staff_form import Words, ask, done
from heard.people import standing_in
from heard.people.models import Delegation, Person
from heard.people.outcome import NotDone
from heard.people.standing_in import Leave


class LeaveForm(ChoosingForm):
    """Who stands in, from when until when, and why."""

    first = DayField(label=gettext_lazy("First day"))
    last = DayField(label=gettext_lazy("Last day"))
    why = forms.CharField(label=gettext_lazy("Why?"), required=False, max_length=200)

    field_order = ["who", "chosen", "first", "last", "why"]


@require_http_methods(["GET", "HEAD", "POST"])
@entry(SIGNED_IN)
def stand_in(visit: Visit, person_id: int) -> HttpResponse:
    person = person_of(visit, person_id)
    own = person.pk == visit.person.pk
    form = _form(visit, own)
    made = done(form, lambda: standing_in.stand_in(_leave(person, form), visit.person, visit.on))
    if made is None:
        return ask(visit, form, _words(person, own))
    words = {
        "to": made.to.name,
        "of": _("you") if own else person.name,
        "first": in_full(made.from_date),
        "last": in_full(made.to_date - timedelta(days=1)),
    }
    said = [_("%(to)s stands in for %(of)s from %(first)s until %(last)s.") % words]
    messages.success(visit.request, "\n".join([*said, _("Heard has told nobody: let them know.")]))
    return redirect("person", person.pk)


@require_POST
@entry(SIGNED_IN)
def end_standing_in(visit: Visit, person_id: int, delegation: int) -> HttpResponse:
    person = person_of(visit, person_id)
    one = Delegation.objects.select_related("of", "to").filter(pk=delegation).first()
    if one is None or person.pk not in (one.of_id, one.to_id):
        raise Http404(delegation)
    try:
        standing_in.end(one, visit.person, visit.on)
    except NotDone as problem:
        raise PermissionDenied(str(problem)) from problem
    words = {"to": one.to.name, "of": one.of.name}
    messages.success(visit.request, _("%(to)s no longer stands in for %(of)s.") % words)
    return redirect("person", person.pk)


def _form(visit: Visit, own: bool) -> LeaveForm:
    form = LeaveForm(visit.person.authority_id, visit.request.POST or None, initial={"first": visit.on})
    form.fields["who"].label = _("Who stands in for you?") if own else _("Who stands in for them?")
    form.fields["first"].not_before = visit.on  # type: ignore[attr-defined]
    return form


def _leave(person: Person, form: LeaveForm) -> Leave:
    given: dict[str, Any] = form.cleaned_data
    return Leave(person, form.person, given["first"], given["last"], given["why"])


def _words(person: Person, own: bool) -> Words:
    return Words(
        _("Somebody stands in for you") if own else _("Somebody stands in"),
        _("Save"),
        reverse("person", args=[person.pk]),
        _("You") if own else person.name,
        caption=person.name,
        lead=_("They see and do what the posts open, beside their own; what they do is recorded as theirs."),
        notes=(_("It is not passed on, and lasts three months at most."),),
    )
