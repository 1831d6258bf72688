"""What a procedure arranges beside its rules: folders of the child's file, reports, and what it states in principle.

Example: procedure.arrangements.folders["complaints"].read == ("front_line_worker", "team_manager").
It is data: the child's file, the annual report and the pages that show a procedure obey it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from heard.engine.calendar import Duration
from heard.engine.citations import Source
from heard.engine.limits import Condition


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrangement:
    """What every arrangement has: id, words, citations and place."""

    id: str
    title: str
    says: str
    cites: tuple[str, ...]
    source: Source
    pack: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Folder(Arrangement):
    """A folder of the child's file, and which roles read and write it; nobody else does either."""

    read: tuple[str, ...]
    write: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Filing(Arrangement):
    """Into which folder something goes, and who is told how."""

    when: Condition | None
    folder: str
    tells: tuple[str, ...]
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Review(Arrangement):
    """Which folders somebody reads through when something happens to the child's case."""

    on: str
    by: tuple[str, ...]
    folders: tuple[str, ...]
    within: Duration | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Report(Arrangement):
    """A report that is owed at intervals: by whom, to whom, with which contents."""

    every: str
    owner: str
    to: tuple[str, ...]
    published: bool
    contents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A rule of the floor that a local pack does not have, and why it says so."""

    id: str
    because: str
    cites: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Arrangements:
    """All arrangements of a procedure, by id. `decision_effect`: what becomes of the decision complained of."""

    folders: Mapping[str, Folder] = field(default_factory=dict)
    filing: Mapping[str, Filing] = field(default_factory=dict)
    reviews: Mapping[str, Review] = field(default_factory=dict)
    reports: Mapping[str, Report] = field(default_factory=dict)
    principles: Mapping[str, Arrangement] = field(default_factory=dict)
    decision_effect: Arrangement | None = None
    left_out: Mapping[str, LeftOut] = field(default_factory=dict)
