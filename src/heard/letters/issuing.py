"""Issuing a letter: what it lacks is checked, its files are made, and its fact is recorded, all or none.

    issue(letter.pk, Issuing({"outcome": "upheld"}), ann, on).letter.files.get(kind="pdf")

Raises `NotIssued` (outcome.py) or `NotRecorded` (heard.cases), and then nothing was issued or recorded. A letter is
issued once: asked again, the answer is the letter as it was issued. Sending the paper or the e-mail is the officer's.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import transaction

from heard.authority.today import moment
from heard.cases.entries import Entry
from heard.cases.models import Case
from heard.cases.record import record
from heard.engine import LetterTemplate
from heard.letters.blocks import Document
from heard.letters.drafting import check, locked
from heard.letters.kept import as_kept
from heard.letters.models import Letter, LetterFile
from heard.letters.outcome import Changed, Issued, NotAsShown, NotReady, OfAnotherProcedure
from heard.letters.rendering import render_docx, render_pdf
from heard.letters.rendering.pdf import LARGE, NORMAL
from heard.letters.written import Written, as_written, template_of
from heard.people.access import ISSUE_LETTER
from heard.people.models import Person

PDF, WORD = "application/pdf", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass(frozen=True, slots=True)
class Issuing:
    """What is given when a letter is issued: the answers that the pack asks for its fact, and what was looked at.

    `seen` is the case's `last_seq`, `version` the draft's and `shown` the letter's digest when the page was made; None
    and "" where there was no page.
    """

    answers: Mapping[str, Any] = field(default_factory=dict)
    seen: int | None = None
    version: int | None = None
    shown: str = ""


@transaction.atomic
def issue(id: int, issuing: Issuing, by: Person, on: date) -> Issued:
    """Issue a letter, dated `on`."""
    # The case first, so that no fact comes in between the days in the letter and the one that is recorded.
    list(Case.objects.select_for_update().filter(letters=id).values_list("pk"))
    letter = locked(id, by, on)
    if letter.is_issued:
        return Issued(letter, None)
    check(by, ISSUE_LETTER, letter.case, on)
    written = _checked(letter, issuing, on)
    template, now = template_of(letter), moment()
    files = list(_files(letter, written.document, now))
    answers = {**issuing.answers, "letter": str(letter.pk)}
    entry = Entry(template.records, on, answers, seen=issuing.seen)
    recorded = record(letter.case_id, entry, by, on, key=f"letter-{letter.key}")
    LetterFile.objects.bulk_create(files)
    letter.state, letter.dated, letter.seq = Letter.ISSUED, on, recorded.row.seq
    letter.issued_by, letter.issued_at = by, now
    letter.answers = recorded.row.answers
    letter.sent, letter.template_hash = as_kept(written), template_hash(template)
    letter.save()
    return Issued(letter, recorded)


def template_hash(template: LetterTemplate) -> str:
    """SHA-256 of the template's words: its title, its text, its passages and what it asks for."""
    parts = [template.title, template.body, *(f"{one.id}\n{one.words}" for one in template.must_say)]
    parts += [f"{name}\n{asks}" for name, asks in template.fill_in.items()]
    return hashlib.sha256("\x00".join(parts).encode()).hexdigest()


def wants_large_print(case: Case) -> bool:
    """Whether the complainant asked for large print."""
    return "large print" in case.complainant.format.lower()


def _checked(letter: Letter, issuing: Issuing, on: date) -> Written:
    """The letter as it goes out. Raises OfAnotherProcedure, Changed, NotReady, or NotAsShown."""
    if letter.procedure != letter.case.procedure:
        raise OfAnotherProcedure
    if issuing.version is not None and issuing.version != letter.version:
        raise Changed(letter)
    written = as_written(letter, on)
    if not written.readiness:
        raise NotReady(written.readiness)
    if issuing.shown and issuing.shown != written.digest:
        raise NotAsShown
    return written


def _files(letter: Letter, document: Document, now: datetime) -> Iterator[LetterFile]:
    name = f"{letter.case.reference}-{letter.template}"
    pdf = render_pdf(document, size=NORMAL, made_at=now)
    yield _file(letter, LetterFile.PDF, f"{name}.pdf", pdf)
    if wants_large_print(letter.case):
        large = render_pdf(document, size=LARGE, made_at=now)
        yield _file(letter, LetterFile.LARGE_PRINT, f"{name}-large-print.pdf", large)
    size = LARGE if wants_large_print(letter.case) else NORMAL
    yield _file(letter, LetterFile.WORD, f"{name}.docx", render_docx(document, size=size, made_at=now))


def _file(letter: Letter, kind: str, name: str, content: bytes) -> LetterFile:
    return LetterFile(
        letter=letter,
        kind=kind,
        name=name,
        media_type=WORD if kind == LetterFile.WORD else PDF,
        content=content,
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
    )
