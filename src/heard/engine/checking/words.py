"""Whether the words of conditions and days name things that the procedure has.

Example: Words(procedure, note).kind("stage1.respond", source) notes "There is no fact called 'stage1.respond'".
Whole rules are looked through in `names`.
"""

from __future__ import annotations

from collections.abc import Callable

from heard.engine.checking.parts import anchors_of, conditions_in
from heard.engine.citations import Source
from heard.engine.facts import CHASER_SENT, STRUCK_OUT
from heard.engine.limits import (
    THIS,
    AllOf,
    Anchor,
    Answered,
    AnsweredDay,
    AnyOf,
    AtLeast,
    Compared,
    Condition,
    DueDay,
    Limit,
    Not,
    Recorded,
    Same,
)
from heard.engine.problems import closest
from heard.engine.procedure import AnswerKind, Duty, FactKind, Procedure

BUILT_IN = (STRUCK_OUT, CHASER_SENT)
Note = Callable[[Source, str, str], None]


class Words:
    """Checks the names in conditions, days and citations against what the procedure has."""

    def __init__(self, procedure: Procedure, note: Note) -> None:
        self.procedure, self.note = procedure, note
        self.citable = {**procedure.paragraphs, **procedure.readings}

    def cites(self, cites: tuple[str, ...], source: Source) -> None:
        for id in cites:
            if id not in self.citable:
                self.unknown(
                    "paragraph",
                    id,
                    list(self.citable),
                    source,
                    "List it in paragraphs.yaml, with what it says.",
                )

    def kind(self, kind: str, source: Source) -> FactKind | None:
        if kind not in self.procedure.facts and kind not in BUILT_IN:
            self.unknown("fact", kind, list(self.procedure.facts), source, "List it in facts.yaml.")
        return self.procedure.facts.get(kind)

    def role(self, role: str, source: Source) -> None:
        if role not in self.procedure.roles:
            self.unknown(
                "role", role, list(self.procedure.roles), source, "List it under 'roles' in procedure.yaml."
            )

    def unknown(self, what: str, id: str, known: list[str], source: Source, otherwise: str) -> None:
        close = closest(id, known)
        self.note(
            source,
            f"There is no {what} called '{id}'.",
            f"Did you mean '{close}'?" if close else otherwise,
        )

    def condition(self, condition: Condition, source: Source, this: FactKind | None = None) -> None:
        if isinstance(condition, AllOf | AnyOf):
            for part in condition.parts:
                self.condition(part, source, this)
        elif isinstance(condition, Not):
            self.condition(condition.part, source, this)
        elif isinstance(condition, Recorded):
            for kind in condition.kinds:
                self.kind(kind, source)
        elif isinstance(condition, AtLeast):
            self.counted(condition, source)
        elif isinstance(condition, Same):
            known = this if condition.kind == THIS and this else self.kind(condition.kind, source)
            self.answers(known, condition.question, (), source)
            other = this if condition.as_kind == THIS and this else self.kind(condition.as_kind, source)
            self.answers(other, condition.as_question, (), source)
        elif isinstance(condition, Answered):
            known = this if condition.kind == THIS and this else self.kind(condition.kind, source)
            self.answers(known, condition.question, condition.values, source)
        else:
            self.compared(condition, source, this)

    def counted(self, condition: AtLeast, source: Source) -> None:
        kind = self.kind(condition.kind, source)
        for question, values in condition.answering.items():
            self.answers(kind, question, values, source)
        if condition.different is not None:
            self.answers(kind, condition.different, (), source)
        if condition.less:
            self.answers(kind, condition.by, (), source)
            self.answers(self.kind(condition.less, source), condition.by, (), source)

    def compared(self, condition: Compared, source: Source, this: FactKind | None) -> None:
        self.limit(condition.limit, source, this)
        if condition.day is not None:
            self.anchor(condition.day, source, this)

    def answers(self, kind: FactKind | None, question: str, values: tuple[str, ...], source: Source) -> None:
        if kind is None:
            return
        asked = kind.question(question)
        if asked is None:
            self.unknown(
                f"question in {kind.id}",
                question,
                [q.id for q in kind.asks],
                source,
                f"It asks: {', '.join(q.id for q in kind.asks) or 'nothing'}.",
            )
            return
        allowed = (
            list(asked.choices)
            if asked.kind is AnswerKind.CHOICE
            else ["yes", "no"]
            if asked.kind is AnswerKind.YES_OR_NO
            else None
        )
        for value in values:
            if allowed is not None and value not in allowed:
                self.unknown(
                    f"answer to {kind.id}/{question}",
                    value,
                    allowed,
                    source,
                    f"The answers are: {', '.join(allowed)}.",
                )

    def date_question(self, kind: FactKind | None, question: str, source: Source) -> None:
        if kind is None:
            return
        asked = kind.question(question)
        if asked is None or asked.kind is not AnswerKind.DATE:
            dates = [q.id for q in kind.asks if q.kind is AnswerKind.DATE]
            self.note(
                source,
                f"{kind.id} asks for no date called '{question}'.",
                f"It asks for: {', '.join(dates) or 'no date'}.",
            )

    def limit(self, limit: Limit, source: Source, this: FactKind | None = None) -> None:
        for anchor in anchors_of(limit):
            self.anchor(anchor, source, this)
        for condition in conditions_in(limit):
            self.condition(condition, source, this)

    def anchor(self, anchor: Anchor, source: Source, this: FactKind | None) -> None:
        if isinstance(anchor, DueDay):
            duty = self.procedure.by_key.get(anchor.duty)
            if isinstance(duty, Duty) and duty.due is None:
                self.note(
                    source,
                    f"'{duty.id}' has no due day to count from.",
                    "Count from a fact, or give that duty a due day.",
                )
            return
        known = this if anchor.kind == THIS and this else self.kind(anchor.kind, source)
        if isinstance(anchor, AnsweredDay):
            self.date_question(known, anchor.question, source)
