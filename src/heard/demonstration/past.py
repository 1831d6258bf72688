"""Living in the past, so that what the demonstration records bears the day on which it happened.

with living_on(date(2026, 11, 2)): record(...)
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from django.conf import settings


@contextmanager
def living_on(day: date) -> Iterator[None]:
    """Let it be that day. Only the demonstration lives in the past."""
    before = settings.HEARD_TODAY
    settings.HEARD_TODAY = day
    try:
        yield
    finally:
        settings.HEARD_TODAY = before
