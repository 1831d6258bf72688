"""Giving a case to another officer or team: what is asked, whether it can be, and the fact that says so.

    record.assign(case.pk, Assigning(team=south, officer=ann, reason="The family moved"), bea, on, key=key)

`record.assign` puts these in their order. Nobody is told by Heard: the page says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from heard.authority.models import Team
from heard.cases.entries import Entry
from heard.cases.models import Case
from heard.cases.outcome import Invalid
from heard.people.access import reach
from heard.people.models import Person
from heard.people.roles import COMPLAINTS_TEAM

ASSIGNED = "case.assigned"
LONGEST_REASON = 500


@dataclass(frozen=True, slots=True)
class Assigning:
    """Who is to have a case: its team and its officer (None for nobody yet), and why. `seen` as for an Entry."""

    team: Team | None
    officer: Person | None
    reason: str = ""
    seen: int | None = None


def entry(case: Case, asked: Assigning, on: date) -> Entry:
    """The fact to be recorded: who has the case now and who had it, in words. Raises Invalid."""
    team, officer = asked.team, asked.officer
    if (team, officer) == (case.team, case.officer):
        raise Invalid(
            {"": _("Nothing is different. Choose another team or officer, or go back to the case.")}
        )
    if team is not None and team.authority_id != case.authority_id:
        raise Invalid({"team": _("Choose a team of this council.")})
    if officer is not None and officer != case.officer and not may_have(officer, case, on):
        raise Invalid({"officer": _("Choose somebody who is in the complaints team today.")})
    reason = asked.reason.replace("\x00", "").strip()
    if len(reason) > LONGEST_REASON:
        raise Invalid({"reason": _("Shorten this to %(most)s characters.") % {"most": LONGEST_REASON}})
    answers = {
        "team": team.name if team else "",
        "officer": officer.name if officer else "",
        "team_before": case.team.name if case.team else "",
        "officer_before": case.officer.name if case.officer else "",
        "reason": reason,
    }
    return Entry(ASSIGNED, on, answers)


def may_have(person: Person, case: Case, on: date) -> bool:
    """Whether the person can be the officer of a case: somebody of its council's complaints team on the day."""
    own = person.is_active and person.authority_id == case.authority_id
    return own and bool(reach(person, on).everywhere & COMPLAINTS_TEAM)


def take_up(case: Case, asked: Assigning) -> None:
    """Let the case be with the new team and officer."""
    case.team, case.officer = asked.team, asked.officer
    case.save(update_fields=["team", "officer"])
