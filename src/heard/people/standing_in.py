"""Leave: who stands in for whom, from a day until a day. The only writer of `Delegation`.

    stand_in(Leave(of=ann, to=bea, first=friday, last=monday, why="Annual leave"), by=ann, on=on)

Somebody says it of themselves, or an administrator or complaints manager of somebody who is away already; never of
anybody for themselves. What follows for access is `access.py`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import F, Q
from django.utils.translation import gettext as _

from heard.authority.today import in_full
from heard.people.access import current
from heard.people.keeping import changed_by
from heard.people.managing import check_manager, locked, manages_staff
from heard.people.models import Delegation, Person, Post
from heard.people.outcome import NotDone, NotYours

LONGEST = timedelta(days=92)
"""About three months. Longer is a post, which somebody gives."""


@dataclass(frozen=True, slots=True)
class Leave:
    """Who is away and who stands in for them, from the first day to the last (both included), and why."""

    of: Person
    to: Person
    first: date
    last: date
    why: str = ""


def stand_in(leave: Leave, by: Person, on: date) -> Delegation:
    """Let one person stand in for another. The same once more is the same standing-in. Raises NotDone."""
    _check_by(leave, by, on)
    _check_days(leave, on)
    with changed_by(by, leave.why):
        locked(by.authority_id)
        _check_people(leave, on)
        until = leave.last + timedelta(days=1)
        same = Delegation.objects.filter(
            of=leave.of, to=leave.to, from_date=leave.first, to_date=until
        ).first()
        if same is not None:
            return same
        _check_others(leave, until)
        return Delegation.objects.create(
            of=leave.of, to=leave.to, from_date=leave.first, to_date=until, why=leave.why[:200], made_by=by
        )


def end(one: Delegation, by: Person, on: date) -> None:
    """End it today, before its day. Whoever is away, whoever stands in, or who manages staff may."""
    if by.pk not in (one.of_id, one.to_id):
        check_manager(by, on)
        if one.of.authority_id != by.authority_id:
            raise NotYours(_("There is no such person, or they are not of your authority."))
    with changed_by(by):
        fresh = Delegation.objects.select_for_update().get(pk=one.pk)
        if fresh.to_date > on:
            fresh.to_date = max(on, fresh.from_date)
            fresh.save(update_fields=["to_date"])


def of_person(person: Person, on: date) -> list[Delegation]:
    """The standings-in that concern the person, now or to come, either way. One query."""
    concern = Delegation.objects.filter(Q(of=person) | Q(to=person), to_date__gt=on)
    return list(concern.filter(to_date__gt=F("from_date")).select_related("of", "to").order_by("from_date"))


def told_today(person: Person, on: date) -> list[str]:
    """A sentence for whom the person stands in for today, and for who stands in for them."""
    found = []
    for one in of_person(person, on):
        words = {"of": one.of.name, "to": one.to.name, "last": in_full(one.to_date - timedelta(days=1))}
        if one.from_date > on:
            continue
        if one.to_id == person.pk:
            found.append(_("You stand in for %(of)s until %(last)s.") % words)
        else:
            found.append(_("%(to)s stands in for you until %(last)s.") % words)
    return found


def _check_by(leave: Leave, by: Person, on: date) -> None:
    if by.pk == leave.of.pk:
        return
    if not manages_staff(by, on) or by.authority_id != leave.of.authority_id:
        raise NotYours(
            _("Somebody's own leave is said by themselves, an administrator or a complaints manager.")
        )
    if by.pk == leave.to.pk:
        raise NotYours(_("You cannot name yourself to stand in for somebody. Ask another manager to do it."))


def _check_days(leave: Leave, on: date) -> None:
    if leave.first < on:
        raise NotDone({"first": _("The first day is today or later: what was done before stays as it was.")})
    if leave.last < leave.first:
        raise NotDone({"last": _("The last day comes after the first, or is the same.")})
    if leave.last - leave.first > LONGEST:
        raise NotDone({"last": _("Standing in lasts three months at most. For longer, give them a post.")})


def _check_people(leave: Leave, on: date) -> None:
    if leave.of.pk == leave.to.pk:
        raise NotDone({"to": _("Choose somebody else: nobody stands in for themselves.")})
    to = Person.objects.get(pk=leave.to.pk)
    if to.authority_id != leave.of.authority_id or not to.is_active or not _posts(to, leave.first):
        raise NotDone({"to": _("Choose a colleague who has a post on the first day.")})
    if not _posts(leave.of, leave.first):
        raise NotDone(
            _("%(who)s has no post then, so there is nothing to stand in for.") % {"who": leave.of.name}
        )


def _posts(person: Person, day: date) -> bool:
    return Post.objects.filter(current(day), person=person).exists()


def _check_others(leave: Leave, until: date) -> None:
    """Raises NotDone where somebody stands in for them already, or whoever is named is away too."""
    overlapping = Delegation.objects.filter(from_date__lt=until, to_date__gt=leave.first).select_related(
        "of", "to"
    )
    for one in overlapping.filter(of__in=[leave.of, leave.to]):
        if one.to_date == one.from_date:
            continue
        words = {"who": one.to.name, "of": one.of.name, "until": in_full(one.to_date - timedelta(days=1))}
        if one.of_id == leave.of.pk:
            raise NotDone(
                {"to": _("%(who)s stands in for %(of)s until %(until)s already. End that first.") % words}
            )
        raise NotDone({"to": _("%(of)s is away then, until %(until)s. Choose somebody else.") % words})
