"""Fixtures for the tests of reviews: a made-up council that goes by Hertfordshire's practice note."""

import pytest


@pytest.fixture
def town(db):
    """A council with two teams, the people whom the note names, and a child whose file holds two complaints."""
    from tests.reviews.town import made_up_town

    return made_up_town()
