"""What happens to the ways in which somebody signs in is kept, and the person is told by e-mail.

    told.tell(ann, "factors_reset", by=manager)     -> a row that stays, and a message with the next look of the worker

Kept and told in one transaction with the act itself. A message says what was done and by whom, and what to do when it
was not the person; it carries no code, no link and no name but the person's own and the administrator's.
"""

from __future__ import annotations

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app

from heard.accounts.models import AccountEvent
from heard.authority.today import moment
from heard.people.models import Person

QUIET = frozenset({"codes_made", "link_sent", "sessions_ended"})
"""Kept, and not told: the message would say what the person is looking at."""


def tell(person: Person, what: str, by: Person | None = None) -> AccountEvent:
    """Keep what happened and, unless it is one of the quiet ones, have the person told."""
    event = AccountEvent.objects.create(person=person, what=what, by=by, at=moment())
    if what not in QUIET:
        app.configure_task("heard.accounts.tasks.send_notice").defer(event_id=event.pk, person_id=person.pk)
    return event


def notice(event: AccountEvent) -> EmailMessage:
    """The message about it."""
    did = event.says
    who = _("by %(name)s") % {"name": event.by.name} if event.by and event.by != event.person else ""
    body = [
        _("Dear %(name)s,") % {"name": event.person.name},
        _("This was done to your account in Heard %(who)s:").replace(" %(who)s", f" {who}" if who else "")
        + f"\n\n    {did}",
        _(
            "If you did this, or asked for it, there is nothing to do. If not, tell your complaints manager and your "
            "council's IT service desk at once, and choose a new password: %(address)s"
        )
        % {"address": f"{settings.HEARD_BASE_URL}/sign-in/forgotten/"},
    ]
    return message(
        event.person, _("Your account in Heard: %(what)s") % {"what": did[0].lower() + did[1:]}, body
    )


def message(person: Person, subject: str, paragraphs: list[str]) -> EmailMessage:
    """An e-mail to one person about their account."""
    return EmailMessage(
        subject=" ".join(subject.split()),
        body="\n\n".join(paragraphs) + "\n",
        to=[person.email],
        headers={"Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All"},
    )
