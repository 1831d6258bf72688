"""Who may see what, and who may do what: the right of the person. Decided here, and nowhere else.

    cases.filter(visible(reach(ann, on), on, parts))      what she sees, inside the query
    may(ann, recording(roles), case, on)                  Allowed(), or Denied("Only a complaints officer may ...")

Whether a thing may happen to a case now is a different question: `heard.engine.may_record`. How far each role
reaches is said at `reach`. Past holders see nothing, nor does anybody of another authority or without a post; the
person complained about never sees the complaint. The database says all this once more (`wall.py`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from heard.authority.models import Team
from heard.people.models import Delegation, Person, Post
from heard.people.roles import (
    CASE_ROLES,
    COMPLAINED_ABOUT,
    COMPLAINTS_TEAM,
    DEPARTMENT_ROLES,
    EMERGENCY,
    FILE_DEPARTMENT_ROLES,
    READERS,
    ROLES,
    SERVICE_ROLES,
)


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
GIVE_PART = Act("give part", COMPLAINTS_TEAM)
TAKE_BACK = Act("take back", frozenset({"complaints_manager"}))
WRITE_LETTER = Act("write letter")
ISSUE_LETTER = Act("issue letter")


def recording(recorded_by: Collection[str] = ()) -> Act:
    """The act of recording a kind of fact; `recorded_by` is what the pack says of the kind, empty for anyone's."""
    return Act("record", frozenset(recorded_by) or None)


@dataclass(frozen=True, slots=True)
class Reach:
    """How far a person's posts reach on a day: which roles they hold for which teams. Made by `reach`.

    `everywhere` are the roles held for complaints of the whole authority, `teams` those held for each team by its id.
    `child_everywhere` and `child_teams` are the same for children's files, by the team that holds the child's case.
    """

    person_id: int
    authority_id: int
    everywhere: frozenset[str]
    teams: dict[int, frozenset[str]]
    is_active: bool = True
    child_everywhere: frozenset[str] = frozenset()
    child_teams: Mapping[int, frozenset[str]] = field(default_factory=dict)

    @property
    def everything(self) -> bool:
        """Whether every case of the authority is seen."""
        return bool(self.everywhere)

    def roles(self, case: Subject) -> frozenset[str]:
        """The roles that the posts give on a case."""
        if case.authority_id != self.authority_id:
            return frozenset()
        return self.everywhere | self.teams.get(case.team_id or 0, frozenset())

    def child_roles(self, team_id: int | None) -> frozenset[str]:
        """The roles that the posts give on the file of a child whose case is with this team, or with none."""
        return self.child_everywhere | self.child_teams.get(team_id or 0, frozenset())

    @property
    def has_a_post(self) -> bool:
        """Whether any post is held on the day that reaches complaints or files."""
        return bool(self.everywhere or self.teams or self.child_everywhere or self.child_teams)


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
    """How far the person's posts reach on the day, those included that they hold for somebody on leave. One query, and
    a second where a post covers several teams.

    Complaints officers and managers reach every case of their authority; team managers those of their team; service
    managers those of the teams of their service; heads of service and directors those of the teams of their department,
    or of the whole authority where their post names no team. Other roles reach no case. Children's files are reached
    likewise, and by front-line workers too, those of every team of their department.
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
        posts = list(_posts(person, on))
    cases, files = _Spread(DEPARTMENT_ROLES), _Spread(FILE_DEPARTMENT_ROLES)
    wide = any(post.role in SERVICE_ROLES | FILE_DEPARTMENT_ROLES and post.team_id for post in posts)
    teams = list(Team.objects.filter(authority=person.authority_id)) if wide else []
    for post in posts:
        if post.role in CASE_ROLES:
            cases.add(post, person.authority_id, teams)
        files.add(post, person.authority_id, teams)
    return Reach(
        person_id=person.pk,
        authority_id=person.authority_id,
        everywhere=frozenset(cases.everywhere),
        teams=cases.by_team(),
        is_active=person.is_active,
        child_everywhere=frozenset(files.everywhere),
        child_teams=files.by_team(),
    )


def _posts(person: Person, on: date) -> QuerySet[Post]:
    """The person's posts, and those of whom they stand in for, on the day: of nobody, if they hold none themselves."""
    own = Post.objects.filter(current(on), person=OuterRef("to"))
    absent = Delegation.objects.filter(
        Exists(own), current(on), to=person, of__is_active=True, of__authority=person.authority_id
    ).values("of_id")
    held = Post.objects.filter(Q(person=person) | Q(person_id__in=absent)).filter(current(on))
    return held.select_related("team").order_by()


class _Spread:
    """Where posts reach: roles for the whole authority, and for each team. `by_department` reach that far."""

    def __init__(self, by_department: frozenset[str]) -> None:
        self.by_department = by_department
        self.everywhere: set[str] = set()
        self.teams: dict[int, set[str]] = {}

    def add(self, post: Post, authority_id: int, teams: list[Team]) -> None:
        """Let a post reach what it does, never a team of another authority."""
        own = post.team
        if post.role in COMPLAINTS_TEAM or own is None:
            self.everywhere.add(post.role)
            return
        if own.authority_id != authority_id:
            return
        ids = {own.pk}
        if post.role in SERVICE_ROLES and own.service:
            ids |= {team.pk for team in teams if team.service == own.service}
        if post.role in self.by_department and own.department:
            ids |= {team.pk for team in teams if team.department == own.department}
        for id in ids:
            self.teams.setdefault(id, set()).add(post.role)

    def by_team(self) -> dict[int, frozenset[str]]:
        """The roles for each team, without those that are held everywhere anyway."""
        narrowed = {id: frozenset(roles - self.everywhere) for id, roles in self.teams.items()}
        return {id: roles for id, roles in narrowed.items() if roles}


def visible(far: Reach, on: date, parts: QuerySet[Any], at: str = "", key: str = "pk") -> Q:
    """The predicate over cases (or over rows that lead to one) that this person may see on the day.

    `parts` is the table of roles on one case (`CaseRole.objects.all()`), handed in since cases stand above
    people. `at` is the path to the columns `authority` and `team`, `key` the path to the case's id: "" and
    "pk" for cases themselves, "case__" and "case_id" for rows of a case. A case that the person is complained about
    in is never among them.
    """
    theirs = parts.filter(person_id=far.person_id)
    own = Q(**{f"{at}authority_id": far.authority_id})
    own &= ~Q(**{f"{key}__in": theirs.filter(role=COMPLAINED_ABOUT).values("case_id")})
    if far.everything:
        return own
    held = theirs.filter(current(on)).exclude(role=COMPLAINED_ABOUT).values("case_id")
    by_part = Q(**{f"{key}__in": held}) if far.is_active else Q(pk__in=[])
    return own & (Q(**{f"{at}team_id__in": sorted(far.teams)}) | by_part)


def roles_on(person: Person, case: Subject, on: date) -> frozenset[str]:
    """Every role that the person holds on the case on the day, by post or by a part in it."""
    if not person.is_active or person.authority_id != case.authority_id:
        return frozenset()
    own = case.roles_of(person, on)
    return frozenset() if COMPLAINED_ABOUT in own else reach(person, on).roles(case) | own


def may(person: Person, act: Act, case: Subject, on: date) -> Allowed | Denied:
    """Whether the person may do this to the case on the day. Says nothing of whether the procedure permits it."""
    return permits(roles_on(person, case, on), act)


def permits(held: Collection[str], act: Act) -> Allowed | Denied:
    """Whether somebody with these roles on a case may do this to it: `may`, for asking of many acts at once."""
    if not held:
        return Denied(_("There is no such case, or you may not see it."))
    if set(held) == {EMERGENCY} and act != SEE:
        return Denied(_("You have emergency access: you may read this case, and do nothing to it."))
    if act.by is None and act != SEE and READERS.issuperset(held):
        return Denied(
            _("Your part in this case lets you read it. Ask the complaints team to do anything else.")
        )
    if act.by is None or act.by.intersection(held):
        return Allowed()
    return Denied(_("Only %(who)s may do this. Ask one of them to do it.") % {"who": _either(act.by)})


def _either(roles: Collection[str]) -> str:
    """Roles in words: "a complaints officer or a team manager"."""
    words = [_("a %(role)s") % {"role": _title(role).lower()} for role in sorted(roles)]
    return words[0] if len(words) == 1 else _(" or ").join([", ".join(words[:-1]), words[-1]])


def _title(role: str) -> str:
    return str(ROLES.get(role) or capfirst(role.replace("_", " ")))
