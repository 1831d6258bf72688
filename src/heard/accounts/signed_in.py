"""In which browsers a person is signed in, and signing them out of all of them.

    signed_in.end_all(ann)                     every session of hers ends at once
    signed_in.of(ann)                          the browsers, the one used last first

A session also ends with a changed password, with a closed account, after an hour unused and after twelve hours.
"""

from __future__ import annotations

from typing import Any

from django.contrib.auth import logout
from django.contrib.sessions.models import Session
from django.http import HttpRequest

from heard.accounts import real_time
from heard.accounts.browsers import in_words
from heard.accounts.models import SignedIn
from heard.authority.today import moment
from heard.people.models import Person


def note(request: HttpRequest, person: Person) -> None:
    """Keep that the person is signed in in this browser. Again after the session was given a new key."""
    now = moment()
    made = {
        "person": person,
        "browser": in_words(request.META.get("HTTP_USER_AGENT", "")),
        "began_at": now,
        "used_at": now,
    }
    SignedIn.objects.update_or_create(session_key=request.session.session_key, defaults=made)


def note_use(session_key: str | None) -> None:
    """Keep when the session was last used."""
    SignedIn.objects.filter(session_key=session_key).update(used_at=moment())


def of(person: Person) -> list[SignedIn]:
    """The browsers in which the person is signed in now."""
    alive = Session.objects.filter(expire_date__gt=real_time.now()).values("session_key")
    return list(SignedIn.objects.filter(person=person, session_key__in=alive))


def end_all(person: Person, but: str | None = None) -> int:
    """End every session of the person, but not the one of this key; how many ended."""
    found = SignedIn.objects.filter(person=person)
    if but:
        found = found.exclude(session_key=but)
    keys = list(found.values_list("session_key", flat=True))
    Session.objects.filter(session_key__in=keys).delete()
    found.filter(session_key__in=keys).delete()
    return len(keys)


def leave(request: HttpRequest) -> None:
    """Sign out here."""
    logout(request)


def on_sign_in(sender: Any, request: HttpRequest | None, user: Person, **more: Any) -> None:
    """Whichever way somebody signs in, it is kept where."""
    if request is not None:
        note(request, user)


def on_sign_out(sender: Any, request: HttpRequest | None, **more: Any) -> None:
    """Signing out takes the browser off the list."""
    if request is not None:
        SignedIn.objects.filter(session_key=request.session.session_key).delete()
