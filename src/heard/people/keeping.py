"""Says who changes staff, teams and families, and why, so that the database can keep it beside each change.

    with changed_by(ann, "Maternity leave"): post.save()

The triggers of migrations/0003 write `Change`; this only tells them who and why. One transaction, all or nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

from heard.people.models import Person


@contextmanager
def changed_by(person: Person, why: str = "") -> Iterator[None]:
    """One transaction whose changes are kept as this person's. Nothing of it lasts beyond."""
    with transaction.atomic():
        _say(str(person.pk), why)
        yield
        _say("", "")


def _say(by: str, why: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('heard.by', %s, true), set_config('heard.why', %s, true)", [by, why]
        )
