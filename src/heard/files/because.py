"""Why somebody can open something, in the words that the record of openings keeps.

    of_child(ann, sam, on)           -> "Front-line worker; the child is not allocated to them"
    titles(roles_on(ann, case, on))  -> "Team manager"

It decides nothing: `heard.people.access` and `heard.files.access` have.
"""

from __future__ import annotations

from datetime import date

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from heard.cases.models import Case
from heard.files.models import EmergencyAccess
from heard.people.access import current, reach
from heard.people.models import Allocation, Child, Person
from heard.people.roles import EMERGENCY, ROLES


def of_child(person: Person, child: Child, on: date, roles: frozenset[str] | None = None) -> str:
    """Why the person can open the child's file. `roles`: only those that open the folder in question."""
    held = reach(person, on).child_roles(child.team_id)
    found = titles(held if roles is None else held & roles)
    if not found:
        return _("Emergency access") if _in_an_emergency(person, child, on) else _("Sees a case of the child")
    if "front_line_worker" not in held:
        return found
    theirs = Allocation.objects.filter(current(on), child=child, person=person).exists()
    is_allocated = _("the child is allocated to them") if theirs else _("the child is not allocated to them")
    return f"{found}; {is_allocated}"


def reason(person: Person, on: date, case: Case | None = None, child: Child | None = None) -> str:
    """What the person said when they asked for emergency access that lasts on the day; "" where they did not."""
    asked = EmergencyAccess.objects.filter(current(on), person=person)
    found = asked.filter(case=case) if case else asked.filter(child=child)
    return found.values_list("reason", flat=True).first() or ""


def titles(roles: frozenset[str]) -> str:
    """Roles in words, in their usual order: "Team manager, Service manager"."""
    if roles == {EMERGENCY}:
        return _("Emergency access")
    known = [str(title) for role, title in ROLES.items() if role in roles]
    others = sorted(capfirst(role.replace("_", " ")) for role in roles - ROLES.keys() - {EMERGENCY})
    return ", ".join([*known, *others])


def _in_an_emergency(person: Person, child: Child, on: date) -> bool:
    return EmergencyAccess.objects.filter(current(on), person=person, child=child).exists()
