"""The record of openings as it may be shown: to the complaints team, and for a person's own record of access.

    shown_to(ann, on).filter(child=sam)      what Ann may see of who opened what
    of_child(sam, ann, on)                   all that she may hand out of Sam's record, oldest first

A complaints manager sees all of their council but what is about a case in which they are complained about; an officer
also nothing of a folder that they may not open. Nobody else sees any.
"""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet

from heard.cases.models import CaseRole
from heard.files.models import FolderRule, Opening
from heard.people.access import reach
from heard.people.models import Child, Complainant, Person
from heard.people.roles import COMPLAINED_ABOUT, COMPLAINTS_TEAM

MANAGER = "complaints_manager"


def may_see(person: Person, on: date) -> bool:
    """Whether the person may see the record of openings at all on the day."""
    return bool(reach(person, on).everywhere & COMPLAINTS_TEAM)


def shown_to(person: Person, on: date) -> QuerySet[Opening]:
    """The openings that the person may see on the day, newest first."""
    far = reach(person, on)
    held = far.everywhere & COMPLAINTS_TEAM
    if not held:
        return Opening.objects.none()
    about = CaseRole.objects.filter(person=person, role=COMPLAINED_ABOUT)
    found = Opening.objects.filter(authority_id=far.authority_id).exclude(
        case_id__isnull=False, case_id__in=about.values("case_id")
    )
    children = about.filter(case__child__isnull=False).values("case__child_id")
    # Of a child in whose complaint they are named, nothing of the file either: its openings tell of the complaint.
    found = found.exclude(child_id__in=children, case_id__isnull=True)
    if MANAGER not in held:
        rules = FolderRule.objects.filter(authority_id=far.authority_id, may_read=True, role__in=held)
        found = found.filter(Q(folder_key="") | Q(folder_key__in=set(rules.values_list("key", flat=True))))
    return found.select_related("person", "case", "child")


def of_child(child: Child, person: Person, on: date) -> QuerySet[Opening]:
    """Who opened what of a child's file and complaints, as the person may hand it out, oldest first."""
    return shown_to(person, on).filter(Q(child=child) | Q(case__child=child)).order_by("at", "pk")


def of_complainant(complainant: Complainant, person: Person, on: date) -> QuerySet[Opening]:
    """Who opened the complaints that somebody made, as the person may hand it out, oldest first."""
    return shown_to(person, on).filter(case__complainant=complainant).order_by("at", "pk")
