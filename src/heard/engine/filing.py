"""Where a complaint and its letters are kept in the child's file, by the pack's `filing:`, as the case stands on a day.

Example: [one.folder for one in filed(procedure, timeline, calendar, on)] is ["allegations"] once conduct was found.
It files nothing and tells nobody: the child's file does.
"""

from __future__ import annotations

from datetime import date

from heard.engine.arrangements import Filing
from heard.engine.calendar import Calendar
from heard.engine.conditions import holds, seen
from heard.engine.facts import Timeline
from heard.engine.procedure import Procedure


def filed(procedure: Procedure, timeline: Timeline, calendar: Calendar, on: date) -> tuple[Filing, ...]:
    """The filings whose condition holds on the day, in the pack's order; one without a condition always holds."""
    view = seen(procedure, timeline.until(on), calendar, on)
    every = procedure.arrangements.filing.values()
    return tuple(one for one in every if one.when is None or holds(one.when, view))
