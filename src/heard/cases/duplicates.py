"""Complaints that may be the same as one about to be logged: shown with reasons, for a person to judge.

    find(Likeness(complainant_name="Jo Made-Up", child_name="Sam Made-Up", child_born=day), ann, on)

Only cases that the person may see, received within twelve months, are looked at. Nothing is joined or
stopped.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import F, FloatField, Func, Q, TextField, Value
from django.utils.translation import gettext as _

from heard.cases import seen
from heard.cases.models import Case
from heard.people.models import Person

ALIKE = 0.45
"""Share of three-letter pieces that two names have in common, from which on they are called alike."""
BACK = timedelta(days=366)
MOST = 10
SHORTEST_NUMBER = 6


@dataclass(frozen=True, slots=True)
class Likeness:
    """What is known of the complaint that is being logged. Empty where it is not known."""

    complainant_name: str = ""
    email: str = ""
    phone: str = ""
    child_name: str = ""
    child_born: date | None = None

    @property
    def digits(self) -> str:
        """The telephone number as it is compared: its figures alone, where there are enough of them."""
        figures = re.sub(r"[^0-9]", "", self.phone)
        return figures if len(figures) >= SHORTEST_NUMBER else ""


@dataclass(frozen=True, slots=True)
class Possible:
    """A case that may be the same complaint, and why: "Same child: Sam Made-Up, born 3 May 2014"."""

    case: Case
    reasons: tuple[str, ...]


def find(like: Likeness, person: Person, on: date) -> list[Possible]:
    """Up to ten possible duplicates, those with most reasons first. Two queries."""
    found = (
        seen.cases(person, on)
        .filter(opened_on__gte=on - BACK)
        .annotate(
            complainant_alike=_alike("complainant__name", like.complainant_name),
            child_alike=_alike("child__name", like.child_name),
        )
        .filter(_wanted(like))
        .select_related("complainant", "child", "team", "officer")
        .order_by("-opened_on", "-pk")[: MOST * 5]
    )
    possible = [Possible(case, tuple(_reasons(case, like))) for case in found]
    return sorted(possible, key=lambda one: -len(one.reasons))[:MOST]


def _alike(field: str, name: str) -> Func | Value:
    """How like a stored name is to the given one, from 0 to 1; accents and capitals make no difference."""
    if not name.strip():
        return Value(0.0, output_field=FloatField())
    stored, given = (
        Func(words, function="unaccent", output_field=TextField()) for words in (F(field), Value(name))
    )
    return Func(stored, given, function="similarity", output_field=FloatField())


def _wanted(like: Likeness) -> Q:
    wanted = Q(complainant_alike__gte=ALIKE) | Q(child_alike__gte=ALIKE)
    if like.email.strip():
        wanted |= Q(complainant__email_plain=like.email.strip().lower())
    if like.digits:
        wanted |= Q(complainant__phone_digits=like.digits)
    return wanted


def _reasons(case: Case, like: Likeness) -> list[str]:
    """Why a case is shown, in words."""
    reasons = []
    if case.child is not None and case.child_alike >= ALIKE:  # type: ignore[attr-defined]
        same_day = like.child_born is not None and case.child.born == like.child_born
        words = (
            _("Same or like name and same date of birth of the child: %(name)s")
            if same_day
            else _("Child of the same or a like name: %(name)s")
        )
        reasons.append(words % {"name": case.child.name})
    if case.complainant_alike >= ALIKE:  # type: ignore[attr-defined]
        reasons.append(
            _("Complainant of the same or a like name: %(name)s") % {"name": case.complainant.name}
        )
    if like.email.strip() and case.complainant.email.lower() == like.email.strip().lower():
        reasons.append(_("Same e-mail address of the complainant"))
    if like.digits and case.complainant.phone_digits == like.digits:
        reasons.append(_("Same telephone number of the complainant"))
    return reasons
