"""Issuing a letter: read once more, the questions of the fact that it records, and then it is sent and stays as it is.

    /cases/LC-2025-0042/letters/7/issue/

A letter that lacks something does not come this far. What the procedure refuses stands beside its question. Pressing
twice issues once.
"""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from heard.authority.adopted import pack
from heard.cases import standing as standings
from heard.cases.outcome import NotAllowed, NotRecorded, Recorded, Stale
from heard.engine import Standing
from heard.letters.issuing import issue
from heard.letters.models import Letter
from heard.letters.outcome import Changed, NotAsShown, NotIssued
from heard.letters.rendering import render_html
from heard.letters.written import Written, as_written, template_of
from heard.office import what_follows
from heard.office.entry import CASE, CaseVisit, entry
from heard.office.letter_forms import IssueForm
from heard.office.letter_found import check_may, found
from heard.people.access import ISSUE_LETTER, recording


@require_http_methods(["GET", "HEAD", "POST"])
@entry(CASE)
def issue_letter(visit: CaseVisit, id: int) -> HttpResponse:
    letter = found(visit, id)
    if letter.procedure != visit.case.procedure:  # it says on its own page why it cannot be issued
        return redirect("letter", visit.case.reference, id)
    kind = pack(visit.case.procedure, visit.case.edition).facts[template_of(letter).records]
    for act in (ISSUE_LETTER, recording(kind.recorded_by)):
        check_may(visit, act)
    if letter.is_issued:
        messages.info(visit.request, _("This letter was issued already."))
        return redirect("letter", visit.case.reference, id)
    written = as_written(letter, visit.on)
    if not written.readiness:
        return redirect("letter", visit.case.reference, id)
    before = standings.of(visit.case, visit.on)
    if visit.request.method != "POST":
        return _page(visit, letter, written, _form(visit, letter, written), before)
    form = _form(visit, letter, written, visit.request.POST)
    if not form.is_valid():
        return _page(visit, letter, written, form, before)
    return _tried(visit, letter, form, before)


def _tried(visit: CaseVisit, letter: Letter, form: IssueForm, before: Standing) -> HttpResponse:
    """The answer to the button: the letter is issued, or the page again with why not."""
    try:
        done = issue(letter.pk, form.issuing, visit.person, visit.on)
    except Stale as problem:
        return _again(visit, letter, before, changes=problem.changes)
    except (Changed, NotAsShown) as problem:
        return _again(visit, letter, before, problem=problem.sentence)
    except NotIssued as problem:
        messages.error(visit.request, problem.sentence)
        return redirect("letter", visit.case.reference, letter.pk)
    except NotAllowed as problem:
        raise PermissionDenied(problem.sentence) from problem
    except NotRecorded as problem:
        form.refuse_by(before.procedure, problem, (visit.case.opened_on, visit.on))
        return _page(visit, letter, as_written(letter, visit.on), form, before)
    _say(visit, letter, before, done.recorded)
    return redirect("letter", visit.case.reference, letter.pk)


def _say(visit: CaseVisit, letter: Letter, before: Standing, recorded: Recorded | None) -> None:
    if recorded is None:
        messages.info(visit.request, _("This letter was issued already."))
        return
    lines = [_("Issued: “%(title)s”.") % {"title": letter.title}]
    messages.success(visit.request, "\n".join([*lines, *what_follows.sentences(before, recorded.standing)]))


def _form(visit: CaseVisit, letter: Letter, written: Written, data: Any = None) -> IssueForm:
    kind = pack(visit.case.procedure, visit.case.edition).facts[template_of(letter).records]
    looked_at = {"version": letter.version, "shown": written.digest}
    return IssueForm(kind, visit.on, data, seen=visit.case.last_seq, initial=looked_at)


def _again(visit: CaseVisit, letter: Letter, before: Standing, **more: Any) -> HttpResponse:
    """The page as the case and the letter stand now, with the answers that were given."""
    fresh = found(visit, letter.pk)
    visit.case.refresh_from_db()
    written = as_written(fresh, visit.on)
    data = visit.request.POST.copy()
    data["seen"], data["version"] = str(visit.case.last_seq), str(fresh.version)
    data["shown"] = written.digest
    form = _form(visit, fresh, written, data)
    form.is_valid()
    return _page(visit, fresh, written, form, before, **more)


def _page(
    visit: CaseVisit, letter: Letter, written: Written, form: IssueForm, standing: Standing, **more: Any
) -> HttpResponse:
    procedure = standing.procedure
    refusal = next((one for one in standing.refusals if one.fact == form.kind.id), None)
    context = {
        "case": visit.case,
        "letter": letter,
        "on": visit.on,
        "kind": form.kind,
        "form": form,
        "html": render_html(written.document),
        "refusal": refusal,
        "refusal_label": procedure.label(refusal.cites) if refusal else "",
        "changes": (),
        "problem": "",
        **more,
    }
    status = 409 if more else 422 if form.errors else 200
    return render(visit.request, "office/letters/issue.html", context, status=status)
