"""The head of a pack: procedure.yaml, paragraphs.yaml and facts.yaml.

Example: header_of(table, notebook).builds_on == "england/2006-09-01".
It does not read the rules themselves: `rules` does.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from heard.engine.citations import Checked, Document, Paragraph, Reading, Source
from heard.engine.limits import asks_about_this
from heard.engine.problems import Notebook
from heard.engine.procedure import AnswerKind, FactKind, Guard, InForce, Question, Role
from heard.engine.reading.answers import day_of
from heard.engine.reading.nodes import Table
from heard.engine.reading.phrases import Phrases

_NAME = re.compile(r"[a-z][a-z0-9-]*")
_QUESTION = re.compile(r"[a-z][a-z0-9_]*")
# A timeline writes the answers beside these, so no question may have their names.
RESERVED = frozenset({"fact", "date", "id"})
_KIND = re.compile(r"[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*")


@dataclass(frozen=True, slots=True)
class Header:
    """What procedure.yaml says. Empty texts are inherited from the pack that it builds on."""

    name: str
    edition: str
    title: str
    summary: str
    law: bool
    builds_on: str
    calendar: str
    in_force: InForce
    documents: dict[str, Document]
    roles: dict[str, Role]
    begins_with: tuple[str, ...]
    closed_by: tuple[str, ...]
    reopened_by: tuple[str, ...]


@dataclass(slots=True)
class Register:
    """What paragraphs.yaml lists."""

    paragraphs: dict[str, Paragraph] = field(default_factory=dict)
    readings: dict[str, Reading] = field(default_factory=dict)


def day(text: str, line: int, notebook: Notebook, what: str) -> date | None:
    """A plain day written as 2025-11-03, or None with a problem noted."""
    found = day_of(text)
    if found is None:
        notebook.note(
            line,
            f"'{text}' is not a day that {what} can have.",
            "Write year-month-day, for example 2025-11-03.",
        )
    return found


def header_of(table: Table, notebook: Notebook) -> Header:
    """Read procedure.yaml."""
    kind = table.text("kind", "local")
    if kind not in ("law", "local"):
        notebook.note(
            table.line_of("kind"),
            f"'{kind}' is not a kind of pack.",
            "Write kind: local, or kind: law for the national floor.",
        )
    name = table.needed("procedure", "rutland")
    if name and not _NAME.fullmatch(name):
        notebook.note(
            table.line_of("procedure"),
            f"'{name}' is not a name for a pack.",
            "Use small letters and hyphens, for example north-shire.",
        )
    return Header(
        name=name,
        edition=table.needed("edition", "2025-04-01"),
        title=table.needed("title", "Complaints about children's social care"),
        summary=table.text("summary"),
        law=kind == "law",
        builds_on=table.text("builds_on"),
        calendar=table.text("calendar"),
        in_force=_in_force(table, notebook),
        documents={
            id: Document(id, entry.needed("title", "Guidance for staff"), entry.text("by"))
            for id, entry, _ in _finished(table, "documents")
        },
        roles={
            id: Role(id, entry.needed("title", "Team manager"), entry.texts("cite"), entry.text("body"))
            for id, entry, _ in _finished(table, "roles")
        },
        begins_with=table.texts("begins_with"),
        closed_by=table.texts("closed_by"),
        reopened_by=table.texts("reopened_by"),
    )


def _finished(table: Table, key: str) -> list[tuple[str, Table, int]]:
    """The entries under a key. They are read by the caller at once, so each allows only the words used for its kind."""
    allowed = {"documents": {"title", "by"}, "roles": {"title", "cite", "body"}}[key]
    entries = list(table.entries(key))
    for _, entry, _ in entries:
        entry.used.update(allowed)
        entry.finish()
    return entries


def _in_force(table: Table, notebook: Notebook) -> InForce:
    inner = table.table("in_force")
    if inner is None:
        notebook.note(
            table.line, "'in_force' is missing.", "Add: in_force: {from: 2025-04-01, status: in force}"
        )
        return InForce(date.min, None, "draft", None, "")
    days = {
        key: day(inner.text(key), inner.line_of(key), notebook, f"'{key}'") if inner.text(key) else None
        for key in ("from", "to", "review_by")
    }
    if not inner.text("from"):
        notebook.note(inner.line, "'from' is missing.", "Add for example: from: 2025-04-01")
    status = inner.needed("status", "in force")
    if status not in ("in force", "draft", ""):
        notebook.note(
            inner.line_of("status"),
            f"'{status}' is not a status.",
            "Write status: in force, or status: draft.",
        )
    made = InForce(days["from"] or date.min, days["to"], status, days["review_by"], inner.text("note"))
    inner.finish()
    return made


def register_of(table: Table, notebook: Notebook, register: Register) -> None:
    """Read one paragraphs file into the register of the pack."""
    for id, line in [(id, line) for key in ("paragraphs", "readings") for id, _, line in table.entries(key)]:
        if id in register.paragraphs or id in register.readings:
            notebook.note(line, f"'{id}' is listed twice.", "Keep one of them.")
    for id, entry, _ in table.entries("paragraphs"):
        checked = entry.text("checked", "source")
        if checked not in set(Checked):
            notebook.note(
                entry.line_of("checked"),
                f"'{checked}' does not say how the words were checked.",
                "Write source, secondary or unverified.",
            )
            checked = Checked.UNVERIFIED
        register.paragraphs[id] = Paragraph(
            id,
            entry.needed("document", "LEI"),
            entry.text("paragraph"),
            entry.needed("says", "What it says, in a sentence."),
            Checked(checked),
            entry.text("kind"),
            entry.text("not_yet"),
        )
        entry.finish()
    for id, entry, _ in table.entries("readings"):
        register.readings[id] = Reading(
            id,
            entry.texts("about"),
            entry.needed("problem", "What is unclear."),
            entry.needed("reading", "How it is read."),
            entry.text("reason"),
        )
        entry.finish()
    table.finish()


def facts_of(
    table: Table, phrases: Phrases, file: str, *, known: Mapping[str, tuple[FactKind, str]]
) -> dict[str, tuple[FactKind, str]]:
    """Read one facts file: each kind with the kind it replaces, if any. `known`: those of the files before."""
    found: dict[str, tuple[FactKind, str]] = {}
    for id, entry, line in table.entries("facts"):
        if not _KIND.fullmatch(id):
            phrases.notebook.note(
                line,
                f"'{id}' is not a name for a fact.",
                "Write subject.verb in small letters, for example stage1.extended.",
            )
        if id in known:
            phrases.notebook.note(
                line, f"'{id}' is listed twice, also in {known[id][0].source}.", "Keep one of them."
            )
        found[id] = (_fact(id, entry, line, phrases, file), entry.text("replaces"))
        entry.finish()
    table.finish()
    return found


def _fact(id: str, entry: Table, line: int, phrases: Phrases, file: str) -> FactKind:
    cites = entry.texts("cite")
    if not cites:
        phrases.notebook.note(
            line,
            f"'{id}' does not say where it comes from.",
            "Add 'cite:' and the id of a paragraph from paragraphs.yaml.",
        )
    return FactKind(
        id,
        entry.needed("title", "Stage 1 extended"),
        entry.text("says"),
        cites,
        Source(file, line),
        asks=tuple(_question(name, part, at, phrases) for name, part, at in entry.entries("asks")),
        guards=tuple(
            guard for part in entry.tables("may_be_recorded") if (guard := _guard(part, cites, phrases))
        ),
        recorded_by=entry.texts("recorded_by"),
        once=entry.yes("once"),
        after_closing=entry.yes("after_closing"),
    )


def _question(id: str, table: Table, line: int, phrases: Phrases) -> Question:
    if not _QUESTION.fullmatch(id) or id in RESERVED:
        phrases.notebook.note(
            line,
            f"'{id}' is not a name for a question.",
            "Write small letters and underlines, for example new_date; not fact, date or id.",
        )
    kind = table.text("kind", "text")
    if kind not in set(AnswerKind):
        phrases.notebook.note(
            table.line_of("kind"),
            f"'{kind}' is not a kind of answer.",
            f"Write one of: {', '.join(AnswerKind)}.",
        )
        kind = "text"
    choices = table.table("choices")
    if (kind == "choice") != (choices is not None):
        phrases.notebook.note(
            line, f"'{id}' has kind '{kind}'.", "A choice needs 'choices', and only a choice has them."
        )
    question = Question(
        id,
        table.needed("question", "Why is more time needed?"),
        AnswerKind(kind),
        table.text("hint"),
        table.yes("required"),
        {key: choices.text(key) for key in choices.values} if choices else {},
    )
    table.finish()
    return question


def _guard(table: Table, cites: tuple[str, ...], phrases: Phrases) -> Guard | None:
    condition = phrases.condition(table.take("when"), table.line)
    otherwise = table.needed("otherwise", "There is no complaint to extend yet.")
    own = table.texts("cite")
    table.finish()
    if condition is None:
        return None
    return Guard(condition, otherwise, own or cites, asks_about_this(condition))
