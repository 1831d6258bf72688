"""Whom the database is told that it serves, for one transaction: its own wall lets through what that person may see.

    with as_person(ann.pk, today()):   # heard_web: the cases, letters, files ... that Ann may see today; nobody else's
    with acting_for(council.pk):       # heard_worker: what is of that council

Without one of these the plain roles see no row behind the wall (docs/decisions/0013). Who may see what is `access.py`;
the policies, which say the same in SQL, are in the migrations called `..._wall`. The owner of the tables passes by.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from django.db import connection, transaction

_NOBODY = {"heard.person": "", "heard.on": "", "heard.authority": ""}


@contextmanager
def as_person(person_id: int, on: date) -> Iterator[None]:
    """One transaction in which the web process sees what this person may see on the day. What is not read inside is
    not seen: a page is rendered inside, and a stream that is read later asks the database nothing.
    """
    with _known({"heard.person": str(person_id), "heard.on": on.isoformat(), "heard.authority": ""}):
        yield


@contextmanager
def acting_for(authority_id: int) -> Iterator[None]:
    """One transaction in which the worker sees what is of this authority. It means nothing to the web process."""
    with _known({"heard.person": "", "heard.on": "", "heard.authority": str(authority_id)}):
        yield


def served() -> str:
    """Whom the transaction is for: "person-7", "authority-1" or "nobody". What outlives a request is kept under it."""
    known: dict[str, str] = getattr(connection, "heard_known", _NOBODY)
    person, authority = known["heard.person"], known["heard.authority"]
    return f"person-{person}" if person else f"authority-{authority}" if authority else "nobody"


def authority_of(what: str, id: int) -> int:
    """Of which authority the "case", "move", "version" ... is that a job of the worker is about. Raises LookupError."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT heard_authority_of(%s, %s)", [what, id])
        found = cursor.fetchone()
    if found is None or found[0] is None:
        raise LookupError(f"There is no {what} {id}.")
    return int(found[0])


@contextmanager
def _known(told: dict[str, str]) -> Iterator[None]:
    """Tell the database, and afterwards what it was told before. A transaction that ends forgets by itself, and one
    that is rolled back to its beginning is told again by PostgreSQL.
    """
    before: dict[str, str] = getattr(connection, "heard_known", _NOBODY)
    inner = connection.in_atomic_block
    with transaction.atomic():
        _tell(told)
        connection.heard_known = told  # type: ignore[attr-defined]
        try:
            yield
        finally:
            connection.heard_known = before  # type: ignore[attr-defined]
        if inner and not connection.needs_rollback:
            _tell(before)


def _tell(told: dict[str, str]) -> None:
    words = ", ".join("set_config(%s, %s, true)" for _ in told)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {words}", [part for pair in told.items() for part in pair])
