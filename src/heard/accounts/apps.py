"""Tells Django of the tables of signing in, and listens for each sign-in."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """The app `heard.accounts`."""

    name = "heard.accounts"
    label = "accounts"
    verbose_name = "Accounts"

    def ready(self) -> None:
        """Whichever way somebody signs in, the session says when they last proved who they are."""
        from django.contrib.auth.signals import user_logged_in

        from heard.accounts import proof

        user_logged_in.connect(proof.on_sign_in, dispatch_uid="heard.accounts.proof")
