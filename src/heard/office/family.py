"""The family of a child, and who works with the child: who is who, who may act and why, the team and the workers.

    /children/7/family/

Whoever may see something of the child's file sees it; managers who reach the child and the complaints team change it
(`family_forms.py`, `allocating.py`). Joining two records of one child or one complainant is not done here.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from heard.authority.today import in_full
from heard.office.entry import CHILD, ChildVisit, entry
from heard.people import history, relating
from heard.people.managing import may_place
from heard.people.models import Allocation, Relation


@dataclass(frozen=True, slots=True)
class TieShown:
    """One tie as the page lists it: who, what they are to the child, what they may, and the days in words."""

    tie: Relation
    name: str
    kind: str
    may_act: str
    days: str
    is_over: bool


@require_safe
@entry(CHILD)
def family(visit: ChildVisit) -> HttpResponse:
    child = visit.child
    may_change = may_place(visit.person, child, visit.on)
    ties = [_shown(one, visit) for one in relating.of_child(child)]
    workers = Allocation.objects.filter(child=child).select_related("person").order_by("-from_date", "-pk")
    context = {
        "child": child,
        "on": visit.on,
        "now": [one for one in ties if not one.is_over],
        "over": [one for one in ties if one.is_over],
        "workers": [(one, one.to_date is None or one.to_date > visit.on) for one in workers],
        "a_day": timedelta(days=1),
        "may_change": may_change,
        "changes": history.of_child(child) if may_change else [],
    }
    return render(visit.request, "office/people/family.html", context)


def _shown(one: Relation, visit: ChildVisit) -> TieShown:
    other = one.complainant or (one.other_child if one.child_id == visit.child.pk else one.child)
    words = {"first": in_full(one.from_date)}
    over = one.to_date is not None and one.to_date <= visit.on
    if one.to_date is not None:
        words["last"] = in_full(max(one.from_date, one.to_date - timedelta(days=1)))
    days = _("%(first)s to %(last)s") if one.to_date else _("Since %(first)s")
    acts = str(Relation.MAY_ACT.get(one.may_act, "")) if one.complainant_id else _("Another child")
    return TieShown(one, str(other), one.kind, acts, days % words, over)
