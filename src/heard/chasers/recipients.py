"""Who a chaser goes to: the people who hold its roles on the case today.

    addressed(case, chaser, on).to     -> (Amina Exampleton,)

Where nobody holds a role, the complaints manager gets it with a sentence that says so, and where there is no
complaints manager either, the complaints officers: a chaser is never lost in silence.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from heard.authority.adopted import pack
from heard.cases import holders
from heard.cases.models import Case
from heard.engine.procedure import Chaser
from heard.people.models import Person

STAND_INS = ("complaints_manager", "complaints_officer")


class NobodyToTell(Exception):
    """Neither the role nor any post of the complaints team is held by anybody. Its text is the sentence to show."""


@dataclass(frozen=True, slots=True)
class Addressed:
    """To whom, with a copy to whom, and the roles (in words) that nobody holds."""

    to: tuple[Person, ...]
    copied: tuple[Person, ...]
    vacant: tuple[str, ...]


def addressed(case: Case, chaser: Chaser, on: date) -> Addressed:
    """The people to write to on the day. Raises NobodyToTell."""
    to, no_to = _holders(case, chaser.to, on)
    copied, no_copied = _holders(case, chaser.copied, on)
    vacant = tuple(_title(case, role) for role in dict.fromkeys([*no_to, *no_copied]))
    if no_to:
        to = [*to, *_stand_ins(case, vacant, on)]
    elif no_copied:
        copied = [*copied, *_stand_ins(case, vacant, on)]
    to = list(dict.fromkeys(to))
    return Addressed(tuple(to), tuple(person for person in dict.fromkeys(copied) if person not in to), vacant)


def _holders(case: Case, roles: Iterable[str], on: date) -> tuple[list[Person], list[str]]:
    """Everybody who holds one of the roles, and the roles that nobody holds."""
    found: list[Person] = []
    vacant: list[str] = []
    for role in roles:
        people = holders.of(case, role, on)
        found += people
        if not people:
            vacant.append(role)
    return found, vacant


def _stand_ins(case: Case, vacant: Iterable[str], on: date) -> list[Person]:
    for role in STAND_INS:
        people = holders.of(case, role, on)
        if people:
            return people
    raise NobodyToTell(
        _(
            "Nobody holds the role of %(roles)s for this case, and nobody is complaints manager or complaints officer."
        )
        % {"roles": ", ".join(vacant)}
    )


def _title(case: Case, role: str) -> str:
    known = pack(case.procedure, case.edition).roles.get(role)
    return known.title.lower() if known else role.replace("_", " ")
