"""The days of a pack: durations, anchors and limits, as phrases.

Example: duration("10 working days") == Duration(10, Unit.WORKING_DAY); anchor("due of answer") == DueDay(...).
The words are a closed list. Names are checked against the whole pack later, in `checking`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from heard.engine.calendar import Duration, Unit
from heard.engine.limits import (
    Anchor,
    AnsweredDay,
    Before,
    Chosen,
    Condition,
    DueDay,
    FactDay,
    FirstOf,
    Limit,
    On,
    Within,
)
from heard.engine.problems import Notebook, closest
from heard.engine.reading.nodes import Node, Table, Text

LONGEST = 5000
FEWEST_TO_COMPARE = 2

_DURATION = re.compile(r"([0-9]{1,4}) (working day|day|week|month|year)s?(?: in ([a-z][a-z-]*))?")
_KIND = r"[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*|this"
_ANCHOR = re.compile(
    rf"(?P<latest>latest )?(?P<kind>{_KIND})|due of (?P<duty>[a-z][a-z0-9-]*)"
    rf"|(?P<question>[a-z][a-z0-9_]*) of (?P<of>{_KIND})"
)
_MANY = {"week": (7, Unit.DAY), "year": (12, Unit.MONTH)}


@dataclass(frozen=True, slots=True)
class Days:
    """Reads phrases for one pack. `duties` leads from an id to its key: the pack's own first, then the floor's."""

    notebook: Notebook
    duties: Mapping[str, str]

    def about(self, file: str) -> Self:
        """The same, for another file of the pack."""
        return type(self)(self.notebook.about(file), self.duties)

    def duty(self, id: str, line: int) -> str | None:
        """The key of a duty, or None with a problem noted."""
        key = self.duties.get(id)
        if key is None:
            close = closest(id, sorted(self.duties))
            instead = (
                f"Did you mean '{close}'?"
                if close
                else "Write the id of a duty of this pack or of the one it builds on."
            )
            self.notebook.note(line, f"There is no duty '{id}'.", instead)
        return key

    def duration(self, text: str, line: int) -> Duration | None:
        """A length of time, or None with a problem noted."""
        match = _DURATION.fullmatch(text)
        if match is None or not 0 < int(match[1]) <= LONGEST:
            self.notebook.note(
                line,
                f"'{text}' is not a length of time.",
                "Write for example: 10 working days, 30 days, 2 weeks, 12 months.",
            )
            return None
        times, unit = _MANY.get(match[2], (1, None))
        if match[3] and match[2] != Unit.WORKING_DAY:
            self.notebook.note(line, f"'{text}' names a calendar.", "Only working days are counted on one.")
        return Duration(int(match[1]) * times, unit or Unit(match[2]), match[3] or "")

    def anchor(self, text: str, line: int) -> Anchor | None:
        """A day that something hangs on, or None with a problem noted."""
        match = _ANCHOR.fullmatch(text)
        if match is None:
            self.notebook.note(
                line,
                f"'{text}' does not name a day.",
                "Write a fact (complaint.received), 'latest' and a fact, 'due of' and a duty, "
                "or '<question> of' and a fact.",
            )
            return None
        if match["duty"]:
            key = self.duty(match["duty"], line)
            return DueDay(key) if key else None
        if match["question"]:
            return (
                FactDay(match["of"])
                if match["question"] == "date"
                else AnsweredDay(match["question"], match["of"])
            )
        return FactDay(match["kind"], latest=bool(match["latest"]))

    def anchors(self, table: Table, key: str) -> tuple[Anchor, ...]:
        """One anchor or a list of them under a key."""
        line = table.line_of(key)
        texts = table.texts(key)
        if not texts:
            self.notebook.note(
                line, f"'{key}' names no day.", f"Write for example: {key}: complaint.received"
            )
        return tuple(a for text in texts if (a := self.anchor(text, line)) is not None)

    def limit(self, node: Node | None, line: int, *, also: tuple[str, ...] = ()) -> Limit | None:
        """A day: within/after, at_least/before, on, later_of, earlier_of or first_of. `also`: keys the caller read."""
        if isinstance(node, Text):
            anchor = self.anchor(node.value.strip(), node.line)
            return On((anchor,)) if anchor else None
        if not isinstance(node, Table):
            self.notebook.note(
                line,
                "A day is missing here.",
                "Write for example: {within: 10 working days, after: complaint.received}",
            )
            return None
        limit = self._limit(node)
        node.used.update(also)
        node.finish()
        return limit

    def _limit(self, table: Table) -> Limit | None:
        if "within" in table.values:
            length = self.duration(table.text("within"), table.line_of("within"))
            after = self.anchors(table, "after")
            return Within(length, after) if length and after else None
        if "at_least" in table.values:
            length = self.duration(table.text("at_least"), table.line_of("at_least"))
            before = self.anchors(table, "before")
            if len(before) > 1:
                self.notebook.note(
                    table.line_of("before"),
                    "'at_least' takes one day in 'before', not a list.",
                    "Write for example: before: hearing_date of panel.arranged",
                )
            return Before(length, before[0]) if length and before else None
        if "on" in table.values:
            anchors = self.anchors(table, "on")
            return On(anchors) if anchors else None
        if "first_of" in table.values:
            return self._first_of(table)
        for key, later in (("later_of", True), ("earlier_of", False)):
            if key in table.values:
                parts = [self.limit(part, part.line) for part in table.items(key)]
                if len(parts) < FEWEST_TO_COMPARE:
                    self.notebook.note(
                        table.line_of(key),
                        f"'{key}' compares two days or more.",
                        "List each as a line of its own.",
                    )
                return Chosen(tuple(part for part in parts if part), later)
        self.notebook.note(
            table.line,
            "This does not say which day.",
            "Use within and after, at_least and before, on, later_of, earlier_of, or first_of.",
        )
        table.used.update(table.values)
        return None

    def _first_of(self, table: Table) -> Limit:
        choices = [self._choice(part) for part in table.items("first_of")]
        if not choices:
            self.notebook.note(
                table.line_of("first_of"), "'first_of' lists no days.", "List each as a line of its own."
            )
        return FirstOf(tuple(choice for choice in choices if choice))

    def _choice(self, node: Node) -> tuple[Condition | None, Limit] | None:
        """One limit of a "first of", with the condition under which it is taken, if it has one."""
        when = node.take("when") if isinstance(node, Table) else None
        condition = self.condition(when, node.line) if when is not None else None
        limit = self.limit(node, node.line, also=("when",))
        return (condition, limit) if limit else None

    def condition(self, node: Node | None, line: int) -> Condition | None:
        """A condition; read by `Phrases`, which knows the words."""
        raise NotImplementedError
