"""The record of who opened what, for the complaints team; and a child's or complainant's own, for who asks for it.

    /openings/?person=7&child=3&case=HF-2025-0042&day=2025-11-12      /openings/child/3/      /openings/child/3/csv/

Looking at the record is sensitive: it asks again, and is itself on record.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from datetime import date

from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from heard.authority.today import LONDON
from heard.cases import seen
from heard.files import opened_list, openings
from heard.files.models import FolderRule, Opening
from heard.files.openings import Opened
from heard.office.again import asked_again
from heard.office.child_file import numbered
from heard.office.entry import WITH_POST, Visit, entry
from heard.people.models import Child, Complainant, Person

BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")

MOST = 5000
"""Lines of a record of access on a page; the file for a spreadsheet has them all."""


@require_http_methods(["GET", "HEAD", "POST"])  # POST: the answer of who is asked again
@entry(WITH_POST)
@asked_again
def openings_page(visit: Visit) -> HttpResponse:
    """The record, newest first, with its filters in the address."""
    _only_who_may(visit)
    asked = {
        name: visit.request.GET.get(name, "")[:40].strip() for name in ("person", "child", "case", "day")
    }
    found = _narrowed(opened_list.shown_to(visit.person, visit.on), asked)
    _keep(visit)
    page, folders = numbered(visit, found), _folders(visit)
    context = {
        "page": page,
        "lines": [(one, what(one), folders.get(one.folder_key, "")) for one in page],
        "asked": asked,
        "people": Person.objects.filter(authority_id=visit.person.authority_id).order_by("name")[:500],
        "narrowed": any(asked.values()),
    }
    return render(visit.request, "office/openings.html", context)


@require_http_methods(["GET", "HEAD", "POST"])  # POST: the answer of who is asked again
@entry(WITH_POST)
@asked_again
def access_record(visit: Visit, whose: str, id: int) -> HttpResponse:
    """The record of access of one child or complainant, to be printed and handed out."""
    subject, found = _of(visit, whose, id)
    _keep(visit, subject)
    folders = _folders(visit)
    context = {
        "subject": subject,
        "whose": whose,
        "on": visit.on,
        "lines": [(one, what(one), folders.get(one.folder_key, "")) for one in found[:MOST]],
        "more": max(found.count() - MOST, 0),
    }
    return render(visit.request, "office/access_record.html", context)


@require_http_methods(["GET", "HEAD", "POST"])  # POST: the answer of who is asked again
@entry(WITH_POST)
@asked_again
def access_record_csv(visit: Visit, whose: str, id: int) -> HttpResponse:
    """The same as a table for a spreadsheet, in which nothing is taken for a formula."""
    subject, found = _of(visit, whose, id)
    _keep(visit, subject)
    answer = HttpResponse("".join(_lines(found, _folders(visit))), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="access-{whose}-{id}.csv"'
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, no-store"
    return answer


def what(opening: Opening) -> str:
    """What was opened, in words."""
    words = {
        Opening.CASE: _("Complaint"),
        Opening.LETTER: _("Letter"),
        Opening.FILE: _("Child's file"),
        Opening.FOLDER: _("Folder"),
        Opening.DOCUMENT: _("Document"),
        Opening.LOG: _("Record of access"),
        Opening.ASKED: _("Nothing: emergency access was not given"),
    }
    return words.get(opening.what, opening.what)


def safe_cell(words: str) -> str:
    """Words that no spreadsheet takes for a formula."""
    return f"'{words}" if words.startswith(BEGINS_A_FORMULA) else words


def _narrowed(found: QuerySet[Opening], asked: dict[str, str]) -> QuerySet[Opening]:
    for name, column in (("person", "person_id"), ("child", "child_id")):
        if asked[name]:
            found = found.filter(**{column: _number(asked[name])})
    if asked["case"]:
        found = found.filter(case__reference=asked["case"].upper())
    day = _day(asked["day"])
    if asked["day"]:
        found = found.filter(day=day) if day else found.none()
    return found


class _Echo:
    """Hands back what is written to it, so that each row is a line."""

    def write(self, row: str) -> str:
        return row


def _lines(found: Iterable[Opening], folders: dict[str, str]) -> Iterator[str]:
    writer = csv.writer(_Echo())
    yield "\ufeff" + str(
        writer.writerow(
            [_("When"), _("Who"), _("What"), _("Complaint"), _("Folder"), _("Why they could"), _("Reason")]
        )
    )
    for one in found:
        cells = [
            f"{one.at.astimezone(LONDON):%Y-%m-%d %H:%M}",
            one.person.name,
            what(one),
            one.case.reference if one.case else "",
            folders.get(one.folder_key, ""),
            one.because,
            one.reason,
        ]
        yield str(writer.writerow([safe_cell(cell) for cell in cells]))


def _of(visit: Visit, whose: str, id: int) -> tuple[Child | Complainant, QuerySet[Opening]]:
    """Whose record it is, and what is in it. Raises Http404."""
    _only_who_may(visit)
    if id >= 2**63:
        raise Http404(str(id))
    if whose == "child":
        child = Child.objects.filter(authority_id=visit.person.authority_id, pk=id).first()
        if child is not None:
            return child, opened_list.of_child(child, visit.person, visit.on)
    elif whose == "complainant" and seen.cases(visit.person, visit.on).filter(complainant_id=id).exists():
        complainant = Complainant.objects.filter(authority_id=visit.person.authority_id, pk=id).first()
        if complainant is not None:
            return complainant, opened_list.of_complainant(complainant, visit.person, visit.on)
    raise Http404(str(id))


def _keep(visit: Visit, subject: Child | Complainant | None = None) -> None:
    """Looking at the record is itself on record."""
    if visit.request.method == "GET":
        child = subject if isinstance(subject, Child) else None
        openings.note(visit.person, visit.on, Opened(Opening.LOG, child=child), _("Complaints team"))


def _only_who_may(visit: Visit) -> None:
    if not opened_list.may_see(visit.person, visit.on):
        raise Http404("openings")


def _folders(visit: Visit) -> dict[str, str]:
    rules = FolderRule.objects.filter(authority_id=visit.person.authority_id)
    return dict(rules.values_list("key", "title"))


def _number(words: str) -> int:
    return int(words) if words.isascii() and words.isdecimal() and len(words) < 19 else 0


def _day(words: str) -> date | None:
    try:
        return date.fromisoformat(words)
    except ValueError:
        return None
