"""Where a case stands on a day: its timeline, assessed on the editions of procedure and calendar that it kept then.

    of(case, on).duty("stage-1-response").due

Nothing here is kept: it is worked out each time it is asked. The working out is the engine's.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from heard.authority.days import Days
from heard.cases import timeline
from heard.cases.editions import calendar_in, held_on
from heard.cases.models import Case, Row
from heard.engine import Standing, assess


def of(case: Case, on: date, rows: Sequence[Row] | None = None) -> Standing:
    """Where the case stands on the day. Two queries: its rows (unless they are given), and the closure days."""
    rows = list(case.rows.all()) if rows is None else rows
    kept = held_on(case, rows, on)
    procedure = kept.pack()
    return assess(procedure, timeline.of_rows(rows, procedure), calendar_in(kept, Days(case.authority)), on)
