"""The worker's jobs about accounts: sending what people are told, and tidying up once a night.

    send_link.defer(email="ann@council.example", by_id=None)

The worker reads no session and no second factor: tidying is a function of the database that it may call.
"""

from __future__ import annotations

import structlog
from django.db import connection
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from heard.accounts import links, told
from heard.accounts.models import AccountEvent
from heard.authority.models import Authority
from heard.people.models import Person
from heard.people.wall import acting_for, authority_of

log = structlog.get_logger("heard.accounts")
_AGAIN = RetryStrategy(max_attempts=6, exponential_wait=4)


@app.task(retry=_AGAIN)
def send_notice(event_id: int, person_id: int) -> None:
    """Tell the person what was done to their account."""
    with acting_for(authority_of("person", person_id)):
        message = told.notice(AccountEvent.objects.select_related("person", "by").get(pk=event_id))
    message.send()


@app.task(retry=_AGAIN)
def send_link(email: str, by_id: int | None = None) -> None:
    """Send a link to choose a new password, where there is such an account in one of the authorities."""
    for authority in Authority.objects.all():
        with acting_for(authority.pk):
            person = links.due(email)
            if person is None:
                continue
            by = Person.objects.filter(pk=by_id).first() if by_id else None
            told.tell(person, "link_sent", by=by)
            links.letter(person).send()


@app.periodic(cron="17 3 * * *")
@app.task(queueing_lock="tidy-accounts", pass_context=False)
def tidy(timestamp: int) -> None:
    """Every night: sessions that have ended, and failed tries that no longer count."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT accounts_tidy()")
        log.info("tidied accounts", rows=cursor.fetchone()[0])
