"""The index of search made anew from the tables, a few thousand rows at a time, and what was not right in it.

    rebuild()["letter"]      -> 0

Nothing should ever be wrong, since triggers keep the index; but the table is unlogged, and PostgreSQL empties it when
it was killed. It works as the owner of the tables or as the worker, whatever authority.
"""

from __future__ import annotations

from django.db import connection

AT_ONCE = 2000


def rebuild() -> dict[str, int]:
    """Put every entry right. How many were not, missing and needless ones included, by kind."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT what, highest FROM search_extent() WHERE highest IS NOT NULL")
        return {str(kind): _rebuilt(str(kind), int(highest)) for kind, highest in cursor.fetchall()}


def is_empty() -> bool:
    """Whether there is no index at all, though there are complaints to be found."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT search_is_empty()")
        return bool(cursor.fetchone()[0])


def _rebuilt(kind: str, highest: int) -> int:
    wrong = 0
    with connection.cursor() as cursor:
        for low in range(0, highest + 1, AT_ONCE):
            cursor.execute("SELECT search_mend(%s, %s, %s)", [kind, low, low + AT_ONCE - 1])
            wrong += int(cursor.fetchone()[0])
    return wrong
