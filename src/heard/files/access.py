"""Who may open which folder of a child's file: the pack's rules, met by the roles that somebody holds for the child.

    may_read(ann, folder, on)               -> True
    readable(Document.objects.all(), ann, on, path="folder__")

The roles come from `heard.people.access`, the rules from the pack through `FolderRule`. Nobody else may, whatever they
may do elsewhere; somebody complained about in a case never reads what belongs to it. The database says it again.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import or_
from typing import TypeVar

from django.db.models import Model, Q, QuerySet
from django.utils.translation import gettext as _

from heard.cases.models import CaseRole
from heard.files.models import CaseNote, EmergencyAccess, Folder, FolderRule
from heard.people.access import Reach, current, reach
from heard.people.models import Child, Person
from heard.people.roles import COMPLAINED_ABOUT, ROLES

RowOf = TypeVar("RowOf", bound=Model)


@dataclass(frozen=True, slots=True)
class Openable:
    """A folder of a child's file that somebody may open, which kind it is, and why they may."""

    key: str
    title: str
    may_write: bool
    because: str


def folders_of(person: Person, child: Child, on: date) -> list[Openable]:
    """The kinds of folder of this child's file that the person may open on the day, by title; empty for strangers."""
    far = reach(person, on)
    if child.authority_id != far.authority_id or not far.is_active:
        return []
    held = far.child_roles(child.team_id)
    found: dict[str, Openable] = {}
    for rule in FolderRule.objects.filter(authority_id=far.authority_id, role__in=held, may_read=True):
        before = found.get(rule.key)
        if before is None or (rule.may_write and not before.may_write):
            found[rule.key] = Openable(
                rule.key, rule.title, rule.may_write, str(ROLES.get(rule.role, rule.role))
            )
    for key in _emergency_keys(person, child, on) - set(found):
        asked = FolderRule.objects.filter(authority_id=far.authority_id, key=key).first()
        if asked:
            found[key] = Openable(key, asked.title, False, _("Emergency access"))
    return sorted(found.values(), key=lambda one: one.title)


def may_read(person: Person, folder: Folder, on: date) -> bool:
    """Whether the person may open the folder on the day."""
    return any(one.key == folder.key for one in folders_of(person, folder.child, on))


def may_write(person: Person, folder: Folder, on: date) -> bool:
    """Whether the person may put something into the folder on the day."""
    return any(one.key == folder.key and one.may_write for one in folders_of(person, folder.child, on))


def readable(
    rows: QuerySet[RowOf], person: Person, on: date, path: str = "", key: str = "key"
) -> QuerySet[RowOf]:
    """Those of the rows that lie in a folder which the person may read on the day.

    `path` leads from a row to the columns authority, team, child and the folder's `key`: "" for folders themselves,
    "folder__" for documents; case notes have them as their own, the key as "folder_key".
    """
    return rows.filter(opens(reach(person, on), on, path, key))


def opens(far: Reach, on: date, path: str = "", key: str = "key") -> Q:
    """The predicate of `readable`."""
    own = Q(**{f"{path}authority_id": far.authority_id})
    rules = list(
        FolderRule.objects.filter(authority_id=far.authority_id, may_read=True).values_list("key", "role")
    )
    ways = [Q(pk__in=[])]
    everywhere = sorted({found for found, role in rules if role in far.child_everywhere})
    if everywhere:
        ways.append(Q(**{f"{path}{key}__in": everywhere}))
    by_keys: dict[tuple[str, ...], list[int]] = {}
    for team_id, roles in far.child_teams.items():
        keys = tuple(sorted({found for found, role in rules if role in roles and found not in everywhere}))
        if keys:
            by_keys.setdefault(keys, []).append(team_id)
    ways += [
        Q(**{f"{path}team_id__in": sorted(teams), f"{path}{key}__in": keys})
        for keys, teams in by_keys.items()
    ]
    if far.is_active:
        asked = EmergencyAccess.objects.filter(current(on), person_id=far.person_id, child__isnull=False)
        pairs = asked.values_list("child_id", "folder_key")
        ways += [Q(**{f"{path}child_id": child, f"{path}{key}": found}) for child, found in pairs]
    return own & reduce(or_, ways)


def notes(person: Person, on: date) -> QuerySet[CaseNote]:
    """The case notes that the person may read on the day, on whatever child's file."""
    return without_own(readable(CaseNote.objects.all(), person, on, key="folder_key"), person)


def without_own(rows: QuerySet[RowOf], person: Person, child: str = "child") -> QuerySet[RowOf]:
    """The rows without those of cases in which the person is complained about, and without those of no case on the file
    of a child whom such a case is about: they may be about the person too. What the person made is left.

    The rows have columns `case` and `made_by`; `child` leads to the child.
    """
    about = CaseRole.objects.filter(person=person, role=COMPLAINED_ABOUT)
    children = about.filter(case__child__isnull=False).values("case__child_id")
    rows = rows.exclude(case_id__isnull=False, case_id__in=about.values("case_id"))
    of_others = Q(made_by__isnull=True) | ~Q(made_by=person)
    return rows.exclude(of_others, case_id__isnull=True, **{f"{child}__in": children})


def _emergency_keys(person: Person, child: Child, on: date) -> set[str]:
    asked = EmergencyAccess.objects.filter(current(on), person=person, child=child)
    return set(asked.values_list("folder_key", flat=True))
