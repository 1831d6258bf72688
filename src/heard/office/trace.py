"""Nobody reads a case, or a child's file, without a trace: also by a page beside its own that keeps no record itself.

    trace.of_case(request, ann, on, case, answer)     -> once a day, where nothing is on record yet

Pages that keep what they show in their own words (`case_opened`, `child_file.keep_opening`) say so by `kept`.
"""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest, HttpResponseBase

from heard.cases.models import Case
from heard.files import because, openings
from heard.files.models import Opening
from heard.files.openings import Opened
from heard.people.access import roles_on
from heard.people.models import Child, Person
from heard.people.roles import EMERGENCY

SHOWS = frozenset({200, 409, 422})
"""Answers with a page. Others show nothing of what is behind the door."""
_OF_CASES = (Opening.CASE, Opening.LETTER)
_OF_FILES = (Opening.FILE, Opening.FOLDER, Opening.DOCUMENT)


def kept(request: HttpRequest) -> None:
    """What this request shows is on record already, or it shows nothing."""
    request.is_on_record = True  # type: ignore[attr-defined]


def of_case(request: HttpRequest, person: Person, on: date, case: Case, answer: HttpResponseBase) -> None:
    """Keep that the person read something of the case, unless it is on record that day already."""
    known = Opening.objects.filter(person=person, day=on, case=case, what__in=_OF_CASES)
    if not _shows(request, answer) or known.exists():
        return
    held = roles_on(person, case, on)
    reason = because.reason(person, on, case=case) if EMERGENCY in held else ""
    openings.note(person, on, Opened(Opening.CASE, case=case, child=case.child), because.titles(held), reason)


def of_child(request: HttpRequest, person: Person, on: date, child: Child, answer: HttpResponseBase) -> None:
    """Keep that the person read something of the child's file, unless it is on record that day already."""
    known = Opening.objects.filter(person=person, day=on, child=child, what__in=_OF_FILES)
    if not _shows(request, answer) or known.exists():
        return
    why, reason = because.of_child(person, child, on), because.reason(person, on, child=child)
    openings.note(person, on, Opened(Opening.FILE, child=child), why, reason)


def _shows(request: HttpRequest, answer: HttpResponseBase) -> bool:
    """Whether anything is shown that is not on record: a request for the headers alone opens nothing."""
    if getattr(request, "is_on_record", False):
        return False
    return request.method != "HEAD" and answer.status_code in SHOWS
