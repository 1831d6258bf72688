"""The command `heard events`: what happened to children's cases, as a social care record system sends it.

Example: heard events --council "Larkshire County Council" events.csv      (or - for standard input)
A file is taken whole or not at all, and a reference that was taken before changes nothing: it may be sent again. The
columns are those of `heard.files.events_csv`.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from heard.cli.setting_up import set_up_as_owner


def add_to(commands: Any) -> None:
    """Add the command to the parser."""
    words = "take in what happened to children's cases from a CSV file"
    command = commands.add_parser("events", help=words, description=words)
    command.add_argument("file", metavar="FILE.csv", help="the file, or - for standard input")
    command.add_argument("--council", required=True, metavar="NAME", help="the council's full name")
    command.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """Take the events in, all or none."""
    try:
        data = sys.stdin.buffer.read() if given.file == "-" else Path(given.file).read_bytes()
        text = data.decode("utf-8-sig")
    except OSError as problem:
        print(f"{given.file} cannot be read: {problem.strerror}.", file=sys.stderr)
        return 1
    except UnicodeDecodeError:
        print(f"{given.file} is not a CSV file in UTF-8. Save it as CSV UTF-8.", file=sys.stderr)
        return 1
    set_up_as_owner()
    return _take(given.council, text)


def _take(council: str, text: str) -> int:
    from heard.authority.models import Authority
    from heard.authority.today import today
    from heard.files import events_csv
    from heard.files.models import ChildEvent

    authority = Authority.objects.filter(name=council).first()
    if authority is None:
        known = ", ".join(Authority.objects.order_by("name").values_list("name", flat=True)) or "none yet"
        print(f"There is no council of the name '{council}'. There are: {known}.", file=sys.stderr)
        return 1
    try:
        result = events_csv.take(text, authority, None, today(), source=ChildEvent.COMMAND)
    except events_csv.NotRead as problem:
        print("Nothing was taken in.", *problem.problems, sep="\n", file=sys.stderr)
        return 1
    print(
        f"{result.taken} events taken in, {result.before} known before, {result.reviews} reviews of files asked for."
    )
    return 0
