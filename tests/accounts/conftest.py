"""Fixtures for the tests of signing in: a made-up council, somebody of it at a browser, an officer with a password."""

import pytest

from tests.screens.conftest import at, council, on

__all__ = ["at", "council", "on"]

PASSWORD = "a long and made-up password"


@pytest.fixture
def officer(council):
    """The complaints officer, whose password is known."""
    person = council.people["officer"]
    person.set_password(PASSWORD)
    person.save()
    return person
