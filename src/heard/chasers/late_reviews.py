"""Reminding people of files that they have not read by the day: one e-mail a person, with a number and no name in it.

    for person_id in waiting(council, on): send(person_id, on=today())

It goes out on the first day that a review is late and every week after that, until it is done. The rows are locked
while the mail server is spoken to and marked when it has taken the message, so that two workers send one; one that dies
in between may send it once more with the same Message-ID (docs/decisions/0007).
"""

from __future__ import annotations

from datetime import date, timedelta
from email.utils import parseaddr

import structlog
from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from heard.authority.models import Authority
from heard.chasers.message import HEADERS, ChaserMessage, mailbox, one_line
from heard.chasers.sending import Outcome, hand_over
from heard.files import reviewing
from heard.files.models import Review
from heard.people.models import Person

AGAIN_AFTER = timedelta(days=7)
log = structlog.get_logger("heard.chasers")


def waiting(authority: Authority, on: date) -> list[int]:
    """The ids of the people who are to be reminded on the day."""
    found = _late(on).filter(authority=authority, person__is_active=True)
    return sorted(set(found.order_by().values_list("person_id", flat=True)))


@transaction.atomic
def send(person_id: int, *, on: date) -> Outcome:
    """Remind one person, if nobody has, of what they may still see: not somebody who has left the post."""
    person = Person.objects.select_related("authority").get(pk=person_id)
    theirs = reviewing.visible(person, on).filter(person=person).values("pk")
    late = list(_late(on).filter(pk__in=theirs).select_for_update(of=("self",), skip_locked=True))
    if not late or not person.is_active:
        return Outcome.NOT_NEEDED
    problem = hand_over(_written(person, len(late), on), [])
    if problem:
        log.warning("reminder of reviews could not be sent", person=person_id)
        return Outcome.FAILED
    Review.objects.filter(pk__in=[review.pk for review in late]).update(chased_on=on)
    log.info("reminder of reviews sent", person=person_id, reviews=len(late))
    return Outcome.SENT


def _late(on: date) -> QuerySet[Review]:
    again = Q(chased_on=None) | Q(chased_on__lte=on - AGAIN_AFTER)
    return Review.objects.filter(again, done_on=None, excused_on=None, due__lt=on, person__isnull=False)


def _written(person: Person, count: int, on: date) -> ChaserMessage:
    asked = ngettext(
        "The day by which you were to read a child's file has passed.",
        "The days by which you were to read %(count)s children's files have passed.",
        count,
    ) % {"count": count}
    body = _(
        "%(asked)s Please read it and say what you learned, in Heard:\n\n%(where)s\n\n-- \nHeard sent this for "
        "%(authority)s. Nobody reads answers to it."
    ) % {
        "asked": asked,
        "where": f"{settings.HEARD_BASE_URL}{reverse('reviews')}",
        "authority": one_line(person.authority.name),
    }
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
    return ChaserMessage(
        None,
        authority_id=person.authority_id,
        subject=_("Files to read in Heard"),
        body=f"{body}\n",
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[mailbox(person)],
        headers={"Message-ID": f"<reviews.{person.pk}.{on.isoformat()}@{domain}>", **HEADERS},
    )
