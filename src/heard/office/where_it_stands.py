"""Where a case stands, in one sentence, and the strip of its stages.

    sentence(standing)     -> "Next: Answer the complaint. The team manager owes it by Monday 17 November 2025."

It retells the standing and decides nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from heard.design.dates import day
from heard.engine import DutyState, Standing, first_owed
from heard.office.duties_shown import role_title


@dataclass(frozen=True, slots=True)
class Step:
    """A stage in the strip: done, here or ahead."""

    title: str
    state: str


def steps(standing: Standing) -> list[Step]:
    """The stages of the procedure, as far as the case has come."""
    ids = [stage.id for stage in standing.procedure.stages]
    at = ids.index(standing.stage.id) if standing.stage else -1
    return [
        Step(stage.title, _state(number, at, standing.closed))
        for number, stage in enumerate(standing.procedure.stages)
    ]


def _state(number: int, at: int, closed: bool) -> str:
    if number < at or (number == at and closed):
        return "done"
    return "here" if number == at else "ahead"


def sentence(standing: Standing) -> str:
    """The sentence under the case's name."""
    late = sum(d.state == DutyState.OVERDUE and d.rule.beside is None for d in standing.duties)
    begins = [_("The complaint is closed.")] if standing.closed else []
    if late > 1:
        begins.append(_("%(n)s things are overdue.") % {"n": late})
    return " ".join([*begins, _next(standing)]).strip()


def _next(standing: Standing) -> str:
    duty = first_owed(standing)
    if duty is None:
        return "" if standing.closed else _("Nothing is owed at the moment.")
    said = {
        "what": duty.rule.title,
        "who": role_title(duty.owed_by, standing).lower(),
        "day": day(duty.due),
    }
    if duty.state == DutyState.HELD:
        return _("The clock is stopped. Next: %(what)s. The %(who)s owes it.") % said
    if duty.due is None:
        return _("Next: %(what)s. The %(who)s owes it as soon as possible.") % said
    if duty.state == DutyState.OVERDUE:
        return _("Overdue: %(what)s. The %(who)s owed it by %(day)s.") % said
    return _("Next: %(what)s. The %(who)s owes it by %(day)s.") % said
