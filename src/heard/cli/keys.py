"""The command `heard keys`: a new master key, documents' keys taken up by it, and whether every document would open.

Example: heard keys new k2026      then put it first in HEARD_FILES_KEY, restart, and:  heard keys rotate
It works as the owner of the tables, whose address is HEARD_OWNER_URL, since it must see every council's documents. It
shows no key but the new one.
"""

from __future__ import annotations

import argparse
import sys
from typing import Any

from heard.cli.setting_up import set_up_as_owner


def add_to(commands: Any) -> None:
    """Add the command to the parser."""
    words = "the keys that documents are sealed with: make a master key, change to it, check all"
    parser = commands.add_parser("keys", help=words, description=words)
    what = parser.add_subparsers(dest="what", metavar="WHAT", required=True)
    made = what.add_parser("new", help="print a new master key, to be put into HEARD_FILES_KEY")
    made.add_argument("id", metavar="ID", help="a name for it that no other key has, such as k2026")
    made.set_defaults(run=new)
    words = "lock every document's key anew under the first master key of HEARD_FILES_KEY"
    what.add_parser("rotate", help=words).set_defaults(run=rotate)
    words = "prove that every document that should open would; ends with 1 where one would not"
    what.add_parser("check", help=words).set_defaults(run=check)


def new(given: argparse.Namespace) -> int:
    """Print a new master key. Nothing is kept of it, and no settings are needed for it."""
    from heard.files.keys import written_anew

    try:
        print(written_anew(given.id))
    except ValueError as problem:
        print(problem, file=sys.stderr)
        return 2
    return 0


def rotate(given: argparse.Namespace) -> int:
    """Take up the current master key for every document."""
    set_up_as_owner()
    from heard.files import keys, rotating

    try:
        done = rotating.rotate()
        current, left = keys.masters().current, rotating.left()
    except keys.NoKey as problem:
        print(problem, file=sys.stderr)
        return 1
    print(f"{done} keys of documents are now locked by {current}; {left} are locked by another.")
    if not left:
        print("The master keys after the first may be taken out of HEARD_FILES_KEY.")
    return 0


def check(given: argparse.Namespace) -> int:
    """Say which master keys are in use, and what would not open."""
    set_up_as_owner()
    from heard.files import keys, rotating, storage

    try:
        found = rotating.check()
    except (keys.NoKey, storage.NoStorage) as problem:
        print(problem, file=sys.stderr)
        return 1
    print(*found.problems, sep="\n", end="\n" if found.problems else "")
    for key_id, count in sorted(found.by_key.items()):
        print(f"{count} documents' keys are locked by {key_id}.")
    print(f"{sum(found.by_key.values())} versions, {len(found.problems)} problems.")
    return 1 if found.problems else 0
