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


def of(case: Case, role: str, on: date) -> list[Person]:
    """The active people who hold the role on the case, by name. Empty where nobody does."""
    return of_each(case, [role], on)[role]


def of_each(case: Case, roles: Iterable[str], on: date) -> dict[str, list[Person]]:
    """`of` for several roles at once, by role, in the order given. Two queries."""
    wanted = list(dict.fromkeys(roles))
    parts: dict[str, set[Person]] = {}
    found = case.roles.filter(current(on), role__in=wanted, person__is_active=True)
    for part in found.select_related("person").order_by():
        if part.person.authority_id == case.authority_id:
            parts.setdefault(part.role, set()).add(part.person)
    posts = holders_of_each(wanted, case.authority, case.team, on)
    return {role: _chosen(case, role, parts.get(role), posts[role]) for role in wanted}


def _chosen(case: Case, role: str, parts: set[Person] | None, posts: list[Person]) -> list[Person]:
    if parts:
        return sorted(parts, key=lambda person: (person.name, person.pk))
    own = [person for person in posts if role == "complaints_officer" and person.pk == case.officer_id]
    return own or posts
