"""The tests' own PostgreSQL: started once for a run, migrated as `heard_owner`, used as `heard_web`.

`migrated(cluster)` gives a `TestDatabase`; `tests/conftest.py` makes fixtures of it. A test that does not ask for one
starts no server. It has no second way in: what the web role may not do, a test may not do either.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import count

import psycopg
from django.core.management import call_command
from django.db import connections

from heard.postgres import OWNER, WEB, Cluster

_COPIES = count(1)
# Migrated once and then left alone: PostgreSQL copies a database only while nobody is connected to it.
UNTOUCHED = "heard_untouched"


@dataclass(frozen=True)
class TestDatabase:
    """One database of the tests' cluster, and its addresses."""

    __test__ = False

    cluster: Cluster
    name: str

    def url(self, role: str = WEB) -> str:
        return self.cluster.url(self.name, role)

    def as_owner(self) -> psycopg.Connection:
        """A connection of the owner, for what a test must look at or spoil behind Heard's back."""
        return psycopg.connect(self.url(OWNER), autocommit=True)

    @property
    def env(self) -> dict[str, str]:
        """The environment for a program that a test starts, so that it works on this database."""
        ours = {"DATABASE_URL": self.url(), "HEARD_OWNER_URL": self.url(OWNER), "HEARD_TESTS": "1"}
        return {**os.environ, **ours, "DJANGO_SETTINGS_MODULE": "heard.site.settings"}


def point_django_at(url: str) -> None:
    """Let every connection that Django opens from now on, in any thread, go to `url`."""
    from heard.site.settings.data import database

    connections["default"].close()
    connections.settings["default"].update(database(url, "the tests' database"), CONN_MAX_AGE=0)


def migrated(cluster: Cluster) -> TestDatabase:
    """A new database with Heard's tables in it, made by the owner; Django is left pointing at it as the web role."""
    untouched = TestDatabase(cluster, UNTOUCHED)
    cluster.create_database(untouched.name)
    point_django_at(untouched.url(OWNER))
    call_command("migrate", verbosity=0, interactive=False)
    # Django would find this out by making a table, which the web role may not do.
    type(connections["default"].features).supports_transactions = True
    made = TestDatabase(cluster, "heard_tests")
    connections["default"].close()
    cluster.create_database(made.name, template=UNTOUCHED)
    point_django_at(made.url(WEB))
    return made


@contextmanager
def copied(original: TestDatabase) -> Iterator[TestDatabase]:
    """A new copy of the migrated database, used instead of the shared one for the time of one test and then dropped.

    A copy takes some hundredths of a second, needs no emptying of tables that refuse to be emptied, and leaves nothing.
    """
    copy = replace(original, name=f"{original.name}_{next(_COPIES)}")
    original.cluster.create_database(copy.name, template=UNTOUCHED)
    point_django_at(copy.url(WEB))
    try:
        yield copy
    finally:
        point_django_at(original.url(WEB))
        original.cluster.drop_database(copy.name)
