"""The commands `heard move` and `heard closure-day`: other editions for open cases, and the days a council is closed.

Example: heard move calendar --council "Larkshire County Council"     what would move, case by case; nothing is changed
Then the same with --apply --reason "Day of mourning proclaimed". Stopped anywhere, it is simply given again.
With --case one case moves to another procedure (`moving_one.py`). It decides nothing: that is heard.cases.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import Any

from heard.cli.moving_one import one_case
from heard.cli.setting_up import set_up_as_owner
from heard.engine import newest_edition

Command = Callable[[argparse.Namespace, Any], int]


def add_to(commands: Any) -> None:
    """Add the commands to the parser."""
    words = "preview, or apply, another edition to the open cases of a council"
    moved = commands.add_parser("move", help=words, description=words)
    moved.add_argument("what", metavar="WHAT", help="calendar or closures (the newest edition), calendar/EDITION, "
                       "closures/NUMBER, or procedure/NAME/EDITION; with --case: procedure/NAME")  # fmt: skip
    moved.add_argument(
        "--case",
        default="",
        metavar="REFERENCE",
        help="move this one case to another procedure of the council",
    )
    moved.add_argument(
        "--preview", action="store_true", help="only say what would move (so it is without --apply)"
    )
    moved.add_argument("--apply", action="store_true", help="move the cases, with a recorded fact each")
    moved.add_argument("--reason", default="", help="why, as each case's timeline will say (with --apply)")
    moved.set_defaults(run=_of_council(move))
    words = "the days on which a council is closed: add one, or take one away"
    closed = commands.add_parser("closure-day", help=words, description=words)
    closed.add_argument("what", choices=("add", "withdraw"))
    closed.add_argument("day", metavar="DATE", type=date.fromisoformat, help="such as 2026-12-24")
    closed.add_argument(
        "why", metavar="WHY", nargs="?", default="", help="such as 'Christmas Eve' (with add)"
    )
    closed.set_defaults(run=_of_council(closure_day))
    for command in (moved, closed):
        command.add_argument("--council", required=True, metavar="NAME", help="the council's full name")


def move(given: argparse.Namespace, council: Any) -> int:
    """Say what would move, or move it. 1 where some cases cannot be moved."""
    from heard.authority.today import today
    from heard.cases.changes import NoSuchChange, named
    from heard.cases.outcome import NotRecorded

    if given.apply and given.preview:
        print("Give --preview or --apply, not both.", file=sys.stderr)
        return 2
    if given.case:
        return one_case(given, council, today())
    try:
        change = named(_in_full(given.what, council), council)
        if given.apply:
            _apply(change, council, given.reason, today())
        return _preview(change, council, today(), applied=given.apply)
    except (NoSuchChange, NotRecorded) as problem:
        print(problem, file=sys.stderr)
        return 1


def closure_day(given: argparse.Namespace, council: Any) -> int:
    """Add a closure day or take one away."""
    from heard.authority.closures import NotClosed, close, open_again

    try:
        add = given.what == "add"
        edition = close(council, given.day, given.why) if add else open_again(council, given.day)
    except NotClosed as problem:
        print(problem, file=sys.stderr)
        return 1
    print(f"The closure days of {council.name} are now edition {edition}.")
    print(f'No open case is moved yet. See what would move: heard move closures --council "{council.name}"')
    return 0


def _of_council(run: Command) -> Callable[[argparse.Namespace], int]:
    """The command, given the council that it names."""

    @wraps(run)
    def found(given: argparse.Namespace) -> int:
        set_up_as_owner()
        from heard.authority.models import Authority

        council = Authority.objects.filter(name=given.council).first()
        if council is None:
            there = ", ".join(Authority.objects.values_list("name", flat=True)) or "none"
            print(f"There is no council called {given.council}. There are: {there}.", file=sys.stderr)
            return 1
        return run(given, council)

    return found


def _in_full(what: str, council: Any) -> str:
    """What is to change, with the newest edition where none is named."""
    from heard.authority.closures import Closures

    newest = {"calendar": lambda: newest_edition(), "closures": lambda: str(Closures(council).newest)}
    return f"{what}/{newest[what]()}" if what in newest else what


def _apply(change: Any, council: Any, reason: str, on: date) -> None:
    from uuid import uuid4

    from heard.cases.moves import Asked, ask, run

    done = run(ask(council, Asked(change, reason, uuid4().hex), None, on).pk, on)
    print(f"{done.moved} cases moved to {change.title()}.")
    if done.problem:
        print(done.problem, file=sys.stderr)


def _preview(change: Any, council: Any, on: date, *, applied: bool) -> int:
    """Print each case that would move, and each that cannot. 1 where there is one of those."""
    from heard.cases.models import Case
    from heard.cases.previewing import preview

    found = preview(council, change, on)
    ids = [line.case_id for line in (*found.moved, *found.refused)]
    references = dict(Case.objects.filter(pk__in=ids).values_list("pk", "reference"))
    for line in found.moved:
        print(references[line.case_id])
        print("\n".join(f"  {shift.sentence()}{'; now late' * shift.made_late}" for shift in line.shifts))
    for line in found.refused:
        print(f"{references[line.case_id]} cannot be moved:")
        print("\n".join(f"  {sentence}" for sentence in line.misfits))
    print(
        f"{change.title()}: {len(found.moved)} open cases {'were left' if applied else 'would move'} "
        f"({found.statutory} on a day of the law, {found.made_late} made late), {found.same} without a day "
        f"moving, {len(found.refused)} cannot."
    )
    return 1 if found.refused else 0
