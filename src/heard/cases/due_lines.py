"""Which lines of the index of due days a standing asks for, with everything that a row of the worklist shows.

    lines(case, standing)     -> [Due(kind="duty", rule="stage-1-response", due=date(2025, 11, 17), ...), ...]

A duty beside another is a second day for the same act and gets no line; except the last lawful day
(`beside_as: limit`), whose line `is_limit` and is shown only once that day has passed. Saving them is
`due.py`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from heard.cases.models import Case, Due
from heard.engine import ChaserState, DutyStanding, DutyState, RightState, Standing

WAITING = (DutyState.OWED, DutyState.OVERDUE, DutyState.HELD)
COMING = (ChaserState.COMING, ChaserState.TO_SEND)


def lines(case: Case, standing: Standing) -> list[Due]:
    """The lines of a case, unsaved. An open case in which nothing is owed has one that says so, a closed one too."""
    found = [*_duties(case, standing), *_chasers(case, standing), *_rights(case, standing)]
    if not any(line.kind == Due.DUTY and not line.is_limit for line in found):
        found.append(_line(case, standing, kind=Due.CLOSED if standing.closed else Due.QUIET))
    return found


def _duties(case: Case, standing: Standing) -> Iterator[Due]:
    for duty in standing.duties:
        if duty.state not in WAITING or _second_line(duty):
            continue
        yield _line(
            case,
            standing,
            kind=Due.DUTY,
            rule=duty.id,
            title=duty.rule.title,
            owed_by=duty.rule.owed_by,
            due=duty.due,
            state="held" if duty.state == DutyState.HELD else "owed",
            is_limit=duty.rule.beside is not None,
        )


def _second_line(duty: DutyStanding) -> bool:
    return duty.rule.beside is not None and duty.rule.beside_as != "limit"


def _chasers(case: Case, standing: Standing) -> Iterator[Due]:
    """Chasers that have a day, whether it has come or not: which it is follows from the day on which one asks."""
    for chaser in standing.chasers:
        if chaser.state in COMING and chaser.on is not None:
            to = chaser.rule.to[0] if chaser.rule.to else ""
            yield _line(
                case,
                standing,
                kind=Due.CHASER,
                rule=chaser.id,
                title=chaser.rule.title,
                owed_by=to,
                due=chaser.on,
            )


def _rights(case: Case, standing: Standing) -> Iterator[Due]:
    for right in standing.rights:
        if right.state == RightState.OPEN and right.closes is not None:
            yield _line(
                case,
                standing,
                kind=Due.RIGHT,
                rule=right.id,
                title=right.rule.title,
                owed_by=right.rule.held_by,
                due=right.closes.date,
            )


def _line(case: Case, standing: Standing, **more: str | bool | date | None) -> Due:
    owed_by = str(more.get("owed_by") or "")
    role = standing.procedure.roles.get(owed_by)
    return Due(
        authority_id=case.authority_id,
        case_id=case.pk,
        reference=case.reference,
        complainant_name=case.complainant.name,
        child_name=case.child.name if case.child else "",
        team_id=case.team_id,
        team_name=case.team.name if case.team else "",
        officer_id=case.officer_id,
        officer_name=case.officer.name if case.officer else "",
        procedure=case.procedure,
        stage=standing.stage.id if standing.stage else "",
        stage_title=standing.stage.title if standing.stage else "",
        owed_by_title=role.title if role else owed_by.replace("_", " ").capitalize(),
        **more,
    )
