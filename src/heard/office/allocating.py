"""Who works with a child: allocating the child's case to a worker, ending that, and giving it to another team.

    /children/7/workers/new/      /children/7/workers/3/end/      /children/7/team/

The rules and what follows for the child's file are `heard.files.allocating`.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from heard.design.day_field import DayField
from heard.files import allocating
from heard.office.choosing import ChoosingForm
from heard.office.entry import CHILD, ChildVisit, entry
from heard.office.family_forms import only_those_who_place, words_of
from heard.office.staff_form import StaffForm, ask, done, team_choices, teams_of
from heard.people.managing import may_place
from heard.people.models import Allocation


class WorkerForm(ChoosingForm):
    """To whom the child's case is allocated, and since when."""

    day = DayField(label=gettext_lazy("From which day?"))


class TeamForm(StaffForm):
    """Which team holds the child's case now."""

    team = forms.ChoiceField(label=gettext_lazy("To which team?"))
    day = DayField(label=gettext_lazy("On which day did it move?"))

    def __init__(self, visit: ChildVisit, *arguments: Any) -> None:
        super().__init__(*arguments, initial={"day": visit.on})
        self.teams = teams_of(visit.child.authority_id)
        self.fields["team"].choices = team_choices(self.teams, "")  # type: ignore[attr-defined]


class EndForm(StaffForm):
    """From which day the worker has the case no more."""

    day = DayField(label=gettext_lazy("From which day no longer?"))


@require_http_methods(["GET", "HEAD", "POST"])
@entry(CHILD)
def allocate(visit: ChildVisit) -> HttpResponse:
    only_those_who_place(visit)
    child = visit.child
    form = WorkerForm(child.authority_id, visit.request.POST or None, initial={"day": visit.on})
    made = done(
        form,
        lambda: allocating.allocate(child, form.person, form.cleaned_data["day"], visit.person, visit.on),
    )
    if made is None:
        lead = _(
            "Where the procedure asks for it, they and their manager are asked to read the child's file."
        )
        return ask(visit, form, words_of(visit, _("Allocate to a worker"), _("Allocate"), lead))
    words = {"who": made.person.name}
    messages.success(visit.request, _("Allocated to %(who)s. Heard has told nobody: let them know.") % words)
    return redirect("family", child.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@entry(CHILD)
def end_allocation(visit: ChildVisit, allocation: int) -> HttpResponse:
    only_those_who_place(visit)
    one = (
        Allocation.objects.select_related("person", "child").filter(pk=allocation, child=visit.child).first()
    )
    if one is None:
        raise Http404(str(allocation))
    form = EndForm(visit.request.POST or None, initial={"day": visit.on})
    if done(form, lambda: _ended(visit, one, form)) is None:
        return ask(visit, form, words_of(visit, _("No longer their worker"), _("Save"), one.person.name))
    messages.success(visit.request, _("%(who)s is no longer their worker.") % {"who": one.person.name})
    return redirect("family", visit.child.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@entry(CHILD)
def transfer_child(visit: ChildVisit) -> HttpResponse:
    only_those_who_place(visit)
    form = TeamForm(visit, visit.request.POST or None)
    made = done(form, lambda: _moved(visit, form))
    if made is None:
        lead = _(
            "The file goes with the child: the new team's manager may open it at once, the old team's no more."
        )
        return ask(
            visit, form, words_of(visit, _("Give the child's case to another team"), _("Move it"), lead)
        )
    words = {"team": made.team.name if made.team else ""}
    messages.success(visit.request, _("The child's case is with %(team)s now.") % words)
    if may_place(visit.person, made, visit.on):
        return redirect("family", visit.child.pk)
    return redirect("worklist")


def _moved(visit: ChildVisit, form: TeamForm) -> Any:
    given = form.cleaned_data
    return allocating.transfer(visit.child, form.teams[given["team"]], given["day"], visit.person, visit.on)


def _ended(visit: ChildVisit, one: Allocation, form: EndForm) -> bool:
    allocating.end(one, form.cleaned_data["day"], visit.person, visit.on)
    return True
