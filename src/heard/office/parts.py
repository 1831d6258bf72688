"""Who has a part in a case: those who investigate, who are independent, who sit on the panel, who is complained about.

    /cases/LC-2025-0042/people/

Everybody who sees the case sees who works on it. Who is complained about is named to the complaints team alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from heard.authority.adopted import pack
from heard.authority.today import in_full
from heard.cases import appointed, holders, timeline
from heard.cases import parts as parts_of
from heard.cases import standing as standings
from heard.cases.models import Case, CaseRole
from heard.engine import FactKind, Procedure, Standing, Timeline
from heard.office import belongs_shown
from heard.office.entry import CASE, CaseVisit, entry
from heard.people.access import GIVE_PART, TAKE_BACK, permits, roles_on
from heard.people.roles import COMPLAINED_ABOUT, TAKEN_BACK


@dataclass(frozen=True, slots=True)
class PartShown:
    """A part as the page lists it: what it is, whose, from when until when in words, and whether it can be ended."""

    part: CaseRole
    title: str
    name: str
    days: str
    is_over: bool
    may_end: bool


@require_safe
@entry(CASE)
def parts(visit: CaseVisit) -> HttpResponse:
    case, on = visit.case, visit.on
    roles = roles_on(visit.person, case, on)
    gives = bool(permits(roles, GIVE_PART))
    standing = standings.of(case, on)
    shown = [_shown(one, visit, gives, bool(permits(roles, TAKE_BACK))) for one in parts_of.of_case(case)]
    context = {
        "case": case,
        "gives": gives,
        "now": [one for one in shown if not one.is_over],
        "over": [one for one in shown if one.is_over],
        "checks": belongs_shown.shown(standing).checks,
        "unrecorded": unrecorded(case, standing) if gives else [],
        "take_over": who_could_take_over(case, on) if gives and not case.officer else [],
    }
    return render(visit.request, "office/people/parts.html", context)


def who_could_take_over(case: Case, on: date) -> list[str]:
    """Who of the complaints team could be the officer of the case, the person complained about left out."""
    found = holders.of_each(case, ["complaints_officer", "complaints_manager"], on)
    return list(dict.fromkeys(person.name for people in found.values() for person in people))


def unrecorded(case: Case, standing: Standing) -> list[tuple[str, FactKind, bool]]:
    """The parts whose holder the procedure's own record does not name: their titles, the fact, may it be recorded."""
    known, procedure = timeline.read(case), standing.procedure
    found = []
    for one in parts_of.of_case(case):
        naming = _unnamed(one, procedure, known)
        if naming and (one.to_date is None or one.to_date > standing.on):
            title = parts_of.title(one.role, procedure)
            found.append((title, naming.kind, naming.kind.id in standing.permitted))
    return found


def _unnamed(one: CaseRole, procedure: Procedure, known: Timeline) -> appointed.Naming | None:
    naming = appointed.named_by(one.role, procedure)
    if naming is None or appointed.is_named(one.person.name, naming, known):
        return None
    return naming


def _shown(one: CaseRole, visit: CaseVisit, gives: bool, takes_back: bool) -> PartShown:
    about = one.role in (COMPLAINED_ABOUT, TAKEN_BACK)
    over = one.role == TAKEN_BACK or (
        one.role != COMPLAINED_ABOUT and one.to_date is not None and one.to_date <= visit.on
    )
    may_end = takes_back if one.role == COMPLAINED_ABOUT else gives and one.role in _endable(visit.case)
    return PartShown(
        part=one,
        title=parts_of.title(one.role, pack(visit.case.procedure, visit.case.edition)),
        name=one.person.name if gives or not about else _("Named to the complaints team alone"),
        days=_days(one),
        is_over=over,
        may_end=may_end and not over,
    )


def _endable(case: Case) -> set[str]:
    return set(parts_of.offered(pack(case.procedure, case.edition)))


def _days(one: CaseRole) -> str:
    words = {"first": in_full(one.from_date)}
    if one.role == COMPLAINED_ABOUT:
        return _("Sees nothing of this complaint, since %(first)s") % words
    if one.to_date is None:
        return _("From %(first)s, no end yet") % words
    if one.role == TAKEN_BACK or one.to_date <= one.from_date:
        return _("From %(first)s, ended") % words
    words["last"] = in_full(one.to_date - timedelta(days=1))
    return _("From %(first)s until %(last)s") % words
