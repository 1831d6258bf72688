"""Facts and timelines: what happened, on which day, and which of it was struck out later.

Example: Timeline([Fact("complaint.received", date(2025, 11, 3))]).first("complaint.received").date.
The order in which facts are given changes nothing. It does not know what a fact means: a procedure does.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby

Answer = str | bool | int | dt.date

STRUCK_OUT = "fact.struck_out"
CHASER_SENT = "chaser.sent"


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that happened: its kind, the day it happened, and the answers recorded with it.

    `recorded_at` (UTC) says when it was written down: kept for the reader, never used to count.
    """

    kind: str
    date: dt.date
    answers: Mapping[str, Answer] = field(default_factory=dict)
    id: str = ""
    recorded_at: dt.datetime | None = None

    def full_key(self) -> tuple[dt.date, str, list[tuple[str, str]], str]:
        """A total order that does not depend on when a fact was recorded: the id comes last."""
        return (self.date, self.kind, sorted((k, str(v)) for k, v in self.answers.items()), self.id)


def answer_text(fact: Fact, question: str) -> str | None:
    """An answer as conditions compare it: yes and no for true and false, ISO for a day, None where unanswered."""
    answer = fact.answers.get(question)
    if isinstance(answer, bool):
        return "yes" if answer else "no"
    return None if answer is None else str(answer)


def answers_so(fact: Fact, asked: Mapping[str, tuple[str, ...]]) -> bool:
    """Whether a fact answers each of the questions with one of the values."""
    return not asked or all(answer_text(fact, question) in values for question, values in asked.items())


def _in_order(facts: Iterable[Fact]) -> list[Fact]:
    """Sorted by day and kind; answers are compared only where two facts share both, since that is slow."""
    ordered = sorted(facts, key=_day_and_kind)
    if len(set(map(_day_and_kind, ordered))) == len(ordered):
        return ordered
    found: list[Fact] = []
    for _, run in groupby(ordered, key=_day_and_kind):
        alike = list(run)
        found.extend(sorted(alike, key=Fact.full_key) if len(alike) > 1 else alike)
    return found


def _day_and_kind(fact: Fact) -> tuple[dt.date, str]:
    return (fact.date, fact.kind)


def _struck_ids(strikings: list[Fact]) -> set[str]:
    """The ids of the facts that are taken away. A striking that was itself struck out takes nothing away."""
    targets = {fact.id or f"({n})": str(fact.answers.get("strikes", "")) for n, fact in enumerate(strikings)}
    if targets.keys().isdisjoint(targets.values()):
        return set(targets.values()) - {""}
    against: dict[str, list[str]] = {}
    for id, target in targets.items():
        against.setdefault(target, []).append(id)
    stands: dict[str, bool] = {}
    before = -1
    # Those that strike each other in a circle are never decided, and take nothing away.
    while len(stands) != before:
        before = len(stands)
        for id in targets:
            if id not in stands and all(other in stands for other in against.get(id, ())):
                stands[id] = not any(stands[other] for other in against.get(id, ()))
    return {targets[id] for id, good in stands.items() if good} - {""}


class Timeline:
    """The facts of one case in the order of their days, without those that were struck out.

    A fact of kind `fact.struck_out` names in `strikes` the id of the fact that it takes away.
    """

    __slots__ = ("by_kind", "facts", "struck")

    def __init__(self, facts: Iterable[Fact] = ()) -> None:
        ordered = _in_order(facts)
        struck = _struck_ids([fact for fact in ordered if fact.kind == STRUCK_OUT])
        self.facts: tuple[Fact, ...] = tuple(f for f in ordered if not (f.id and f.id in struck))
        self.struck: tuple[Fact, ...] = tuple(f for f in ordered if f.id and f.id in struck)
        self.by_kind: dict[str, list[Fact]] = {}
        for fact in self.facts:
            self.by_kind.setdefault(fact.kind, []).append(fact)

    def __iter__(self) -> Iterator[Fact]:
        return iter(self.facts)

    def __len__(self) -> int:
        return len(self.facts)

    def until(self, on: dt.date) -> Timeline:
        """The timeline as it stood on a day: facts dated later are left out."""
        if not self.facts or (self.facts[-1].date <= on and not self.struck):
            return self
        return Timeline(f for f in (*self.facts, *self.struck) if f.date <= on)

    def standing_until(self, on: dt.date) -> Timeline:
        """The facts that stand now, of days up to `on`: what was struck out later does not count either.

        For judging a fact that is recorded afterwards: what is known to be wrong by now decides nothing.
        """
        if not self.facts or (self.facts[-1].date <= on and not self.struck):
            return self
        return Timeline(f for f in self.facts if f.date <= on and f.kind != STRUCK_OUT)

    def adding(self, fact: Fact) -> Timeline:
        """The timeline with one more fact, for asking what would follow from it."""
        return Timeline((*self.facts, *self.struck, fact))

    def of(self, kind: str) -> list[Fact]:
        """All facts of a kind, oldest first."""
        return self.by_kind.get(kind, [])

    def first(self, kind: str) -> Fact | None:
        """The oldest fact of a kind: a repeated message does not restart a clock."""
        found = self.by_kind.get(kind)
        return found[0] if found else None

    def latest(self, kind: str) -> Fact | None:
        """The newest fact of a kind, for what may be arranged again."""
        found = self.by_kind.get(kind)
        return found[-1] if found else None

    def first_of(self, kinds: tuple[str, ...], since: dt.date | None = None) -> Fact | None:
        """The oldest fact of any of the kinds, of those on or after a day."""
        found: Fact | None = None
        for kind in kinds:
            for fact in self.by_kind.get(kind, ()):
                if since is None or fact.date >= since:
                    if found is None or fact.date < found.date:
                        found = fact
                    break
        return found

    def has_any(self, kinds: tuple[str, ...]) -> bool:
        """Whether a fact of any of the kinds is recorded and not struck out."""
        return not self.by_kind.keys().isdisjoint(kinds)

    def has(self, kind: str) -> bool:
        """Whether a fact of the kind is recorded and not struck out."""
        return kind in self.by_kind
