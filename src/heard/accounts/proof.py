"""When the person in a session last proved who they are, and whether that was lately enough for a sensitive act.

    proof.is_fresh(request)                                  true for fifteen minutes after signing in
    proof.by_password(request, person, "their password")     true where it is right; a wrong one counts to the lock

It asks nothing by itself: `heard.office.again` does.
"""

from __future__ import annotations

import time
from datetime import timedelta
from typing import Any

from django.http import HttpRequest

from heard.accounts import factors, lockout, passkeys
from heard.people.models import Person

PROVEN = "heard_proven"
LASTS = timedelta(minutes=15)


def note(request: HttpRequest) -> None:
    """Keep in the session that the person has just proved who they are."""
    request.session[PROVEN] = int(time.time())


def forget(request: HttpRequest) -> None:
    """Somebody came in without having proved lately who they are: the first sensitive act asks."""
    request.session.pop(PROVEN, None)


def is_fresh(request: HttpRequest) -> bool:
    """Whether the last proof in this session is younger than fifteen minutes."""
    age = time.time() - request.session.get(PROVEN, 0)
    return bool(0 <= age < LASTS.total_seconds())


def by_password(request: HttpRequest, person: Person, password: str) -> bool:
    """Whether this is the person's password; noted where it is. A wrong one counts as a wrong sign-in does."""
    found = lockout.authenticate(request, person.email, password)
    if found is None or found.pk != person.pk:
        return False
    lockout.forgive(person)
    note(request)
    return True


def by_code(request: HttpRequest, person: Person, code: str) -> bool:
    """Whether this is a right code of the person's; noted where it is. A wrong one counts too."""
    if lockout.is_shut(request, person):
        return False
    if factors.match(person, code) is None:
        lockout.wrong(request, person)
        return False
    note(request)
    return True


def by_passkey(request: HttpRequest, person: Person, answer: Any) -> bool:
    """Whether a passkey of the person's answered; noted where it did."""
    if passkeys.match(person, answer) is None:
        return False
    note(request)
    return True


def on_sign_in(sender: Any, request: HttpRequest | None, **more: Any) -> None:
    """Signing in is a proof."""
    if request is not None:
        note(request)
