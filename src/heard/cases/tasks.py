"""The worker's job for cases: moving those that a change concerns, which may be many.

    begin(council, Asked(change, reason, key), manager, on)      written down and enqueued in one transaction

The job may be lost, run twice or run late without harm. Procrastinate finds this module by its name.
"""

from __future__ import annotations

from datetime import date

from django.db import transaction
from procrastinate import exceptions
from procrastinate.contrib.django import app

from heard.authority.models import Authority
from heard.authority.today import today
from heard.cases import moves
from heard.cases.models import EditionMove
from heard.people.models import Person


@app.task
def move_cases(move_id: int) -> None:
    """Move what somebody asked to have moved."""
    moves.run(move_id, today())


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
