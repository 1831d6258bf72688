"""Saying who somebody is to a child: a grown-up, or a brother or sister; and that it is over.

    /children/7/family/new/      /children/7/family/sibling/      /children/7/family/3/end/

The rules are `heard.people.relating`. No list of children is shown: who names a brother or sister types the name.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from heard.cases import seen
from heard.design.day_field import DayField
from heard.office.choosing import ask_which
from heard.office.entry import CHILD, ChildVisit, entry
from heard.office.staff_form import StaffForm, Words, ask, done
from heard.people import relating
from heard.people.managing import may_place
from heard.people.models import Child, Complainant, Relation
from heard.people.relating import Tie

GROWN_UP = [
    gettext_lazy("Mother"),
    gettext_lazy("Father"),
    gettext_lazy("Step-parent"),
    gettext_lazy("Grandparent"),
    gettext_lazy("Aunt or uncle"),
    gettext_lazy("Foster carer"),
    gettext_lazy("Guardian"),
    gettext_lazy("Other relative"),
    gettext_lazy("Friend of the family"),
    gettext_lazy("Other"),
]
SIBLING = [
    gettext_lazy("Brother or sister"),
    gettext_lazy("Half-brother or half-sister"),
    gettext_lazy("Step-brother or step-sister"),
    gettext_lazy("Lives in the same home"),
]
MOST = 10
_NO = "no"


class _TieForm(StaffForm):
    kind = forms.ChoiceField(label=gettext_lazy("Who are they to the child?"))
    from_date = DayField(label=gettext_lazy("From which day?"))
    why = forms.CharField(
        label=gettext_lazy("How do we know?"),
        max_length=500,
        required=False,
        help_text=gettext_lazy("For example, the order of a court and its day. It is kept with the change."),
    )

    def __init__(self, visit: ChildVisit, *arguments: Any, kinds: list[Any]) -> None:
        super().__init__(*arguments, initial={"from_date": visit.on})
        choices = [("", ""), *((str(one), str(one)) for one in kinds)]
        self.fields["kind"].choices = choices  # type: ignore[attr-defined]


class GrownUpForm(_TieForm):
    """A grown-up: one whom a complaint names already, or somebody new."""

    grown_up = forms.ChoiceField(label=gettext_lazy("Who?"), required=False)
    new = forms.CharField(label=gettext_lazy("Or the name of somebody else"), max_length=200, required=False)
    parental_responsibility = forms.BooleanField(
        label=gettext_lazy("They have parental responsibility"), required=False
    )
    may_act = forms.ChoiceField(
        label=gettext_lazy("May they act for the child?"),
        choices=[(id or _NO, words) for id, words in Relation.MAY_ACT.items()],
        widget=forms.RadioSelect,
    )

    field_order = ["grown_up", "new", "kind", "parental_responsibility", "may_act", "from_date", "why"]

    def __init__(self, visit: ChildVisit, *arguments: Any) -> None:
        super().__init__(visit, *arguments, kinds=GROWN_UP)
        self.known = {str(one.pk): one for one in _known(visit)}
        choices = [("", _("Somebody else")), *((id, one.name) for id, one in self.known.items())]
        self.fields["grown_up"].choices = choices  # type: ignore[attr-defined]

    def tie(self, child: Child) -> Tie:
        """What is to be kept. Ask `is_valid` first."""
        given = self.cleaned_data
        return Tie(
            child=child,
            kind=given["kind"],
            from_date=given["from_date"],
            grown_up=self.known.get(given["grown_up"]),
            new=" ".join(given["new"].split()),
            parental_responsibility=given["parental_responsibility"],
            may_act=given["may_act"].removeprefix(_NO),
            why=given["why"],
        )


class SiblingForm(_TieForm):
    """Another child, by name."""

    who = forms.CharField(
        label=gettext_lazy("Name of the other child"),
        max_length=200,
        help_text=gettext_lazy("A child whose file you may open"),
    )
    chosen = forms.ChoiceField(label=gettext_lazy("Which of them?"), required=False, widget=forms.HiddenInput)

    field_order = ["who", "chosen", "kind", "from_date", "why"]

    def __init__(self, visit: ChildVisit, *arguments: Any) -> None:
        super().__init__(visit, *arguments, kinds=SIBLING)
        self.matches = _children(visit, str(self.data.get("who", ""))) if self.is_bound else []
        choices = [(str(one.pk), _born(one)) for one in self.matches]
        self.fields["chosen"].choices = choices  # type: ignore[attr-defined]
        if 1 < len(choices) <= MOST:
            ask_which(self.fields["chosen"], choices, _("More than one child matches. Choose one."))
        self.child: Child

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        found = [one for one in self.matches if str(one.pk) == given.get("chosen")]
        found = found or (self.matches if len(self.matches) == 1 else [])
        if found:
            self.child = found[0]
        elif len(self.matches) > MOST:
            self.add_error("who", _("Many children match. Give the whole name."))
        elif "who" in given and not self.matches:
            self.add_error("who", _("There is no child of this name whose file you may open."))
        return given

    def tie(self, child: Child) -> Tie:
        """What is to be kept. Ask `is_valid` first."""
        given = self.cleaned_data
        days = {"from_date": given["from_date"], "why": given["why"]}
        return Tie(child=child, kind=given["kind"], other_child=self.child, **days)


class EndForm(StaffForm):
    """From which day a tie is over, and why."""

    day = DayField(label=gettext_lazy("From which day is it over?"))
    why = forms.CharField(label=gettext_lazy("Why?"), max_length=500)


@require_http_methods(["GET", "HEAD", "POST"])
@entry(CHILD)
def relation(visit: ChildVisit) -> HttpResponse:
    return _related(visit, GrownUpForm(visit, visit.request.POST or None), _("Somebody of the family"))


@require_http_methods(["GET", "HEAD", "POST"])
@entry(CHILD)
def sibling(visit: ChildVisit) -> HttpResponse:
    return _related(visit, SiblingForm(visit, visit.request.POST or None), _("A brother or sister"))


@require_http_methods(["GET", "HEAD", "POST"])
@entry(CHILD)
def end_relation(visit: ChildVisit, relation: int) -> HttpResponse:
    only_those_who_place(visit)
    mine = Relation.objects.filter(Q(child=visit.child) | Q(other_child=visit.child))
    one = mine.select_related("child", "other_child", "complainant").filter(pk=relation).first()
    if one is None:
        raise Http404(str(relation))
    form = EndForm(visit.request.POST or None, initial={"day": visit.on})
    if done(form, lambda: _ended(visit, one, form)) is None:
        return ask(visit, form, words_of(visit, _("It is over"), _("Save")))
    messages.success(visit.request, _("Kept. It stays to be seen under what was before."))
    return redirect("family", visit.child.pk)


def only_those_who_place(visit: ChildVisit) -> None:
    """Let managers who reach the child and the complaints team pass, and tell everybody else who may."""
    if not may_place(visit.person, visit.child, visit.on):
        raise PermissionDenied(
            _(
                "Only a manager of the child's team, or above it, and the complaints team may change this. Ask them."
            )
        )


def words_of(visit: ChildVisit, title: str, button: str, lead: str = "") -> Words:
    """The words of a page with one form about the child."""
    back = reverse("family", args=[visit.child.pk])
    return Words(title, button, back, _("Family and workers"), visit.child.name, lead)


def _related(visit: ChildVisit, form: Any, title: str) -> HttpResponse:
    only_those_who_place(visit)
    if done(form, lambda: relating.relate(form.tie(visit.child), visit.person, visit.on)) is None:
        return ask(visit, form, words_of(visit, title, _("Save")))
    messages.success(visit.request, _("Kept with the child's family."))
    return redirect("family", visit.child.pk)


def _ended(visit: ChildVisit, one: Relation, form: EndForm) -> bool:
    given = form.cleaned_data
    relating.end(one, given["day"], given["why"], visit.person, visit.on)
    return True


def _known(visit: ChildVisit) -> list[Complainant]:
    """The grown-ups whom the child's family or a complaint that the person may see names already."""
    cases = seen.cases(visit.person, visit.on).filter(child=visit.child)
    ties = Relation.objects.filter(child=visit.child)
    ids = {*cases.values_list("complainant_id", flat=True), *ties.values_list("complainant_id", flat=True)}
    return list(Complainant.objects.filter(pk__in=ids - {None}).order_by("name", "pk"))


def _children(visit: ChildVisit, typed: str) -> list[Child]:
    found = relating.children(visit.person, visit.on).exclude(pk=visit.child.pk)
    words = typed.replace("\x00", "")[:200].split()
    for word in words[:8]:
        found = found.filter(name__icontains=word)
    return list(found.order_by("name", "pk")[: MOST + 1]) if words else []


def _born(child: Child) -> str:
    if child.born is None:
        return child.name
    return _("%(name)s, born %(day)s") % {"name": child.name, "day": child.born.strftime("%d/%m/%Y")}
