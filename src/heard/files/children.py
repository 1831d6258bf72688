"""The children whose files somebody may open a folder of, as one query: for lists, and never for what is in a file.

openable(ann, on).filter(name__icontains="sam")      allocated(ann, on)
"""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet

from heard.files.access import notes
from heard.files.models import CaseNote, EmergencyAccess, FolderRule
from heard.people.access import current, reach
from heard.people.models import Allocation, Child, Person


def openable(person: Person, on: date) -> QuerySet[Child]:
    """Every child of whose file the person may open at least one folder on the day."""
    far = reach(person, on)
    if not far.is_active:
        return Child.objects.none()
    opening = set(
        FolderRule.objects.filter(authority_id=far.authority_id, may_read=True).values_list("role", flat=True)
    )
    own = Child.objects.filter(authority_id=far.authority_id)
    if far.child_everywhere & opening:
        return own
    teams = [team_id for team_id, roles in far.child_teams.items() if roles & opening]
    asked = EmergencyAccess.objects.filter(current(on), person=person, child__isnull=False)
    # Asked beforehand, so that the database finds the children by its indexes and does not look through all of them.
    in_emergency = list(asked.values_list("child_id", flat=True))
    return own.filter(Q(team_id__in=teams) | Q(pk__in=in_emergency))


def allocated(person: Person, on: date) -> QuerySet[Child]:
    """Those that are allocated to the person on the day."""
    theirs = Allocation.objects.filter(current(on), person=person).values("child_id")
    return openable(person, on).filter(pk__in=theirs)


def alerts(person: Person, on: date) -> QuerySet[CaseNote]:
    """The case notes that alert the person and that they have not said they have read, the newest first."""
    return notes(person, on).filter(alerts=person, seen_at=None).select_related("child")
