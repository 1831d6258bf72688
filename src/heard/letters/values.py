"""What the fields of a letter are filled with from the case, and whom it is from and to.

    values(case, template, on)["received_on"]     -> "Monday 3 November 2025"

A field for which the case has nothing is left out, so that it stays to be seen in the letter and nobody sends it
empty. The writer's own words for a letter are not known here.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import date

from django.utils.translation import gettext as _

from heard.authority.adopted import pack
from heard.authority.today import in_full
from heard.cases import timeline
from heard.cases.editions import calendar_of
from heard.cases.models import Case
from heard.engine import CalendarEnds, LetterTemplate, Procedure, letter_days
from heard.letters.blocks import Letterhead
from heard.letters.characters import one_line
from heard.people.access import roles_on
from heard.people.roles import ROLES

OMBUDSMAN = "Local Government and Social Care Ombudsman\nwww.lgo.org.uk\n0300 061 0614"


def values(case: Case, template: LetterTemplate, on: date) -> dict[str, str]:
    """The words for each field that the case can fill on the day. Three queries."""
    procedure, facts = pack(case.procedure, case.edition), timeline.read(case)
    received = facts.first(procedure.begins_with)
    days = {"received_on": received.date if received else case.opened_on, "today": on}
    with suppress(CalendarEnds):  # a day beyond the stored calendar is not known
        days |= letter_days(procedure, template, facts, calendar_of(case), on)
    found = {**_names(case), **dict(_officer(case, procedure, on)), "ombudsman": OMBUDSMAN}
    found |= {name: in_full(day) for name, day in days.items()}
    return {name: words for name, words in found.items() if words.strip()}


def letterhead(case: Case, on: date) -> Letterhead:
    """Who writes, to whom, on which day. The letter goes to the complainant, whoever else is told of it."""
    return Letterhead(
        authority=case.authority.name,
        authority_address=(case.authority.address,),
        recipient=(case.complainant.name, case.complainant.address),
        dated=on,
        reference=case.reference,
        contact=(case.authority.contact,),
    )


def _names(case: Case) -> dict[str, str]:
    return {
        "complainant": one_line(case.complainant.name),
        "child": one_line(case.child.name) if case.child else "",
        "reference": case.reference,
        "authority": one_line(case.authority.name),
        "authority_address": case.authority.address,
        "authority_contact": case.authority.contact,
        "team": one_line(case.team.name) if case.team else "",
        "advocate": one_line(case.complainant.advocate_name),
    }


def _officer(case: Case, procedure: Procedure, on: date) -> Iterator[tuple[str, str]]:
    """Whoever the case is given to, and the first of the roles that they hold on it today."""
    if case.officer is None:
        return
    yield "officer", one_line(case.officer.name)
    held = roles_on(case.officer, case, on)
    order = [role for role in ROLES if role in held] + sorted(held - set(ROLES))
    if order:
        known = procedure.roles.get(order[0])
        yield "officer_role", known.title if known else str(ROLES.get(order[0], _("Officer")))
