"""Who may see what, and who may do what: the right of the person. Decided here, and nowhere else.

    cases.filter(visible(reach(ann, on), on, parts))      what she sees, inside the query
    may(ann, recording(roles), case, on)                  Allowed(), or Denied("Only a complaints officer may ...")

Whether a thing may happen to a case now is a different question: `heard.engine.may_record`. How far each role
reaches is said at `reach`. Past holders see nothing, nor does anybody of another authority or without a post.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from django.db.models import Q, QuerySet
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from heard.authority.models import Team
from heard.people.models import Person, Post
from heard.people.roles import COMPLAINTS_TEAM, DEPARTMENT_ROLES, ROLES, SERVICE_ROLES


class Subject(Protocol):
    """What access needs to know of a case."""

    authority_id: int
    team_id: int | None

    def roles_of(self, person: Person, on: date) -> frozenset[str]:
        """The roles that the person holds on this very case on a day."""


@dataclass(frozen=True, slots=True)
class Allowed:
    """The person may."""

    def __bool__(self) -> bool:
        return True


@dataclass(frozen=True, slots=True)
class Denied:
    """The person may not, and why, in a sentence that says who may."""

    reason: str

    def __bool__(self) -> bool:
        return False


@dataclass(frozen=True, slots=True)
class Act:
    """Something that a person may or may not do to a case. `by` names the roles that may; None is any that sees it."""

    name: str
    by: frozenset[str] | None = None


SEE = Act("see")
LOG = Act("log")
STRIKE = Act("strike", COMPLAINTS_TEAM)
ASSIGN = Act("assign", COMPLAINTS_TEAM)
MOVE = Act("move", frozenset({"complaints_manager"}))
REDACT = Act("redact", frozenset({"complaints_manager"}))
WRITE_LETTER = Act("write letter")
ISSUE_LETTER = Act("issue letter")


def recording(recorded_by: Collection[str] = ()) -> Act:
    """The act of recording a kind of fact; `recorded_by` is what the pack says of the kind, empty for anyone's."""
    return Act("record", frozenset(recorded_by) or None)


@dataclass(frozen=True, slots=True)
class Reach:
    """How far a person's posts reach on a day: which roles they hold for which teams. Made by `reach`.

    `everywhere` are the roles held for the whole authority, `teams` those held for each team by its id.
    """

    person_id: int
    authority_id: int
    everywhere: frozenset[str]
    teams: dict[int, frozenset[str]]
    is_active: bool = True

    @property
    def everything(self) -> bool:
        """Whether every case of the authority is seen."""
        return bool(self.everywhere)

    def roles(self, case: Subject) -> frozenset[str]:
        """The roles that the posts give on a case."""
        if case.authority_id != self.authority_id:
            return frozenset()
        return self.everywhere | self.teams.get(case.team_id or 0, frozenset())


def current(on: date) -> Q:
    """Which posts (or parts) hold on a day: from their first day until the day before they end."""
    return Q(from_date__lte=on) & (Q(to_date__isnull=True) | Q(to_date__gt=on))


_READ: ContextVar[dict[tuple[int, bool, date], Reach] | None] = ContextVar("posts read", default=None)


@contextmanager
def posts_read_once() -> Iterator[None]:
    """While one page is made, the posts of a person are read once: who enters, what is listed, what may be done.

    The next page reads them again, so that a post that ends takes its access away at once.
    """
    token = _READ.set({})
    try:
        yield
    finally:
        _READ.reset(token)


def reach(person: Person, on: date) -> Reach:
    """How far the person's posts reach on the day. One query, and a second where a post covers several teams.

    Complaints officers and managers reach every case of their authority; team managers those of their team; service
    managers those of the teams of their service; heads of service and directors those of the teams of their department,
    or of the whole authority where their post names no team.
    """
    known = _READ.get()
    asked = (person.pk, person.is_active, on)
    if known is None:
        return _reach(person, on)
    if asked not in known:
        known[asked] = _reach(person, on)
    return known[asked]


def _reach(person: Person, on: date) -> Reach:
    posts: list[Post] = []
    if person.is_active:
        posts = list(person.posts.filter(current(on)).select_related("team").order_by())
    everywhere: set[str] = set()
    teams: dict[int, set[str]] = {}
    for post in posts:
        if post.role in COMPLAINTS_TEAM or post.team is None:
            everywhere.add(post.role)
    narrow = [post for post in posts if post.role not in everywhere and post.team is not None]
    for post, ids in _covered(narrow):
        for id in ids:
            teams.setdefault(id, set()).add(post.role)
    return Reach(
        person_id=person.pk,
        authority_id=person.authority_id,
        everywhere=frozenset(everywhere),
        teams={id: frozenset(roles) for id, roles in teams.items()},
        is_active=person.is_active,
    )


def _covered(posts: list[Post]) -> list[tuple[Post, set[int]]]:
    """Each post with the ids of the teams that it reaches, never of another authority than its person's."""
    wide = [post for post in posts if post.role in SERVICE_ROLES | DEPARTMENT_ROLES]
    all_teams = list(Team.objects.filter(authority=wide[0].person.authority_id)) if wide else []
    found = []
    for post in posts:
        own = post.team
        if own is None or own.authority_id != post.person.authority_id:
            continue
        ids = {own.pk}
        if post.role in SERVICE_ROLES and own.service:
            ids |= {team.pk for team in all_teams if team.service == own.service}
        if post.role in DEPARTMENT_ROLES and own.department:
            ids |= {team.pk for team in all_teams if team.department == own.department}
        found.append((post, ids))
    return found


def visible(far: Reach, on: date, parts: QuerySet[Any], at: str = "", key: str = "pk") -> Q:
    """The predicate over cases (or over rows that lead to one) that this person may see on the day.

    `parts` is the table of roles on one case (`CaseRole.objects.all()`), handed in since cases stand above
    people. `at` is the path to the columns `authority` and `team`, `key` the path to the case's id: "" and
    "pk" for cases themselves, "case__" and "case_id" for rows of a case.
    """
    own = Q(**{f"{at}authority_id": far.authority_id})
    if far.everything:
        return own
    held = parts.filter(current(on), person_id=far.person_id).values("case_id")
    by_part = Q(**{f"{key}__in": held}) if far.is_active else Q(pk__in=[])
    return own & (Q(**{f"{at}team_id__in": sorted(far.teams)}) | by_part)


def roles_on(person: Person, case: Subject, on: date) -> frozenset[str]:
    """Every role that the person holds on the case on the day, by post or by a part in it."""
    if not person.is_active or person.authority_id != case.authority_id:
        return frozenset()
    return reach(person, on).roles(case) | case.roles_of(person, on)


def may(person: Person, act: Act, case: Subject, on: date) -> Allowed | Denied:
    """Whether the person may do this to the case on the day. Says nothing of whether the procedure permits it."""
    return permits(roles_on(person, case, on), act)


def permits(held: Collection[str], act: Act) -> Allowed | Denied:
    """Whether somebody with these roles on a case may do this to it: `may`, for asking of many acts at once."""
    if not held:
        return Denied(_("There is no such case, or you may not see it."))
    if act.by is None or act.by.intersection(held):
        return Allowed()
    return Denied(_("Only %(who)s may do this. Ask one of them to do it.") % {"who": _either(act.by)})


def _either(roles: Collection[str]) -> str:
    """Roles in words: "a complaints officer or a team manager"."""
    words = [_("a %(role)s") % {"role": _title(role).lower()} for role in sorted(roles)]
    return words[0] if len(words) == 1 else _(" or ").join([", ".join(words[:-1]), words[-1]])


def _title(role: str) -> str:
    return str(ROLES.get(role) or capfirst(role.replace("_", " ")))
