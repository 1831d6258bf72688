"""The tests' own PostgreSQL: started once for a run and migrated; a test looks from outside, as `heard_owner`.

`migrated(cluster)` gives a `TestDatabase`; `tests/conftest.py` makes fixtures of it. A test that does not ask for one
starts no server. What a request of Django's test client does, it does as `heard_web` (`requests_are_the_webs`); what
else a plain role may do is tried with `played(WEB)`, or by a connection of that role's own.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import count
from threading import local

import psycopg
from django.core.management import call_command
from django.core.signals import request_finished, request_started
from django.db import connection, connections
from django.db.backends.signals import connection_created
from psycopg import sql
from psycopg.pq import TransactionStatus

from heard.postgres import OWNER, WEB, WORKER, Cluster
from heard.postgres.server import SUPERUSER

_COPIES = count(1)
_PLAYED = local()
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

    def as_role(self, role: str) -> psycopg.Connection:
        """A connection of a role's own."""
        return psycopg.connect(self.url(role), autocommit=True)

    def as_owner(self) -> psycopg.Connection:
        """A connection of the owner, for what a test must look at or spoil behind Heard's back."""
        return self.as_role(OWNER)

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
    """A new database with Heard's tables in it; Django is left pointing at it as the owner, who passes by the wall."""
    with psycopg.connect(cluster.url("postgres", SUPERUSER), autocommit=True) as superuser:
        # For this cluster alone, so that one connection can play each part. No plain role gains anything.
        superuser.execute(f"GRANT {WEB}, {WORKER} TO {OWNER}")
    untouched = TestDatabase(cluster, UNTOUCHED)
    cluster.create_database(untouched.name)
    point_django_at(untouched.url(OWNER))
    call_command("migrate", verbosity=0, interactive=False)
    # Django would find this out by making a table.
    type(connections["default"].features).supports_transactions = True
    made = TestDatabase(cluster, "heard_tests")
    connections["default"].close()
    cluster.create_database(made.name, template=UNTOUCHED)
    point_django_at(made.url(OWNER))
    return made


@contextmanager
def copied(original: TestDatabase) -> Iterator[TestDatabase]:
    """A new copy of the migrated database, used instead of the shared one for the time of one test and then dropped.

    A copy takes some hundredths of a second, needs no emptying of tables that refuse to be emptied, and leaves nothing.
    """
    copy = replace(original, name=f"{original.name}_{next(_COPIES)}")
    original.cluster.create_database(copy.name, template=UNTOUCHED)
    point_django_at(copy.url(OWNER))
    try:
        yield copy
    finally:
        point_django_at(original.url(OWNER))
        original.cluster.drop_database(copy.name)


@contextmanager
def played(role: str) -> Iterator[None]:
    """Let Django's connection of this thread be a plain role for a while. It asks beside Django, who counts queries."""
    before = getattr(_PLAYED, "role", None)
    _take_part(role)
    try:
        yield
    finally:
        _take_part(before)


def off_the_stage() -> None:
    """Nobody plays a part any more, whatever a test left behind: a page that was streamed and never read to its end."""
    _take_part(None)


def _take_part(role: str | None) -> None:
    _PLAYED.role = role
    if connection.connection is not None:
        _speak_as(connection.connection, role)


def _speak_as(raw: psycopg.Connection, role: str | None) -> None:
    # A transaction that failed sets the role back by itself when it is rolled back.
    if raw.closed or raw.info.transaction_status == TransactionStatus.INERROR:
        return
    raw.execute(sql.SQL("SET ROLE {}").format(sql.Identifier(role)) if role else "RESET ROLE")


def _on_request(sender: object, **more: object) -> None:
    _take_part(WEB)


def _on_answer(sender: object, **more: object) -> None:
    _take_part(None)


def _on_connection(sender: object, connection: object, **more: object) -> None:
    if getattr(_PLAYED, "role", None):
        _speak_as(connection.connection, _PLAYED.role)


def requests_are_the_webs() -> None:
    """From now on the requests of Django's test client run as `heard_web`, whichever client a test makes."""
    request_started.connect(_on_request, dispatch_uid="tests")
    request_finished.connect(_on_answer, dispatch_uid="tests")
    connection_created.connect(_on_connection, dispatch_uid="tests")
