"""An e-mail backend for the demonstration: every message is kept in a table and none is sent.

    EMAIL_BACKEND = "heard.chasers.kept.KeptMail"

The settings choose it where HEARD_DEMO is on and no mail server is given. Who may read what was kept is
`mailbox.py`.
"""

from __future__ import annotations

from collections.abc import Sequence
from email.utils import make_msgid, parseaddr

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from heard.authority.today import moment
from heard.chasers.message import ChaserMessage, one_line
from heard.chasers.models import KeptMessage


class KeptMail(BaseEmailBackend):
    """Keeps each message once by its Message-ID, as a mail program would show it."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Keep the messages; returns how many there were."""
        KeptMessage.objects.bulk_create([_kept(one) for one in email_messages], ignore_conflicts=True)
        return len(email_messages)


def _kept(message: EmailMessage) -> KeptMessage:
    case = message.case if isinstance(message, ChaserMessage) else None
    everybody = [*message.to, *message.cc, *message.bcc]
    return KeptMessage(
        authority_id=message.authority_id if isinstance(message, ChaserMessage) else None,
        case=case,
        message_id=message.extra_headers.get("Message-ID") or make_msgid(),
        sender=one_line(str(message.from_email)),
        to=", ".join(one_line(one) for one in message.to),
        copied=", ".join(one_line(one) for one in message.cc),
        addresses=sorted({parseaddr(one)[1].lower() for one in everybody}),
        subject=one_line(str(message.subject))[:300],
        body=str(message.body),
        kept_at=moment(),
    )
