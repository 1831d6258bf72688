"""The block document: what a letter is made of, before it is a page, a file or a screen.

`Document("Response to your complaint", letterhead, (Paragraph(...), BulletList(...)))`. A block holds lines, a line
holds words and named fields, and words are only ever words: nothing here can be run, in any format.
Reading blocks from text is `text_format`; filling fields is `fields`; printing is `rendering`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

MUST_SAY = "must_say "

# Bidirectional overrides, embeddings and isolates, and the byte order mark. Nobody types them, and they can make a
# printed letter read differently from what was checked on the screen. The marks that scripts need (joiners) stay.
_UNSEEN = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")
_NEW_LINE = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")


@dataclass(frozen=True, slots=True)
class Field:
    """A named field that has not been filled: `[[due]]`. Its name is in lower case, single spaces."""

    name: str

    @property
    def passage(self) -> str | None:
        """The id of the passage that goes here (`[[must_say right-to-stage-2]]`); None for an ordinary field."""
        return self.name.removeprefix(MUST_SAY) if self.name.startswith(MUST_SAY) else None


Piece = str | Field
Line = tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside the letter, level 1 or 2 (the letter's title stands above both)."""

    line: Line
    level: int = 1


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph. More than one line where lines are kept, as in an address or under a signature."""

    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class BulletList:
    """A list with bullets. Each item is one or more lines."""

    items: tuple[tuple[Line, ...], ...]


Block = Heading | Paragraph | BulletList


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Who writes, to whom, when, about which case. Addresses are lines; `reference` is the authority's own."""

    authority: str
    authority_address: tuple[str, ...]
    recipient: tuple[str, ...]
    dated: date
    reference: str
    contact: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for name in ("authority", "reference"):
            object.__setattr__(self, name, one_line(getattr(self, name)))
        for name in ("authority_address", "recipient", "contact"):
            object.__setattr__(self, name, tuple(_lines(getattr(self, name))))


@dataclass(frozen=True, slots=True)
class Document:
    """A whole letter. `language` is a BCP 47 tag such as `en-GB`; there must be a title, as PDF/UA requires."""

    title: str
    letterhead: Letterhead
    blocks: tuple[Block, ...] = field(default=())
    language: str = "en-GB"

    def __post_init__(self) -> None:
        title = one_line(self.title)
        if not title:
            raise ValueError("A letter needs a title. Write what it is about: 'Response to your complaint'.")
        object.__setattr__(self, "title", title)


def clean(text: str) -> str:
    """The text with one kind of line break, composed characters (NFC), and nothing that cannot be seen."""
    text = _NEW_LINE.sub("\n", text).replace("\t", " ")
    return unicodedata.normalize("NFC", "".join(c for c in text if c == "\n" or _is_text(c)))


def one_line(text: str) -> str:
    """Cleaned text on one line: `one_line("a\\n b ")` is "a b"."""
    return " ".join(part.strip() for part in clean(text).split("\n") if part.strip())


def plain(line: Line) -> str:
    """A line as words, an unfilled field shown as `[[name]]`."""
    return "".join(f"[[{piece.name}]]" if isinstance(piece, Field) else piece for piece in line)


def lines_of(block: Block) -> Iterator[Line]:
    """Every line of a block, in order."""
    if isinstance(block, Heading):
        yield block.line
    elif isinstance(block, Paragraph):
        yield from block.lines
    else:
        for item in block.items:
            yield from item


def tidy(line: Iterable[Piece]) -> Line:
    """The line in its one form: words side by side joined, nothing empty, no space at either end."""
    joined: list[Piece] = []
    for piece in line:
        if isinstance(piece, str) and joined and isinstance(joined[-1], str):
            joined[-1] += piece
        elif piece:
            joined.append(piece)
    if joined and isinstance(joined[0], str):
        joined[0] = joined[0].lstrip()
    if joined and isinstance(joined[-1], str):
        joined[-1] = joined[-1].rstrip()
    return tuple(piece for piece in joined if piece)


def _is_text(character: str) -> bool:
    if character in _UNSEEN or unicodedata.category(character) in ("Cc", "Cs"):
        return False
    code = ord(character)
    return (
        code & 0xFFFE != 0xFFFE and not 0xFDD0 <= code <= 0xFDEF
    )  # Unicode says that these are no characters


def _lines(lines: Iterable[str]) -> Iterator[str]:
    for text in lines:
        yield from (part.strip() for part in clean(text).split("\n") if part.strip())
