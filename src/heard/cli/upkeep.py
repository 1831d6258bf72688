"""The commands that look after the database: migrate, verify and rebuild-due.

Example: heard migrate      heard verify LC-2026-0042      heard rebuild-due
They work as the owner of the tables, whose address is HEARD_OWNER_URL: a plain role sees only what one person may see.
"""

from __future__ import annotations

import argparse
import sys
from typing import Any

from heard.cli.setting_up import set_up, set_up_as_owner


def add_to(commands: Any) -> None:
    """Add these commands to the parser."""
    words = "make or update the tables, and collect the static files where HEARD_STATIC_ROOT says so"
    commands.add_parser("migrate", help=words, description=words).set_defaults(run=migrate)
    words = "prove that no timeline was changed behind Heard's back"
    prove = commands.add_parser("verify", help=words, description=words)
    prove.add_argument(
        "references", nargs="*", metavar="REFERENCE", help="only these cases, such as LC-2026-0042"
    )
    prove.set_defaults(run=verify)
    words = "work out the index of due days again, and say what was not right"
    commands.add_parser("rebuild-due", help=words, description=words).set_defaults(run=rebuild_due)


def migrate(given: argparse.Namespace) -> int:
    """Run the migrations as the owner."""
    set_up()
    from django.conf import settings
    from django.core.management import call_command
    from django.db import DatabaseError

    try:
        call_command(
            "migrate", database="owner" if "owner" in settings.DATABASES else "default", interactive=False
        )
    except DatabaseError as problem:
        print(f"The tables could not be made: {problem}".strip(), file=sys.stderr)
        print("Is HEARD_OWNER_URL the address of the role that owns the database?", file=sys.stderr)
        return 1
    if settings.STATIC_ROOT:
        call_command("collectstatic", verbosity=0, interactive=False)
    return 0


def verify(given: argparse.Namespace) -> int:
    """Hash every row again. Prints each break; 1 where there is one."""
    set_up_as_owner()
    from heard.cases.models import Case
    from heard.cases.verify import verify as prove

    ids = None
    if given.references:
        known = dict(Case.objects.filter(reference__in=given.references).values_list("reference", "pk"))
        missing = [reference for reference in given.references if reference not in known]
        if missing:
            print(f"There is no case {', '.join(missing)}.", file=sys.stderr)
            return 1
        ids = list(known.values())
    breaks = prove(ids)
    for found in breaks:
        print(found)
    looked_at = len(ids) if ids is not None else Case.objects.count()
    print(f"{looked_at} cases, {len(breaks)} problems.")
    return 1 if breaks else 0


def rebuild_due(given: argparse.Namespace) -> int:
    """Work out every line again. Prints each difference; they are put right, so it ends with 0."""
    set_up_as_owner()
    from heard.authority.today import today
    from heard.cases.due import rebuild

    report = rebuild(today())
    for difference in report.differences:
        print(difference)
    print(f"{report.cases} cases, {len(report.differences)} lines were not right and now are.")
    return 0
