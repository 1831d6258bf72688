"""A letter as it would be sent on a day: its document, the words of its fields, and whether it may be issued.

    now = as_written(letter, on);  now.document, now.readiness.sentences()

Nothing is stored: the case's own fields are filled anew each time, so that a draft never keeps a day that has moved.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from django.utils.translation import gettext as _

from heard.authority.adopted import pack
from heard.engine import LetterTemplate
from heard.letters.blocks import Document
from heard.letters.fields import fill
from heard.letters.models import Letter
from heard.letters.passages import due_on
from heard.letters.rendering import CannotPrint, render_html, render_pdf
from heard.letters.required import Lacks, check
from heard.letters.text_format import read
from heard.letters.values import letterhead, values
from heard.letters.wording import composed, unplaced


@dataclass(frozen=True, slots=True)
class Unplaced:
    """Words that were written for a field which the text does not have any more: they would not be sent."""

    name: str

    def sentence(self) -> str:
        return _(
            "You wrote words for [[%(name)s]], and the letter has no place for them. Put [[%(name)s]] where they "
            "belong, or empty the box."
        ) % {"name": self.name}


@dataclass(frozen=True, slots=True)
class Readiness:
    """What keeps a letter from being issued. True when nothing does."""

    lacks: Lacks
    unplaced: tuple[Unplaced, ...] = ()
    unprintable: str = ""

    def __bool__(self) -> bool:
        return not (self.lacks or self.unplaced or self.unprintable)

    def sentences(self) -> tuple[str, ...]:
        """One sentence for each thing."""
        others = (one.sentence() for one in self.unplaced)
        return (*self.lacks.sentences(), *others, *filter(None, [self.unprintable]))


@dataclass(frozen=True, slots=True)
class Written:
    """A letter as it would be sent. `text` is its draft with the writer's words in it, `digest` a mark of the whole."""

    document: Document
    text: str
    values: Mapping[str, str]
    readiness: Readiness
    digest: str


def template_of(letter: Letter) -> LetterTemplate:
    """The template that the letter was begun from, in its own edition."""
    return pack(letter.procedure, letter.edition).letters[letter.template]


def as_written(letter: Letter, on: date) -> Written:
    """The letter as it stands, if it were issued on the day."""
    template, case = template_of(letter), letter.case
    own = {name: words for name, words in letter.filled.items() if name in template.fill_in}
    known = {**values(case, template, on), **own}
    text = composed(letter.body, own)
    document = Document(template.title, letterhead(case, on), fill(read(text), known))
    readiness = Readiness(
        check(text, template, known, due_on(case, template, on)),
        tuple(Unplaced(name) for name in unplaced(letter.body, own)),
        _unprintable(document, on),
    )
    return Written(document, text, known, readiness, digest(document))


def digest(document: Document) -> str:
    """A mark of everything that is read in a letter: the same letter, the same mark."""
    return hashlib.sha256(str(render_html(document)).encode()).hexdigest()


def _unprintable(document: Document, on: date) -> str:
    """Why the letter cannot be printed, in a sentence; "" where it can."""
    try:
        render_pdf(document, made_at=datetime.combine(on, time(), UTC))
    except CannotPrint as problem:
        return str(problem)
    return ""
