"""What cases may be moved to: another edition of a procedure, of the bank holidays, or of the council's closure days.

    Change("calendar", "2027-01-05").to(held(case))        the case's editions, with that one changed
    named("procedure/leicestershire/2026-04-01", council)  from an address or a command

Only what is stored, and for a procedure adopted, can be named. Which cases it concerns is `previewing.py`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from heard.authority.adopted import pack
from heard.authority.closures import Closures
from heard.authority.models import Authority
from heard.cases.editions import Held
from heard.engine import PackError, calendar_editions, calendar_names

PROCEDURE, CALENDAR, CLOSURES = "procedure", "calendar", "closures"


class NoSuchChange(ValueError):
    """There is no such edition to move to. Its text says what to do instead."""


@dataclass(frozen=True, slots=True)
class Change:
    """What is to be another edition (`kind`), and which (`target`): "leicestershire/2026-04-01", "2027-01-05", "3"."""

    kind: str
    target: str

    def __str__(self) -> str:
        return f"{self.kind}/{self.target}"

    @property
    def procedure(self) -> str:
        """The name of the procedure whose cases are concerned; "" where those of every procedure are."""
        return self.target.partition("/")[0] if self.kind == PROCEDURE else ""

    @property
    def edition(self) -> str:
        """The edition alone."""
        return self.target.rpartition("/")[2]

    def to(self, kept: Held) -> Held:
        """The editions that a case would keep that keeps these now. Of another procedure: the same."""
        if self.kind == CALENDAR:
            return replace(kept, calendar=self.target)
        if self.kind == CLOSURES:
            return replace(kept, closures=int(self.target))
        return replace(kept, edition=self.edition) if kept.procedure == self.procedure else kept

    def title(self) -> str:
        """What is changed, in words for a heading."""
        if self.kind == CALENDAR:
            return _("Bank holidays, edition %(edition)s") % {"edition": self.target}
        if self.kind == CLOSURES:
            return _("Closure days of the council, edition %(edition)s") % {"edition": self.target}
        words = {"title": pack(self.procedure, self.edition).title, "edition": self.edition}
        return _("%(title)s, edition %(edition)s") % words


def named(words: str, authority: Authority) -> Change:
    """The change that an address or a command names, if it can be made there. Raises NoSuchChange."""
    kind, _slash, target = words.partition("/")
    change = Change(kind, target)
    if kind == CALENDAR:
        _check_calendar(target)
    elif kind == CLOSURES:
        newest = Closures(authority).newest
        if (
            not (target.isascii() and target.isdecimal())
            or int(target) > newest
            or str(int(target)) != target
        ):
            raise NoSuchChange(
                _("The newest edition of the closure days is %(newest)s.") % {"newest": newest}
            )
    elif kind == PROCEDURE:
        _check_procedure(change, authority)
    else:
        raise NoSuchChange(
            _("Say what is to change: calendar/EDITION, closures/NUMBER, or procedure/NAME/EDITION.")
        )
    return change


def _check_calendar(edition: str) -> None:
    stored = {one for name in calendar_names() for one in calendar_editions(name)}
    if edition not in stored:
        raise NoSuchChange(
            _("No bank holidays are stored in edition “%(edition)s”. There are: %(stored)s.")
            % {"edition": edition, "stored": ", ".join(sorted(stored))}
        )


def _check_procedure(change: Change, authority: Authority) -> None:
    adopted = authority.adopted.filter(procedure=change.procedure, edition=change.edition)
    if not adopted.exists():
        raise NoSuchChange(
            _("%(council)s has not adopted %(target)s. Adopt it first: cases move only to what new ones begin under.")
            % {"council": authority.name, "target": change.target}
        )  # fmt: skip
    try:
        pack(change.procedure, change.edition)
    except PackError as problem:
        raise NoSuchChange(str(problem)) from problem
