"""The number by which the social care records know a child: what events from there are matched by.

    /children/7/number/

Who may change it is who may say who works with the child. What comes of events is `heard.files.events`.
"""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from heard.files import allocating
from heard.office.entry import CHILD, ChildVisit, entry
from heard.office.family_forms import only_those_who_place, words_of
from heard.office.staff_form import StaffForm, ask, done


class NumberForm(StaffForm):
    """The number, or none."""

    number = forms.CharField(
        label=gettext_lazy("Number in the social care records"),
        max_length=allocating.LONGEST_NUMBER,
        required=False,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@entry(CHILD)
def child_number(visit: ChildVisit) -> HttpResponse:
    only_those_who_place(visit)
    child = visit.child
    form = NumberForm(visit.request.POST or None, initial={"number": child.record_number})
    made = done(form, lambda: allocating.number(child, form.cleaned_data["number"], visit.person, visit.on))
    if made is None:
        lead = _("Events of the child's case that come from those records are matched by it.")
        return ask(visit, form, words_of(visit, _("Number in the social care records"), _("Save"), lead))
    messages.success(visit.request, _("The number was saved."))
    return redirect("child", child.pk)
