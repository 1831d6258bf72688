"""The command `heard adopt`: a council is set up, or takes up another edition of a procedure.

Example: heard adopt leicestershire/2024-01-01 --council "Larkshire County Council" --prefix LC --from 2026-01-05
The first time it also makes the complaints manager's account, who can then sign in. Other people, teams and closure
days are not its matter.
"""

from __future__ import annotations

import argparse
import getpass
import sys
from datetime import date
from typing import Any

from heard.cli.setting_up import set_up_as_owner
from heard.engine import read_pack


class Misused(Exception):
    """What was asked for cannot be done. Its text says why and what to do instead."""


def add_to(commands: Any) -> None:
    """Add the command to the parser."""
    words = "set up a council, or let it take up an edition of a procedure from a day"
    command = commands.add_parser("adopt", help=words, description=words)
    command.add_argument("procedure", metavar="PROCEDURE/EDITION", help="such as leicestershire/2024-01-01")
    command.add_argument("--council", required=True, metavar="NAME", help="the council's full name")
    command.add_argument("--from", dest="start", required=True, type=date.fromisoformat, metavar="DATE",
                         help="cases received from this day on begin under it")  # fmt: skip
    command.add_argument(
        "--prefix", default="", help="letters that references begin with, such as LC (first time)"
    )
    command.add_argument(
        "--manager", default="", metavar="NAME", help="the complaints manager's name (first time)"
    )
    command.add_argument("--email", default="", help="the complaints manager's e-mail address (first time)")
    command.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """Set up and adopt, all or nothing."""
    procedure = read_pack(given.procedure)
    set_up_as_owner()
    from django.db import transaction

    from heard.authority.today import today
    from heard.files.rules import take_up

    try:
        with transaction.atomic():
            authority = _authority(given)
            _adopt(authority, procedure.name, procedure.edition, given.start)
            take_up(authority, today())
    except Misused as problem:
        print(problem, file=sys.stderr)
        return 1
    print(
        f"{authority.name} adopts {procedure.name}/{procedure.edition} for complaints received from {given.start}."
    )
    return 0


def _authority(given: argparse.Namespace) -> Any:
    """The council, made with its complaints manager where it is not there yet."""
    from django.utils.text import slugify

    from heard.authority.models import Authority

    known = Authority.objects.filter(name=given.council).first()
    if known is not None:
        return known
    if not (given.prefix and given.manager and given.email):
        raise Misused(
            f"There is no council called {given.council} yet. "
            "To set it up, give --prefix, --manager and --email as well."
        )
    authority = Authority.objects.create(name=given.council, slug=slugify(given.council), prefix=given.prefix)
    _first_account(authority, given)
    return authority


def _first_account(authority: Any, given: argparse.Namespace) -> None:
    from django.contrib.auth.password_validation import validate_password
    from django.core.exceptions import ValidationError

    from heard.people.models import Person, Post

    password = getpass.getpass("Password: ") if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")
    person = Person(email=Person.objects.plain(given.email), name=given.manager, authority=authority)
    try:
        validate_password(password, person)
        person.set_password(password)
        person.full_clean()
    except ValidationError as problem:
        raise Misused(" ".join(problem.messages)) from problem
    person.save()
    Post.objects.create(person=person, role="complaints_manager", from_date=given.start)


def _adopt(authority: Any, name: str, edition: str, start: date) -> None:
    from heard.authority.models import AdoptedProcedure

    earlier = AdoptedProcedure.objects.filter(authority=authority, procedure=name)
    if earlier.filter(from_date__gte=start).exists():
        raise Misused(f"{authority.name} has adopted {name} from {start} or a later day already.")
    if start < date(1991, 1, 1) or start.year > 2100:
        raise Misused(f"{start} cannot be right. Give the first day, as 2026-01-05.")
    open_ended = earlier.filter(to_date__isnull=True)
    for one in open_ended:
        one.to_date = start
        one.save(update_fields=["to_date"])
    AdoptedProcedure.objects.create(authority=authority, procedure=name, edition=edition, from_date=start)
