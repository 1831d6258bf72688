"""The days that a letter names: those that its pack asks for, and those of the answer that its stage is waiting for.

Example: letter_days(procedure, procedure.letters["acknowledgement"], timeline, calendar, on)["first_due"].
It gives days only; who signs a letter, and how a day is written in it, is decided elsewhere.
"""

from __future__ import annotations

import datetime as dt

from heard.engine.calendar import Calendar
from heard.engine.clocks import View
from heard.engine.conditions import holds, seen
from heard.engine.facts import Timeline
from heard.engine.procedure import Duty, LetterTemplate, Passage, Procedure


def letter_days(
    procedure: Procedure, letter: LetterTemplate, timeline: Timeline, calendar: Calendar, on: dt.date
) -> dict[str, dt.date]:
    """The days of a letter by the names of its fields; a day that there is not (yet) is left out.

    `first_due` is the day on which the stage's answer was due at first, `due` the day on which it is due now, `new_due`
    the same where it has moved, `maximum` its last lawful day. The letter's own `days` come by their own names.
    """
    view = seen(procedure, timeline.until(on), calendar, on)
    days = _of_answer(stage_answer(procedure, letter, view.timeline), view)
    law = procedure.law or (procedure.floor is not None and procedure.floor.letters.get(letter.id) == letter)
    for name, limit in letter.days.items():
        day = view.limit(limit, law)
        days[name] = day.date if day else None
    return {name: day for name, day in days.items() if day is not None}


def passages_due(
    procedure: Procedure, letter: LetterTemplate, timeline: Timeline, calendar: Calendar, on: dt.date
) -> tuple[Passage, ...]:
    """What the letter must say on this case on this day: the passages without a condition, and those whose holds."""
    view = seen(procedure, timeline.until(on), calendar, on)
    return tuple(one for one in letter.must_say if one.when is None or holds(one.when, view))


def stage_answer(procedure: Procedure, letter: LetterTemplate, timeline: Timeline) -> Duty | None:
    """The duty to answer the complaint at the letter's stage: done by a letter, with a last lawful day beside it.

    The letter's stage is that of the duty which it does, else the one that the case has reached.
    """
    stage = next((duty.stage for duty in procedure.duties.values() if duty.letter == letter.id), None)
    if stage is None:
        begun = [one.id for one in procedure.stages if any(map(timeline.has, procedure.stage_starts[one.id]))]
        stage = begun[-1] if begun else None
    limited = {duty.beside for duty in procedure.duties.values() if duty.beside_as == "limit"}
    answers = [duty for duty in procedure.duties.values() if duty.stage == stage and duty.letter and duty.due]
    return next((duty for duty in answers if duty.id in limited), None)


def _of_answer(duty: Duty | None, view: View) -> dict[str, dt.date | None]:
    if duty is None or duty.due is None:
        return {}
    first = view.limit(duty.due.limit, duty.law, view.pauses_of(duty.key))
    due = view.due(duty.key)
    moved = first is not None and due is not None and due.date != first.date
    return {
        "first_due": first.date if first else None,
        "due": due.date if due else None,
        "new_due": due.date if due and moved else None,
        "maximum": _maximum(duty, view),
    }


def _maximum(duty: Duty, view: View) -> dt.date | None:
    """The last lawful day that stands beside a duty: the earliest, where there are several."""
    limits = [
        view.due(other.key)
        for other in view.procedure.duties.values()
        if other.beside == duty.id and other.beside_as == "limit"
    ]
    return min((day.date for day in limits if day), default=None)
