"""Events as they arrive from outside Heard: kept, and the child's team and worker made what the event says.

    take_in(Happened("transferred", day, child=sam, team=south), council, by=ann, on=on)

By a person it is done as that person may; the command works as the owner of the tables, for nobody. Where Heard itself
gives a child to a team or a worker, that is `allocating.py`.
"""

from __future__ import annotations

from datetime import date

from django.db import connection, transaction

from heard.authority.models import Authority, Team
from heard.files.events import Happened, Taken, happened
from heard.files.models import CaseNote, ChildEvent, Folder, Review
from heard.people.models import Allocation, Child, Person


@transaction.atomic
def take_in(told: Happened, authority: Authority, by: Person | None, on: date) -> Taken:
    """Keep the event, raise its reviews and let team and worker follow: all, or nothing. Raises NotTaken."""
    team_before = told.child.team_id if told.child else None
    taken = happened(told, authority, by, on)
    child, event = told.child, taken.event
    if taken.repeated or child is None:
        return taken
    if event.kind == ChildEvent.ALLOCATED and event.worker is not None:
        _allocate(child, event.worker, event.day)
    if event.kind == ChildEvent.TRANSFERRED and told.team is not None and told.team.pk != team_before:
        _transfer(child, told.team, by)
    return taken


def _allocate(child: Child, worker: Person, day: date) -> None:
    held = Allocation.objects.filter(child=child, person=worker, to_date__isnull=True)
    if not held.exists():
        Allocation.objects.create(authority_id=child.authority_id, child=child, person=worker, from_date=day)


def _transfer(child: Child, team: Team, by: Person | None) -> None:
    """Last of all: a manager who gives a child away sees none of it afterwards, so the database does it for them."""
    if by is not None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT files_transfer_child(%s, %s)", [child.pk, team.pk])
        return
    for table in (Folder, CaseNote, Review):
        table.objects.filter(child=child).update(team=team)
    Child.objects.filter(pk=child.pk).update(team=team)
