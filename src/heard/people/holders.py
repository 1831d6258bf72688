"""Who holds a role on a day, for a team: whom a chaser goes to, who may be asked.

    holders("team_manager", council, north, on)     -> [ann]

Roles on one case come first, and those are `heard.cases.holders`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import date
from typing import TypeGuard

from django.db.models import Exists, OuterRef

from heard.authority.models import Authority, Team
from heard.people.access import current
from heard.people.models import Delegation, Person, Post
from heard.people.roles import COMPLAINTS_TEAM, DEPARTMENT_ROLES, SERVICE_ROLES


def holders(role: str, authority: Authority, team: Team | None, on: date) -> list[Person]:
    """The active people who hold the role for the team, by name: of the team itself, else of its service or
    department, else of the whole authority.
    """
    return holders_of_each([role], authority, team, on)[role]


def holders_of_each(
    roles: Iterable[str], authority: Authority, team: Team | None, on: date, without: Collection[int] = ()
) -> dict[str, list[Person]]:
    """`holders` of several roles at once, by role. Two queries. `without` are ids of people who are not asked, nor
    whoever stands in for them.
    """
    wanted = list(roles)
    posts = (
        Post.objects.filter(current(on), role__in=wanted, person__authority=authority, person__is_active=True)
        .select_related("person", "team")
        .order_by()
    )
    by_role: dict[str, list[Post]] = {role: [] for role in wanted}
    for post in posts:
        by_role[post.role].append(post)
    chosen = {role: _people(_nearest(found, role, team)) for role, found in by_role.items()}
    left = {role: [one for one in people if one.pk not in without] for role, people in chosen.items()}
    found = _with_those_who_stand_in(left, on)
    return {role: [one for one in people if one.pk not in without] for role, people in found.items()}


def _with_those_who_stand_in(chosen: dict[str, list[Person]], on: date) -> dict[str, list[Person]]:
    """The same with, after each person on leave, whoever stands in for them."""
    people = {person.pk for found in chosen.values() for person in found}
    away: dict[int, list[Person]] = {}
    own = Post.objects.filter(current(on), person=OuterRef("to"))
    standing_in = Delegation.objects.filter(Exists(own), current(on), of__in=people, to__is_active=True)
    for one in standing_in.select_related("to", "of"):
        if one.to.authority_id == one.of.authority_id:
            away.setdefault(one.of_id, []).append(one.to)
    return {
        role: list(dict.fromkeys(other for person in found for other in (person, *away.get(person.pk, []))))
        for role, found in chosen.items()
    }


def _nearest(posts: list[Post], role: str, team: Team | None) -> list[Post]:
    if role in COMPLAINTS_TEAM:
        return posts
    for is_near in _nearest_first(role, team):
        found = [post for post in posts if is_near(post.team)]
        if found:
            return found
    return []


def _nearest_first(role: str, team: Team | None) -> Iterator[Callable[[Team | None], bool]]:
    """Which teams a post may name, nearest first: the team itself, its service, its department, none at all."""
    if team is not None:
        yield lambda other: other is not None and other.pk == team.pk
        if role in SERVICE_ROLES and team.service:
            yield lambda other: _of_authority(other, team) and other.service == team.service
        if role in DEPARTMENT_ROLES and team.department:
            yield lambda other: _of_authority(other, team) and other.department == team.department
    yield lambda other: other is None


def _of_authority(other: Team | None, team: Team) -> TypeGuard[Team]:
    return other is not None and other.authority_id == team.authority_id


def _people(posts: list[Post]) -> list[Person]:
    return sorted({post.person for post in posts}, key=lambda person: (person.name, person.pk))
