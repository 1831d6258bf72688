"""Who holds a role on a day, for a team: whom a chaser goes to, who may be asked.

    holders("team_manager", council, north, on)     -> [ann]

Roles on one case come first, and those are `heard.cases.holders`.
"""

from __future__ import annotations

from datetime import date

from django.db.models import Q

from heard.authority.models import Authority, Team
from heard.people.access import current
from heard.people.models import Person, Post
from heard.people.roles import COMPLAINTS_TEAM, DEPARTMENT_ROLES, SERVICE_ROLES


def holders(role: str, authority: Authority, team: Team | None, on: date) -> list[Person]:
    """The active people who hold the role for the team, by name: of the team itself, else of its service or
    department, else of the whole authority.
    """
    posts = Post.objects.filter(
        current(on), role=role, person__authority=authority, person__is_active=True
    ).select_related("person", "team")
    if role in COMPLAINTS_TEAM:
        return _people(list(posts))
    for near in _nearest_first(role, team):
        found = list(posts.filter(near))
        if found:
            return _people(found)
    return []


def _nearest_first(role: str, team: Team | None) -> list[Q]:
    steps = []
    if team is not None:
        steps.append(Q(team=team))
        if role in SERVICE_ROLES and team.service:
            steps.append(Q(team__authority=team.authority_id, team__service=team.service))
        if role in DEPARTMENT_ROLES and team.department:
            steps.append(Q(team__authority=team.authority_id, team__department=team.department))
    return [*steps, Q(team__isnull=True)]


def _people(posts: list[Post]) -> list[Person]:
    return sorted({post.person for post in posts}, key=lambda person: (person.name, person.pk))
