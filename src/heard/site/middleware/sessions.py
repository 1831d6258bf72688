"""A session ends after an hour in which nobody used it, and after twelve hours in any case.

The person is told why and is brought back to where they were. The times are in `settings.protection`. The
session is written at most once a minute, so that reading pages does not cost a write each.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from heard.accounts import signed_in

BEGAN = "heard_began"
USED = "heard_used"
_WRITE_EVERY = 60  # seconds


class SessionsEnd:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated:
            now = int(time.time())
            why = ended(request.session.get(BEGAN, now), request.session.get(USED, now), now)
            if why:
                logout(request)
                messages.info(request, why)
                return redirect_to_login(request.get_full_path() if request.method == "GET" else "/")
            note_use(request, now)
        return self.get_response(request)


def ended(began: int, used: int, now: int) -> str:
    """Why a session is over, in words; empty when it is not. Times in seconds."""
    if now - began > settings.HEARD_SESSION_LONGEST.total_seconds():
        return _(
            "You were signed out because you had been signed in for 12 hours. Sign in again to carry on."
        )
    if now - used > settings.HEARD_SESSION_IDLE.total_seconds():
        return _("You were signed out because Heard was not used for an hour. Sign in again to carry on.")
    return ""


def note_use(request: HttpRequest, now: int) -> None:
    """Keep when the session began and when it was last used."""
    session = request.session
    session.setdefault(BEGAN, now)
    if now - session.get(USED, 0) >= _WRITE_EVERY:
        session[USED] = now
        signed_in.note_use(session.session_key)
