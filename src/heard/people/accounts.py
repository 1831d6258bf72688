"""Making accounts: an e-mail address, a name, an authority, and a password or none.

    Person.objects.create_user("ann@council.example", "a long password", name="Ann Made-Up", authority=council)

What a person may do comes from posts (`models.Post`), never from the account.
"""

from __future__ import annotations

from typing import Any

from django.contrib.auth.base_user import BaseUserManager


class Accounts(BaseUserManager[Any]):
    """`Person.objects`: an address is kept in small letters, so that one person has one account."""

    def create_user(self, email: str, password: str | None = None, **more: Any) -> Any:
        """Make and save an account. Without a password nobody can sign in to it until one is set."""
        if not email:
            raise ValueError("An account needs an e-mail address.")
        person = self.model(email=self.plain(email), **more)
        person.set_password(password)
        person.save(using=self._db)
        return person

    def get_by_natural_key(self, username: str | None) -> Any:
        """The account with this address, whatever its capitals."""
        return self.get(email=self.plain(username or ""))

    @staticmethod
    def plain(email: str) -> str:
        """An address as it is kept: no spaces round it, small letters."""
        return email.strip().lower()
