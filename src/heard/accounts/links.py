"""The link by which somebody chooses a new password: it works once, for an hour.

    links.ask("ann@council.example")        has one sent, if there is such an account; the same work where there is none
    links.whose(uid, token)                 -> the person, or None when the link has ended

The message is written and sent by the worker, so that asking takes as long for an address that nobody has.
"""

from __future__ import annotations

import hashlib
from contextlib import suppress
from datetime import timedelta

from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.core.mail import EmailMessage
from django.db import transaction
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlencode, urlsafe_base64_decode, urlsafe_base64_encode
from django.utils.translation import gettext as _
from procrastinate import exceptions
from procrastinate.contrib.django import app

from heard.accounts import lockout, signed_in, told
from heard.accounts.models import AccountEvent
from heard.authority.today import moment
from heard.people.accounts import Accounts
from heard.people.models import Person

_NOT_AGAIN_WITHIN = timedelta(minutes=2)


def ask(email: str, by: Person | None = None) -> None:
    """Have a link sent to whoever has this address. `by` is the administrator who asked for it, if one did."""
    plain = Accounts.plain(email)
    lock = "link-" + hashlib.sha256(plain.encode()).hexdigest()[:32]
    task = app.configure_task("heard.accounts.tasks.send_link", queueing_lock=lock)
    # One that waits already will do. Refused by the database, so within a step that can be undone by itself.
    with suppress(exceptions.AlreadyEnqueued), transaction.atomic():
        task.defer(email=plain, by_id=by.pk if by else None)


def due(email: str) -> Person | None:
    """Who should be sent a link: an open account of this address that was not sent one just now."""
    person = Person.objects.filter(email=Accounts.plain(email), is_active=True).first()
    if person is None:
        return None
    lately = moment() - _NOT_AGAIN_WITHIN
    sent = AccountEvent.objects.filter(person=person, what="link_sent", at__gt=lately)
    return None if sent.exists() else person


def letter(person: Person) -> EmailMessage:
    """The message with the link."""
    named = {
        "of": urlsafe_base64_encode(force_bytes(person.pk)),
        "proof": default_token_generator.make_token(person),
    }
    # In the query and not in the path: Heard's log keeps paths.
    link = f"{settings.HEARD_BASE_URL}{reverse('new-password')}?{urlencode(named)}"
    body = [
        _("Dear %(name)s,") % {"name": person.name},
        _("Somebody asked for a new password for your account in Heard. To choose one, open this link:"),
        link,
        _(
            "It works once, and for one hour. If you did not ask for it, do nothing: your password stays as it is."
        ),
    ]
    return told.message(person, _("Choose a new password for Heard"), body)


def whose(uid: str, token: str) -> Person | None:
    """Whose link this is; None when it was used, has ended, or was never one."""
    try:
        number = int(urlsafe_base64_decode(uid))
    except ValueError:
        return None
    person = Person.objects.filter(pk=number, is_active=True).first() if 0 < number < 2**63 else None
    return person if person and default_token_generator.check_token(person, token) else None


@transaction.atomic
def choose(person: Person, password: str) -> None:
    """Give the account its new password: the link ends, and so do all sessions and any lock."""
    person.set_password(password)
    person.save(update_fields=["password"])
    signed_in.end_all(person)
    lockout.forgive(person)
    told.tell(person, "password_changed", by=person)
