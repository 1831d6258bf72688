"""Who works with a child: which team holds the child's case, and to which workers it is allocated.

    transfer(sam, south, day, by=ann, on=on)      allocate(sam, bea, day, by=ann, on=on)

The only writer of both. What lies on the child's file follows the team in the same transaction, and each is told to
`events.happened`, which asks for the reviews of the file that the pack wants then.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from django.db import IntegrityError, connection
from django.utils.translation import gettext as _

from heard.authority.models import Team
from heard.files.events import Happened, NotTaken, happened
from heard.files.models import ChildEvent
from heard.people.access import current
from heard.people.keeping import changed_by
from heard.people.managing import check_team, may_place
from heard.people.models import Allocation, Child, Person, Post
from heard.people.outcome import NotDone, NotYours
from heard.people.wall import as_person

LONGEST_NUMBER = 60


def check_may_place(by: Person, child: Child, on: date) -> None:
    """Raises NotYours, with a sentence that says who may."""
    if not may_place(by, child, on):
        raise NotYours(
            _(
                "Only a manager of the child's team, or above it, and the complaints team may change this. Ask them."
            )
        )


def transfer(child: Child, team: Team, day: date, by: Person, on: date) -> Child:
    """Give the child's case to another team, at once; `day` is the day on which that happened."""
    check_may_place(by, child, on)
    check_team(team, child.authority_id)
    with changed_by(by), as_person(by.pk, on), _told():
        fresh = Child.objects.select_for_update().get(pk=child.pk)
        if fresh.team_id == team.pk:
            raise NotDone({"team": _("The child's case is with this team already. Choose another.")})
        _check_day(day, on)
        fresh.team = team  # in memory: the reviews are of its team from now on
        told = Happened(kind=ChildEvent.TRANSFERRED, day=day, child=fresh, team=team, source=ChildEvent.HEARD)
        happened(told, by.authority, by, on)
        # Last, and by the database's own function: whoever gives the child away may see none of it afterwards.
        with connection.cursor() as cursor:
            cursor.execute("SELECT files_transfer_child(%s, %s)", [child.pk, team.pk])
    return fresh


def number(child: Child, words: str, by: Person, on: date) -> Child:
    """Set the number by which the social care records know the child; no two children of a council have the same."""
    check_may_place(by, child, on)
    words = words.strip()
    if "\x00" in words or len(words) > LONGEST_NUMBER:
        raise NotDone({"number": _("A number has at most %(most)s characters.") % {"most": LONGEST_NUMBER}})
    try:
        with changed_by(by):
            fresh = Child.objects.select_for_update().get(pk=child.pk)
            fresh.record_number = words
            fresh.save(update_fields=["record_number"])
    except IntegrityError:
        raise NotDone(
            {"number": _("This number is not free. Check it in the social care records.")}
        ) from None
    return fresh


def allocate(child: Child, worker: Person, day: date, by: Person, on: date) -> Allocation:
    """Allocate the child's case to a worker from a day. The same once more is the same allocation."""
    check_may_place(by, child, on)
    with changed_by(by), _told():
        Child.objects.select_for_update().get(pk=child.pk)
        _check_day(day, on)
        _check_worker(worker, child, on)
        held = Allocation.objects.filter(child=child, person=worker, to_date__isnull=True).first()
        if held is not None:
            if held.from_date == day:
                return held
            raise NotDone({"who": _("The child's case is allocated to them already.")})
        made = Allocation.objects.create(
            authority_id=child.authority_id, child=child, person=worker, from_date=day
        )
        told = Happened(
            kind=ChildEvent.ALLOCATED,
            day=day,
            child=child,
            worker=worker,
            reference=f"allocation-{made.pk}",
            source=ChildEvent.HEARD,
        )
        happened(told, by.authority, by, on)
    return made


def end(one: Allocation, day: date, by: Person, on: date) -> None:
    """End an allocation. `day` is the first day without it."""
    check_may_place(by, one.child, on)
    with changed_by(by):
        fresh = Allocation.objects.select_for_update().get(pk=one.pk)
        if fresh.to_date == day:
            return
        if fresh.to_date is not None:
            raise NotDone(_("This has ended already. Open the page again."))
        if day < fresh.from_date or day > on:
            raise NotDone({"day": _("Choose a day from the first to today.")})
        fresh.to_date = day
        fresh.save(update_fields=["to_date"])


def joined(post: Post, by: Person | None, on: date) -> None:
    """Tell of a team manager who begins: they are to read the files of the team's children. Told once for each post."""
    if post.role != "team_manager" or post.team is None or not 0 <= (on - post.from_date).days <= 31:
        return
    known = ChildEvent.objects.filter(kind=ChildEvent.JOINED_TEAM, day=post.from_date)
    if known.filter(team=post.team, worker=post.person).exists():
        return
    told = Happened(
        kind=ChildEvent.JOINED_TEAM,
        day=post.from_date,
        team=post.team,
        worker=post.person,
        source=ChildEvent.HEARD,
    )
    happened(told, post.person.authority, by, on)


def joined_lately(on: date) -> None:
    """`joined` for every post that has begun by now and was given beforehand: once a day, for the worker."""
    begun = Post.objects.filter(current(on), role="team_manager", person__is_active=True, from_date=on)
    for post in begun.select_related("person__authority", "team"):
        joined(post, None, on)


@contextmanager
def _told() -> Iterator[None]:
    """What `events` refuses is said as this part says it."""
    try:
        yield
    except NotTaken as problem:
        raise NotDone({problem.field: problem.sentence}) from problem


def _check_day(day: date, on: date) -> None:
    if day > on:
        raise NotDone({"day": _("The day is today or before: it is about what has happened.")})


def _check_worker(worker: Person, child: Child, on: date) -> None:
    held = Post.objects.filter(current(on), person=worker).exists()
    if worker.authority_id != child.authority_id or not worker.is_active or not held:
        raise NotDone({"who": _("Choose a colleague who has a post today.")})
