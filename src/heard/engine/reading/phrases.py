"""The phrases of a pack: durations, anchors, limits and conditions.

Example: duration("10 working days") == Duration(10, Unit.WORKING_DAY); anchor("due of answer") == DueDay(...).
The words are a closed list. Names are checked against the whole pack later, in `checking`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from heard.engine.calendar import Duration, Unit
from heard.engine.limits import (
    AllOf,
    Anchor,
    Answered,
    AnsweredDay,
    AnyOf,
    AtLeast,
    Before,
    Chosen,
    Compared,
    Condition,
    DueDay,
    FactDay,
    Limit,
    Not,
    On,
    Recorded,
    Within,
)
from heard.engine.problems import Notebook, closest
from heard.engine.reading.nodes import Items, Node, Table, Text

LONGEST = 5000
FEWEST_TO_COMPARE = 2

_COUNT = re.compile(r"[1-9][0-9]{0,3}")
_DURATION = re.compile(r"([0-9]{1,4}) (working day|day|week|month|year)s?")
_KIND = r"[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*|this"
_ANCHOR = re.compile(
    rf"(?P<latest>latest )?(?P<kind>{_KIND})|due of (?P<duty>[a-z][a-z0-9-]*)"
    rf"|(?P<question>[a-z][a-z0-9_]*) of (?P<of>{_KIND})"
)
_MANY = {"week": (7, Unit.DAY), "year": (12, Unit.MONTH)}
_WORDS = ("recorded", "answered", "before", "after", "any", "all", "not", "at least")


@dataclass(frozen=True, slots=True)
class Phrases:
    """Reads phrases for one pack. `duties` leads from an id to its key: the pack's own first, then the floor's."""

    notebook: Notebook
    duties: Mapping[str, str]

    def about(self, file: str) -> Phrases:
        """The same, for another file of the pack."""
        return Phrases(self.notebook.about(file), self.duties)

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
        return Duration(int(match[1]) * times, unit or Unit(match[2]))

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
        """A day: within/after, at_least/before, on, later_of or earlier_of. `also`: keys that the caller read."""
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
            "Use within and after, at_least and before, on, later_of, or earlier_of.",
        )
        table.used.update(table.values)
        return None

    def condition(self, node: Node | None, line: int) -> Condition | None:
        """A condition: a mapping with exactly one of the closed list of words."""
        if not isinstance(node, Table) or len(node.values) != 1 or next(iter(node.values)) not in _WORDS:
            found = ", ".join(node.values) if isinstance(node, Table) else "something else"
            self.notebook.note(
                node.line if node else line,
                f"A condition must be one of the words {', '.join(_WORDS)}; here is {found or 'nothing'}.",
                "Write for example: {recorded: stage1.responded}",
            )
            return None
        word = next(iter(node.values))
        if word in ("any", "all"):
            parts = [self.condition(part, part.line) for part in node.items(word)]
            if not parts:
                self.notebook.note(
                    node.line, f"'{word}' lists no conditions.", "List each as a line of its own."
                )
            known = tuple(part for part in parts if part is not None)
            return AnyOf(known) if word == "any" else AllOf(known)
        if word == "not":
            part = self.condition(node.take(word), node.line)
            return Not(part) if part is not None else None
        if word == "recorded":
            return self._recorded(node)
        if word == "answered":
            return self._answered(node)
        return self._at_least(node) if word == "at least" else self._compared(node, word)

    def _recorded(self, node: Table) -> Condition:
        kinds = node.texts("recorded")
        if not kinds:
            self.notebook.note(
                node.line, "'recorded' names no fact.", "Write for example: {recorded: stage1.responded}"
            )
        return Recorded(kinds)

    def _answered(self, node: Table) -> Condition | None:
        table = node.table("answered")
        if table is None:
            return None
        made = Answered(
            table.needed("fact", "stage1.extended"), table.needed("question", "ground"), table.texts("is")
        )
        if not made.values:
            self.notebook.note(table.line, "'answered' needs 'is'.", "Add for example: is: complexity")
        table.finish()
        return made

    def _at_least(self, node: Table) -> Condition | None:
        table = node.table("at least")
        if table is None:
            return None
        count = table.needed("count", "2")
        if not _COUNT.fullmatch(count):
            self.notebook.note(
                table.line_of("count"), f"'{count}' is not a number of facts.", "Write for example: count: 2"
            )
            count = "1"
        made = AtLeast(int(count), table.needed("of", "engagement.failed"))
        table.finish()
        return made

    def _compared(self, node: Table, word: str) -> Condition | None:
        inner = node.take(word)
        day: Anchor | None = None
        if isinstance(inner, Table) and "limit" in inner.values:
            named = self.anchors(inner, "day")
            day = named[0] if named else None
            limit = self.limit(inner.take("limit"), inner.line)
            inner.finish()
            if day is None:
                self.notebook.note(
                    inner.line, "'limit' needs 'day'.", "Add for example: day: new_date of this"
                )
                return None
        elif isinstance(inner, Items):
            self.notebook.note(
                inner.line, f"'{word}' takes one day, not a list.", "Use later_of or earlier_of."
            )
            return None
        else:
            limit = self.limit(inner, node.line)
        return Compared(word == "before", limit, day) if limit else None
