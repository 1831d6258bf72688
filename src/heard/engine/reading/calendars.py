"""Stored calendars: bank holidays by jurisdiction, as shipped data in editions: calendars/<name>/<edition>.yaml.

Example: read_calendar("england-and-wales").is_working(date(2025, 12, 25)) is False.
An edition is the day on which it was made, with a number for the second of one day ("2027-01-05-2"); it never changes.
No library and no network is asked; the files are made by a command and kept in version control.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from pathlib import Path

from heard.engine.calendar import Calendar
from heard.engine.checking import calendars_in
from heard.engine.problems import Notebook, PackError, Problem
from heard.engine.procedure import Procedure
from heard.engine.reading.files import text_of
from heard.engine.reading.folders import calendar_folders
from heard.engine.reading.headers import day
from heard.engine.reading.nodes import Table, parse

EDITION = re.compile(r"(\d{4}-\d\d-\d\d)(?:-([2-9]|[1-9]\d{1,2}))?", re.ASCII)


def calendar_names() -> tuple[str, ...]:
    """The names of the stored calendars, in alphabetical order."""
    found = {path.name for folder in calendar_folders() if folder.is_dir() for path in folder.iterdir()}
    return tuple(sorted(name for name in found if calendar_editions(name)))


def calendar_editions(name: str) -> tuple[str, ...]:
    """The stored editions of a calendar, oldest first."""
    return tuple(sorted(_files(name), key=in_order))


def in_order(edition: str) -> tuple[str, int]:
    """What editions are sorted by: their day, then the number within it."""
    found = EDITION.fullmatch(edition)
    return (found[1], int(found[2] or 1)) if found else (edition, 0)


def read_calendar(name: str, edition: str | None = None) -> Calendar:
    """A calendar by name, in this edition or in its newest. Raises PackError where there is none or it is broken."""
    files = _files(name)
    if not files:
        there = ", ".join(calendar_names()) or "none"
        raise PackError([Problem(name, 0, f"There is no calendar '{name}'.", f"There are: {there}.")])
    wanted = edition or max(files, key=in_order)
    if wanted not in files:
        there = ", ".join(calendar_editions(name))
        raise PackError(
            [
                Problem(
                    name,
                    0,
                    f"There is no edition '{wanted}' of the calendar '{name}'.",
                    f"There are: {there}.",
                )
            ]
        )
    return calendar_at(files[wanted])


def newest_edition() -> str:
    """The newest edition of any stored calendar: what a case that begins now is counted on. Raises PackError."""
    found = [edition for name in calendar_names() for edition in calendar_editions(name)]
    if not found:
        raise PackError(
            [Problem("calendars", 0, "There is no calendar at all.", "Run `heard calendar refresh`.")]
        )
    return max(found, key=in_order)


def calendars_as_of(edition: str) -> dict[str, Calendar]:
    """Every stored calendar as it stood in this edition of any of them: each in its newest that is not newer.

    An edition of which nothing is stored is refused, for an older one in its place would give other days.
    """
    stored = {name: calendar_editions(name) for name in calendar_names()}
    if not any(edition in editions for editions in stored.values()):
        raise PackError(
            [Problem("calendars", 0, f"No calendar is stored in edition '{edition}'.",
                     "Copy its file from where it was made into the calendars folder of this machine.")]
        )  # fmt: skip
    chosen = {name: _not_newer(editions, edition) for name, editions in stored.items()}
    return {name: read_calendar(name, found) for name, found in chosen.items() if found}


def calendars_of(procedure: Procedure) -> Calendar:
    """The procedure's calendar, with those that its clocks name beside it. Raises PackError."""
    return with_named(read_calendar(procedure.calendar), procedure)


def with_named(calendar: Calendar, procedure: Procedure) -> Calendar:
    """A calendar with those that a procedure's clocks name beside it. Raises PackError where one is not stored."""
    names = calendars_in(procedure.by_key.values())
    return calendar.with_others({name: read_calendar(name) for name in names}) if names else calendar


def counted_on(procedure: Procedure, name: str, edition: str) -> frozenset[tuple[str, str]]:
    """Which calendars, in which edition of their own, a procedure's cases are counted on where `name` is theirs."""
    as_of = calendars_as_of(edition)
    names = {name, *calendars_in(procedure.by_key.values())}
    return frozenset((one, as_of[one].edition) for one in names if one in as_of)


@lru_cache(maxsize=64)
def calendar_at(path: Path) -> Calendar:
    """Read one calendar file. Raises PackError."""
    notebook = Notebook(f"{path.parent.name}/{path.name}")
    table = parse(text_of(path, notebook), notebook)
    for key in ("title", "source"):
        table.text(key)
    first, last, proclaimed_to = (
        day(table.needed(k, "2030-12-31"), table.line_of(k), notebook, "a calendar") or date.min
        for k in ("from", "to", "proclaimed_to")
    )
    entries = [_holiday(entry, notebook) for entry in table.tables("days")]
    name, edition = table.needed("calendar", "england-and-wales"), table.needed("edition", "2026-11-01")
    if (name, edition) != (path.parent.name, path.stem):
        notebook.note(
            1, f"It says that it is {name}/{edition}.", "A file is named for its calendar and its edition."
        )
    table.finish()
    notebook.stop_if_any()
    calendar = Calendar(name, edition, (first, last), {on: what for on, what, _ in entries})
    calendar.proclaimed_to = proclaimed_to
    calendar.by_hand = frozenset(on for on, _, by_hand in entries if by_hand)
    return calendar


def _holiday(entry: Table, notebook: Notebook) -> tuple[date, str, bool]:
    found = day(entry.needed("date", "2025-12-25"), entry.line, notebook, "a bank holiday") or date.min
    name, by_hand = entry.needed("name", "Christmas Day"), entry.yes("added_by_hand")
    entry.finish()
    return found, name, by_hand


def _files(name: str) -> dict[str, Path]:
    """The files of a calendar by edition; of two of the same edition, that in the folder looked in first."""
    found: dict[str, Path] = {}
    if not name or "/" in name or name.startswith("."):
        return found
    for folder in reversed(calendar_folders()):
        found.update({p.stem: p for p in (folder / name).glob("*.yaml") if EDITION.fullmatch(p.stem)})
    return found


def _not_newer(editions: Iterable[str], than: str) -> str:
    return max((one for one in editions if in_order(one) <= in_order(than)), key=in_order, default="")
