"""Who manages the staff of an authority, and what nobody may do to themselves.

    check_manages(ann, other, on)      raises NotYours unless Ann may change the posts of that person

An administrator and a complaints manager manage the staff of their own authority, and nobody manages themselves.
"""

from __future__ import annotations

from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _

from heard.authority.models import Authority, Team
from heard.people.access import current, reach
from heard.people.models import Child, Person, Post
from heard.people.outcome import NotDone, NotYours
from heard.people.roles import COMPLAINTS_TEAM, ROLES

ADMINISTRATOR, COMPLAINTS_MANAGER = "administrator", "complaints_manager"
MANAGERS = frozenset({ADMINISTRATOR, COMPLAINTS_MANAGER})
NEVER_WITHOUT = (ADMINISTRATOR, COMPLAINTS_MANAGER)
"""Roles that an authority which has them is never left without."""


PLACING = COMPLAINTS_TEAM | {"team_manager", "service_manager", "head_of_service", "director"}
"""Roles that say who works with the children whom they reach, and who is who in their families."""


def manages_staff(person: Person, on: date) -> bool:
    """Whether the person manages the staff and the teams of their authority on the day."""
    far = reach(person, on)
    return bool(MANAGERS & (far.everywhere | far.child_everywhere))


def check_manager(person: Person, on: date) -> None:
    """Raises NotYours, with a sentence that says who may."""
    if not manages_staff(person, on):
        raise NotYours(
            _("Only an administrator or a complaints manager looks after staff and teams. Ask one of them.")
        )


def check_manages(by: Person, person: Person, on: date) -> None:
    """Raises NotYours where `by` may not change the posts or the account of this person."""
    check_manager(by, on)
    if by.authority_id != person.authority_id:
        raise NotYours(_("There is no such person, or they are not of your authority."))
    if by.pk == person.pk:
        raise NotYours(
            _("Nobody changes their own posts. Ask another administrator or a complaints manager to do it.")
        )


def may_place(person: Person, child: Child, on: date) -> bool:
    """Whether the person may say who works with a child, and who is who in the family: a manager who reaches the child,
    or the complaints team.
    """
    if child.authority_id != person.authority_id:
        return False
    return bool(reach(person, on).child_roles(child.team_id) & PLACING)


def locked(authority_id: int) -> None:
    """Let one change of staff follow another, so that two people cannot each end the other's last post."""
    list(Authority.objects.select_for_update().filter(pk=authority_id).values_list("pk"))


def check_not_left_without(posts: list[Post], day: date) -> None:
    """Raises NotDone where ending these posts on a day would leave their authority without one that it must have."""
    for role in NEVER_WITHOUT:
        ending = [
            post for post in posts if post.role == role and (post.to_date is None or post.to_date > day)
        ]
        if not ending:
            continue
        authority_id = ending[0].person.authority_id
        others = Post.objects.filter(
            current(day), role=role, person__authority_id=authority_id, person__is_active=True
        ).exclude(pk__in=[post.pk for post in ending])
        if not others.filter(Q(to_date__isnull=True)).exists():
            words = {"who": ending[0].person.name, "role": str(ROLES[role]).lower(), "day": day}
            raise NotDone(
                _(
                    "%(who)s is the last %(role)s. Give somebody else that post first, from that day or before."
                )
                % words
            )


def check_team(team: Team | None, authority_id: int) -> None:
    """Raises NotDone where the team is not one of the authority's."""
    if team is not None and team.authority_id != authority_id:
        raise NotDone({"team": _("Choose a team of this council.")})
