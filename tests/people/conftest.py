"""Fixtures for the tests of staff, teams, parts and families: a made-up council with an administrator, and a browser's
requests.
"""

from datetime import date

import pytest

ON = date(2025, 11, 12)


@pytest.fixture
def on(settings):
    """The day on which everything happens: Wednesday 12 November 2025."""
    settings.HEARD_TODAY = ON
    return ON


@pytest.fixture
def council(db, on):
    """A made-up council with an administrator."""
    from tests.things.council import made_up_council

    made = made_up_council()
    made.person("admin", "administrator")
    return made


@pytest.fixture
def at(council):
    """Somebody of the council, signed in: `at("admin").get("/people/")`."""
    from django.test import Client

    def signed_in(who):
        client = Client()
        person = who if not isinstance(who, str) else council.people[who]
        client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return signed_in
