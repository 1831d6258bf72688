"""Which passages of a letter must stand in it on this case: those without a condition, and those whose condition holds.

    due_on(case, template, on)     -> (Passage("right-to-stage-2", ...), ...)

What was written in a draft is not looked at here (`required.py`).
"""

from __future__ import annotations

from datetime import date

from heard.authority.adopted import pack
from heard.cases import timeline
from heard.cases.editions import calendar_of
from heard.cases.models import Case
from heard.engine import CalendarEnds, LetterTemplate, Passage, passages_due


def due_on(case: Case, template: LetterTemplate, on: date) -> tuple[Passage, ...]:
    """The passages that the letter must say if it is sent on the day. Two queries where any has a condition."""
    if all(passage.when is None for passage in template.must_say):
        return template.must_say
    procedure = pack(case.procedure, case.edition)
    try:
        return passages_due(procedure, template, timeline.read(case), calendar_of(case), on)
    except CalendarEnds:  # whether it holds cannot be known: then the letter says it rather than leave it out
        return template.must_say
