"""Fixtures for the tests of things: a made-up council on the run's own database."""

import pytest


@pytest.fixture
def council(db):
    """A made-up council that is gone after the test."""
    from tests.things.council import made_up_council

    return made_up_council()
