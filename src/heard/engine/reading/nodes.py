"""Strict YAML: every scalar is text, and every piece knows its line.

Example: parse("due: 14.10", notebook).text("due") == "14.10"; plain YAML would have made it the number 14.1.
Repeated keys, anchors, tags, several documents and very deep files are refused with the line.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from heard.engine.problems import Notebook, closest

DEEPEST = 30

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(slots=True)
class Text:
    """A scalar: its text and line."""

    value: str
    line: int


@dataclass(slots=True)
class Items:
    """A list: its parts and the line it begins on."""

    parts: list[Node]
    line: int


@dataclass(slots=True)
class Table:
    """A mapping: its values by key, the line of each key, and which keys were read."""

    values: dict[str, Node]
    lines: dict[str, int]
    line: int
    notebook: Notebook
    used: set[str] = field(default_factory=set)

    def take(self, key: str) -> Node | None:
        """The value of a key, or None; the key counts as read."""
        self.used.add(key)
        return self.values.get(key)

    def line_of(self, key: str) -> int:
        """The line of a key, or of the table where the key is missing."""
        return self.lines.get(key, self.line)

    def text(self, key: str, default: str = "") -> str:
        """The text of a key that may be missing."""
        node = self.take(key)
        if node is None:
            return default
        if not isinstance(node, Text):
            self.notebook.note(
                self.line_of(key), f"'{key}' must be plain text.", f"Write it as: {key}: some words"
            )
            return default
        return node.value.strip()

    def needed(self, key: str, example: str) -> str:
        """The text of a key that must be there."""
        if key not in self.values:
            self.take(key)
            self.notebook.note(self.line, f"'{key}' is missing.", f"Add for example: {key}: {example}")
            return ""
        value = self.text(key)
        if not value and isinstance(self.values[key], Text):
            self.notebook.note(
                self.line_of(key), f"'{key}' is empty.", f"Write for example: {key}: {example}"
            )
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """One text or a list of texts, as a tuple; empty where the key is missing."""
        node = self.take(key)
        if node is None:
            return ()
        parts = node.parts if isinstance(node, Items) else [node]
        found = [part.value.strip() for part in parts if isinstance(part, Text) and part.value.strip()]
        if len(found) != len(parts):
            self.notebook.note(
                self.line_of(key),
                f"'{key}' must be words, or a list of words.",
                f"Write it as: {key}: [one, two]",
            )
        return tuple(found)

    def yes(self, key: str) -> bool:
        """A yes or no; no where the key is missing."""
        value = self.text(key, "no").lower()
        if value not in ("yes", "no"):
            self.notebook.note(
                self.line_of(key), f"'{key}' must be yes or no, not '{value}'.", f"Write {key}: yes"
            )
        return value == "yes"

    def table(self, key: str) -> Table | None:
        """A mapping under a key, or None."""
        node = self.take(key)
        if node is None or isinstance(node, Table):
            return node
        self.notebook.note(
            self.line_of(key), f"'{key}' must have entries beneath it.", f"Indent them under '{key}:'."
        )
        return None

    def entries(self, key: str) -> Iterator[tuple[str, Table, int]]:
        """The named tables under a key: (name, table, line of the name)."""
        table = self.table(key)
        if table is None:
            return
        for name in table.values:
            entry = table.table(name)
            if entry is not None:
                yield name, entry, table.lines[name]

    def items(self, key: str) -> list[Node]:
        """The parts of a list under a key; a single value counts as a list of one."""
        node = self.take(key)
        if node is None:
            return []
        return node.parts if isinstance(node, Items) else [node]

    def tables(self, key: str) -> list[Table]:
        """The mappings in a list under a key."""
        found = []
        for node in self.items(key):
            if isinstance(node, Table):
                found.append(node)
            else:
                self.notebook.note(
                    node.line,
                    f"Each entry of '{key}' must have keys.",
                    "Begin it with '- ' and a word with a colon.",
                )
        return found

    def finish(self) -> None:
        """Refuse the keys that nobody read."""
        for key in self.values:
            if key not in self.used:
                close = closest(key, sorted(self.used))
                instead = (
                    f"Did you mean '{close}'?" if close else f"Known here: {', '.join(sorted(self.used))}."
                )
                self.notebook.note(self.lines[key], f"'{key}' is not a word that is used here.", instead)


Node = Text | Items | Table


def parse(text: str | None, notebook: Notebook, first_line: int = 1) -> Table:
    """Read YAML whose top level is a mapping. What is wrong goes into the notebook; then the table may be empty.

    `text` is None where the file could not be read, which is noted already.
    """
    if text is None:
        return Table({}, {}, first_line, notebook)
    try:
        root = _Builder(notebook, first_line).build(text)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = (mark.line if mark else 0) + first_line
        problem = getattr(error, "problem", None) or "it could not be read"
        notebook.note(
            line,
            f"This is not well-formed YAML: {problem}.",
            _mend(problem),
        )
        root = None
    if isinstance(root, Table):
        return root
    if root is not None:
        notebook.note(
            root.line, "The file must begin with a word and a colon.", "For example: stage: stage-1"
        )
    return Table({}, {}, first_line, notebook)


USUAL = {
    "mapping values": 'A text with a colon in it needs quotation marks around it: says: "Ask first: today"',
    "',' or '}'": "Inside { } a text with a colon or a comma in it needs quotation marks around it.",
    "tab character": "Use spaces at the beginning of the line, never the tab key.",
    "expected key": "The line does not begin under its neighbours. Look at this line and at the one above it.",
    "block end": "The line does not begin under its neighbours. Look at this line and at the one above it.",
}


def _mend(problem: str) -> str:
    """What usually helps against a fault of writing, in words for somebody who does not program."""
    usual = (words for sign, words in USUAL.items() if sign in problem)
    return next(usual, "Check the indentation, colons and quotation marks.")


class _Refused(yaml.YAMLError):
    """Something that YAML allows and a pack does not."""

    def __init__(self, problem: str, mark: Any) -> None:
        super().__init__(problem)
        self.problem, self.problem_mark = problem, mark


class _Builder:
    """Builds nodes from parse events, so that no anchor is followed and no value is interpreted."""

    def __init__(self, notebook: Notebook, first_line: int) -> None:
        self.notebook, self.first_line = notebook, first_line
        self.depth = 0

    def build(self, text: str) -> Node | None:
        events = yaml.parse(text, Loader=_Loader)
        root: Node | None = None
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent) and root is not None:
                raise _Refused("a file holds one document, without a second '---'", event.start_mark)
            if isinstance(event, yaml.NodeEvent):
                root = self._node(event, events)
        return root

    def _node(self, event: yaml.Event, events: Iterator[yaml.Event]) -> Node:
        mark: Any = event.start_mark
        line = mark.line + self.first_line
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise _Refused(
                "'&' and '*' (anchors) are not used in packs; write the words out", event.start_mark
            )
        tag = getattr(event, "tag", None)
        if tag and tag != "!":
            raise _Refused("'!' (tags) are not used in packs; write plain text", event.start_mark)
        if isinstance(event, yaml.ScalarEvent):
            return Text(event.value, line)
        self.depth += 1
        if self.depth > DEEPEST:
            raise _Refused(f"entries are nested more than {DEEPEST} deep", event.start_mark)
        node = (
            self._items(line, events)
            if isinstance(event, yaml.SequenceStartEvent)
            else self._table(line, events)
        )
        self.depth -= 1
        return node

    def _items(self, line: int, events: Iterator[yaml.Event]) -> Items:
        parts: list[Node] = []
        for event in events:
            if isinstance(event, yaml.SequenceEndEvent):
                break
            parts.append(self._node(event, events))
        return Items(parts, line)

    def _table(self, line: int, events: Iterator[yaml.Event]) -> Table:
        table = Table({}, {}, line, self.notebook)
        for event in events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            key = self._node(event, events)
            if not isinstance(key, Text):
                raise _Refused("a key must be plain text", event.start_mark)
            value = self._node(next(events), events)
            if key.value in table.values:
                first = table.lines[key.value]
                self.notebook.note(
                    key.line, f"'{key.value}' is there twice (first on line {first}).", "Keep one of them."
                )
            table.values[key.value], table.lines[key.value] = value, key.line
        return table
