"""The index of search made anew from the tables, a few thousand rows at a time, and what was not right in it.

    rebuild()["letter"]      -> 0

Nothing should ever be wrong, since triggers keep the index; but the table is unlogged, and PostgreSQL empties it when
it was killed. It works as the owner of the tables or as the worker, whatever authority.
"""

from __future__ import annotations

from django.db import connections

AT_ONCE = 2000


def rebuild(using: str = "default") -> dict[str, int]:
    """Put every entry right. How many were not, missing and needless ones included, by kind."""
    with connections[using].cursor() as cursor:
        cursor.execute("SELECT what, highest FROM search_extent() WHERE highest IS NOT NULL")
        kinds = [(str(kind), int(highest)) for kind, highest in cursor.fetchall()]
    return {kind: _rebuilt(using, kind, highest) for kind, highest in kinds}


def is_whole() -> bool:
    """Whether the index was made to its end: after PostgreSQL was killed it is not there, or only what is new."""
    with connections["default"].cursor() as cursor:
        cursor.execute("SELECT search_is_whole()")
        return bool(cursor.fetchone()[0])


def _rebuilt(using: str, kind: str, highest: int) -> int:
    wrong = 0
    with connections[using].cursor() as cursor:
        # The oldest come last: where they are there, all is (`is_whole`).
        for low in reversed(range(0, highest + 1, AT_ONCE)):
            cursor.execute("SELECT search_mend(%s, %s, %s)", [kind, low, low + AT_ONCE - 1])
            wrong += int(cursor.fetchone()[0])
    return wrong
