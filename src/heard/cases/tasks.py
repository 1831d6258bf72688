"""The worker's jobs for cases: moving those that a change concerns, and ending the parts of somebody who has left.

    begin(council, Asked(change, reason, key), manager, on)      written down and enqueued in one transaction
    leave(ann, today, by=bea, on=today)                          her account is closed at once; then her parts end

The jobs may be lost, run twice or run late without harm. Procrastinate finds this module by its name.
"""

from __future__ import annotations

from datetime import date

from django.db import transaction
from procrastinate import exceptions
from procrastinate.contrib.django import app

from heard.accounts import signed_in
from heard.authority.models import Authority
from heard.authority.today import today
from heard.cases import leaving, moves
from heard.cases.models import EditionMove
from heard.people import posting
from heard.people.models import Person
from heard.people.wall import acting_for, authority_of


@app.task
def move_cases(move_id: int) -> None:
    """Move what somebody asked to have moved."""
    moves.run(move_id, today())


@app.task
def end_parts(person_id: int, day: str) -> None:
    """End the parts in cases of somebody who has left."""
    with acting_for(authority_of("person", person_id)):
        leaving.end_parts_of(Person.objects.get(pk=person_id), date.fromisoformat(day), today())


@transaction.atomic
def leave(person: Person, day: date, by: Person, on: date) -> None:
    """Let somebody leave on a day: posts, standing in, account, sessions, then parts. Raises NotDone, NotYours."""
    posting.leave(person, day, by, on)
    if day <= on:
        signed_in.end_all(person)
    end_parts.defer(person_id=person.pk, day=day.isoformat())


@transaction.atomic
def begin(authority: Authority, asked: moves.Asked, by: Person, on: date) -> EditionMove:
    """Write the request down and enqueue it, both or neither. Raises NotAllowed, Invalid."""
    made = moves.ask(authority, asked, by, on)
    if made.finished_at is None:
        try:
            with transaction.atomic():
                move_cases.configure(queueing_lock=f"move-{made.pk}").defer(move_id=made.pk)
        except exceptions.AlreadyEnqueued:
            pass
    return made
