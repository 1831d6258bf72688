"""Moving all open cases of a council that a change concerns: asked for once, then done case by case.

    asked = ask(council, Asked(change, "A bank holiday was proclaimed", key), manager, on);  run(asked.pk, on).moved

Each case is moved in a transaction of its own through `record.move`. Stopped anywhere, it is simply run again: what was
moved is not concerned any more. What cannot be moved stays as it is and is listed by the preview.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from heard.authority.models import Authority
from heard.authority.today import moment
from heard.cases.changes import Change, NoSuchChange, named
from heard.cases.entries import Moving
from heard.cases.models import EditionMove, Row
from heard.cases.moving import said
from heard.cases.outcome import NotAllowed, NotRecorded, Unmoved
from heard.cases.previewing import concerned
from heard.cases.record import move
from heard.people.access import MOVE, permits, reach
from heard.people.models import Person
from heard.people.wall import acting_for, authority_of


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked for: the change, why, and the form's key."""

    change: Change
    reason: str
    key: str


def may_move(person: Person, on: date) -> bool:
    """Whether the person may move the cases of their authority: complaints managers may."""
    return bool(permits(reach(person, on).everywhere, MOVE))


def ask(authority: Authority, asked: Asked, by: Person | None, on: date) -> EditionMove:
    """Write down what is asked for; the same key again is the same request. Raises NotAllowed, Invalid."""
    if by is not None and (by.authority_id != authority.pk or not may_move(by, on)):
        raise NotAllowed(_("Only a complaints manager of the authority may move its cases. Ask one of them."))
    wanted = {
        "change": str(asked.change),
        "reason": said(asked.reason),
        "asked_by": by,
        "asked_on": on,
        "asked_at": moment(),
    }
    return EditionMove.objects.get_or_create(authority=authority, key=asked.key, defaults=wanted)[0]


def run(move_id: int, on: date) -> EditionMove:
    """Move what is not moved yet. Safe to run again, and twice at once."""
    whose = authority_of("move", move_id)
    with acting_for(whose):
        asked = EditionMove.objects.select_related("authority", "asked_by").get(pk=move_id)
    try:
        with acting_for(whose):
            change = named(asked.change, asked.authority)
            ids = list(concerned(asked.authority, change).values_list("pk", flat=True))
        for case_id in ids:
            with acting_for(whose):
                _one(asked, change, case_id, on)
    except (NotAllowed, NoSuchChange) as problem:
        asked.problem = str(problem)
    with acting_for(whose):
        moved = Row.objects.filter(authority=asked.authority, key__startswith=f"move-{asked.pk}-")
        asked.moved, asked.finished_at = moved.count(), moment()
        asked.save(update_fields=["problem", "moved", "finished_at"])
    return asked


def _one(asked: EditionMove, change: Change, case_id: int, on: date) -> None:
    """Move one case, unless it cannot be: then it stays as it is, and the preview says why."""
    key = f"move-{asked.pk}-{case_id}"
    try:
        move(case_id, Moving(change, asked.reason), asked.asked_by, on, key=key)
    except NotAllowed:
        raise
    except (Unmoved, NotRecorded):
        return
