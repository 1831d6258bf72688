"""One case moved to another procedure by command, since it was put through the wrong one: first only what would follow.

Example: heard move procedure/leicestershire --case LC-2025-0042 --council "Larkshire County Council"
Then the same with --apply --reason "It is about a looked after child". What follows is decided in heard.cases.
"""

from __future__ import annotations

import argparse
import sys
from datetime import date
from typing import Any
from uuid import uuid4


def one_case(given: argparse.Namespace, council: Any, on: date) -> int:
    """Say what would follow for one case, or move it. 1 where it cannot be moved, 2 where the command is not whole."""
    from heard.cases.models import Case
    from heard.cases.outcome import NotRecorded

    kind, _slash, rest = str(given.what).partition("/")
    name, _slash, edition = rest.partition("/")
    if kind != "procedure" or not name:
        print("With --case, name the procedure that it belongs to: procedure/NAME.", file=sys.stderr)
        return 2
    case = Case.objects.filter(authority=council, reference=given.case).first()
    if case is None:
        print(f"{council.name} has no case {given.case}.", file=sys.stderr)
        return 1
    try:
        _check_edition(case, name, edition)
        return _applied(case, name, given.reason, on) if given.apply else _told(case, name, on)
    except NotRecorded as problem:
        print(problem, file=sys.stderr)
        return 1


def _check_edition(case: Any, name: str, edition: str) -> None:
    """Which edition it is follows from the day of receipt; another one that was named is refused."""
    from heard.authority.today import in_full
    from heard.cases.outcome import Unmoved
    from heard.cases.rerouting import destination

    right = destination(case, name).edition
    if edition and edition != right:
        day = in_full(case.opened_on)
        raise Unmoved(f"Cases received on {day} are under edition {right} of {name}, not {edition}.")


def _applied(case: Any, name: str, reason: str, on: date) -> int:
    from heard.cases.entries import Rerouting
    from heard.cases.record import move
    from heard.cases.rerouting import OWED, sentence

    done = move(case.pk, Rerouting(name, reason), None, on, key=f"command-{uuid4().hex}")
    print(f"{case.reference} is moved to {done.standing.procedure.title}, edition {done.case.edition}.")
    for duty in done.standing.duties:
        if duty.state in OWED and duty.rule.beside is None:
            print(f"  {sentence(duty)}")
    return 0


def _told(case: Any, name: str, on: date) -> int:
    from heard.authority.today import in_full
    from heard.cases.rerouting import destination, looked_at, sentence, title

    to = destination(case, name)
    found = looked_at(case, list(case.rows.order_by("seq")), to, on)
    both = (found.before.procedure, found.procedure)
    print(f"{case.reference}: from {both[0].title}")
    print(f"  to {both[1].title}, edition {to.edition}, counted from {in_full(found.received)}")
    print("What would be owed:")
    print("\n".join(f"  {sentence(duty)}" for duty in found.owed) or "  nothing")
    print("What counts there:")
    print("\n".join(f"  {title(one, both)}, of {in_full(one.fact.date)}" for one in found.counted))
    print("What stays in the timeline without counting:")
    left = (f"  {title(one, both)}, of {in_full(one.fact.date)}: {one.because}" for one in found.left)
    print("\n".join(left) or "  nothing")
    print("Nothing is moved yet. Give --apply and --reason to move it.")
    return 0
