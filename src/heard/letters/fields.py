"""Named fields: which a letter has, filling them, and which are still empty.

`fill(read("Dear [[complainant]],"), {"complainant": "Ms Example"})`. A value is put into blocks that are already
read, so it is only ever words: one that looks like a heading, a field or a command is printed as it stands.
Which fields a case gives is not known here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from heard.letters.blocks import (
    Block,
    BulletList,
    Field,
    Heading,
    Line,
    Paragraph,
    Piece,
    lines_of,
    only_passage,
    settled,
    tidy,
)
from heard.letters.characters import clean
from heard.letters.text_format import read, unwrapped, write


def find(blocks: Iterable[Block]) -> tuple[str, ...]:
    """The names of the fields in the blocks, each once, in the order in which they come."""
    pieces = (piece for block in blocks for line in lines_of(block) for piece in line)
    return tuple(dict.fromkeys(piece.name for piece in pieces if isinstance(piece, Field)))


def unfilled(blocks: Iterable[Block], values: Mapping[str, str]) -> tuple[str, ...]:
    """The fields that these values leave empty. A value of nothing but space fills nothing."""
    return tuple(name for name in find(blocks) if not _value(name, values))


def fill(blocks: Iterable[Block], values: Mapping[str, str]) -> tuple[Block, ...]:
    """The blocks with every field filled that has a value; the others stay.

    Lines of a value stay lines; an empty line in it begins a new paragraph; in a heading it is all one line.
    """
    return settled(filled for block in blocks for filled in _filled(block, values))


def place(blocks: Iterable[Block], passages: Mapping[str, str]) -> tuple[Block, ...]:
    """The blocks with the words of its passage in place of each `[[must_say id]]` on a line of its own."""
    placed: list[Block] = []
    for block in blocks:
        words = passages.get(_passage(block) or "")
        placed += read(unwrapped(words)) if words is not None else [block]
    return settled(placed)


def draft(template: str, passages: Mapping[str, str], values: Mapping[str, str]) -> str:
    """The text that a writer starts from: the template with its passages in place, and its known fields filled."""
    return write(fill(place(read(unwrapped(template)), passages), values))


def _passage(block: Block) -> str | None:
    return only_passage(block.lines[0]) if isinstance(block, Paragraph) else None


def _filled(block: Block, values: Mapping[str, str]) -> Iterator[Block]:
    if isinstance(block, Heading):
        lines = [line for line in _filled_line(block.line, values) if line]
        spaced = [piece for line in lines for piece in (" ", *line)]
        yield Heading(tuple(spaced), block.level)
    elif isinstance(block, BulletList):
        yield BulletList(tuple(_filled_lines(item, values) for item in block.items))
    else:
        yield from _paragraphs(_filled_lines(block.lines, values))


def _paragraphs(lines: Iterable[Line]) -> Iterator[Paragraph]:
    under_way: list[Line] = []
    for line in lines:
        if line:
            under_way.append(line)
        elif under_way:
            yield Paragraph(tuple(under_way))
            under_way = []
    if under_way:
        yield Paragraph(tuple(under_way))


def _filled_lines(lines: Iterable[Line], values: Mapping[str, str]) -> tuple[Line, ...]:
    return tuple(filled for line in lines for filled in _filled_line(line, values))


def _filled_line(line: Line, values: Mapping[str, str]) -> list[Line]:
    """One line, filled: as many lines as its values have. A line of nothing but space comes back empty."""
    lines: list[list[Piece]] = [[]]
    for piece in line:
        value = _value(piece.name, values) if isinstance(piece, Field) else ""
        if not value:
            lines[-1].append(piece)
            continue
        first, *others = value.split("\n")
        lines[-1].append(first)
        lines += [[other] for other in others]
    return [tidy(filled) for filled in lines]


def _value(name: str, values: Mapping[str, str]) -> str:
    return clean(values.get(name, "")).strip()
