"""The conditions of a pack, beside its days: the closed list of words.

Example: condition(node, line) reads {answered: {fact: stage1.extended, question: ground, is: complexity}}.
A word is added only with a decision record and a worked case from a real procedure.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from heard.engine.limits import (
    AllOf,
    Anchor,
    Answered,
    AnyOf,
    AtLeast,
    Compared,
    Condition,
    Not,
    Recorded,
    Same,
)
from heard.engine.reading.days import Days
from heard.engine.reading.nodes import Items, Node, Table

_WORDS = ("recorded", "answered", "before", "after", "any", "all", "not", "at least", "same")
_COUNT = re.compile(r"[1-9][0-9]{0,3}")


@dataclass(frozen=True, slots=True)
class Phrases(Days):
    """Reads the days and conditions of one pack."""

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
        if word == "same":
            return self._same(node)
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
        if "is" in table.values and not made.values:
            self.notebook.note(table.line, "'is' names no answer.", "Write for example: is: complexity")
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
        answering = table.table("answering")
        made = AtLeast(
            int(count),
            table.needed("of", "engagement.failed"),
            {key: answering.texts(key) for key in answering.values} if answering else {},
            table.text("different") or None,
            table.text("less"),
            table.text("by"),
        )
        if bool(made.less) != bool(made.by):
            self.notebook.note(
                table.line, "'less' and 'by' go together.", "Write less: panel.member_left, by: name"
            )
        table.finish()
        return made

    def _same(self, node: Table) -> Condition | None:
        table = node.table("same")
        other = table.table("as") if table else None
        if table is None or other is None:
            self.notebook.note(
                node.line,
                "'same' compares an answer of one fact with that of another.",
                "Write {same: {fact: this, question: name, as: {fact: investigators.appointed, question: ip}}}",
            )
            return None
        made = Same(
            table.needed("fact", "this"),
            table.needed("question", "name"),
            other.needed("fact", "investigators.appointed"),
            other.needed("question", "independent_person"),
        )
        other.finish()
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
