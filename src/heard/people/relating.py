"""Families: who somebody is to a child, who has parental responsibility, and who may act for the child and why.

    relate(Tie(sam, "mother", grown_up=jo, parental_responsibility=True, may_act="parental_responsibility"), ann, on)

The only writer of `Relation`. It joins no two records of one person: that is for later.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from heard.people.access import reach
from heard.people.keeping import changed_by
from heard.people.managing import PLACING, may_place
from heard.people.models import Child, Complainant, Person, Relation
from heard.people.outcome import NotDone, NotYours


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """Who somebody is to a child: a grown-up whom Heard knows or not yet (`new`), or another child."""

    child: Child
    kind: str
    from_date: date
    grown_up: Complainant | None = None
    new: str = ""
    other_child: Child | None = None
    parental_responsibility: bool = False
    may_act: str = ""
    why: str = ""


def of_child(child: Child) -> list[Relation]:
    """Everybody who is or was something to the child, brothers and sisters named from either side. One query."""
    found = Relation.objects.filter(Q(child=child) | Q(other_child=child), authority=child.authority_id)
    return list(found.select_related("complainant", "child", "other_child").order_by("-from_date", "pk"))


def relate(tie: Tie, by: Person, on: date) -> Relation:
    """Keep who somebody is to the child. The same once more is the same. Raises NotDone, NotYours."""
    _check_may(by, tie.child, on)
    _check(tie, on)
    if tie.other_child is not None and not may_place(by, tie.other_child, on):
        raise NotDone({"who": _("There is no child of this name whose file you may open.")})
    with changed_by(by, tie.why):
        Child.objects.select_for_update().get(pk=tie.child.pk)
        same = _same(tie)
        if same is not None:
            return same
        grown_up = tie.grown_up
        if grown_up is None and tie.other_child is None:
            grown_up = Complainant.objects.create(authority_id=tie.child.authority_id, name=tie.new)
        return Relation.objects.create(
            authority_id=tie.child.authority_id,
            child=tie.child,
            complainant=grown_up,
            other_child=tie.other_child,
            kind=tie.kind,
            parental_responsibility=tie.parental_responsibility,
            may_act=tie.may_act,
            from_date=tie.from_date,
        )


def end(one: Relation, day: date, why: str, by: Person, on: date) -> None:
    """End a tie: `day` is the first day without it, no later than today. It stays to be seen."""
    if not (may_place(by, one.child, on) or (one.other_child and may_place(by, one.other_child, on))):
        _check_may(by, one.child, on)
    with changed_by(by, why):
        fresh = Relation.objects.select_for_update().get(pk=one.pk)
        if fresh.to_date is not None:
            return
        if not fresh.from_date <= day <= on:
            raise NotDone({"day": _("Choose a day from the first to today.")})
        fresh.to_date = day
        fresh.save(update_fields=["to_date"])


def children(by: Person, on: date) -> QuerySet[Child]:
    """The children whom the person may name as a brother or sister: those whose family they may change."""
    far = reach(by, on)
    own = Child.objects.filter(authority_id=far.authority_id)
    if far.child_everywhere & PLACING:
        return own
    return own.filter(team_id__in=[id for id, roles in far.child_teams.items() if roles & PLACING])


def _check_may(by: Person, child: Child, on: date) -> None:
    if not may_place(by, child, on):
        raise NotYours(
            _(
                "Only a manager of the child's team, or above it, and the complaints team may change this. Ask them."
            )
        )


def _check(tie: Tie, on: date) -> None:
    if tie.from_date > on:
        raise NotDone({"from_date": _("The day is today or before.")})
    if tie.child.born and tie.from_date < tie.child.born:
        raise NotDone({"from_date": _("The day is not before the child was born.")})
    if tie.other_child is not None:
        if tie.other_child.pk == tie.child.pk:
            raise NotDone({"who": _("This is the same child. Choose another.")})
        if tie.may_act or tie.parental_responsibility:
            raise NotDone({"may_act": _("A child does not act for another child.")})
    elif tie.grown_up is None and not tie.new.strip():
        raise NotDone({"new": _("Choose somebody, or give a name.")})
    elif tie.grown_up is not None and tie.grown_up.authority_id != tie.child.authority_id:
        raise NotDone({"grown_up": _("Choose somebody from the list.")})
    if tie.may_act == Relation.PARENTAL and not tie.parental_responsibility:
        raise NotDone(
            {
                "may_act": _(
                    "They may act by parental responsibility only if they have it. Tick that, or choose another."
                )
            }
        )


def _same(tie: Tie) -> Relation | None:
    """The tie that is kept already, with these very words."""
    kept = Relation.objects.filter(child=tie.child, kind=tie.kind, to_date__isnull=True)
    kept = kept.filter(
        parental_responsibility=tie.parental_responsibility, may_act=tie.may_act, from_date=tie.from_date
    )
    if tie.other_child is not None:
        return kept.filter(other_child=tie.other_child).first()
    if tie.grown_up is not None:
        return kept.filter(complainant=tie.grown_up).first()
    return kept.filter(complainant__name=tie.new).first()
