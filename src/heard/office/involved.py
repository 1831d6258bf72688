"""Who is involved in a case, by name: who holds each role that owes something now or is to be chased.

    involved(case, standing, on).names["team_manager"]     -> "Ann Example"

The complainant, the child, the team and the officer stand on the case itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from heard.cases import holders
from heard.cases.models import Case
from heard.engine import ChaserState, Standing
from heard.office.duties_shown import OPEN, role_title
from heard.people.roles import ROLES

OFFICER = "complaints_officer"
_COMING = (ChaserState.COMING, ChaserState.TO_SEND)


@dataclass(frozen=True, slots=True)
class Held:
    """A role in words, and who holds it on this case today ("" where nobody does)."""

    role: str
    names: str


@dataclass(frozen=True, slots=True)
class Involved:
    """The people of a case beside those on the case itself."""

    held: tuple[Held, ...]
    names: dict[str, str]


def involved(case: Case, standing: Standing, on: date) -> Involved:
    """Who holds the roles that matter on the case now."""
    people = holders.of_each(case, _roles_now(standing), on)
    names = {role: ", ".join(person.name for person in found) for role, found in people.items()}
    others = {role: name for role, name in names.items() if role != OFFICER or not case.officer}
    return Involved(
        held=tuple(Held(role_title(role, standing), name) for role, name in others.items()), names=names
    )


def _roles_now(standing: Standing) -> list[str]:
    """The roles that members of staff hold and that owe something or are chased, in the order of seniority."""
    wanted = {duty.owed_by for duty in standing.duties if duty.state in OPEN}
    for chaser in standing.chasers:
        if chaser.state in _COMING:
            wanted.update(chaser.rule.to, chaser.rule.copied)
    staff = [role for role in ROLES if role in wanted]
    return staff + sorted(wanted - set(staff) - {"complainant", "advocate"})


def age(born: date | None, on: date) -> int | None:
    """How old somebody is on a day, in whole years."""
    if born is None or born > on:
        return None
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))
