"""Where a case stands on a day: its timeline, its own edition of the procedure and its council's calendar, assessed.

    of(case, on).duty("stage-1-response").due

Nothing here is kept: it is worked out each time it is asked. The working out is the engine's.
"""

from __future__ import annotations

from datetime import date

from heard.authority.adopted import pack
from heard.authority.days import calendar_of
from heard.cases import timeline
from heard.cases.models import Case
from heard.engine import Standing, assess


def of(case: Case, on: date) -> Standing:
    """Where the case stands on the day. Two queries: its rows, and the council's closure days."""
    procedure = pack(case.procedure, case.edition)
    return assess(procedure, timeline.read(case), calendar_of(case.authority), on)
