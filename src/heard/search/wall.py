"""What of the index a person may see: the predicate of `heard.people.access` and `heard.files.access`, over entries.

    Entry.objects.filter(readable(ann, on))

`heard_search` has decided the same in the database before a word was counted. This is the second lock on the same door:
what it does not agree to is not shown, whatever the database says.
"""

from __future__ import annotations

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from heard.cases import seen
from heard.cases.models import CaseRole
from heard.files.access import opens
from heard.files.models import EmergencyAccess, FolderRule
from heard.people.access import Reach, current, reach, visible
from heard.people.models import Child, Person, Relation
from heard.people.roles import COMPLAINED_ABOUT
from heard.search.models import Entry

OF_A_CASE = (Entry.CASE, Entry.FACT, Entry.LETTER)
IN_A_FOLDER = (Entry.NOTE, Entry.DOCUMENT)


def readable(person: Person, on: date) -> Q:
    """The predicate over entries that this person may see on the day."""
    far = reach(person, on)
    if not far.is_active:
        return Q(pk__in=[])
    parts = CaseRole.objects.all()
    conflicts = parts.filter(person=person, role=COMPLAINED_ABOUT).values("case_id")
    named = parts.filter(person=person, role=COMPLAINED_ABOUT, case__child__isnull=False).values(
        "case__child_id"
    )
    cases = seen.cases(person, on)
    children = children_of_files(person, far, on)
    of_people = Q(kind=Entry.CHILD) & (
        Exists(children.filter(pk=OuterRef("source_id")))
        | Exists(cases.filter(child_id=OuterRef("source_id")))
    ) | Q(kind=Entry.COMPLAINANT) & (
        Exists(cases.filter(complainant_id=OuterRef("source_id")))
        | Exists(Relation.objects.filter(complainant_id=OuterRef("source_id"), child__in=children))
    )
    return (
        Q(authority_id=far.authority_id)
        & ~Q(case_id__isnull=False, case_id__in=conflicts)
        & ~Q(kind__in=IN_A_FOLDER, case_id__isnull=True, child_id__in=named)
        & (
            Q(kind__in=OF_A_CASE) & visible(far, on, parts, key="case_id")
            | Q(kind__in=IN_A_FOLDER) & opens(far, on, key="folder_key")
            | of_people
        )
    )


def children_of_files(person: Person, far: Reach, on: date) -> QuerySet[Child]:
    """The children of whose files the person may open a folder, whichever."""
    return Child.objects.filter(opens_any(person, far, on))


def opens_any(person: Person, far: Reach, on: date) -> Q:
    """The predicate over children."""
    rules = set(
        FolderRule.objects.filter(authority_id=far.authority_id, may_read=True).values_list("role", flat=True)
    )
    own = Q(authority_id=far.authority_id)
    if rules & far.child_everywhere:
        return own
    teams = sorted(team for team, roles in far.child_teams.items() if roles & rules)
    urgent = EmergencyAccess.objects.filter(current(on), person=person, child__isnull=False).values(
        "child_id"
    )
    return own & (Q(team_id__in=teams) | Q(pk__in=urgent))
