"""The block document: what a letter is made of, before it is a page, a file or a screen.

`Document("Response to your complaint", letterhead, (Paragraph(...), BulletList(...)))`. A block holds lines, a line
holds words and named fields, and words are only ever words: nothing here can be run, in any format.
Reading blocks from text is `text_format`; filling fields is `fields`; printing is `rendering`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from heard.letters.characters import clean, one_line

MUST_SAY = "must_say "


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
    """A heading: level 1 or 2 inside the letter; level 0 is the letter's title, which `Document` sees to."""

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
    """A whole letter. `language` is a BCP 47 tag such as `en-GB`; there must be a title, as PDF/UA requires.

    The title is printed once: where a heading of the body has the same words (after "Dear ..." perhaps), or else first.
    """

    title: str
    letterhead: Letterhead
    blocks: tuple[Block, ...] = field(default=())
    language: str = "en-GB"

    def __post_init__(self) -> None:
        title = one_line(self.title)
        if not title:
            raise ValueError("A letter needs a title. Write what it is about: 'Response to your complaint'.")
        object.__setattr__(self, "title", title)
        object.__setattr__(self, "blocks", _titled(title, settled(self.blocks)))


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
    """The line in its one form: words side by side joined and cleaned, nothing empty, no space at either end."""
    joined: list[Piece] = []
    for piece in line:
        if isinstance(piece, str) and joined and isinstance(joined[-1], str):
            joined[-1] += piece
        else:
            joined.append(piece)
    cleaned = [clean(piece).replace("\n", " ") if isinstance(piece, str) else piece for piece in joined]
    if cleaned and isinstance(cleaned[0], str):
        cleaned[0] = cleaned[0].lstrip()
    if cleaned and isinstance(cleaned[-1], str):
        cleaned[-1] = cleaned[-1].rstrip()
    return tuple(piece for piece in cleaned if piece)


def settled(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """Blocks in their one form: nothing empty or unseen, two lists side by side one list, passages apart."""
    kept: list[Block] = []
    for block in blocks:
        tidied = _tidied(block)
        last = kept[-1] if kept else None
        if isinstance(tidied, BulletList) and isinstance(last, BulletList):
            kept[-1] = BulletList(last.items + tidied.items)
        elif isinstance(tidied, Paragraph):
            kept += _apart(tidied)
        elif tidied is not None:
            kept.append(tidied)
    return tuple(kept)


def only_passage(line: Line) -> str | None:
    """The id of the passage if the line is `[[must_say id]]` and nothing else."""
    only = line[0] if len(line) == 1 else None
    return only.passage if isinstance(only, Field) else None


def _titled(title: str, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The blocks with the title among them, once."""
    heading = Heading((title,), 0)
    for at, block in enumerate(blocks):
        if isinstance(block, Heading) and plain(block.line).casefold() == title.casefold():
            return (*blocks[:at], heading, *blocks[at + 1 :])
    return (heading, *blocks)


def _apart(paragraph: Paragraph) -> Iterator[Paragraph]:
    """The paragraph in parts, so that a passage is a paragraph of its own."""
    part: list[Line] = []
    for line in paragraph.lines:
        if only_passage(line) is None:
            part.append(line)
            continue
        if part:
            yield Paragraph(tuple(part))
        yield Paragraph((line,))
        part = []
    if part:
        yield Paragraph(tuple(part))


def _tidied(block: Block) -> Block | None:
    if isinstance(block, Heading):
        line = tidy(block.line)
        return Heading(line, block.level) if line else None
    if isinstance(block, Paragraph):
        lines = _tidied_lines(block.lines)
        return Paragraph(lines) if lines else None
    items = tuple(lines for item in block.items if (lines := _tidied_lines(item)))
    return BulletList(items) if items else None


def _tidied_lines(lines: Iterable[Line]) -> tuple[Line, ...]:
    return tuple(tidied for line in lines if (tidied := tidy(line)))


def _lines(lines: Iterable[str]) -> Iterator[str]:
    for text in lines:
        yield from (part.strip() for part in clean(text).split("\n") if part.strip())
