"""Chasers that could not be sent, in words, for the case page and for the complaints manager.

    for trouble in of(case): trouble.sentence
    -> "“Ask the team manager how the answer is coming on” could not be sent since Monday 17 November 2025, 09:05. ..."

It asks one query and changes nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from heard.authority.adopted import pack
from heard.authority.today import LONDON, in_full
from heard.cases.models import Case
from heard.chasers.models import Outgoing


@dataclass(frozen=True, slots=True)
class Trouble:
    """A chaser that is waiting to leave, since when (UTC), how often it was tried, and the sentence to show."""

    chaser: str
    title: str
    since: datetime
    tries: int
    sentence: str


def of(case: Case) -> list[Trouble]:
    """The chasers of a case that could not be sent so far, oldest first."""
    chasers = pack(case.procedure, case.edition).chasers
    failing = Outgoing.objects.filter(case=case, failing_since__isnull=False).order_by("failing_since")
    return [_told(one, chasers[one.chaser].title if one.chaser in chasers else one.chaser) for one in failing]


def _told(outgoing: Outgoing, title: str) -> Trouble:
    since = outgoing.failing_since
    if since is None:
        raise ValueError("Only a chaser that fails is a trouble.")
    local = since.astimezone(LONDON)
    words = _(
        "“%(title)s” could not be sent since %(day)s, %(time)s. %(problem)s "
        "Heard goes on trying; until it has left, please tell the person yourself."
    )
    sentence = words % {
        "title": title,
        "day": in_full(local.date()),
        "time": f"{local:%H:%M}",
        "problem": outgoing.problem,
    }
    return Trouble(outgoing.chaser, title, since, outgoing.tries, sentence)
