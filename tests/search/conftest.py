"""Fixtures for the tests of search: a made-up council whose folders are known, on one day."""

from datetime import date

import pytest

ON = date(2025, 11, 12)


@pytest.fixture
def on(settings):
    """The day on which people search."""
    settings.HEARD_TODAY = ON
    return ON


@pytest.fixture
def council(db, on):
    """A made-up council with two folders, gone after the test."""
    from tests.search.making import searched_council

    return searched_council()
