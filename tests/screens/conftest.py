"""Fixtures for the tests of screens: a made-up council, and somebody of it at a browser."""

from datetime import date

import pytest

ON = date(2025, 11, 12)


@pytest.fixture
def on(settings):
    """The day on which the screens are opened: the seventh working day after Monday 3 November 2025."""
    settings.HEARD_TODAY = ON
    return ON


@pytest.fixture
def council(db, on):
    """A made-up council under Leicestershire's procedure, gone after the test."""
    from heard.authority.models import AdoptedProcedure
    from tests.things.council import made_up_council

    made = made_up_council()
    AdoptedProcedure.objects.filter(authority=made.authority).update(
        procedure="leicestershire", edition="2024-01-01"
    )
    return made


@pytest.fixture
def at(council):
    """Somebody of the council, signed in: `at("officer").get("/")`."""
    from django.test import Client

    def signed_in(who):
        client = Client()
        person = who if not isinstance(who, str) else council.people[who]
        client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return signed_in
