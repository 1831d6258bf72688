"""The mailbox of the demonstration: the e-mails that Heard would have sent, and to whom.

    /mailbox/      /mailbox/7/

Which messages a person may read is `heard.chasers.mailbox`. Where there is a mail server there is no such page.
"""

from __future__ import annotations

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from heard.chasers import mailbox as kept_mail
from heard.chasers.models import KeptMessage
from heard.office.entry import WITH_POST, Visit, entry


@require_safe
@entry(WITH_POST)
def mailbox(visit: Visit) -> HttpResponse:
    _only_in_the_demonstration()
    asked = visit.request.GET.get("page", "")
    number = int(asked) if asked.isdecimal() and len(asked) < 7 else 1
    found = kept_mail.kept(visit.person, visit.on, number)
    page = Paginator(range(found.total), kept_mail.A_PAGE).page(found.number)
    return render(visit.request, "office/mailbox.html", {"mail": found.messages, "page": page})


@require_safe
@entry(WITH_POST)
def mailbox_message(visit: Visit, id: int) -> HttpResponse:
    _only_in_the_demonstration()
    try:
        found = kept_mail.message(visit.person, visit.on, id)
    except KeptMessage.DoesNotExist:
        raise Http404(id) from None
    return render(visit.request, "office/mailbox_message.html", {"mail": found})


def _only_in_the_demonstration() -> None:
    if not settings.HEARD_DEMO:
        raise Http404("mailbox")
