"""What happens to a child's case, taken in once, and the reviews of the file that the pack asks for then.

    happened(Happened("allocated", date(2025, 11, 3), child=sam, worker=ann), authority, by=None)    -> [Review, Review]

Events come from a screen, a CSV file, a command, or from Heard where it knows of them itself. Nothing is owed where a
file holds nothing that the person could read: a review for an empty folder would teach people to tick boxes. That a
child's team and worker follow is `arriving.py`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from heard.authority.adopted import choices, pack
from heard.authority.days import Days
from heard.authority.models import Authority, Team
from heard.engine import Calendar, Procedure
from heard.engine.arrangements import Review as Rule
from heard.files.holding import strictest, those_who_hold
from heard.files.models import ChildEvent, FolderRule, Review
from heard.people.holders import holders
from heard.people.models import Child, Person, Relation

LONGEST_AGO = 366
"""Days: an event from further back is a slip of the pen."""


class NotTaken(Exception):
    """The event cannot be so. `sentence` says why and what to do; `field` which part of it is meant."""

    def __init__(self, field: str, sentence: str) -> None:
        super().__init__(sentence)
        self.field, self.sentence = field, sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class Happened:
    """An event as it is told: which kind, when, of which child or team, with which worker.

    `worker` is the new worker, who wrote the report, or the manager who joined. `reference` makes it count once.
    """

    kind: str
    day: date
    child: Child | None = None
    team: Team | None = None
    worker: Person | None = None
    about: str = ""
    reference: str = ""
    source: str = ChildEvent.SCREEN


@dataclass(frozen=True, slots=True)
class Taken:
    """The event as kept, the reviews that came of it, and whether it had been taken before."""

    event: ChildEvent
    reviews: tuple[Review, ...]
    repeated: bool = False


@transaction.atomic
def happened(told: Happened, authority: Authority, by: Person | None, on: date) -> Taken:
    """Keep the event and raise its reviews: both, or neither. Raises NotTaken."""
    _check(told, authority, on)
    if told.reference:
        Authority.objects.select_for_update().get(pk=authority.pk)
        before = ChildEvent.objects.filter(authority=authority, reference=told.reference).first()
        if before:
            return Taken(before, tuple(before.reviews.all()), repeated=True)
    if told.kind == ChildEvent.TRANSFERRED and told.child is not None and told.team is not None:
        told.child.team = told.team  # in memory: the reviews are of its team from now on
    event = ChildEvent.objects.create(
        authority=authority,
        kind=told.kind,
        day=told.day,
        child=told.child,
        team=told.team or (told.child.team if told.child else None),
        worker=told.worker,
        about=told.about.strip()[:200],
        reference=told.reference,
        source=told.source,
        recorded_by=by,
    )
    return Taken(event, tuple(Review.objects.bulk_create(_reviews(event, on))))


def _check(told: Happened, authority: Authority, on: date) -> None:
    if told.kind not in ChildEvent.KINDS:
        known = ", ".join(ChildEvent.KINDS)
        raise NotTaken("event", _("Write one of these: %(known)s.") % {"known": known})
    if told.day > on:
        raise NotTaken("day", _("The day must be today or before: it is about what has happened."))
    if (on - told.day).days > LONGEST_AGO:
        raise NotTaken("day", _("That is more than a year ago. Check the year."))
    _check_parties(told, authority)


def _check_parties(told: Happened, authority: Authority) -> None:
    if told.kind == ChildEvent.JOINED_TEAM:
        if told.team is None or told.worker is None or told.child is not None:
            raise NotTaken("team", _("Say which team, and which manager joined it. No child belongs here."))
    elif told.child is None:
        raise NotTaken("child", _("Say which child."))
    if told.kind == ChildEvent.ALLOCATED and told.worker is None:
        raise NotTaken("worker", _("Say to which worker the case was allocated."))
    parties = {"child": told.child, "team": told.team, "worker": told.worker}
    for field, party in parties.items():
        if party is not None and party.authority_id != authority.pk:
            raise NotTaken(field, _("There is none of this name here."))


def _reviews(event: ChildEvent, on: date) -> Iterator[Review]:
    days = Days(event.authority)
    edition, closures = days.newest
    calendar = days.calendar(edition, closures)
    for procedure in _packs(event.authority, event.day):
        for rule in procedure.arrangements.reviews.values():
            if rule.on != event.kind:
                continue
            for child in _children(event):
                for role, people in _owed_by(rule, event, child, on):
                    reader = [one for one in people if those_who_hold(child, rule.folders, one)]
                    if reader or (not people and those_who_hold(child, rule.folders)):
                        by = (role, reader[0] if reader else None)
                        yield _review((procedure, rule), (event, child), by, (calendar, closures))


def _packs(authority: Authority, on: date) -> list[Procedure]:
    found = [pack(adopted.procedure, adopted.edition) for adopted in choices(authority, on)]
    return [procedure for procedure in found if procedure.arrangements.reviews]


def _children(event: ChildEvent) -> list[Child]:
    """Whose files are to be read: the child's, for a report the family's too; for a manager who joined, the team's."""
    if event.kind == ChildEvent.JOINED_TEAM:
        return list(Child.objects.filter(authority=event.authority_id, team=event.team_id).order_by("pk"))
    child = event.child
    assert child is not None
    if event.kind not in (ChildEvent.ASSESSMENT, ChildEvent.COURT_REPORT):
        return [child]
    there = Relation.objects.filter(Q(child=child) | Q(other_child=child), other_child__isnull=False)
    open_ties = there.filter(Q(to_date__isnull=True) | Q(to_date__gt=event.day))
    ids = {id for pair in open_ties.values_list("child_id", "other_child_id") for id in pair}
    family = Child.objects.filter(pk__in=ids - {child.pk}, authority=event.authority_id).order_by("pk")
    return [child, *family]


def _owed_by(rule: Rule, event: ChildEvent, child: Child, on: date) -> Iterator[tuple[str, list[Person]]]:
    """The roles that owe it, each with who may be asked: the event's own worker, else who holds it for the team.

    The first of them who could read anything is asked: not somebody complained about in all that is there.
    """
    for role in rule.by:
        if role == "front_line_worker" or event.kind == ChildEvent.JOINED_TEAM:
            if event.worker is not None:
                yield role, [event.worker]
            continue
        yield role, holders(role, event.authority, event.team or child.team, on)


def _review(
    of: tuple[Procedure, Rule], at: tuple[ChildEvent, Child], by: tuple[str, Person | None],
    counted: tuple[Calendar, int],
) -> Review:  # fmt: skip
    (procedure, rule), (event, child), (role, person), (calendar, closures) = of, at, by, counted
    due = calendar.add(event.day, rule.within) if rule.within else event.day
    return Review(
        authority=event.authority,
        child=child,
        team=child.team,
        event=event,
        procedure=procedure.name,
        edition=procedure.edition,
        rule=rule.id,
        title=rule.title,
        folders=list(rule.folders),
        folder_key=strictest(event.authority_id, rule.folders),
        role=role,
        person=person,
        from_day=event.day,
        within=str(rule.within or ""),
        due=due,
        calendar_edition=calendar.edition,
        closures=closures,
    )


__all__ = ["ChildEvent", "FolderRule", "Happened", "NotTaken", "Taken", "happened"]
