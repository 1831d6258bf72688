"""The rules of a procedure as the engine holds them: what may be recorded, and what is owed, open, stopped or seen.

Example: Duty(id="stage-1-response", due=Due(Within(Duration(10, ...), (FactDay("complaint.received"),))), ...).
They are frozen and decide nothing; `procedure` puts them together, and `duties` and its neighbours say how they stand.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from heard.engine.calendar import Duration
from heard.engine.citations import Source
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


class OfRule:
    """How one rule stands on a case: the rule, and what its subclasses say of it.

    They are not frozen, though nobody changes one: about ninety are made for each look at a case, and a frozen one
    takes five times as long to make.
    """

    __slots__ = ()
    rule: Rule

    @property
    def id(self) -> str:
        """The rule's id in its pack."""
        return self.rule.id

    @property
    def cites(self) -> tuple[str, ...]:
        """The ids of the paragraphs that the rule comes from."""
        return self.rule.cites


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
    """A reminder to the people who owe a duty, on a day, while the duty is not met.

    `each_time`: its day hangs on the latest of several facts, so that it is sent again for each new one.
    """

    on: Limit
    to: tuple[str, ...]
    copied: tuple[str, ...]
    about: str
    when: Condition | None
    message: str
    each_time: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Hold(Rule):
    """Something that stops clocks from one fact until another.

    `only_if`: what the fact that begins it must answer; one that answers otherwise stops nothing.
    """

    starts_with: tuple[str, ...]
    ends_with: tuple[str, ...]
    stops: tuple[str, ...]
    review_every: Duration | None
    only_if: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


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
