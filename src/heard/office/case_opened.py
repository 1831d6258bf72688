"""Keeping on record that a case, or a letter of it, was opened, and why whoever opened it could.

keep_opening(visit, Opening.CASE)
"""

from __future__ import annotations

from heard.files import because, openings
from heard.files.openings import Opened
from heard.office.entry import CaseVisit


def keep_opening(visit: CaseVisit, what: str) -> None:
    """Keep it. A request for the headers alone opens nothing."""
    if visit.request.method != "GET":
        return
    case, person, on = visit.case, visit.person, visit.on
    opened = Opened(what, case=case, child=case.child)
    openings.note(
        person, on, opened, because.of_case(person, case, on), because.reason(person, on, case=case)
    )
