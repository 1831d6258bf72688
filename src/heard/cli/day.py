"""What day it is, for the commands that need no database and no web framework: `heard check` and `heard calendar`.

    today()     -> date(2026, 11, 22), in Europe/London

HEARD_TODAY pins it, as everywhere. What works on the database asks heard.authority.today instead.
"""

from __future__ import annotations

import os
from datetime import date, datetime
from zoneinfo import ZoneInfo


def today() -> date:
    """The day it is in London, or the pinned day."""
    pinned = os.environ.get("HEARD_TODAY", "")
    return date.fromisoformat(pinned) if pinned else datetime.now(ZoneInfo("Europe/London")).date()
