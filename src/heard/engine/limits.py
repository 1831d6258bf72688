"""Days and conditions as a pack writes them: anchors, limits, extensions, and the closed list of condition words.

Example: Within(Duration(10, Unit.WORKING_DAY), (FactDay("complaint.received"),)) is "within 10 working days after it".
They are data only; `clocks` turns a limit into a day, and `conditions` says whether a condition holds.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from heard.engine.calendar import Duration

THIS = "this"


@dataclass(frozen=True, slots=True)
class FactDay:
    """The day of a fact: the first of its kind, or the latest. Kind "this" is the fact being recorded."""

    kind: str
    latest: bool = False


@dataclass(frozen=True, slots=True)
class AnsweredDay:
    """A day that was answered to a question of the latest fact of a kind, such as the date of a hearing."""

    question: str
    kind: str


@dataclass(frozen=True, slots=True)
class DueDay:
    """The due day of a duty, by its key."""

    duty: str


Anchor = FactDay | AnsweredDay | DueDay


@dataclass(frozen=True, slots=True)
class Within:
    """A length of time after the first of the anchors that has a day."""

    duration: Duration
    after: tuple[Anchor, ...]


@dataclass(frozen=True, slots=True)
class Before:
    """At least a length of time before a day."""

    duration: Duration
    before: Anchor


@dataclass(frozen=True, slots=True)
class On:
    """The first of the anchors that has a day, itself."""

    anchors: tuple[Anchor, ...]


@dataclass(frozen=True, slots=True)
class Chosen:
    """The later (or the earlier) of several days, of those that exist."""

    limits: tuple[Limit, ...]
    later: bool


@dataclass(frozen=True, slots=True)
class FirstOf:
    """The first of several limits that gives a day, of those whose condition holds (none: always)."""

    choices: tuple[tuple[Condition | None, Limit], ...]


Limit = Within | Before | On | Chosen | FirstOf


@dataclass(frozen=True, slots=True)
class Extension:
    """A fact that moves a due day, never past the cap.

    One of three: `adds` a length of time to the due day, moves it `to` a day that the fact names, or makes it
    `reaches` long in all, counted from where the clock began.
    """

    by: str
    adds: Duration | None
    to: str | None
    reaches: Duration | None
    only_if: Mapping[str, tuple[str, ...]]
    at_most: Duration | None
    only_before_due: bool = False


@dataclass(frozen=True, slots=True)
class Due:
    """When a duty is due: a limit, and what may extend it."""

    limit: Limit
    extensions: tuple[Extension, ...] = ()


@dataclass(frozen=True, slots=True)
class Recorded:
    """A fact of one of the kinds is recorded."""

    kinds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Answered:
    """The latest fact of a kind answers a question with one of the values; without values, answers it at all."""

    kind: str
    question: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Compared:
    """A day (today, unless another is named) is before, or after, a limit."""

    before: bool
    limit: Limit
    day: Anchor | None = None


@dataclass(frozen=True, slots=True)
class Several:
    """Conditions taken together: `parts` as the pack writes them, `cheapest_first` as they are asked."""

    parts: tuple[Condition, ...]
    cheapest_first: tuple[Condition, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "cheapest_first", tuple(sorted(self.parts, key=_cost)))


class AnyOf(Several):
    """One of the conditions holds."""

    __slots__ = ()


class AllOf(Several):
    """All of the conditions hold."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Not:
    """The condition does not hold."""

    part: Condition


@dataclass(frozen=True, slots=True)
class AtLeast:
    """At least so many facts of a kind are recorded that answer so.

    `different` counts each answer to that question once; those whose answer to `by` is also one of a fact of kind
    `less` (they left) are not counted.
    """

    count: int
    kind: str
    answering: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    different: str | None = None
    less: str = ""
    by: str = ""


@dataclass(frozen=True, slots=True)
class Same:
    """An answer of one fact names the same as an answer of any fact of another kind."""

    kind: str
    question: str
    as_kind: str
    as_question: str


Condition = Recorded | Answered | Compared | AnyOf | AllOf | Not | AtLeast | Same


def _cost(condition: Condition) -> int:
    """How much work a condition is: what is recorded is looked up, an answer is read, a limit is counted."""
    if isinstance(condition, Not):
        return _cost(condition.part)
    if isinstance(condition, AllOf | AnyOf):
        return max(map(_cost, condition.parts), default=0)
    return 0 if isinstance(condition, Recorded) else 2 if isinstance(condition, Compared) else 1


def asks_about_this(condition: Condition) -> bool:
    """Whether a condition looks at the fact being recorded, so that it can only be asked once there is one."""
    if isinstance(condition, Answered | Same):
        return condition.kind == THIS
    if isinstance(condition, Not):
        return asks_about_this(condition.part)
    if isinstance(condition, AllOf | AnyOf):
        return any(asks_about_this(part) for part in condition.parts)
    if isinstance(condition, Compared):
        return _names_this(condition.limit) or (condition.day is not None and _is_this(condition.day))
    return False


def _names_this(limit: Limit) -> bool:
    if isinstance(limit, FirstOf):
        return any(_names_this(part) or (c is not None and asks_about_this(c)) for c, part in limit.choices)
    if isinstance(limit, Chosen):
        return any(_names_this(part) for part in limit.limits)
    if isinstance(limit, Before):
        return _is_this(limit.before)
    return any(_is_this(anchor) for anchor in (limit.anchors if isinstance(limit, On) else limit.after))


def _is_this(anchor: Anchor) -> bool:
    return isinstance(anchor, FactDay | AnsweredDay) and anchor.kind == THIS
