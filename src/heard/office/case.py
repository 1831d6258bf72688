"""The page of a case: where it stands, what is owed next and why, what the complainant may ask for, what has happened.

    /cases/LC-2025-0042/

Everything on it is worked out when it is opened: from the standing, which is the engine's, and from the timeline.
"""

from __future__ import annotations

from dataclasses import dataclass
from uuid import uuid4

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from heard.cases import history
from heard.cases import standing as standings
from heard.cases.models import Case
from heard.engine import ChaserState, DutyStanding, Standing
from heard.files.models import Opening
from heard.office import (
    belongs_shown,
    duties_shown,
    letters_shown,
    may_be_recorded,
    move_procedure_shown,
    rights_shown,
    timeline_shown,
    where_it_stands,
)
from heard.office.case_opened import keep_opening
from heard.office.complaint_form import CONTACT, FORMATS, in_words
from heard.office.duties_shown import DONE, OPEN
from heard.office.entry import CASE, CaseVisit, entry
from heard.office.involved import age, involved
from heard.office.why_told import cited
from heard.people.access import ASSIGN, MOVE, STRIKE, WRITE_LETTER, permits, roles_on

_CHASERS = (ChaserState.TO_SEND, ChaserState.COMING, ChaserState.SENT)


@dataclass(frozen=True, slots=True)
class ChaserShown:
    """A chaser that was sent or is to come, with who it goes to in words."""

    id: str
    title: str
    state: str
    day: object
    to: str
    copied: str


@require_safe
@entry(CASE)
def case_page(visit: CaseVisit) -> HttpResponse:
    case, on = visit.case, visit.on
    rows = history.rows_of(case)
    standing = standings.of(case, on, rows)
    people = involved(case, standing, on)
    roles = roles_on(visit.person, case, on)
    kept = letters_shown.of_case(case)
    options = may_be_recorded.options(standing, roles)
    rights = rights_shown.shown(standing)
    context = {
        "case": case,
        "reason": keep_opening(visit, Opening.CASE, roles),
        "on": on,
        "standing": standing,
        "procedure": standing.procedure,
        "sentence": where_it_stands.sentence(standing),
        "steps": where_it_stands.steps(standing),
        "owed": duties_shown.shown(standing, people.names, OPEN),
        "done": _latest_done(standing),
        "belongs": belongs_shown.shown(standing),
        "rights": [one for one in rights if not one.later],
        "later": [one for one in rights if one.later],
        "warnings": [(warning, cited(warning.cites, standing.procedure)) for warning in standing.warnings],
        "holds": [(hold, cited(hold.rule.cites, standing.procedure)) for hold in standing.holds],
        "chasers": _chasers(standing),
        "letters": letters_shown.on_case_page(case, standing, kept),
        "drafts": {one.template: one.pk for one in kept[0] if one.procedure == case.procedure},
        "may_assign": bool(permits(roles, ASSIGN)),
        "may_move": bool(permits(roles, MOVE)),
        "ways": move_procedure_shown.ways(case, standing),
        "channel": _channel(case, standing),
        "may_write": bool(permits(roles, WRITE_LETTER)),
        "key": uuid4().hex,
        "options": options,
        "may_record": options.kinds,
        "happened": timeline_shown.shown(case, rows, may_strike=bool(permits(roles, STRIKE))),
        "people": people,
        "contact_by": in_words(CONTACT, case.complainant.contact_by),
        "format": in_words(FORMATS, case.complainant.format),
        "age": age(case.child.born, on) if case.child else None,
    }
    return render(visit.request, "office/case.html", context)


def _latest_done(standing: Standing) -> list[DutyStanding]:
    """What was owed and is done, the last first."""
    done = [duty for duty in standing.duties if duty.state in DONE and duty.met_on and not duty.rule.beside]
    return sorted(done, key=lambda one: (one.met_on or standing.on, one.due or standing.on), reverse=True)


def _chasers(standing: Standing) -> list[ChaserShown]:
    found = [chaser for chaser in standing.chasers if chaser.state in _CHASERS]
    return [
        ChaserShown(
            id=chaser.id,
            title=chaser.rule.title,
            state=str(chaser.state),
            day=chaser.sent_on or chaser.on,
            to=_roles(chaser.rule.to, standing),
            copied=_roles(chaser.rule.copied, standing),
        )
        for chaser in sorted(found, key=lambda one: (one.on is None, one.on))
    ]


def _channel(case: Case, standing: Standing) -> str:
    """How the complaint came, in the words of the pack's choice."""
    asked = standing.procedure.facts[standing.procedure.begins_with].question("channel")
    return asked.choices.get(case.channel, case.channel) if asked else case.channel


def _roles(roles: tuple[str, ...], standing: Standing) -> str:
    return ", ".join(duties_shown.role_title(role, standing).lower() for role in roles)
