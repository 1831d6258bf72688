"""A letter to be read: a draft as it would go out today and what it still lacks, or an issued one as it was sent.

    /cases/LC-2025-0042/letters/7/      /cases/LC-2025-0042/letters/7/files/pdf/

An issued letter is shown from what was kept of it; its files are handed out byte for byte, to be saved, never opened
in the page.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from heard.authority.adopted import pack
from heard.cases import history
from heard.engine import LetterTemplate
from heard.files.models import Opening
from heard.letters.issuing import wants_large_print
from heard.letters.kept import document_of
from heard.letters.models import Letter, LetterFile
from heard.letters.outcome import OfAnotherProcedure
from heard.letters.rendering import render_html
from heard.letters.required import MissingPassage
from heard.letters.written import Written, as_written, template_of
from heard.office.case_opened import keep_opening
from heard.office.complaint_form import CONTACT, FORMATS
from heard.office.entry import CASE, CaseVisit, entry
from heard.office.letter_found import found

FROM_HEARD = ("", "large print")  # formats that Heard makes by itself


@dataclass(frozen=True, slots=True)
class Lacking:
    """One thing that keeps a letter from being issued, and the way to put it right."""

    sentence: str
    href: str = ""
    passage: str = ""


@require_safe
@entry(CASE)
def letter_page(visit: CaseVisit, id: int) -> HttpResponse:
    letter = found(visit, id)
    keep_opening(visit, Opening.LETTER)
    return _issued(visit, letter) if letter.is_issued else _draft(visit, letter)


@require_safe
@entry(CASE)
def letter_file(visit: CaseVisit, id: int, kind: str) -> HttpResponse:
    """A file of an issued letter, as it was made then."""
    file = LetterFile.objects.filter(letter=found(visit, id), kind=kind).first()
    if file is None:
        raise Http404(kind)
    keep_opening(visit, Opening.LETTER)
    answer = HttpResponse(bytes(file.content), content_type=file.media_type)
    answer.headers["Content-Disposition"] = f'attachment; filename="{file.name}"'
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    answer.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


def lacking(letter: Letter, written: Written) -> list[Lacking]:
    """What the letter lacks, each with where to put it right."""
    words = reverse("edit-letter", args=[letter.case.reference, letter.pk])
    if letter.procedure != letter.case.procedure:
        return [Lacking(OfAnotherProcedure().sentence)]
    asks, ready = template_of(letter).fill_in, written.readiness
    procedure = pack(letter.procedure, letter.edition)
    passages = [replace(one, cites=(procedure.label(one.cites),)) for one in ready.lacks.passages]
    return [
        *(Lacking(one.sentence(), passage=one.id) for one in passages),
        *(
            Lacking(one.sentence(), f"{words}#id_fill_{one.name}" if one.name in asks else f"{words}#id_body")
            for one in ready.lacks.fields
        ),
        *(Lacking(one.sentence(), f"{words}#id_body") for one in ready.lacks.broken),
        *(Lacking(one.sentence(), f"{words}#id_body") for one in ready.unplaced),
        *(Lacking(sentence, words) for sentence in [ready.unprintable] if sentence),
    ]


def format_words(letter: Letter) -> str:
    """The format that the complainant needs, where Heard does not make it: in words, or ""."""
    wanted = letter.case.complainant.format
    if wanted in FROM_HEARD or wants_large_print(letter.case):
        return ""
    return str(dict(FORMATS).get(wanted, wanted))


def _draft(visit: CaseVisit, letter: Letter) -> HttpResponse:
    written = as_written(letter, visit.on)
    context = {
        "case": visit.case,
        "letter": letter,
        "lacking": lacking(letter, written),
        "changed": _changed(written.readiness.lacks.passages),
        "html": render_html(written.document),
        "format": format_words(letter),
    }
    return render(visit.request, "office/letters/draft.html", context)


def _changed(passages: tuple[MissingPassage, ...]) -> dict[str, str]:
    """The paragraphs that look like a passage in other words, by the passage."""
    return {one.id: one.changed for one in passages if one.changed}


def _issued(visit: CaseVisit, letter: Letter) -> HttpResponse:
    procedure = pack(letter.procedure, letter.edition)
    template: LetterTemplate | None = procedure.letters.get(letter.template)
    contact = visit.case.complainant.contact_by
    line = next((line for line in history.of(visit.case) if line.seq == letter.seq), None)
    context = {
        "case": visit.case,
        "letter": letter,
        "records": history.title_of(template.records, procedure) if template else "",
        "struck": line.why_struck if line and line.struck_by else "",
        "files": [(file, _kind(file)) for file in letter.files.defer("content")],
        "html": render_html(document_of(letter)),
        "format": format_words(letter),
        "contact_by": str(dict(CONTACT).get(contact, contact)),
    }
    return render(visit.request, "office/letters/issued.html", context)


def _kind(file: LetterFile) -> str:
    return {
        LetterFile.PDF: _("PDF, to print or to send"),
        LetterFile.LARGE_PRINT: _("PDF in large print"),
        LetterFile.WORD: _("Word, for readers who change size or colours"),
    }[file.kind]
