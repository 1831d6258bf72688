"""Passkeys: made in the browser, kept here by their public half, and good for signing in alone.

    passkeys.creation(ann)                 -> what the browser needs to make one
    passkeys.question(ann)                 -> what the browser needs to use one; for nobody named, any of this site's
    passkeys.match(ann, answer)            -> the passkey that answered, or None

The device must unlock for its owner (a PIN, a finger, a face) each time, so that one is both factors. The checking is
allauth's and fido2's; an answer that is no answer is None here, never a fault.
"""

from __future__ import annotations

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal import auth
from cryptography.exceptions import InvalidSignature
from django.core.exceptions import ValidationError

from heard.people.models import Person

# What a made-up answer makes the libraries raise.
_NO_ANSWER = (ValidationError, InvalidSignature, ValueError, TypeError, KeyError, AttributeError, IndexError)


def creation(person: Person) -> dict[str, Any]:
    """The options for making a passkey; the question is kept in the session."""
    return dict(auth.begin_registration(person, passwordless=True))


def add(person: Person, name: str, answer: Any) -> Authenticator | None:
    """Keep the passkey that the browser made; None where the answer is not one to our question."""
    try:
        auth.parse_registration_response(answer)
        made = auth.complete_registration(answer)
    except _NO_ANSWER:
        return None
    if not made.is_user_verified():
        return None
    return auth.WebAuthn.add(person, name, answer).instance


def question(person: Person | None) -> dict[str, Any]:
    """The options for using a passkey; the question is kept in the session and counts once."""
    return dict(auth.begin_authentication(person))


def match(person: Person | None, answer: Any) -> Authenticator | None:
    """The passkey that answered the question, of this person or, for None, of whoever it belongs to."""
    try:
        auth.parse_authentication_response(answer)
        whose = person or auth.extract_user_from_response(answer)
        found = auth.complete_authentication(whose, answer)
    except _NO_ANSWER:
        return None
    finally:
        auth.clear_state()
    return found if found.user.is_active else None


def of(person: Person) -> list[Authenticator]:
    """The person's passkeys, the oldest first."""
    held = Authenticator.objects.filter(user=person, type=Authenticator.Type.WEBAUTHN)
    return list(held.order_by("created_at", "pk"))
