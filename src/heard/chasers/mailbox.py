"""What the demonstration's mailbox shows to whom: the messages that were kept instead of sent.

    kept(ann, today(), page=1).messages

Whoever holds a post of the complaints team sees every message of their authority; anybody else those that were
addressed to them, about cases that they may still see. A council with a mail server has no such mailbox.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from heard.cases import seen
from heard.chasers.models import KeptMessage
from heard.people.access import reach
from heard.people.models import Person
from heard.people.roles import COMPLAINTS_TEAM

A_PAGE = 25


@dataclass(frozen=True, slots=True)
class Mailbox:
    """One page of messages, newest first, and how many pages and messages there are."""

    messages: list[KeptMessage]
    number: int
    pages: int
    total: int


def kept(person: Person, on: date, page: int = 1) -> Mailbox:
    """A page of what the person may read on the day; a number beyond the last page gives the last."""
    found = visible(person, on)
    total = found.count()
    pages = max(1, -(-total // A_PAGE))
    number = min(max(1, page), pages)
    start = (number - 1) * A_PAGE
    messages = list(found.select_related("case")[start : start + A_PAGE])
    return Mailbox(messages, number, pages, total)


def message(person: Person, on: date, id: int) -> KeptMessage:
    """One message. Raises KeptMessage.DoesNotExist also where the person may not read it."""
    return visible(person, on).select_related("case").get(pk=id)


def visible(person: Person, on: date) -> QuerySet[KeptMessage]:
    """Every message that the person may read on the day."""
    if not person.is_active:
        return KeptMessage.objects.none()
    about_cases = Q(
        pk__in=seen.through(KeptMessage.objects.filter(case__isnull=False), person, on).values("pk")
    )
    mine = Q(addresses__contains=[person.email])
    if reach(person, on).everywhere & COMPLAINTS_TEAM:
        own = Q(authority=person.authority_id) | mine
        return KeptMessage.objects.filter(about_cases | Q(case__isnull=True) & own)
    return KeptMessage.objects.filter(mine & (about_cases | Q(case__isnull=True)))
