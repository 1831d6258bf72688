"""What another edition of a procedure or calendar would do to a case: which days move, and which facts do not fit.

Example: shifts(assess(old, ...), assess(new, ...))[0].sentence() == "Answer the complaint: from Monday 17 November 2025
to Tuesday 18 November 2025 (the council's own day)". `misfits(timeline, old, new)` is empty where it can be moved.
It moves nothing: a case keeps its edition until that is recorded.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from heard.engine.calendar import in_full
from heard.engine.chasers import ChaserState
from heard.engine.clocks import Day
from heard.engine.duties import DutyStanding, DutyState
from heard.engine.facts import CHASER_SENT, STRUCK_OUT, Answer, Fact, Timeline
from heard.engine.permitted import first_fact
from heard.engine.procedure import AnswerKind, FactKind, Procedure, Question
from heard.engine.rights import RightStanding, RightState
from heard.engine.standing import Standing

BUILT_IN = (STRUCK_OUT, CHASER_SENT)
ALSO = "letter"
"""An answer that any fact may carry beside its questions."""
DUE, OPENS, CLOSES, CHASED = "is due", "opens", "closes", "is sent"
TYPES: dict[AnswerKind, type] = {
    AnswerKind.CHOICE: str,
    AnswerKind.TEXT: str,
    AnswerKind.LONG_TEXT: str,
    AnswerKind.DATE: date,
    AnswerKind.YES_OR_NO: bool,
    AnswerKind.NUMBER: int,
}
Key = tuple[str, str, bool]


@dataclass(frozen=True, slots=True)
class At:
    """Where something stood: its day if it has one, in words where it has none, and whether that day is missed."""

    day: date | None
    words: str
    late: bool = False

    def __str__(self) -> str:
        return in_full(self.day) if self.day else self.words


NOTHING = At(None, "nothing")


@dataclass(frozen=True, slots=True)
class Shift:
    """One day of a case that another edition moves: of which rule, what about it, and whether the day is the law's."""

    id: str
    title: str
    what: str
    statutory: bool
    was: At
    now: At

    @property
    def days(self) -> int:
        """By how many days it moves: later is more than 0; 0 where there is no day to compare."""
        return (self.now.day - self.was.day).days if self.now.day and self.was.day else 0

    @property
    def made_late(self) -> bool:
        """Whether it is missed only by the other edition."""
        return self.now.late and not self.was.late

    def sentence(self) -> str:
        """The whole of it, for a timeline or a terminal."""
        whose = "the law's day" if self.statutory else "the council's own day"
        what = "" if self.what == DUE else f" ({self.what})"
        return f"{self.title}{what}: from {self.was} to {self.now} ({whose})"


def shifts(before: Standing, after: Standing) -> tuple[Shift, ...]:
    """What moves between two standings of one case on one day, in the order of the rules."""
    was, now = dict(_days(before)), dict(_days(after))
    titles = {(id, what): title for standing in (before, after) for id, what, title in _titles(standing)}
    found = []
    for key in dict.fromkeys((*now, *was)):
        id, what, statutory = key
        one, other = was.get(key, NOTHING), now.get(key, NOTHING)
        if one != other:
            found.append(Shift(id, titles[id, what], what, statutory, one, other))
    return tuple(found)


def misfits(timeline: Timeline, was: Procedure, procedure: Procedure) -> tuple[str, ...]:
    """Why the facts of a case that ran under `was` do not fit a procedure, a sentence each; empty where they do.

    Whether each might be recorded today is not asked: what has happened has happened.
    """
    found: list[str] = []
    if first_fact(procedure, timeline) is None:
        found.append(f"Nothing on this case is what a case of {_named(procedure)} begins with.")
    for fact in timeline:
        if fact.kind in BUILT_IN:
            continue
        kind = procedure.facts.get(fact.kind)
        if kind is None:
            place = _place(was.facts.get(fact.kind), fact)
            found.append(f"{place} is a kind of fact that {_named(procedure)} does not have.")
        else:
            found.extend(_misfits_of(fact, kind))
    return tuple(found)


def _days(standing: Standing) -> Iterator[tuple[Key, At]]:
    """Every day of a standing that is still to come or was not met."""
    for duty in standing.duties:
        for one in (duty, duty.statutory):
            if one is not None and (at := _of_duty(one)) is not None:
                yield (duty.id, DUE, one.rule.law), at
    for right in standing.rights:
        for allowed in (right, right.statutory):
            if allowed is not None:
                yield from _of_right(right.id, allowed)
    for chaser in standing.chasers:
        if chaser.state in (ChaserState.COMING, ChaserState.TO_SEND):
            yield (chaser.id, CHASED, chaser.rule.law), At(chaser.on, "no day")


def _titles(standing: Standing) -> Iterator[tuple[str, str, str]]:
    yield from ((duty.id, DUE, duty.rule.title) for duty in standing.duties)
    for right in standing.rights:
        yield right.id, OPENS, right.rule.title
        yield right.id, CLOSES, right.rule.title
    yield from ((chaser.id, CHASED, chaser.rule.title) for chaser in standing.chasers)


def _of_duty(duty: DutyStanding) -> At | None:
    """Where a duty stands; None where it is not owed. What is met counts only as in time or late."""
    if duty.state in (DutyState.NOT_YET, DutyState.EXCUSED):
        return None
    if duty.state is DutyState.MET:
        return At(None, "done in time")
    if duty.state is DutyState.MET_LATE:
        return At(None, "done late", late=True)
    return At(duty.due, "as soon as possible", duty.state is DutyState.OVERDUE)


def _of_right(id: str, right: RightStanding) -> Iterator[tuple[Key, At]]:
    if right.state in (RightState.EXERCISED, RightState.ENDED):
        return
    closed = right.state is RightState.CLOSED
    for what, day, late in ((OPENS, right.opens, False), (CLOSES, right.closes, closed)):
        if isinstance(day, Day):
            yield (id, what, right.rule.law), At(day.date, "", late)


def _misfits_of(fact: Fact, kind: FactKind) -> Iterator[str]:
    place = _place(kind, fact)
    asked = {question.id: question for question in kind.asks}
    for id, answer in fact.answers.items():
        if id == ALSO and id not in asked:
            continue
        if id not in asked:
            yield f"{place} has an answer to “{id}”, which is not asked there."
        elif not fits(answer, asked[id]):
            yield f"{place} has an answer to “{asked[id].question}” that cannot be given there."
    for question in asked.values():
        if question.required and fact.answers.get(question.id) in (None, ""):
            yield f"{place} has no answer to “{question.question}”, which must be answered there."


def fits(answer: Answer, question: Question) -> bool:
    """Whether an answer is one that can be given to a question."""
    if question.kind is AnswerKind.CHOICE:
        return answer in question.choices
    wanted = TYPES[question.kind]
    return isinstance(answer, wanted) and not (wanted is int and isinstance(answer, bool))


def _place(kind: FactKind | None, fact: Fact) -> str:
    return f"“{kind.title if kind else fact.kind}”, of {in_full(fact.date)},"


def _named(procedure: Procedure) -> str:
    return f"“{procedure.title}”, edition {procedure.edition},"
