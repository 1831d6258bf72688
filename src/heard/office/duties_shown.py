"""The duties of a case as its page shows them: whose, by when, the law's day beside, the last lawful day, and why.

    shown(standing, names)[0].seconds     -> [Second("The law's own day", ...), Second("Last day ...", ...)]

What is owed is the standing's to say; this puts days that belong together side by side.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from heard.engine import DutyStanding, DutyState, FactKind, Standing
from heard.office.why_told import Told, told

OPEN = (DutyState.OVERDUE, DutyState.OWED, DutyState.HELD)
DONE = (DutyState.MET, DutyState.MET_LATE, DutyState.EXCUSED)


@dataclass(frozen=True, slots=True)
class Second:
    """Another day for the same act: the law's own, the last lawful one, or one counted another way."""

    title: str
    duty: DutyStanding
    why: Told

    @property
    def asked(self) -> str:
        """What opens the working of this day: "Why 1 December?"."""
        return _("Why %(day)s?") % {"day": date_format(self.why.date or "", "j F")}


@dataclass(frozen=True, slots=True)
class DutyShown:
    """One duty and everything that stands beside it."""

    duty: DutyStanding
    owed_by: str
    why: Told
    seconds: tuple[Second, ...]
    done_by: tuple[FactKind, ...]  # the facts that do it, then those that give it more time
    letter_records: str

    @property
    def letter_may_go(self) -> bool:
        """Whether the letter that does this may be issued now."""
        return any(kind.id == self.letter_records for kind in self.done_by)

    @property
    def id(self) -> str:
        return self.duty.id

    @property
    def title(self) -> str:
        return self.duty.rule.title

    @property
    def state(self) -> str:
        return str(self.duty.state)

    @property
    def due(self) -> date | None:
        return self.duty.due


def shown(
    standing: Standing, names: Mapping[str, str], states: Collection[DutyState] = tuple(DutyState)
) -> list[DutyShown]:
    """Every duty in one of the states but those that stand beside another, the next due first.

    `names` says who holds each role. The working of each day is worked out here, so ask only for what is shown.
    """
    beside: dict[str, list[DutyStanding]] = {}
    for duty in standing.duties:
        if duty.rule.beside is not None:
            beside.setdefault(duty.rule.beside, []).append(duty)
    found = [
        _shown(duty, beside.get(duty.id, []), standing, names)
        for duty in standing.duties
        if duty.rule.beside is None and duty.state in states
    ]
    return sorted(found, key=lambda one: (one.due is None, one.due or date.max))


def role_title(role: str, standing: Standing) -> str:
    """A role in words, as the procedure names it."""
    found = standing.procedure.roles.get(role)
    return found.title if found else role.replace("_", " ").capitalize()


def _shown(
    duty: DutyStanding, beside: list[DutyStanding], standing: Standing, names: Mapping[str, str]
) -> DutyShown:
    title, name = role_title(duty.owed_by, standing), names.get(duty.owed_by, "")
    return DutyShown(
        duty=duty,
        owed_by=_("%(role)s (%(name)s)") % {"role": title, "name": name} if name else title,
        why=told(duty.rule.title, duty.day, duty.cites, standing.procedure),
        seconds=tuple(_seconds(duty, beside, standing)),
        done_by=tuple(
            standing.procedure.facts[kind] for kind in _done_or_extended(duty) if kind in standing.permitted
        ),
        letter_records=_recorded_by_letter(duty, standing),
    )


def _done_or_extended(duty: DutyStanding) -> tuple[str, ...]:
    """The facts that do the duty, then those that give it more time."""
    extended = (one.by for one in duty.rule.due.extensions) if duty.rule.due else ()
    return tuple(dict.fromkeys((*duty.rule.met_by, *extended)))


def _recorded_by_letter(duty: DutyStanding, standing: Standing) -> str:
    """The fact that the duty's letter records, or ""."""
    letter = standing.procedure.letters.get(duty.rule.letter or "")
    return letter.records if letter else ""


def _seconds(duty: DutyStanding, beside: list[DutyStanding], standing: Standing) -> list[Second]:
    found = []
    law = duty.statutory
    if law is not None and law.due is not None and law.due != duty.due:
        title = _("The law's own day")
        found.append(Second(title, law, told(title, law.day, law.cites, standing.procedure)))
    for other in beside:
        same = other.due == duty.due and other.rule.beside_as != "limit"
        if other.due is not None and not same and other.state != DutyState.EXCUSED:
            title = other.rule.title
            found.append(Second(title, other, told(title, other.day, other.cites, standing.procedure)))
    return sorted(found, key=lambda second: second.duty.due or date.max)
