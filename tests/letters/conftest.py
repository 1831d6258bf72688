"""Fixtures for the tests of letters: a council that can write them, and a case of it."""

import pytest


@pytest.fixture
def council(db):
    """A made-up council under Leicestershire's procedure, gone after the test."""
    from tests.letters.writing import able_to_write
    from tests.things.council import made_up_council

    return able_to_write(made_up_council())


@pytest.fixture
def officer(council):
    return council.people["officer"]


@pytest.fixture
def case(council):
    """A case received on Monday 3 November 2025."""
    from tests.letters.writing import case_of

    return case_of(council)
