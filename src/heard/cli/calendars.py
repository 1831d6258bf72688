"""The commands about calendars: list, refresh and add-day.

Example: heard calendar add-day england-and-wales 2026-12-01 "Day of mourning"
Each change is a new edition in a file of its own. No open case is moved by it: `heard move` does that, after a preview.
"""

from __future__ import annotations

import argparse
import os
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from heard.cli.bank_holidays import (
    JURISDICTIONS,
    Making,
    changes,
    from_package,
    named,
    next_edition,
    with_day,
    written,
)
from heard.cli.day import today
from heard.engine import calendar_editions, calendar_names, horizon, read_calendar
from heard.engine.calendar import in_full
from heard.engine.reading.folders import calendar_folders

EVERY = "all"


def add_to(commands: Any) -> None:
    """Add these commands to the parser."""
    words = "the stored bank holidays: list the editions, make a new one, add a day"
    parts = commands.add_parser("calendar", help=words, description=words).add_subparsers(
        dest="what", metavar="WHAT", required=True
    )
    words = "list the stored calendars, their editions, and how far bank holidays are proclaimed"
    parts.add_parser("list", help=words, description=words).set_defaults(run=show)
    words = "make a new edition of each from the installed `holidays` package, and say what changed"
    refreshed = parts.add_parser("refresh", help=words, description=words)
    refreshed.add_argument("--proclaimed-to", type=date.fromisoformat, metavar="DATE",
                           help="the last day that GOV.UK lists, where it is a later one now")  # fmt: skip
    refreshed.set_defaults(run=refresh)
    words = "make a new edition with one bank holiday more, proclaimed at short notice"
    added = parts.add_parser("add-day", help=words, description=words)
    added.add_argument("name", metavar="NAME", help=f"a calendar, or '{EVERY}' for every part of the country")
    added.add_argument("day", metavar="DATE", type=date.fromisoformat, help="such as 2026-12-01")
    added.add_argument("why", metavar="WHY", help="what it is called, such as 'Day of mourning'")
    added.set_defaults(run=add_day)
    for command in (refreshed, added):
        words = "where to write; otherwise the first of HEARD_CALENDARS, or where calendars are shipped"
        command.add_argument("--to", type=Path, metavar="FOLDER", help=words)


def show(given: argparse.Namespace) -> int:
    """Print each calendar with its editions, newest first; 1 where a file is not what it should be."""
    wrong = 0
    for name in calendar_names():
        editions = calendar_editions(name)
        newest = read_calendar(name)
        print(f"{name}: {', '.join(reversed(editions))}")
        print(f"  Proclaimed to {in_full(newest.proclaimed_to)}; holds the days to {in_full(newest.end)}.")
        if short := horizon(newest, today()):
            print(f"  Note: {short}")
        for path in _strangers(name, editions):
            wrong += 1
            print(
                f"  {path}: not named as an edition, so it is not read. Name it for its day: 2027-01-05.yaml."
            )
    return 1 if wrong else 0


def refresh(given: argparse.Namespace) -> int:
    """Make a new edition of each calendar that changed. All of one edition, so that they stand together."""
    made: list[tuple[Making, list[str]]] = []
    for place in JURISDICTIONS.values():
        earlier = read_calendar(place.name) if calendar_editions(place.name) else None
        new = from_package(place, earlier, today())
        if given.proclaimed_to:
            new = replace(new, proclaimed_to=min(given.proclaimed_to, new.span[1]))
        made.append((new, changes(earlier, new)))
    return _write(made, given.to)


def add_day(given: argparse.Namespace) -> int:
    """Make a new edition with one day more."""
    names = list(calendar_names()) if given.name == EVERY else [given.name]
    made: list[tuple[Making, list[str]]] = []
    if not given.why.strip():
        print("Say what the day is called.", file=sys.stderr)
        return 1
    for name in names:
        earlier = read_calendar(name)
        try:
            new = with_day(earlier, given.day, " ".join(given.why.split()))
        except ValueError as problem:
            print(f"{name}: {problem}", file=sys.stderr)
            return 1
        made.append((new, changes(earlier, new)))
    return _write(made, given.to)


def _write(made: list[tuple[Making, list[str]]], folder: Path | None) -> int:
    """Write those that changed, all in one edition; say what changed, and what to do next."""
    changed = [(new, told) for new, told in made if told]
    stored = tuple(edition for name in calendar_names() for edition in calendar_editions(name))
    edition = next_edition(today(), stored)
    target = folder or calendar_folders()[0]
    for new, told in changed:
        path = target / new.name / f"{edition}.yaml"
        _put(path, written(named(new, edition)))
        print(f"{new.name}: edition {edition} ({path})")
        print("\n".join(f"  {line}" for line in told))
    for new in (new for new, told in made if not told):
        print(f"{new.name}: nothing changed.")
    if changed:
        print("No open case is moved yet. See what would move: heard move calendar --council NAME")
    return 0


def _put(path: Path, text: str) -> None:
    """Write a whole file or none, and never over another."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_suffix(".unfinished")
    unfinished.write_text(text, encoding="utf-8")
    os.link(unfinished, path)
    unfinished.unlink()


def _strangers(name: str, editions: tuple[str, ...]) -> list[Path]:
    folders = [folder / name for folder in calendar_folders()]
    return sorted(path for folder in folders for path in folder.glob("*.y*ml") if path.stem not in editions)
