"""Stored calendars: bank holidays by jurisdiction, as shipped data with an edition.

Example: read_calendar("england-and-wales").is_working(date(2025, 12, 25)) is False.
No library and no network is asked; the files are made by a command and kept in version control.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from pathlib import Path

from heard.engine.calendar import Calendar
from heard.engine.checking import calendars_in
from heard.engine.problems import Notebook, PackError, Problem
from heard.engine.procedure import Procedure
from heard.engine.reading.files import text_of
from heard.engine.reading.folders import calendar_folder
from heard.engine.reading.headers import day
from heard.engine.reading.nodes import Table, parse


@lru_cache(maxsize=8)
def read_calendar(name: str) -> Calendar:
    """The calendar of a jurisdiction by name. Raises PackError where there is none or it cannot be read."""
    folder = calendar_folder()
    path = folder / f"{name}.yaml"
    if "/" in name or not path.is_file():
        there = ", ".join(sorted(p.stem for p in folder.glob("*.yaml"))) or "none"
        raise PackError([Problem(name, 0, f"There is no calendar '{name}'.", f"There are: {there}.")])
    return calendar_at(path)


def calendar_names() -> tuple[str, ...]:
    """The names of the stored calendars, in alphabetical order."""
    return tuple(sorted(path.stem for path in calendar_folder().glob("*.yaml")))


def calendars_of(procedure: Procedure) -> Calendar:
    """The procedure's calendar, with those that its clocks name beside it. Raises PackError."""
    return with_named(read_calendar(procedure.calendar), procedure)


def with_named(calendar: Calendar, procedure: Procedure) -> Calendar:
    """A calendar with those that a procedure's clocks name beside it. Raises PackError where one is not stored."""
    names = calendars_in(procedure.by_key.values())
    return calendar.with_others({name: read_calendar(name) for name in names}) if names else calendar


def calendar_at(path: Path) -> Calendar:
    """Read one calendar file. Raises PackError."""
    notebook = Notebook(path.name)
    table = parse(text_of(path, notebook), notebook)
    for key in ("title", "source", "proclaimed_to"):
        table.text(key)
    span = tuple(
        day(table.needed(k, "2030-12-31"), table.line_of(k), notebook, "a calendar") or date.min
        for k in ("from", "to")
    )
    holidays = dict(_holiday(entry, notebook) for entry in table.tables("days"))
    name, edition = table.needed("calendar", "england-and-wales"), table.needed("edition", "2026-11-01")
    table.finish()
    notebook.stop_if_any()
    return Calendar(name, edition, (span[0], span[1]), holidays)


def _holiday(entry: Table, notebook: Notebook) -> tuple[date, str]:
    found = day(entry.needed("date", "2025-12-25"), entry.line, notebook, "a bank holiday") or date.min
    name = entry.needed("name", "Christmas Day")
    entry.finish()
    return found, name
