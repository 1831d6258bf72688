"""Tells Django of the tables of signing in, and listens for each sign-in."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """The app `heard.accounts`."""

    name = "heard.accounts"
    label = "accounts"
    verbose_name = "Accounts"

    def ready(self) -> None:
        """Whichever way somebody signs in, it is kept when they proved who they are, and where."""
        from django.contrib.auth.signals import user_logged_in, user_logged_out

        from heard.accounts import proof, signed_in

        user_logged_in.connect(proof.on_sign_in, dispatch_uid="heard.accounts.proof")
        user_logged_in.connect(signed_in.on_sign_in, dispatch_uid="heard.accounts.signed_in")
        user_logged_out.connect(signed_in.on_sign_out, dispatch_uid="heard.accounts.signed_out")
