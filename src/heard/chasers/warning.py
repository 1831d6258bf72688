"""The e-mail that tells the complaints managers at once that somebody has taken emergency access, to what, never why.

    tell(access.pk, now=moment())     -> Outcome.SENT; the row then says when they were told

The words of the reason stay in Heard. The one who asked, and whoever is complained about in the case, gets nothing.
"""

from __future__ import annotations

from datetime import date, datetime

import structlog
from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from heard.chasers.message import HEADERS, ChaserMessage, domain, mailbox, one_line
from heard.chasers.sending import Outcome, hand_over
from heard.files import filing
from heard.files.models import EmergencyAccess
from heard.people.holders import holders
from heard.people.models import Person

log = structlog.get_logger("heard.chasers")


def waiting(authority_id: int) -> list[int]:
    """The accesses of which nobody was told yet, oldest first."""
    found = EmergencyAccess.objects.filter(authority_id=authority_id, told_at=None).order_by("pk")
    return list(found.values_list("pk", flat=True)[:100])


@transaction.atomic
def tell(access_id: int, *, on: date, now: datetime) -> Outcome:
    """Tell them, if nobody has. Where the mail server does not take it, the next look tries again."""
    waiting = EmergencyAccess.objects.select_for_update(skip_locked=True, of=("self",))
    access = waiting.select_related("authority", "person", "case").filter(pk=access_id, told_at=None).first()
    if access is None:
        return Outcome.ELSEWHERE
    people = whom(access, on)
    if not people:
        log.warning("nobody to tell of emergency access", access=access.pk)
        return Outcome.FAILED
    problem = hand_over(_written(access, people), [])
    if problem:
        log.warning("emergency access could not be told", access=access.pk)
        return Outcome.FAILED
    access.told_at = now
    access.save(update_fields=["told_at"])
    return Outcome.SENT


def whom(access: EmergencyAccess, on: date) -> list[Person]:
    """The complaints managers of the council who may know of it."""
    found = holders("complaints_manager", access.authority, None, on)
    case = access.case
    return [one for one in found if one.pk != access.person_id and not (case and filing.is_about(case, one))]


def _written(access: EmergencyAccess, people: list[Person]) -> ChaserMessage:
    body = _(
        "%(who)s has asked for emergency access to %(what)s, and has it until the end of the day. "
        "Please look at the reason that was given, and review it:\n\n%(where)s"
    ) % {
        "who": one_line(access.person.name),
        "what": access.case.reference if access.case else _("a folder of a child's file"),
        "where": f"{settings.HEARD_BASE_URL}{reverse('emergencies')}",
    }
    return ChaserMessage(
        access.case,
        authority_id=access.authority_id,
        subject=_("Emergency access in Heard"),
        body=f"{body}\n",
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[mailbox(person) for person in people],
        headers={"Message-ID": f"<{access.authority.slug}.emergency-{access.pk}@{domain()}>", **HEADERS},
    )
