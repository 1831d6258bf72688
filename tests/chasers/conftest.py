"""Fixtures for the tests of chasers: a council in Leicestershire's ways, a mail server, and a database of one's own."""

import pytest


@pytest.fixture
def post(settings):
    """A mail server, and Heard set to use it."""
    from tests.chasers.post_office import PostOffice

    with PostOffice() as running:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", running.port, 5
        settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
        settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
        settings.DEFAULT_FROM_EMAIL = "Heard <heard@council.example>"
        yield running


# A worker makes nobody's account and opens no case. These tests make both up on its connection; as it is, it works in
# tests/journeys and in tests/things/test_moving_many.py.
MADE_UP = """
    GRANT INSERT, UPDATE, DELETE ON authority_authority, authority_closureday, authority_team,
        authority_adoptedprocedure, people_person, people_post, people_complainant, people_child, cases_caserole,
        cases_referencecounter TO heard_worker;
    GRANT INSERT ON cases_case TO heard_worker;
"""


@pytest.fixture
def worker_db(committed_db):
    """A database of the test's own, in which Django works as the worker does, and may make a council up."""
    from tests.database import point_django_at

    with committed_db.as_owner() as owner:
        owner.execute(MADE_UP)
    point_django_at(committed_db.url("heard_worker"))
    return committed_db


@pytest.fixture
def council(worker_db):
    """A made-up council that works by Leicestershire's guidance."""
    from tests.chasers.larkshire import council_of_larkshire

    return council_of_larkshire()
