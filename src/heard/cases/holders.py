"""Who holds a role on a case on a day: who has that part in this case, else who holds the post.

    of(case, "team_manager", on)     -> [ann]

For a complaints officer, the officer whom the case is given to comes before the others.
"""

from __future__ import annotations

from datetime import date

from heard.cases.models import Case
from heard.people.access import current
from heard.people.holders import holders
from heard.people.models import Person


def of(case: Case, role: str, on: date) -> list[Person]:
    """The active people who hold the role on the case, by name. Empty where nobody does."""
    parts = case.roles.filter(current(on), role=role, person__is_active=True).select_related("person")
    people = {part.person for part in parts if part.person.authority_id == case.authority_id}
    if people:
        return sorted(people, key=lambda person: (person.name, person.pk))
    found = holders(role, case.authority, case.team, on)
    own = [person for person in found if role == "complaints_officer" and person.pk == case.officer_id]
    return own or found
