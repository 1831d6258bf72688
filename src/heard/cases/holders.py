"""Who holds a role on a case on a day: who has that part in this case, else who holds the post.

    of(case, "team_manager", on)     -> [ann]

For a complaints officer, the officer whom the case is given to comes before the others.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from heard.cases.models import Case
from heard.people.access import current
from heard.people.holders import holders_of_each
from heard.people.models import Person
from heard.people.roles import COMPLAINED_ABOUT


def of(case: Case, role: str, on: date) -> list[Person]:
    """The active people who hold the role on the case, by name. Empty where nobody does."""
    return of_each(case, [role], on)[role]


def of_each(case: Case, roles: Iterable[str], on: date) -> dict[str, list[Person]]:
    """`of` for several roles at once, by role, in the order given. Never the person complained about."""
    wanted = list(dict.fromkeys(roles))
    parts: dict[str, set[Person]] = {}
    active = case.roles.filter(current(on), role__in=wanted, person__is_active=True)
    for part in active.select_related("person").order_by():
        if part.person.authority_id == case.authority_id:
            parts.setdefault(part.role, set()).add(part.person)
    about = set(case.roles.filter(role=COMPLAINED_ABOUT).values_list("person_id", flat=True))
    posts = holders_of_each(wanted, case.authority, case.team, on, without=about)
    found = {role: _chosen(case, role, parts.get(role), posts[role]) for role in wanted}
    return {role: [person for person in people if person.pk not in about] for role, people in found.items()}


def _chosen(case: Case, role: str, parts: set[Person] | None, posts: list[Person]) -> list[Person]:
    if parts:
        return sorted(parts, key=lambda person: (person.name, person.pk))
    own = [person for person in posts if role == "complaints_officer" and person.pk == case.officer_id]
    return own or posts
