"""The worklist: what is owed, by whom and by when, of the cases that a person may see.

    page(Look(ann, on, whose="mine", when="overdue")).lines

It reads the index of due days (`due.py`): three queries, whatever the number of cases. A line is one thing
owed. It changes nothing, and everything in it, counts included, has passed `heard.people.access`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import reduce
from operator import or_

from django.db.models import Count, F, Q, QuerySet

from heard.authority.adopted import pack
from heard.authority.models import AdoptedProcedure, Team
from heard.cases.models import CaseRole, Due
from heard.people.access import Reach, current, reach, visible
from heard.people.models import Person
from heard.people.roles import COMPLAINTS_TEAM

PER_PAGE = 25
WHOSE = ("mine", "team", "all")
WHEN = ("overdue", "today", "week", "all", "closed")
NONE = Q(pk__in=[])


@dataclass(frozen=True, slots=True)
class Look:
    """What somebody looks for: whose things, due when, narrowed by filters (empty for any). Pages count from 1.

    `mine`: what I owe, and whatever is owed on the cases given to me. `team`: my teams' cases; for the
    complaints team, what the complaints team owes. `all`: all that I may see. `week` is today to Sunday;
    `closed`, closed cases.
    """

    person: Person
    on: date
    whose: str = "mine"
    when: str = "all"
    stage: str = ""
    team: str = ""
    procedure: str = ""
    owed_by: str = ""
    text: str = ""
    page: int = 1


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the worklist, and how many lines each tab holds under the same filters."""

    lines: list[Due]
    number: int
    pages: int
    total: int
    counts: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Choices:
    """What the filters offer: pairs of a value and its words."""

    stages: list[tuple[str, str]]
    teams: list[tuple[str, str]]
    procedures: list[tuple[str, str]]
    owed_by: list[tuple[str, str]]


def page(look: Look) -> Page:
    """One page of lines by due day, those without a day last. A page beyond the last is the last."""
    found = _lines(look)
    tabs = _counted(found, look.on)
    when = look.when if look.when in WHEN else "all"
    pages = max(1, -(-tabs[when] // PER_PAGE))
    number = min(max(look.page, 1), pages)
    ordered = found.filter(_due_when(look.on)[when]).order_by(
        F("due").asc(nulls_last=True), "reference", "rule"
    )
    start = (number - 1) * PER_PAGE
    return Page(list(ordered[start : start + PER_PAGE]), number, pages, tabs[when], tabs)


def counts(look: Look) -> dict[str, int]:
    """How many lines each tab holds, by its name. One query after the person's posts and parts."""
    return _counted(_lines(look), look.on)


def choices(person: Person, on: date) -> Choices:
    """What the filters offer this person: the teams that they reach, and what their authority's procedures name."""
    far = reach(person, on)
    teams = Team.objects.filter(authority_id=far.authority_id)
    if not far.everything:
        teams = teams.filter(pk__in=sorted(far.teams))
    adopted = AdoptedProcedure.objects.filter(authority_id=far.authority_id).order_by(
        "procedure", "from_date"
    )
    packs = [pack(one.procedure, one.edition) for one in adopted]
    return Choices(
        stages=list({stage.id: stage.title for one in packs for stage in one.stages}.items()),
        teams=[(str(team.pk), team.name) for team in teams],
        procedures=list({one.name: one.title for one in packs}.items()),
        owed_by=list({id: role.title for one in packs for id, role in one.roles.items()}.items()),
    )


def _counted(found: QuerySet[Due], on: date) -> dict[str, int]:
    """How many lines each tab holds; `kind` is what is counted, since the index `due_counts` has it."""
    return found.aggregate(
        **{when: Count("kind", filter=condition) for when, condition in _due_when(on).items()}
    )


def _due_when(on: date) -> dict[str, Q]:
    """Which of the lines of `_lines` each tab holds. A duty on hold is not late; a last lawful day is shown once it has
    passed.

    The database tries conditions in the order written, on every line: those that leave most out and cost least, days
    and flags, stand before words.
    """
    duty = Q(kind=Due.DUTY)
    late = Q(due__lt=on) & duty & Q(state="owed")
    sunday = on + timedelta(days=6 - on.weekday())
    return {
        "overdue": late,
        "today": Q(due=on) & Q(is_limit=False) & duty,
        "week": Q(due__gte=on) & Q(due__lte=sunday) & Q(is_limit=False) & duty,
        "all": (Q(is_limit=False) & ~Q(kind=Due.CLOSED)) | (Q(is_limit=True) & late),
        "closed": Q(kind=Due.CLOSED),
    }


def _lines(look: Look) -> QuerySet[Due]:
    """The lines that this look is about, whatever their day."""
    far = reach(look.person, look.on)
    sees_all = far.everything and look.whose in ("team", "all")
    parts = [] if sees_all else _parts(far, look.on)
    found = Due.objects.filter(visible(far, look.on, CaseRole.objects.all(), key="case_id"))
    if not far.everything:
        found = found.filter(_within(far, parts))
    found = found.filter(kind__in=[Due.DUTY, Due.QUIET, Due.CLOSED])
    if look.whose == "team":
        found = found.filter(_teams(far))
    elif look.whose != "all":
        found = found.filter(_mine(far, parts))
    return _narrowed(found, look)


def _parts(far: Reach, on: date) -> list[tuple[int, str]]:
    """The cases in which the person has a part, and which. Asked beforehand: a person has few parts, and as a subquery
    for each line they would cost more than all the rest.
    """
    parts = CaseRole.objects.filter(current(on), person_id=far.person_id)
    return list(parts.values_list("case_id", "role"))


def _within(far: Reach, parts: list[tuple[int, str]]) -> Q:
    """What `visible` says as well, with numbers in place of subqueries: the database finds these lines by its indexes
    and does not look through everybody's.
    """
    return Q(team_id__in=sorted(far.teams)) | Q(case_id__in=sorted({case_id for case_id, _ in parts}))


def _narrowed(found: QuerySet[Due], look: Look) -> QuerySet[Due]:
    exact = {"stage": look.stage, "procedure": look.procedure, "owed_by": look.owed_by}
    found = found.filter(**{name: value for name, value in exact.items() if value})
    if look.team:
        found = found.filter(team_id=int(look.team)) if look.team.isdecimal() else found.none()
    for word in look.text.split()[:8]:
        names = (
            Q(reference__icontains=word) | Q(complainant_name__icontains=word) | Q(child_name__icontains=word)
        )
        found = found.filter(names)
    return found


def _mine(far: Reach, parts: list[tuple[int, str]]) -> Q:
    """What the person owes, by a post or by a part in the case, and all that is owed on the cases given to them."""
    mine = [Q(officer_id=far.person_id)]
    for role in far.everywhere:
        owed = Q(owed_by=role)
        if role == "complaints_officer":
            owed &= Q(officer_id__isnull=True)
        mine.append(owed)
    for role in {role for roles in far.teams.values() for role in roles}:
        mine.append(
            Q(owed_by=role, team_id__in=sorted(id for id, roles in far.teams.items() if role in roles))
        )
    mine += [Q(case_id=case_id, owed_by=role) for case_id, role in parts]
    return reduce(or_, mine)


def _teams(far: Reach) -> Q:
    """The person's teams' cases; for the complaints team, what it owes itself."""
    teams = Q(team_id__in=sorted(far.teams)) if far.teams else NONE
    if far.everywhere & COMPLAINTS_TEAM:
        return teams | Q(owed_by__in=sorted(COMPLAINTS_TEAM))
    return Q() if far.everything else teams
