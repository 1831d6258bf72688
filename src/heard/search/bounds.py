"""The time that a search may take: after it the database stops, and the person is told to ask for less.

    with in_time(): ...        raises TooSlow after SECONDS

Only the search is stopped: the transaction round it goes on, and has its own limit again.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import OperationalError, connection, transaction
from psycopg.errors import QueryCanceled

SECONDS = 2.5
ASKED = "current_setting('heard.asked')::jsonb"


class TooSlow(Exception):
    """The search was stopped since it took too long."""


@contextmanager
def in_time(seconds: float = SECONDS) -> Iterator[None]:
    """Let each statement inside take so long and no longer."""
    try:
        with transaction.atomic():
            before = _limit(f"{round(seconds * 1000)}ms")
            yield
            _limit(before)
    except OperationalError as problem:
        if isinstance(problem.__cause__, QueryCanceled):
            raise TooSlow from problem
        raise


def tell(asked: Any) -> None:
    """Hand over what is asked for, to statements that read it as ASKED: one that PostgreSQL stops or finds slow stands
    in its log, and nothing that anybody typed is to be in there. It holds for the transaction.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('heard.asked', %s, true)", [json.dumps(asked)])


def _limit(time: str) -> str:
    """Set the limit for statements in this transaction; what it was before."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('statement_timeout')")
        before = str(cursor.fetchone()[0])
        cursor.execute("SELECT set_config('statement_timeout', %s, true)", [time])
    return before
