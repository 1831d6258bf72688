"""Which chasers may be due, from the index of due days: a guess by two indexed queries.

    for case_id, chaser in waiting(council, on, now): ...

A claim that a dead worker or a refusing server left open is looked at again even where the index no longer has it.
It leaves out what was sent, what failed and waits for its next try, and what was looked at on this very day and is
not needed while nothing more is recorded. Whether a chaser is really due is asked again when it is sent.
"""

from __future__ import annotations

from datetime import date, datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from heard.authority.models import Authority
from heard.cases.models import Due
from heard.chasers.models import Outgoing
from heard.chasers.telling import TOLD

AT_ONCE = 500
"""How many are taken in one go; the next minute takes the rest."""


def waiting(authority: Authority, on: date, now: datetime) -> list[tuple[int, str]]:
    """Pairs of a case's id and a chaser's id: claims that are still open first, then the oldest lines of the index."""
    claims = _open_claims(authority, now).exclude(chaser__startswith=TOLD)
    lines = Due.objects.filter(authority=authority, kind=Due.CHASER, due__lte=on).exclude(_settled(on, now))
    found = [
        *claims.order_by("pk").values_list("case_id", "chaser")[:AT_ONCE],
        *lines.order_by("due", "case_id", "rule").values_list("case_id", "rule")[:AT_ONCE],
    ]
    return list(dict.fromkeys(found))


def to_tell(authority: Authority, now: datetime) -> list[tuple[int, str]]:
    """Pairs of a case's id and what the managers concerned are to be told of it (`telling.py`), oldest first."""
    claims = _open_claims(authority, now).filter(chaser__startswith=TOLD)
    return list(claims.order_by("pk").values_list("case_id", "chaser")[:AT_ONCE])


def _open_claims(authority: Authority, now: datetime) -> QuerySet[Outgoing]:
    return Outgoing.objects.filter(authority=authority, state=Outgoing.CLAIMED).exclude(next_try__gt=now)


def _settled(on: date, now: datetime) -> Exists:
    # What went out before the day of the line was for a fact before.
    done = Q(state=Outgoing.SENT, sent_at__date__gte=OuterRef("due"))
    waits = Q(next_try__gt=now)
    not_needed = Q(looked_on=on, looked_seq=OuterRef("case__last_seq"))
    of_this = Outgoing.objects.filter(case_id=OuterRef("case_id"), chaser=OuterRef("rule"))
    return Exists(of_this.filter(done | waits | not_needed))
