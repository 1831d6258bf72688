"""A procedure as the engine holds it: frozen pieces that a pack was read into.

Example: procedure.duties["stage-1-response"].due.limit == Within(Duration(10, ...), (First("complaint.received"),)).
Nothing here counts or decides; `clocks`, `conditions`, `duties` and their neighbours do.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property

from heard.engine.arrangements import Arrangements
from heard.engine.calendar import Duration
from heard.engine.citations import Document, Paragraph, Reading, Source
from heard.engine.limits import Condition, Due, Limit


class AnswerKind(StrEnum):
    """What form an answer takes."""

    CHOICE = "choice"
    TEXT = "text"
    LONG_TEXT = "long text"
    DATE = "date"
    YES_OR_NO = "yes or no"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class Question:
    """A question asked when a fact is recorded."""

    id: str
    question: str
    kind: AnswerKind
    hint: str = ""
    required: bool = False
    choices: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Guard:
    """A condition for recording a fact, and what is said when it does not hold.

    `about_this`: it looks at the fact being recorded, so that it can only be asked once there is one.
    """

    when: Condition
    otherwise: str
    cites: tuple[str, ...]
    about_this: bool = False


@dataclass(frozen=True, slots=True)
class FactKind:
    """A kind of fact: its words, its questions, who records it, and when it may be recorded."""

    id: str
    title: str
    says: str
    cites: tuple[str, ...]
    source: Source
    asks: tuple[Question, ...] = ()
    guards: tuple[Guard, ...] = ()
    recorded_by: tuple[str, ...] = ()
    once: bool = False
    after_closing: bool = False

    def question(self, id: str) -> Question | None:
        """The question of that id, or None."""
        return next((q for q in self.asks if q.id == id), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """What every rule has: its id, the key that names it across packs, its words, citations and place."""

    id: str
    key: str
    title: str
    cites: tuple[str, ...]
    source: Source
    pack: str
    law: bool
    stage: str | None = None
    replaces: str | None = None
    departs: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty(Rule):
    """Something that somebody owes, by a day or as soon as possible, until a fact meets it."""

    says: str
    owed_by: str
    owed_to: str
    when: Condition | None
    due: Due | None
    met_by: tuple[str, ...]
    excused_by: tuple[str, ...] = ()
    beside: str | None = None
    beside_as: str | None = None
    letter: str | None = None
    passes_to: Mapping[str, Condition] = field(default_factory=dict)
    after_closing: bool = False
    recurring: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Right(Rule):
    """Something that somebody may ask for, from a day on, and sometimes until a day."""

    held_by: str
    when: Condition | None
    opens: Limit
    closes: Limit | None
    exercised_by: tuple[str, ...]
    ended_by: tuple[str, ...]
    if_late: str
    window: str = "soft"


@dataclass(frozen=True, slots=True, kw_only=True)
class Chaser(Rule):
    """A reminder to the people who owe a duty, on a day, while the duty is not met."""

    on: Limit
    to: tuple[str, ...]
    copied: tuple[str, ...]
    about: str
    when: Condition | None
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Hold(Rule):
    """Something that stops clocks from one fact until another."""

    starts_with: tuple[str, ...]
    ends_with: tuple[str, ...]
    stops: tuple[str, ...]
    review_every: Duration | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Warning(Rule):
    """A sign, before a fault, that one is coming."""

    when: Condition
    start: Limit | None
    says: str
    to: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Check(Rule):
    """Something that must hold of the people who act, or of a panel, with what follows where it does not."""

    when: Condition | None
    must: Condition
    otherwise: str
    level: str
    bars: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Eligibility(Rule):
    """Who may complain of what: in this procedure, out of it, or to be weighed, and where else it goes."""

    about: str
    when: Condition
    gives: str
    goes_to: str
    says: str
    letter: str | None


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
