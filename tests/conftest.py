"""Fixtures for all tests: the database that each run starts for itself, and one that takes real commits.

`db` (pytest-django's) wraps a test in a transaction; `committed_db` gives it a database of its own. A test that asks
for neither starts no server.
"""

import sys

import pytest


@pytest.fixture(scope="session")
def cluster():
    """The PostgreSQL of this run, in a folder that is gone afterwards."""
    from heard.postgres import Cluster

    with Cluster.temporary() as running:
        yield running


@pytest.fixture(scope="session")
def django_db_setup(cluster, django_db_blocker):
    """In place of pytest-django's: tables are made as `heard_owner`, and tests look as it does; requests do not."""
    from tests import database

    database.requests_are_the_webs()
    with django_db_blocker.unblock():
        return database.migrated(cluster)


@pytest.fixture(autouse=True)
def each_begins_as_the_owner():
    """What a test left behind of the part that it played does not reach the next."""
    database = sys.modules.get("tests.database")
    if database:
        database.off_the_stage()


@pytest.fixture
def as_web(db):
    """Django's connection as the web process has it: `with as_web(): ...`; without a person, unless `as_person`."""
    from heard.postgres import WEB
    from tests.database import played

    return lambda: played(WEB)


@pytest.fixture
def as_worker(db):
    """Django's connection as the worker has it: `with as_worker(): ...`."""
    from heard.postgres import WORKER
    from tests.database import played

    return lambda: played(WORKER)


@pytest.fixture
def committed_db(django_db_setup, django_db_blocker):
    """A database of this test's own, for what needs real commits: two at once, a killed worker, a browser.

    `committed_db.url()`, `.as_owner()` and `.env` reach it from outside Django.
    """
    from tests import database

    with django_db_blocker.unblock(), database.copied(django_db_setup) as copy:
        yield copy


@pytest.fixture(scope="session")
def browser():
    """A Chromium for this run; each test opens pages of its own in it."""
    from tests.browser import chromium

    with chromium() as running:
        yield running


@pytest.fixture
def page(browser):
    """A new, empty page of somebody in London, with no memory of other tests."""
    context = browser.new_context(
        locale="en-GB", timezone_id="Europe/London", viewport={"width": 1280, "height": 900}
    )
    context.set_default_timeout(15_000)
    yield context.new_page()
    context.close()
