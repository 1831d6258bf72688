"""The command `heard demo`: a made-up council on this machine, with database, web server and worker.

Example: heard demo --today 2026-11-17     HEARD_PORT=8080 heard demo --fresh
It is not for real records: those need a database of the council's own (`heard web`, `heard worker`).
"""

from __future__ import annotations

import argparse
import os
import sys
from datetime import date
from typing import Any


def add_to(commands: Any) -> None:
    """Add the command to the parser."""
    words = "start Heard with a made-up council; Ctrl-C stops it"
    command = commands.add_parser("demo", help=words, description=words)
    command.add_argument(
        "--fresh", action="store_true", help="throw the demonstration's data away and begin anew"
    )
    command.add_argument(
        "--today", type=_day, metavar="DATE", help="pretend that today is this day, as 2026-11-17"
    )
    command.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """Run the demonstration until Ctrl-C."""
    from heard.demonstration.supervisor import Wish
    from heard.demonstration.supervisor import run as supervise
    from heard.postgres import PostgresProblem

    port = os.environ.get("HEARD_PORT", "").strip()
    if port and not (port.isdigit() and 0 < int(port) < 65536):
        print(f"HEARD_PORT is {port!r}. Write a number such as 8080, or leave it out.", file=sys.stderr)
        return 2
    try:
        return supervise(Wish(given.fresh, given.today, int(port) if port else None))
    except PostgresProblem as problem:
        print(problem, file=sys.stderr)
        return 1


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"'{text}' is not a day; write it as 2026-11-17") from None
