"""Letting somebody in: after the password the second factor, and then a new session.

    enter(request, ann, "/cases/LC-2025-0042/")     -> a redirect: to that page, or to the page for the code
    waiting(request)                                -> the sign-in that waits for its code, or None
    finish(request, waiting, authenticator)         -> a redirect to where she was going

The order of the stages and the time that a half sign-in lasts are django-allauth's. It checks no password.
"""

from __future__ import annotations

from typing import Any

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.internal.stagekit import clear_login
from allauth.account.models import Login
from allauth.account.stages import LoginStageController
from allauth.mfa.base.internal.flows import post_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.stages import AuthenticateStage
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from heard.accounts import factors
from heard.people.models import Person


class SecondFactor(AuthenticateStage):  # type: ignore[misc]
    """The stage after the password. Passed over for a passkey, and where the council's own sign-in asked for one."""

    urlname = "sign-in-code"

    def handle(self) -> tuple[HttpResponse | None, bool]:
        person = self.login.user
        if not factors.has_one(person) or factors.was_given(self.request, person):
            return None, True
        return HttpResponseRedirect(reverse("sign-in-code")), True


def enter(
    request: HttpRequest, person: Person, where: str, how: str = "password", **more: Any
) -> HttpResponse:
    """Sign the person in and lead to `where`, or keep the half sign-in and lead to the page for the second factor.

    `where` must be an address of this site. `how` and `more` are kept in the session: by what they proved who they are.
    """
    clear_login(request)
    # Whoever knew the session before knows another one now; the end of signing in changes it once more.
    request.session.cycle_key()
    record_authentication(request, person, how, **more)
    answer: HttpResponse = perform_login(request, Login(user=person, redirect_url=where))
    return answer


def enter_by_passkey(request: HttpRequest, passkey: Authenticator, where: str) -> HttpResponse:
    """Sign in whoever the passkey belongs to. It was on a device and was unlocked: that is both factors."""
    clear_login(request)
    request.session.cycle_key()
    post_authentication(request, passkey, passwordless=True)
    answer: HttpResponse = perform_login(request, Login(user=passkey.user, redirect_url=where))
    return answer


def waiting(request: HttpRequest) -> SecondFactor | None:
    """The sign-in of this session that waits for its second factor. Gone after a quarter of an hour."""
    half: SecondFactor | None = LoginStageController.enter(request, SecondFactor.key)
    return half


def finish(request: HttpRequest, half: SecondFactor, factor: Authenticator) -> HttpResponse:
    """The second factor was right: sign in, in a new session."""
    post_authentication(request, factor)
    answer: HttpResponse = half.exit()
    return answer
