"""The words of a chaser: the pack's text with its fields filled, and the headers that go with it.

    written(Occasion(case, chaser, duty, people, on)).subject     -> "Complaint LC-2026-0042: Answer the complaint"

E-mail is read over shoulders and on telephones: a subject names nobody, and a child is named only where the text of
the pack asks for it. No value can begin a header of its own: every line break in one becomes a space.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from email.utils import parseaddr
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from heard.authority.today import in_full
from heard.cases.editions import calendar_of
from heard.cases.models import Case
from heard.chasers.recipients import Addressed
from heard.engine import ChaserStanding, DutyStanding
from heard.people.models import Person

FIELD = re.compile(r"\[\[([a-z0-9_]+)\]\]")
HEADERS = {"Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All"}


class UnknownField(Exception):
    """The pack's text has a field that Heard cannot fill. Its text is the sentence to show."""


@dataclass(frozen=True, slots=True)
class Occasion:
    """What a message is written from: the case, the chaser and the duty it is about as they stand, and to whom."""

    case: Case
    chaser: ChaserStanding
    duty: DutyStanding
    people: Addressed
    on: date


class ChaserMessage(EmailMessage):
    """One chaser as an e-mail, of a case or of an authority. `only_to` are the addresses it is handed over for; its
    headers name everybody.
    """

    def __init__(self, case: Case | None, *, authority_id: int | None = None, **more: Any) -> None:
        super().__init__(**more)
        self.case = case
        self.authority_id = case.authority_id if case else authority_id
        self.only_to: list[str] = []

    def recipients(self) -> list[str]:
        """The addresses that the mail server is asked to deliver to now."""
        return self.only_to or [parseaddr(one)[1] for one in super().recipients()]


def written(occasion: Occasion, message_id: str) -> ChaserMessage:
    """The e-mail of a chaser. Raises UnknownField."""
    people = occasion.people
    subject = _("Complaint %(reference)s: %(about)s") % {
        "reference": occasion.case.reference,
        "about": occasion.duty.rule.title,
    }
    return ChaserMessage(
        occasion.case,
        subject=one_line(subject),
        body="\n\n".join([*_vacancies(people), _filled(occasion).strip(), _footer(occasion.case)]) + "\n",
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[mailbox(person) for person in people.to],
        cc=[mailbox(person) for person in people.copied],
        headers={"Message-ID": message_id, **HEADERS},
    )


def message_id(case: Case, chaser: str, occasion: int) -> str:
    """The Message-ID of a chaser, the same however often it is tried: mail programs show a repeated one once."""
    words = [case.authority.slug, case.reference, chaser, *([str(occasion)] if occasion > 1 else [])]
    return f"<{'.'.join(re.sub(r'[^A-Za-z0-9-]+', '-', word) for word in words)}@{domain()}>"


def domain() -> str:
    """The domain of the address that Heard writes from."""
    return parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"


def mailbox(person: Person) -> str:
    """Name and address, as a header has them; the mail library quotes what must be quoted."""
    name = re.sub(r'[<>",;:@\\()\[\]]', " ", one_line(person.name))
    return f'"{" ".join(name.split())}" <{one_line(person.email)}>'


def one_line(words: str) -> str:
    """The words on one line: a line break could begin another header."""
    return " ".join("".join(c if c.isprintable() else " " for c in words).split())


def link(case: Case) -> str:
    """The address of the case's page."""
    return f"{settings.HEARD_BASE_URL}/cases/{case.reference}/"


def _filled(occasion: Occasion) -> str:
    values = _values(occasion)

    def value(found: re.Match[str]) -> str:
        if found[1] not in values:
            raise UnknownField(
                _(
                    "The text of this chaser has the field [[%(field)s]], which Heard cannot fill. "
                    "It can fill: %(known)s."
                )
                % {"field": found[1], "known": ", ".join(sorted(values))}
            )
        return values[found[1]]()

    return FIELD.sub(value, occasion.chaser.rule.message)


def _values(occasion: Occasion) -> dict[str, Callable[[], str]]:
    """What each field is filled with, worked out only where the text has it."""
    case, due = occasion.case, occasion.duty.due
    return {
        "reference": lambda: case.reference,
        "about": lambda: one_line(occasion.duty.rule.title),
        "due": lambda: in_full(due) if due else _("as soon as possible"),
        "days_left": lambda: days_left(case, due, occasion.on),
        "recipient": lambda: _(" and ").join(one_line(person.name) for person in occasion.people.to),
        "link": lambda: link(case),
        "child": lambda: one_line(case.child.name) if case.child else _("the child"),
        "received_on": lambda: in_full(case.opened_on),
        "team": lambda: one_line(case.team.name) if case.team else _("no team yet"),
        "officer": lambda: one_line(case.officer.name) if case.officer else _("the complaints team"),
        "authority": lambda: one_line(case.authority.name),
    }


def days_left(case: Case, due: date | None, on: date) -> str:
    """How long there still is, in working days: "3 working days", "today is the last day", "2 working days late"."""
    if due is None:
        return _("no day is set")
    calendar = calendar_of(case)
    if due == on:
        return _("today is the last day")
    if due > on:
        left = calendar.count(on, due)
        return ngettext("%(n)d working day", "%(n)d working days", left) % {"n": left}
    late = max(calendar.count(due, on), 1)
    return ngettext("%(n)d working day late", "%(n)d working days late", late) % {"n": late}


def _vacancies(people: Addressed) -> list[str]:
    if not people.vacant:
        return []
    words = _(
        "Nobody is recorded as %(roles)s for this case, so this comes to you. Please pass it on, "
        "and tell whoever looks after Heard who holds the post now."
    )
    return [words % {"roles": _(" or ").join(people.vacant)}]


def _footer(case: Case) -> str:
    words = _(
        "Heard sent this for the complaints team of %(authority)s. Nobody reads answers to it: "
        "please answer on the case, or write to the complaints team."
    )
    return "-- \n" + words % {"authority": one_line(case.authority.name)}
