"""Which procedure, in which edition, a new case of a council begins under on a day; and reading that pack.

    in_force(council, date(2025, 11, 3)).edition     -> "2024-01-01"
    pack("leicestershire", "2024-01-01").title

A case that has begun keeps its edition: what it runs under is on the case, not here.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from django.db.models import Q
from django.utils.translation import gettext as _

from heard.authority.models import AdoptedProcedure, Authority
from heard.authority.today import in_full
from heard.engine import Moves, Procedure, read_moves, read_pack


class NothingAdopted(Exception):
    """No procedure of the authority holds on that day, or several do and none was named. Says what to do."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


def choices(authority: Authority, on: date) -> list[AdoptedProcedure]:
    """The procedures that a case received on the day may begin under, by name."""
    holds = Q(from_date__lte=on) & (Q(to_date__isnull=True) | Q(to_date__gt=on))
    found: dict[str, AdoptedProcedure] = {}
    for adopted in authority.adopted.filter(holds).order_by("procedure", "from_date"):
        found[adopted.procedure] = adopted
    return list(found.values())


def in_force(authority: Authority, on: date, procedure: str = "") -> AdoptedProcedure:
    """The edition that a case received on the day begins under. Raises NothingAdopted."""
    found = choices(authority, on)
    if procedure:
        found = [adopted for adopted in found if adopted.procedure == procedure]
    if not found:
        raise NothingAdopted(
            _("%(authority)s has adopted no such procedure for complaints received on %(day)s. Check the "
              "day on which the complaint was received, or ask the complaints manager which procedure applies.")
            % {"authority": authority.name, "day": in_full(on)}
        )  # fmt: skip
    if len(found) > 1:
        raise NothingAdopted(
            _("More than one procedure may apply. Choose the one that this complaint falls under.")
        )
    return found[0]


def ordinary(found: Sequence[AdoptedProcedure]) -> AdoptedProcedure | None:
    """Of several procedures, the one that complaints ordinarily fall under; None where that cannot be told.

    It is the only one that builds on the law, or where none does, the only one that is law itself.
    """
    packs = [(one, pack(one.procedure, one.edition)) for one in found]
    local = [one for one, procedure in packs if procedure.floor is not None and procedure.floor.law]
    law = [one for one, procedure in packs if procedure.law]
    chosen = local or law or list(found)
    return chosen[0] if len(chosen) == 1 else None


@lru_cache(maxsize=64)
def pack(procedure: str, edition: str) -> Procedure:
    """The procedure in this edition, read once. Raises the engine's PackError."""
    return read_pack(f"{procedure}/{edition}")


def moves_of(procedure: str, edition: str) -> Moves:
    """What that pack says of cases that come to it from another procedure. Raises the engine's PackError."""
    return read_moves(pack(procedure, edition))
