"""A letter as a PDF that a screen reader can read: PDF/UA-1, tagged, with title and language, fonts inside.

`render_pdf(letter, size=18, made_at=datetime(2025, 11, 17, 9, 30, tzinfo=UTC))` is large print. The same letter, size
and moment give the same bytes. The printer (typst) itself refuses a file that breaks PDF/UA-1; this module does not
decide whether a letter may be sent.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from datetime import datetime
from functools import cache
from pathlib import Path

import typst
from django.utils.translation import gettext

from heard.letters.blocks import Block, BulletList, Document, Heading, Line, plain
from heard.letters.rendering.letterhead import head, page_words
from heard.letters.rendering.links import split

NORMAL, LARGE, VERY_LARGE = 12, 18, 24  # points
_FONTS = Path(__file__).parent.parent / "fonts"
_SOURCE = Path(__file__).parent / "letter.typ"
_SCRIPTS = ("Arabic", "Hebrew", "Bengali", "Gurmukhi", "Gujarati", "Devanagari", "Tamil")
# In order: the letter's own, then those with the letters it lacks; the last two come inside typst (ticks, arrows).
_FAMILIES = (
    "Atkinson Hyperlegible Next",
    "Noto Sans",
    *(f"Noto Sans {script}" for script in _SCRIPTS),
    "DejaVu Sans Mono",
    "Libertinus Serif",
)
_UNPRINTABLE = re.compile(r"the text (?:contains the disallowed codepoint )?`\"(.+?)\"`")
_CODE_POINT = re.compile(r"\\u\{([0-9a-f]+)\}")

Json = dict[str, object]


class CannotPrint(ValueError):
    """The letter has characters that no font of Heard can print. `characters` has each of them once."""

    def __init__(self, characters: Iterable[str]) -> None:
        self.characters = tuple(dict.fromkeys(characters))
        super().__init__(
            gettext(
                "This letter has a character that cannot be printed: %(characters)s. Write it in another way."
            )
            % {"characters": ", ".join(f"{c} (U+{ord(c[0]):04X})" for c in self.characters)}
        )


def render_pdf(letter: Document, *, size: int = NORMAL, made_at: datetime) -> bytes:
    """The letter on A4 in print of `size` points (12 to 36). `made_at` is the moment written in the file, aware.

    Raises CannotPrint where a character has no font, ValueError for a size or a moment that cannot be.
    """
    if not 12 <= size <= 36:
        raise ValueError("Print is 12 to 36 points. Use 12 for ordinary print, 18 or 24 for large print.")
    if made_at.tzinfo is None:
        raise ValueError("This moment has no time zone. Pass one in UTC.")
    compiler = typst.Compiler(_SOURCE.read_bytes(), font_paths=_fonts())
    try:
        printed = compiler.compile(
            sys_inputs={"letter": json.dumps(_letter(letter, size))},
            format="pdf",
            pdf_standards="ua-1",
            timestamp=made_at.replace(microsecond=0),  # the format has whole seconds
        )
    except typst.TypstError as problem:
        characters = _unprintable(problem.diagnostic)
        if characters:
            raise CannotPrint(characters) from problem
        raise
    if not isinstance(printed, bytes):
        raise TypeError("The printer gave no single file.")
    return printed


@cache
def _fonts() -> typst.Fonts:
    """The fonts of this package and the printer's own, and none of the machine's."""
    return typst.Fonts(include_system_fonts=False, font_paths=[str(_FONTS)])


def _letter(letter: Document, size: int) -> Json:
    above = head(letter)
    language, _, region = letter.language.partition("-")
    return {
        "size": size,
        "longest": 40 * NORMAL // size,  # letters that always fit on a line, even if all of them are W
        "lang": language.lower(),
        "region": region.upper() or None,
        "fonts": _FAMILIES,
        "page": page_words(),
        "title": letter.title,
        "head": {"authority": above.authority, "dated": above.dated, "reference": above.reference},
        "sender": [_words(line) for line in above.sender],
        "recipient": [_words(line) for line in above.recipient],
        "blocks": [_block(block) for block in letter.blocks],
    }


def _block(block: Block) -> Json:
    if isinstance(block, Heading):
        return {"kind": "heading", "level": block.level, "line": _line(block.line)}
    if isinstance(block, BulletList):
        return {"kind": "list", "items": [[_line(line) for line in item] for item in block.items]}
    return {"kind": "paragraph", "lines": [_line(line) for line in block.lines]}


def _line(line: Line) -> list[Json]:
    return _words(plain(line))


def _words(text: str) -> list[Json]:
    return [{"text": run.text, "href": run.href} for run in split(text)]


def _unprintable(diagnostic: str) -> list[str]:
    """The characters that the printer names when it refuses a letter; none if it refused for another reason."""
    named = _UNPRINTABLE.findall(diagnostic)
    found = [_CODE_POINT.sub(lambda code: chr(int(code[1], 16)), text) for text in named]
    # A space beside a character without a font is named with it.
    return [text for text in found if not text.isspace()] or found
