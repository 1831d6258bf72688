"""Whether the people who act, and the panel, are as the procedure wants them; and whether the complaint belongs here.

Example: check_state(procedure.checks["panel-of-three"], view) is CheckState.NOT_MET while two people are named.
A check that bars keeps certain facts from being recorded; one that warns or advises only says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from heard.engine.clocks import View
from heard.engine.conditions import holds
from heard.engine.procedure import Check, Eligibility, OfRule


class CheckState(StrEnum):
    """How far a check has come."""

    NOT_YET = "not yet"
    MET = "met"
    NOT_MET = "not met"


# Looked up once, as in `duties`.
NOT_YET, MET, NOT_MET = CheckState


@dataclass(slots=True)
class CheckStanding(OfRule):
    """One check as it stands."""

    rule: Check
    state: CheckState


def check_state(check: Check, view: View) -> CheckState:
    """Whether what must hold does, from the time that it is looked at."""
    if check.when is not None and not holds(check.when, view, check.law):
        return NOT_YET
    return MET if holds(check.must, view, check.law) else NOT_MET


def check_standings(view: View) -> tuple[CheckStanding, ...]:
    """Every check of the procedure as it stands on the view's day."""
    return tuple(CheckStanding(check, check_state(check, view)) for check in view.procedure.checks.values())


def eligibility_showing(view: View) -> tuple[Eligibility, ...]:
    """What the procedure says of this complaint: which of its rules on who may complain of what apply."""
    return tuple(rule for rule in view.procedure.eligibility.values() if holds(rule.when, view, rule.law))
