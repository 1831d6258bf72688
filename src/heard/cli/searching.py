"""The command that makes the index of search anew.

Example: heard search rebuild
It works as the owner where HEARD_OWNER_URL is given. It changes nothing but the index, and searching goes on meanwhile.
"""

from __future__ import annotations

import argparse
import sys
from typing import Any

from heard.cli.setting_up import set_up


def add_to(commands: Any) -> None:
    """Add the command to the parser."""
    words = "look after the index of search"
    search = commands.add_parser("search", help=words, description=words)
    parts = search.add_subparsers(dest="what", metavar="WHAT", required=True)
    words = "read everything that can be found again, and say how much of the index was not right"
    parts.add_parser("rebuild", help=words, description=words).set_defaults(run=rebuild)


def rebuild(given: argparse.Namespace) -> int:
    """Make it anew. Prints what was not right of each kind; it is put right, so it ends with 0."""
    set_up()
    from django.conf import settings
    from django.db import DatabaseError

    from heard.search.rebuilding import rebuild

    try:
        wrong = rebuild("owner" if "owner" in settings.DATABASES else "default")
    except DatabaseError as problem:
        print(f"The index could not be made: {problem}".strip(), file=sys.stderr)
        print("Give HEARD_OWNER_URL, the address of the role that owns the database.", file=sys.stderr)
        return 1
    for kind, count in wrong.items():
        print(f"{kind}: {count} not right")
    print(f"{sum(wrong.values())} entries were not right and now are.")
    return 0
