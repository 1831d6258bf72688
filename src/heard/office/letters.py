"""The letters of a case: those that may be written now, the drafts, and those that were issued.

    /cases/LC-2025-0042/letters/

Beginning a letter makes a draft and leads to its words. What is in a draft is `heard.letters.drafting`.
"""

from __future__ import annotations

from uuid import uuid4

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from heard.cases import standing as standings
from heard.cases.outcome import NotAllowed
from heard.letters.drafting import UnknownLetter, draft
from heard.letters.models import Letter
from heard.office import letters_shown
from heard.office.entry import CASE, CaseVisit, entry
from heard.people.access import WRITE_LETTER, permits, roles_on


@require_http_methods(["GET", "HEAD", "POST"])
@entry(CASE)
def letters(visit: CaseVisit) -> HttpResponse:
    if visit.request.method == "POST":
        return _begun(visit)
    roles = roles_on(visit.person, visit.case, visit.on)
    drafts, issued = letters_shown.of_case(visit.case, with_people=True)
    context = {
        "case": visit.case,
        "choices": letters_shown.choices(standings.of(visit.case, visit.on), roles),
        "begun": {one.template for one in drafts},
        "may_write": bool(permits(roles, WRITE_LETTER)),
        "drafts": drafts,
        "issued": issued,
        "key": uuid4().hex,
    }
    return render(visit.request, "office/letters/letters.html", context)


def _begun(visit: CaseVisit) -> HttpResponse:
    """The draft that was asked for, begun once however often the button was pressed."""
    asked = visit.request.POST
    template, key = asked.get("template", ""), asked.get("key", "")
    # One page has one key and several buttons: two letters begun from one page are two letters.
    key = f"{key[:32]}-{template[:31]}" if key.isalnum() else ""
    try:
        letter: Letter = draft(visit.case, template, visit.person, visit.on, key=key)
    except UnknownLetter as problem:
        raise Http404(template) from problem
    except NotAllowed as problem:
        raise PermissionDenied(problem.sentence) from problem
    if letter.is_issued:
        return redirect("letter", visit.case.reference, letter.pk)
    return redirect("edit-letter", visit.case.reference, letter.pk)
