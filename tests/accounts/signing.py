"""Aids for the tests of signing in: the first step, codes as an authenticator app would show them, an app set up."""

import time

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

from tests.accounts.conftest import PASSWORD
from tests.screens.reading import Page


def sign_in(client, email, password=PASSWORD, **more):
    """The first step."""
    return client.post("/sign-in/", {"username": email, "password": password, **more})


def code(secret, steps=0):
    """What the app shows now, or so many half minutes from now."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps))


def set_up_app(client):
    """Set up an app for whoever is signed in; its secret. The code of the present half minute is used up by it."""
    page = Page(client.get("/how-you-sign-in/app/"))
    secret = "".join(words for words in page.html.split('heard-key">')[1].split("<")[0].split())
    answer = client.post("/how-you-sign-in/app/", {"code": code(secret)})
    assert answer.status_code == 302, Page(answer).errors
    return secret
