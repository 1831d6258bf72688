"""Keeping on record that a case, or a letter of it, was opened, and why whoever opened it could.

reason = keep_opening(visit, Opening.CASE, roles)     -> "" unless they read it by emergency access
"""

from __future__ import annotations

from heard.files import because, openings
from heard.files.openings import Opened
from heard.office import trace
from heard.office.entry import CaseVisit
from heard.people.access import roles_on
from heard.people.roles import EMERGENCY


def keep_opening(visit: CaseVisit, what: str, roles: frozenset[str] | None = None) -> str:
    """Keep it, and answer with the reason of an emergency. A request for the headers alone opens nothing."""
    case, person, on = visit.case, visit.person, visit.on
    held = roles_on(person, case, on) if roles is None else roles
    reason = because.reason(person, on, case=case) if EMERGENCY in held else ""
    if visit.request.method == "GET":
        why = because.titles(held)
        openings.note(person, on, Opened(what, case=case, child=case.child), why, reason)
        trace.kept(visit.request)
    return reason
