"""What may be recorded on a case now, and why not where it may not.

Example: may_record(procedure, timeline, calendar, on, Fact("stage3.requested", on)) is a Refusal that cites NAT-10.1.
It asks whether this may happen to this case; whether this person may do it is another question, asked elsewhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from heard.engine.calendar import Calendar, in_full
from heard.engine.checks import CheckState, check_state
from heard.engine.clocks import View
from heard.engine.conditions import holds, seen
from heard.engine.facts import CHASER_SENT, STRUCK_OUT, Fact, Timeline
from heard.engine.procedure import FactKind, Procedure

BUILT_IN = frozenset({STRUCK_OUT, CHASER_SENT})


@dataclass(frozen=True, slots=True)
class Allowed:
    """The fact may be recorded."""


class Refusal(NamedTuple):
    """The fact may not be recorded: why, in a sentence for the person, and the paragraphs it rests on."""

    fact: str
    reason: str
    cites: tuple[str, ...] = ()


def is_closed(procedure: Procedure, timeline: Timeline) -> bool:
    """Whether the case is closed: a closing fact that no later (or same-day) fact has reopened."""
    closings = [fact.date for kind in procedure.closed_by for fact in timeline.of(kind)]
    if not closings:
        return False
    reopenings = [fact.date for kind in procedure.reopened_by for fact in timeline.of(kind)]
    return max(reopenings, default=date.min) < max(closings)


def first_fact(procedure: Procedure, timeline: Timeline) -> Fact | None:
    """The fact that the case began with: the earliest of those that it can begin with."""
    found = [fact for kind in procedure.beginnings if (fact := timeline.first(kind)) is not None]
    return min(found, key=lambda fact: fact.date, default=None)


def may_record(
    procedure: Procedure, timeline: Timeline, calendar: Calendar, on: date, fact: Fact
) -> Allowed | Refusal:
    """Whether a fact may be recorded on day `on`, with its day and answers considered."""
    kind = procedure.facts.get(fact.kind)
    if kind is None and fact.kind not in BUILT_IN:
        return Refusal(fact.kind, f"There is no fact called '{fact.kind}' in {procedure.title}.")
    refusal = _out_of_time(procedure, timeline, on, fact)
    if refusal or kind is None:
        return refusal or Allowed()
    view = seen(procedure, timeline.standing_until(fact.date), calendar, fact.date, fact)
    return _unanswered(kind, fact) or _refused(kind, _known(view, timeline)) or Allowed()


def refusals(view: View) -> dict[str, Refusal | None]:
    """For every kind of fact why it may not be recorded on the view's day, or None where it may."""
    known, procedure = _known(view, view.timeline), view.procedure
    if known.closed or not known.begun:
        return {id: _refused(kind, known) for id, kind in procedure.facts.items()}
    free, once = procedure.always_recordable, procedure.once & view.recorded
    return {
        id: None if id in free else _already(kind, known) if id in once else _unfit(kind, view)
        for id, kind in procedure.facts.items()
    }


@dataclass(frozen=True, slots=True)
class _Known:
    """A case when somebody asks: seen on the day of the fact, and all that is recorded, of later days too."""

    view: View
    timeline: Timeline
    begun: bool
    closed: bool


def _known(view: View, timeline: Timeline) -> _Known:
    begun = timeline.has_any(view.procedure.beginnings)
    return _Known(view, timeline, begun, is_closed(view.procedure, timeline))


def _refused(kind: FactKind, known: _Known) -> Refusal | None:
    """Why a kind of fact may not be recorded, or None where it may."""
    procedure = known.view.procedure
    if not known.begun and kind.id not in procedure.beginnings:
        return Refusal(
            kind.id, "Nothing can be recorded before the complaint itself: record that first.", kind.cites
        )
    if kind.id in procedure.once and known.timeline.has(kind.id):
        return _already(kind, known)
    if known.closed and not kind.after_closing and kind.id not in procedure.reopened_by:
        return Refusal(kind.id, "The case is closed. Reopen it first if there is more to do.", kind.cites)
    return _unfit(kind, known.view)


def _already(kind: FactKind, known: _Known) -> Refusal:
    day = in_full(known.timeline.of(kind.id)[0].date)
    return Refusal(
        kind.id,
        f"{kind.title} is already recorded, on {day}. If that was wrong, strike it out first.",
        kind.cites,
    )


def _unfit(kind: FactKind, view: View) -> Refusal | None:
    """What in the case as it is keeps a kind of fact from being recorded: a check that bars it, or a guard."""
    for check in view.procedure.barred_by.get(kind.id, ()):
        if check_state(check, view) is CheckState.NOT_MET:
            return Refusal(kind.id, check.otherwise, check.cites)
    for guard in kind.guards:
        if guard.about_this and view.proposed is None:
            continue
        if not holds(guard.when, view):
            return Refusal(kind.id, guard.otherwise, guard.cites)
    return None


def _out_of_time(procedure: Procedure, timeline: Timeline, on: date, fact: Fact) -> Refusal | None:
    if fact.date > on:
        return Refusal(
            fact.kind,
            f"{in_full(fact.date)} is in the future. Record what has happened, on the day it happened.",
        )
    first = first_fact(procedure, timeline)
    if first is not None and fact.date < first.date:
        return Refusal(
            fact.kind,
            f"{in_full(fact.date)} is before the complaint was received ({in_full(first.date)}). Check the date.",
            procedure.facts[first.kind].cites,
        )
    return None


def _unanswered(kind: FactKind, fact: Fact) -> Refusal | None:
    for question in kind.asks:
        if question.required and fact.answers.get(question.id) in (None, ""):
            return Refusal(kind.id, f"'{question.question}' needs an answer.", kind.cites)
    return None
