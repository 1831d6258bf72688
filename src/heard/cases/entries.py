"""What somebody asks to have recorded, before it is: plain values that `record.py` takes.

    Entry("stage1.extended", date(2025, 11, 14), {"ground": "complexity"})

They check nothing themselves.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from heard.authority.models import Team
from heard.cases.changes import Change
from heard.people.models import Child, Complainant, Person


@dataclass(frozen=True, slots=True)
class Entry:
    """A fact to be recorded: its kind, the day it happened, and the answers to the pack's questions.

    `seen` is the case's `last_seq` when the page was made on which it was written; None where there was no page.
    """

    kind: str
    date: date
    answers: Mapping[str, Any] = field(default_factory=dict)
    seen: int | None = None


@dataclass(frozen=True, slots=True)
class Moving:
    """To which other edition a case is to be moved, and why. `seen` as for an Entry."""

    change: Change
    reason: str
    seen: int | None = None


@dataclass(frozen=True, slots=True)
class Rerouting:
    """To which other procedure a case is to be moved, by its name, and why. Which edition follows from the day."""

    procedure: str
    reason: str
    seen: int | None = None


@dataclass(frozen=True, slots=True)
class Striking:
    """A row to be struck out, by its number in the case, and why. `seen` as for an Entry."""

    seq: int
    reason: str
    seen: int | None = None


@dataclass(frozen=True, slots=True)
class Correction:
    """A row to be struck out, why, and the fact of the same kind that takes its place (whose `seen` counts)."""

    seq: int
    reason: str
    entry: Entry


@dataclass(frozen=True, slots=True)
class Writer:
    """Who writes (None for Heard itself), on which day, and the key that makes a repeated post write once."""

    by: Person | None
    on: date
    key: str


@dataclass(frozen=True, slots=True)
class Redaction:
    """A row whose words are to be taken out, by its number in the case, and why the law asks for it."""

    seq: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NewCase:
    """A complaint to be logged. `complainant` and `child` may be known already or new (not yet saved).

    `procedure` need be named only where the authority has adopted several; `answers` are those of the first
    fact. `kind` is what it begins with where that is not a complaint: a service request, a concern, a compliment.
    """

    complainant: Complainant
    received_on: date
    summary: str
    child: Child | None = None
    team: Team | None = None
    officer: Person | None = None
    procedure: str = ""
    happened: str = ""
    happened_on_words: str = ""
    wants: str = ""
    channel: str = ""
    kind: str = ""
    answers: Mapping[str, Any] = field(default_factory=dict)
