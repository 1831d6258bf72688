"""The commands about packs: check, try and show.

Example: heard check leicestershire rutland; heard try path/to/a/pack; heard show england
Nothing here needs a database or the network.
"""

from __future__ import annotations

import argparse
import sys
from contextlib import suppress
from datetime import date
from typing import Any

from heard.cli.day import today
from heard.engine import (
    Calendar,
    CalendarEnds,
    PackError,
    Procedure,
    calendars_of,
    editions,
    horizon,
    notes,
    read_calendar,
    read_moves,
    read_pack,
    read_worked_cases,
    with_named,
)
from heard.engine.comparing import left_behind
from heard.engine.reading import WorkedCase
from heard.engine.showing import told
from heard.engine.showing_moves import told_of_moves
from heard.engine.trying import try_case


def add_to(commands: Any) -> None:
    """Add these commands to the parser."""
    for name, run, words in (
        ("check", check, "say whether packs can be used, with file and line of what is wrong"),
        ("try", try_packs, "run the worked cases of packs"),
    ):
        command = commands.add_parser(name, help=words, description=words)
        command.add_argument(
            "packs", nargs="+", metavar="PACK", help="a name, name/edition, or the path of a folder"
        )
        command.set_defaults(run=run)
    words = "show the procedure in effect: each rule, with its file, line and paragraphs"
    shown = commands.add_parser("show", help=words, description=words)
    shown.add_argument("pack", metavar="PACK", help="a name, name/edition, or the path of a folder")
    shown.set_defaults(run=show)


def check(given: argparse.Namespace) -> int:
    """Read each pack, with its worked cases; say what is wrong, or that nothing is."""
    wrong = 0
    for name in given.packs:
        try:
            procedure = read_pack(name)
            cases = read_worked_cases(procedure)
            calendars_of(procedure)
            read_moves(procedure)
        except PackError as error:
            wrong += 1
            print("\n".join(f"{name}: {problem}" for problem in error.problems))
            continue
        print(
            f"{procedure.name}/{procedure.edition}: no problems. {_size(procedure)}, {len(cases)} worked cases."
        )
        for word in _words_of_care(procedure, today()):
            print(f"  Note: {word}")
    return 1 if wrong else 0


def try_packs(given: argparse.Namespace) -> int:
    """Run the worked cases of each pack. The last line is 'N passed, M failed'."""
    passed = failed = 0
    for name in given.packs:
        try:
            procedure = read_pack(name)
            cases = read_worked_cases(procedure)
        except PackError as error:
            failed += 1
            print("\n".join(f"{name}: {problem}" for problem in error.problems))
            continue
        for case in cases:
            problems = _tried(case, procedure)
            passed, failed = passed + (not problems), failed + bool(problems)
            if problems:
                print(f"FAILED  {case.case}")
                print("\n".join(f"        {problem}" for problem in problems))
        if not cases:
            print(f"{procedure.name}/{procedure.edition} has no worked cases.", file=sys.stderr)
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


def _tried(case: WorkedCase, procedure: Procedure) -> list[str]:
    """What does not hold in one case; a calendar that is not there, or ends too soon, fails this case alone."""
    try:
        return try_case(case, procedure, _calendar(case.calendar, procedure))
    except (PackError, CalendarEnds) as error:
        return [f"{case.source}: {line}" for line in str(error).splitlines()]


def show(given: argparse.Namespace) -> int:
    """Print the procedure in effect."""
    procedure = read_pack(given.pack)
    print("\n".join((*told(procedure), *told_of_moves(read_moves(procedure), procedure))))
    return 0


def _calendar(name: str, procedure: Procedure) -> Calendar:
    """The calendar that a worked case asks for: the procedure's own, unless it names another."""
    return with_named(read_calendar(name), procedure) if name else calendars_of(procedure)


def _size(procedure: Procedure) -> str:
    return (
        f"{len(procedure.stages)} stages, {len(procedure.duties)} duties, {len(procedure.rights)} rights, "
        f"{len(procedure.chasers)} chasers, {len(procedure.facts)} kinds of fact"
    )


def _others(procedure: Procedure) -> list[Procedure]:
    """Every edition of the same procedure that can be read; what is wrong with another is not this one's matter."""
    found = []
    for edition in editions(procedure.name):
        with suppress(PackError):
            found.append(read_pack(f"{procedure.name}/{edition}"))
    return found


def _words_of_care(procedure: Procedure, on: date) -> list[str]:
    """What is not wrong, but should be known before the pack is used."""
    found = [note.words for note in notes(procedure, on, _others(procedure))]
    found += left_behind(procedure)
    short = horizon(calendars_of(procedure), on)
    return [*found, short] if short else found
