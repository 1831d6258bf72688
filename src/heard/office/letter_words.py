"""Writing a letter: its words, a required paragraph put back, and a draft thrown away.

    /cases/LC-2025-0042/letters/7/words/

The second of two people who save is told, and keeps what they typed. Saving and checking are `heard.letters`.
"""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from heard.cases.outcome import Invalid, NotAllowed
from heard.letters import drafting
from heard.letters.fields import find
from heard.letters.models import Letter
from heard.letters.outcome import AlreadyIssued, Changed
from heard.letters.text_format import read
from heard.letters.values import values
from heard.letters.written import template_of
from heard.office.entry import CASE, CaseVisit, entry
from heard.office.letter_forms import FILL, WordsForm
from heard.office.letter_found import check_may, found
from heard.people.access import WRITE_LETTER


@require_http_methods(["GET", "HEAD", "POST"])
@entry(CASE)
def edit_letter(visit: CaseVisit, id: int) -> HttpResponse:
    letter = found(visit, id)
    check_may(visit, WRITE_LETTER)
    if letter.is_issued:
        return redirect("letter", visit.case.reference, id)
    if visit.request.method != "POST":
        return _page(visit, letter, WordsForm(letter))
    form = WordsForm(letter, visit.request.POST)
    if not form.is_valid():
        return _page(visit, letter, form, status=422)
    try:
        drafting.save(id, form.change, visit.person, visit.on)
    except Changed as problem:
        return _page(visit, problem.letter, _mine(visit, problem.letter), status=409, theirs=problem)
    except AlreadyIssued as problem:
        return _gone(visit, id, problem.sentence)
    except NotAllowed as problem:
        raise PermissionDenied(problem.sentence) from problem
    except Invalid as problem:
        for name, sentence in problem.problems.items():
            form.add_error(name if name == "body" else f"{FILL}{name}", sentence)
        return _page(visit, letter, form, status=422)
    return redirect("letter", visit.case.reference, id)


@require_POST
@entry(CASE)
def put_back(visit: CaseVisit, id: int) -> HttpResponse:
    """A paragraph that the letter must say, put back where it belongs."""
    found(visit, id)
    check_may(visit, WRITE_LETTER)
    passage = visit.request.POST.get("passage", "")
    try:
        drafting.restore(id, passage, _version(visit), visit.person, visit.on)
    except KeyError:
        raise Http404(passage) from None
    except (Changed, AlreadyIssued, Invalid) as problem:
        return _gone(visit, id, problem.sentence)
    except NotAllowed as problem:
        raise PermissionDenied(problem.sentence) from problem
    messages.success(visit.request, _("The paragraph is in the letter again."))
    return redirect("letter", visit.case.reference, id)


@require_http_methods(["GET", "HEAD", "POST"])
@entry(CASE)
def discard_letter(visit: CaseVisit, id: int) -> HttpResponse:
    """Asked once more before a draft is thrown away."""
    letter = found(visit, id)
    check_may(visit, WRITE_LETTER)
    if letter.is_issued:
        return redirect("letter", visit.case.reference, id)
    if visit.request.method != "POST":
        return render(visit.request, "office/letters/discard.html", {"case": visit.case, "letter": letter})
    try:
        drafting.discard(id, _version(visit), visit.person, visit.on)
    except (Changed, AlreadyIssued) as problem:
        return _gone(visit, id, problem.sentence)
    except NotAllowed as problem:
        raise PermissionDenied(problem.sentence) from problem
    messages.success(visit.request, _("Thrown away: the draft of “%(title)s”.") % {"title": letter.title})
    return redirect("letters", visit.case.reference)


def _page(
    visit: CaseVisit, letter: Letter, form: WordsForm, *, status: int = 200, **more: Any
) -> HttpResponse:
    template = template_of(letter)
    known = values(visit.case, template, visit.on)
    used = [name for name in find(read(letter.body)) if name not in template.fill_in]
    context = {
        "case": visit.case,
        "letter": letter,
        "form": form,
        "used": [(name, known.get(name, "")) for name in used],
        "others": [(name, words) for name, words in known.items() if name not in used],
        "theirs": None,
        **more,
    }
    return render(visit.request, "office/letters/words.html", context, status=status)


def _mine(visit: CaseVisit, letter: Letter) -> WordsForm:
    """What was typed, in a form made for the letter as it stands now."""
    data = visit.request.POST.copy()
    data["version"] = str(letter.version)
    form = WordsForm(letter, data)
    form.is_valid()
    return form


def _version(visit: CaseVisit) -> int | None:
    given = visit.request.POST.get("version", "")
    return int(given) if given.isdecimal() and len(given) < 10 else -1


def _gone(visit: CaseVisit, id: int, sentence: str) -> HttpResponse:
    messages.error(visit.request, sentence)
    return redirect("letter", visit.case.reference, id)
