"""A procedure as the engine holds it: the rules that a pack was read into, and what can be looked up among them.

Example: procedure.duties["stage-1-response"].due.limit == Within(Duration(10, ...), (FactDay("complaint.received"),)).
Nothing here counts or decides; `clocks`, `conditions`, `duties` and their neighbours do.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from heard.engine.arrangements import Arrangements
from heard.engine.citations import Document, Paragraph, Reading, Source
from heard.engine.limits import Condition, Limit
from heard.engine.rules import (
    AnswerKind,
    Chaser,
    Check,
    Duty,
    Eligibility,
    FactKind,
    Guard,
    Hold,
    OfRule,
    Question,
    Right,
    Rule,
    Warning,
)
from heard.engine.waiting import Kinds, Waiting

__all__ = [
    "AnswerKind",
    "Chaser",
    "Check",
    "Duty",
    "Eligibility",
    "FactKind",
    "Guard",
    "Hold",
    "InForce",
    "LetterTemplate",
    "OfRule",
    "Passage",
    "Procedure",
    "Question",
    "Right",
    "Role",
    "Rule",
    "Stage",
    "Warning",
]


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage of the procedure, in order; it begins with a fact. `comes_before`: where a local stage stands."""

    id: str
    title: str
    begins_with: str
    cites: tuple[str, ...]
    source: Source
    pack: str
    also_begins: tuple[str, ...] = ()
    comes_before: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
    """Words without which a letter cannot be issued; with `when`, only where that holds."""

    id: str
    words: str
    because: str
    cites: tuple[str, ...]
    when: Condition | None = None


@dataclass(frozen=True, slots=True)
class LetterTemplate:
    """A letter of the procedure: the fact that issuing it records, its text with named fields, what it must say."""

    id: str
    title: str
    records: str
    fill_in: Mapping[str, str]
    must_say: tuple[Passage, ...]
    days: Mapping[str, Limit]
    body: str
    cites: tuple[str, ...]
    source: Source
    pack: str


@dataclass(frozen=True, slots=True)
class Role:
    """Somebody who can owe something in this procedure."""

    id: str
    title: str
    cites: tuple[str, ...]
    body: str = ""


@dataclass(frozen=True, slots=True)
class InForce:
    """From when an edition holds, and how far it is settled."""

    start: date
    end: date | None
    status: str
    review_by: date | None
    note: str


@dataclass(frozen=True)
class Procedure:
    """A whole procedure: a pack together with what it inherits from the floor it builds on.

    `duties` and its neighbours are keyed by public id and hold the rules in effect; `by_key` holds every rule, those
    that a local one replaced included; `twins` leads from a local rule's key to the rule of law it replaced.
    """

    name: str
    edition: str
    title: str
    summary: str
    law: bool
    calendar: str
    in_force: InForce
    begins_with: str
    closed_by: tuple[str, ...]
    reopened_by: tuple[str, ...]
    documents: Mapping[str, Document]
    paragraphs: Mapping[str, Paragraph]
    readings: Mapping[str, Reading]
    roles: Mapping[str, Role]
    facts: Mapping[str, FactKind]
    stages: tuple[Stage, ...]
    duties: Mapping[str, Duty]
    rights: Mapping[str, Right]
    chasers: Mapping[str, Chaser]
    holds: Mapping[str, Hold]
    warnings: Mapping[str, Warning]
    letters: Mapping[str, LetterTemplate]
    checks: Mapping[str, Check]
    eligibility: Mapping[str, Eligibility]
    arrangements: Arrangements
    by_key: Mapping[str, Rule]
    twins: Mapping[str, str]
    floor: Procedure | None = None
    folder: str = ""
    also_begins: tuple[str, ...] = ()

    def root(self, key: str) -> str:
        """The key of the rule of law that a rule stands for: its own, where it replaced nothing."""
        return self.twins.get(key, key)

    @cached_property
    def replaced(self) -> Mapping[str, Rule]:
        """The rule of law that each local rule took the place of, by the local rule's key."""
        return {key: self.by_key[twin] for key, twin in self.twins.items()}

    @cached_property
    def once(self) -> frozenset[str]:
        """The kinds of fact that may be recorded only once on a case."""
        return frozenset({self.begins_with, *(kind.id for kind in self.facts.values() if kind.once)})

    @cached_property
    def always_recordable(self) -> frozenset[str]:
        """The kinds of fact that nothing keeps from being recorded on an open case, whatever has happened."""
        return frozenset(
            kind.id
            for kind in self.facts.values()
            if kind.id not in self.once
            and kind.id not in self.barred_by
            and all(guard.about_this for guard in kind.guards)
        )

    @cached_property
    def waits_for(self) -> Mapping[str, Kinds | None]:
        """The kinds of fact that each duty and warning waits for, by its key; None for one that may need none."""
        waiting = Waiting(self.by_key, self.stage_starts)
        rules = self.by_key.items()
        return {key: waiting.rule(rule) for key, rule in rules if isinstance(rule, Duty | Warning)}

    @cached_property
    def stopped_by(self) -> Mapping[str, tuple[Hold, ...]]:
        """The holds that stop each duty's clock, by its key.

        The law's clocks are stopped only by the law's holds, those that a local hold replaced included. A local duty
        is stopped by what stops the rule that it replaced.
        """
        law = [rule for rule in self.by_key.values() if isinstance(rule, Hold) and rule.law]
        found: dict[str, tuple[Hold, ...]] = {}
        for key, duty in self.by_key.items():
            if isinstance(duty, Duty):
                holds = law if duty.law else self.holds.values()
                found[key] = tuple(h for h in holds if self.root(key) in map(self.root, h.stops))
        return found

    @cached_property
    def begin_holds(self) -> tuple[str, ...]:
        """The facts that begin a hold, of any rule of the packs."""
        return tuple(
            kind for rule in self.by_key.values() if isinstance(rule, Hold) for kind in rule.starts_with
        )

    @cached_property
    def barred_by(self) -> Mapping[str, tuple[Check, ...]]:
        """The checks that keep a kind of fact from being recorded until they are met."""
        kinds = {kind for check in self.checks.values() for kind in check.bars}
        return {kind: tuple(c for c in self.checks.values() if kind in c.bars) for kind in kinds}

    @cached_property
    def stage_starts(self) -> Mapping[str | None, tuple[str, ...]]:
        """The facts that begin each stage, by its id; None leads to those that begin the case."""
        starts: dict[str | None, tuple[str, ...]] = {None: self.beginnings}
        starts.update({stage.id: (stage.begins_with, *stage.also_begins) for stage in self.stages})
        return starts

    @cached_property
    def beginnings(self) -> tuple[str, ...]:
        """The facts that a case can begin with; most procedures have one."""
        return (self.begins_with, *self.also_begins)

    def citation(self, id: str) -> Paragraph | Reading:
        """The paragraph or reading that a rule cites. Raises KeyError for an id the packs do not list."""
        found = self.paragraphs.get(id) or self.readings.get(id)
        if found is None:
            raise KeyError(id)
        return found

    def label(self, cites: tuple[str, ...]) -> str:
        """The citations of a rule as printed beside a date: "LEI paragraph 5; AMB-01"."""
        return "; ".join(dict.fromkeys(self.citation(id).label for id in cites))
