"""This very moment, also where a demonstration pins the day: for sessions and locks, which last so many minutes.

    now() - timedelta(minutes=15)

What is kept and shown ("when was this done") takes `heard.authority.today.moment` instead.
"""

from __future__ import annotations

import time
from datetime import UTC, datetime


def now() -> datetime:
    """The moment, in UTC."""
    return datetime.fromtimestamp(time.time(), UTC)
