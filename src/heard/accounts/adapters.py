"""What Heard tells django-allauth: nobody signs up, none of its messages is shown or sent, secrets are sealed.

    ACCOUNT_ADAPTER = "heard.accounts.adapters.Entering"      MFA_ADAPTER = "heard.accounts.adapters.Factors"

Pages and words are Heard's own (`heard.office`), and the messages that go to people are `told.py`.
"""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.http import HttpRequest

from heard.accounts import sealed
from heard.people.models import Person


class Entering(DefaultAccountAdapter):  # type: ignore[misc]
    """Signing in: one stage after the password, which is the second factor."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_login_stages(self) -> list[str]:
        return ["heard.accounts.entering.SecondFactor"]

    def add_message(self, *arguments: Any, **more: Any) -> None:
        """Pages say what happened in Heard's words."""

    def send_notification_mail(self, *arguments: Any, **more: Any) -> None:
        """People are told by `heard.accounts.told`."""


class Factors(DefaultMFAAdapter):  # type: ignore[misc]
    """Second factors: sealed in the database, and named for the person and for Heard."""

    def encrypt(self, text: str) -> str:
        return sealed.seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        return sealed.open_up(encrypted_text)

    def get_public_key_credential_user_entity(self, user: Any) -> dict[str, Any]:
        """What a passkey shows of the account, in the browser's own list."""
        entity: dict[str, Any] = super().get_public_key_credential_user_entity(user)
        person: Person = user
        return {**entity, "name": person.email, "display_name": person.name}

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        return {**super().get_public_key_credential_rp_entity(), "name": "Heard"}

    def send_notification_mail(self, *arguments: Any, **more: Any) -> None:
        """People are told by `heard.accounts.told`."""
