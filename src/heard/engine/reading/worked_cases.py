"""Worked cases: small stories with dates, that say what a pack must give.

Example: "A complaint received on a Monday is due two weeks later" with its facts and what to expect on which day.
This reads them; `trying` runs them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from heard.engine.citations import Source
from heard.engine.facts import Fact, Timeline
from heard.engine.problems import Notebook
from heard.engine.procedure import Procedure
from heard.engine.reading.files import text_of
from heard.engine.reading.headers import day
from heard.engine.reading.nodes import Table, parse
from heard.engine.reading.timelines import days_in, fact_of, facts_in

GROUPS = ("duties", "rights", "chasers", "holds", "checks", "eligibility", "letters")
LISTS = ("permitted", "warnings", "no_warnings", "no_eligibility")


@dataclass(frozen=True, slots=True)
class Attempt:
    """A fact that somebody tries to record on the day of a look: allowed, or refused with certain words."""

    fact: Fact
    line: int
    refused: str | None


@dataclass(frozen=True, slots=True)
class Look:
    """One look at the case: the day, and what is expected then. All values are text as written."""

    on: date
    line: int
    single: dict[str, str]
    rules: dict[str, dict[str, dict[str, str]]]
    refused: dict[str, str]
    lists: dict[str, tuple[str, ...]]
    tries: tuple[Attempt, ...]


@dataclass(frozen=True, slots=True)
class WorkedCase:
    """One worked case: its sentence, what it proves, its facts, and the looks at it."""

    case: str
    proves: tuple[str, ...]
    source: Source
    timeline: Timeline
    closures: tuple[date, ...]
    calendar: str
    looks: tuple[Look, ...]


def read_worked_cases(procedure: Procedure) -> list[WorkedCase]:
    """The worked cases in a pack's own folder. Raises PackError with every problem found."""
    problems = Notebook("worked-cases")
    found: list[WorkedCase] = []
    for path in sorted((Path(procedure.folder) / "worked-cases").glob("*.yaml")):
        notebook = problems.about(f"worked-cases/{path.name}")
        table = parse(text_of(path, notebook), notebook)
        found.extend(_case(entry, procedure, notebook) for entry in table.tables("worked_cases"))
        table.finish()
    problems.stop_if_any()
    return found


def _case(entry: Table, procedure: Procedure, notebook: Notebook) -> WorkedCase:
    case = WorkedCase(
        case=entry.needed("case", "A complaint received on a Monday is due two weeks later"),
        proves=entry.texts("proves"),
        source=Source(notebook.file, entry.line),
        timeline=Timeline(facts_in(entry, procedure, notebook)),
        closures=days_in(entry, "closures", notebook),
        calendar=entry.text("calendar"),
        looks=tuple(_look(part, procedure, notebook) for part in entry.tables("expect")),
    )
    if not case.looks:
        notebook.note(
            entry.line, "The case expects nothing.", "Add 'expect:' with a day and what must hold then."
        )
    for id in case.proves:
        if id not in procedure.paragraphs and id not in procedure.readings:
            notebook.note(
                entry.line_of("proves"),
                f"'{id}' is not in paragraphs.yaml.",
                "Write the id of a paragraph or a reading.",
            )
    entry.finish()
    return case


def _attempt(entry: Table, on: date, procedure: Procedure, notebook: Notebook) -> Attempt | None:
    refused = entry.text("refused") if "refused" in entry.values else None
    if (refused is None) != entry.yes("allowed"):
        notebook.note(
            entry.line,
            "A try is either allowed or refused.",
            "Write allowed: yes, or refused: some words of the reason.",
        )
    fact = fact_of(entry, procedure, notebook, default=on, whole=refused is None)
    return Attempt(fact, entry.line, refused) if fact else None


def _look(entry: Table, procedure: Procedure, notebook: Notebook) -> Look:
    on = day(entry.needed("on", "2025-11-17"), entry.line_of("on"), notebook, "'on'") or date.min
    rules: dict[str, dict[str, dict[str, str]]] = {}
    for group in GROUPS:
        rules[group] = {}
        for id, part, _ in entry.entries(group):
            rules[group][id] = {key: ", ".join(part.texts(key)) for key in part.values}
    refused = entry.table("refused")
    look = Look(
        on,
        entry.line,
        {key: entry.text(key) for key in ("stage", "closed") if key in entry.values},
        rules,
        {kind: refused.text(kind) for kind in refused.values} if refused else {},
        {key: entry.texts(key) for key in LISTS if key in entry.values},
        tuple(made for part in entry.tables("tries") if (made := _attempt(part, on, procedure, notebook))),
    )
    entry.finish()
    return look
