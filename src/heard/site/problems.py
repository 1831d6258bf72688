"""The pages for things that go wrong: what happened, and what to do next, in the same dress as every other
page.

Not found, not allowed, a page too old to save, a request that cannot be read, a fault of ours, and too many
wrong passwords. They never say more than the person may know: a case that somebody may not see is "not
found".
"""

from __future__ import annotations

from contextlib import nullcontext
from typing import Any

import structlog
from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from heard.authority.today import today
from heard.people.wall import as_person

_PAGE = "design/problem.html"
log = structlog.get_logger("heard.faults")


class Unreadable(SuspiciousOperation):
    """A request that no page of Heard makes. Answered by `not_understood`."""


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _problem(
        request,
        404,
        _("Page not found"),
        [
            _("There is nothing at this address that you can open."),
            _(
                "If you typed it, check it. If you followed a link to a case, you may not have access to that case."
            ),
            _("Go to your worklist, or ask the complaints team."),
        ],
    )


def not_allowed(request: HttpRequest, exception: Exception) -> HttpResponse:
    reason = str(exception).strip()
    return _problem(
        request,
        403,
        _("You cannot do this"),
        [
            reason or _("Your role does not include this."),
            _("If you need it for your work, ask your complaints manager."),
        ],
    )


def not_understood(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _problem(
        request,
        400,
        _("We could not read that"),
        [
            _(
                "Your browser sent something that Heard could not read. Nothing was saved. Go back and try again."
            )
        ],
    )


def page_too_old(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form came without its safety token: usually a page left open while the session ended."""
    return _problem(
        request,
        403,
        _("This page was open too long"),
        [
            _(
                "Nothing was saved. For safety, a page can be sent only while you are signed in as when you opened it."
            ),
            _("Go back, copy anything that you wrote, open the page again and send it."),
            _("If this keeps happening, check that your browser keeps cookies for this site."),
        ],
    )


def locked_out(
    request: HttpRequest, response: HttpResponse | None = None, credentials: dict[str, Any] | None = None
) -> HttpResponse:
    """Too many wrong passwords or codes. Says the same whether or not there is such an account."""
    return _problem(
        request,
        429,
        _("Too many tries"),
        [
            _(
                "A password or a code was wrong too often. "
                "To keep records safe, this account cannot be used for 15 minutes."
            ),
            _(
                "Wait 15 minutes, then try again. If you have forgotten your password, you can choose a new one "
                "from the sign-in page, which also ends the wait."
            ),
        ],
    )


def fault(request: HttpRequest) -> HttpResponse:
    """A fault of ours. Uses no request context, since whatever failed might fail again."""
    log.error("fault", exc_info=True)
    number = getattr(request, "heard_number", "")
    says = [
        _(
            "This is our fault, not yours. If you were saving something, check the case before you save it again."
        ),
        _(
            "Try again in a few minutes. If it still fails, tell the people who run Heard, and give this number."
        ),
    ]
    words = {"title": _("Sorry, something went wrong"), "says": says, "number": number}
    return HttpResponse(render_to_string(_PAGE, words), status=500)


def _problem(request: HttpRequest, status: int, title: str, says: list[str]) -> HttpResponse:
    """The page. What stands round it is read as the person's own, as on every page."""
    user = getattr(request, "user", None)
    known = as_person(user.pk, today()) if user and user.is_authenticated else nullcontext()
    with known:
        return render(request, _PAGE, {"title": title, "says": says, "number": ""}, status=status)
