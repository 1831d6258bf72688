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


@pytest.fixture
def worker_db(committed_db):
    """A database of the test's own. Sending is done as the worker (`tests.chasers.larkshire.at_work`)."""
    return committed_db


@pytest.fixture
def council(worker_db):
    """A made-up council that works by Leicestershire's guidance."""
    from tests.chasers.larkshire import council_of_larkshire

    return council_of_larkshire()
