"""Parts in one case: who may be given which, what is checked first, and the facts that say so.

    record.give_part(case.pk, Giving("independent_person", bea, monday, None), ann, on, key=key)

A part opens this case alone, from its first day until the day before it ends. The part of the person complained about
closes it to them instead, whatever else they hold. `record` puts these steps in their order.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from heard.authority.adopted import pack
from heard.authority.today import in_full
from heard.cases.entries import Entry
from heard.cases.models import Case, CaseRole
from heard.cases.outcome import Invalid
from heard.engine import Procedure
from heard.people.access import current
from heard.people.models import Person
from heard.people.roles import COMPLAINED_ABOUT, EMERGENCY, ROLES, TAKEN_BACK

GIVEN, ENDED = "part.given", "part.ended"
OF_NOBODY = frozenset({"complainant", EMERGENCY, COMPLAINED_ABOUT, TAKEN_BACK})
LONGEST_REASON = 500
APART = frozenset({"investigating_officer", "independent_person"})
"""One person cannot have two of these in one case."""


@dataclass(frozen=True, slots=True)
class Outsider:
    """Somebody from outside who has no account yet: their name and e-mail address (`outsiders.py`)."""

    name: str
    email: str


@dataclass(frozen=True, slots=True)
class Giving:
    """Who is given which part, from which day; `to_date` is the first day without it, None for no end yet.

    `reason` is needed where the procedure's own record of the appointment does not name them. `seen` as for an Entry.
    """

    role: str
    person: Person | Outsider
    from_date: date
    to_date: date | None = None
    reason: str = ""
    seen: int | None = None


@dataclass(frozen=True, slots=True)
class Ending:
    """Which part ends (its number), on which day (the first without it), and why. `seen` as for an Entry."""

    part: int
    day: date
    reason: str = ""
    seen: int | None = None


def built_in() -> dict[str, str]:
    """The parts that every case has, whatever its procedure calls people."""
    return {
        "investigating_officer": _("Investigating officer"),
        "independent_person": _("Independent person"),
        "panel_chair": _("Chair of the review panel"),
        "panel_member": _("Member of the review panel"),
        "advocate": _("Advocate"),
        "representative": _("Representative"),
    }


def title(role: str, procedure: Procedure) -> str:
    """A role in a case, in the words of its procedure, else in ours."""
    ours = {
        COMPLAINED_ABOUT: _("Person complained about"),
        TAKEN_BACK: _("Named as complained about, taken back"),
        EMERGENCY: _("Emergency access"),
    }
    if role in ours:
        return ours[role]
    known = procedure.roles.get(role)
    return known.title if known else built_in().get(role, str(ROLES.get(role, role)))


def offered(procedure: Procedure) -> dict[str, str]:
    """The parts that can be given in a case: of its procedure those that no post gives, and those of every case."""
    theirs = [id for id, role in procedure.roles.items() if id not in ROLES and not role.body]
    ids = dict.fromkeys([*theirs, *built_in()])
    return {id: title(id, procedure) for id in ids if id not in OF_NOBODY}


def of_case(case: Case) -> list[CaseRole]:
    """Every part that anybody has or had in the case, the latest first. One query."""
    return list(case.roles.select_related("person").order_by("-from_date", "-pk"))


def given(case: Case, asked: Giving, on: date) -> Entry:
    """The fact that a part is given. Raises Invalid where it cannot be."""
    procedure = pack(case.procedure, case.edition)
    reason = _reason(asked.reason)
    person = _known(asked)
    if asked.role == COMPLAINED_ABOUT:
        _check_complained_about(case, person)
        return Entry(GIVEN, on, {"role": asked.role, "reason": reason})
    if asked.role not in offered(procedure):
        raise Invalid({"role": _("Choose one of the parts that this procedure has.")})
    _check_days(case, asked, on)
    _check_person(case, asked)
    answers = {
        "role": asked.role,
        "name": person.name,
        "from": asked.from_date,
        "until": asked.to_date or "",
        "reason": reason,
    }
    return Entry(GIVEN, on, answers)


def ended(case: Case, part: CaseRole, asked: Ending, on: date) -> Entry:
    """The fact that a part ends, or that somebody is not complained about after all. Raises Invalid."""
    reason = _reason(asked.reason)
    if part.role == COMPLAINED_ABOUT:
        if not reason:
            raise Invalid({"reason": _("Say why this person is not complained about after all.")})
        return Entry(ENDED, on, {"role": part.role, "reason": reason})
    if part.to_date is not None and part.to_date <= asked.day:
        words = {"day": in_full(part.to_date)}
        raise Invalid(
            {"day": _("This part ends on %(day)s already. Choose an earlier day, or leave it.") % words}
        )
    if asked.day < max(part.from_date, on):
        raise Invalid({"day": _("Choose today or a later day, not before the part begins.")})
    answers = {"role": part.role, "name": part.person.name, "until": asked.day, "reason": reason}
    return Entry(ENDED, on, answers)


def found(case: Case, part: int) -> CaseRole:
    """The part with this number in the case, still held or to come. Raises Invalid."""
    one = (
        case.roles.select_related("person").filter(pk=part).exclude(role__in=[TAKEN_BACK, EMERGENCY]).first()
    )
    if one is None:
        raise Invalid({"": _("There is no such part in this case. Open the page again.")})
    return one


def take_up(case: Case, asked: Giving) -> None:
    """Let the person have the part."""
    days = {"from_date": asked.from_date, "to_date": asked.to_date}
    CaseRole.objects.create(case=case, role=asked.role, person=_known(asked), **days)


def give_up(part: CaseRole, asked: Ending, on: date) -> None:
    """Let the part end, or stop being what keeps somebody out."""
    if part.role == COMPLAINED_ABOUT:
        part.role, part.to_date = TAKEN_BACK, max(on, part.from_date)
        part.save(update_fields=["role", "to_date"])
        return
    part.to_date = max(asked.day, part.from_date)
    part.save(update_fields=["to_date"])


def _reason(words: str) -> str:
    reason = words.replace("\x00", "").strip()
    if len(reason) > LONGEST_REASON:
        raise Invalid({"reason": _("Shorten this to %(most)s characters.") % {"most": LONGEST_REASON}})
    return reason


def _known(asked: Giving) -> Person:
    """Whoever is to have the part, with an account."""
    if isinstance(asked.person, Outsider):
        raise TypeError("An outsider is given an account first: heard.cases.outsiders.")
    return asked.person


def _check_complained_about(case: Case, person: Person) -> None:
    if person.authority_id != case.authority_id:
        raise Invalid({"who": _("Choose somebody of this council's staff.")})
    if case.roles.filter(person=person, role=COMPLAINED_ABOUT).exists():
        raise Invalid({"who": _("This person is named already. They cannot see the complaint.")})


def _check_days(case: Case, asked: Giving, on: date) -> None:
    if asked.from_date < case.opened_on:
        words = {"day": in_full(case.opened_on)}
        raise Invalid(
            {"from_date": _("The complaint was received on %(day)s. Choose that day or later.") % words}
        )
    if asked.to_date is not None and asked.to_date <= max(asked.from_date, on):
        raise Invalid({"last_day": _("The last day is today or later, and not before the first.")})


def _check_person(case: Case, asked: Giving) -> None:
    """Raises Invalid where this person cannot have this part."""
    person = _known(asked)
    if person.authority_id != case.authority_id or not person.is_active:
        raise Invalid({"who": _("Choose somebody with an open account at this council, or add them.")})
    theirs = list(case.roles.filter(person=person))
    if any(one.role == COMPLAINED_ABOUT for one in theirs):
        raise Invalid({"who": _("This person is complained about here, and can have no part in it.")})
    held = {one.role for one in case.roles.filter(current(asked.from_date), person=person)}
    if asked.role in held:
        raise Invalid({"who": _("They have this part already. End it first if its days change.")})
    if asked.role in APART and held & APART:
        raise Invalid(
            {"who": _("One person cannot both investigate and be the independent person. Choose another.")}
        )
