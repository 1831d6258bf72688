"""The small text format in which letters are drafted and templates written, read into blocks and written back.

`# heading`, `## smaller heading`, `- item`, an empty line between paragraphs, `[[field]]`. In a draft a new line is a
new line. `read(write(blocks)) == blocks`: words that happen to look like a mark are written with a backslash.
There is nothing else in the format: no links to hide an address behind, no code, no includes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from heard.letters.blocks import Block, BulletList, Field, Heading, Line, Paragraph, Piece, settled, tidy
from heard.letters.characters import clean

_HEADING = re.compile(r"(#{1,2}) +(\S.*)")
_ITEM = re.compile(r"- +(\S.*)")
_MARK = re.compile(r"\\*(?:#{1,2}|-) +\S")
_ESCAPED_MARK = re.compile(r"\\+(?:#{1,2}|-) +\S")
# Backslashes, two or more square brackets, and perhaps a name and the closing brackets. It begins only where a run of
# backslashes does: tried at each of a hundred thousand backslashes, it would not come back for minutes.
_BRACKETS = re.compile(r"(?<!\\)(\\*)(\[{2,})(?:([^\[\]\n]+)\]\])?")
_ONLY_A_FIELD = re.compile(r"\[\[[^\[\]\n]+\]\]")


def read(text: str) -> tuple[Block, ...]:
    """The blocks of a draft. Any text is a valid draft: what is not a mark is words."""
    reading = _Reading()
    for line in clean(text).split("\n"):
        reading.take(line.strip(), indented=line.startswith(" "))
    reading.close()
    return settled(reading.blocks)


def write(blocks: Iterable[Block]) -> str:
    """The draft text of blocks, such that reading it gives the same blocks again."""
    return "\n\n".join("\n".join(_written_block(block)) for block in blocks)


def unwrapped(template: str) -> str:
    """A template's text with its wrapped lines joined, so that the draft has one line for each paragraph.

    Templates are files, and people wrap them; a draft is edited in a box, where a new line means one. A line that is
    only a field keeps its own line (a signature), and so does a line that begins with `| ` (an address).
    """
    lines: list[str] = []
    joins = False
    for raw in clean(template).split("\n"):
        line = raw.strip()
        stands_alone = line.startswith("| ") or _ONLY_A_FIELD.fullmatch(line) or _HEADING.match(line)
        if joins and line and not stands_alone and not _ITEM.match(line):
            lines[-1] += " " + line
        else:
            lines.append(line.removeprefix("| ").strip())
        joins = bool(line) and not stands_alone
    return "\n".join(lines).strip("\n")


class _Reading:
    """Lines taken one by one, the paragraph under way, and the blocks closed so far."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.open: list[Line] = []
        self.in_item = False

    def take(self, line: str, *, indented: bool) -> None:
        if heading := _HEADING.fullmatch(line):
            self.close()
            self.blocks.append(Heading(read_line(heading[2]), len(heading[1])))
        elif item := _ITEM.fullmatch(line):
            self.close()
            self.open, self.in_item = [read_line(item[1])], True
        elif not line:
            self.close()
        else:
            if self.in_item and not indented:
                self.close()
            self.open.append(read_line(line[1:] if _ESCAPED_MARK.match(line) else line))

    def close(self) -> None:
        if self.open:
            lines = tuple(self.open)
            self.blocks.append(BulletList((lines,)) if self.in_item else Paragraph(lines))
        self.open, self.in_item = [], False


def read_line(text: str) -> Line:
    """The words and fields of one line. `\\[[` is two brackets and no field."""
    pieces: list[Piece] = []
    at = 0
    for found in _BRACKETS.finditer(text):
        slashes, brackets, inside = found.groups()
        name = " ".join((inside or "").split()).lower()
        pieces.append(text[at : found.start()])
        if len(slashes) % 2:
            pieces.append("\\" * (len(slashes) // 2) + brackets)
            at = found.end(2)
        elif name:
            pieces += ["\\" * (len(slashes) // 2) + brackets[2:], Field(name)]
            at = found.end()
        else:
            pieces.append(slashes + brackets)
            at = found.end(2)
    pieces.append(text[at:])
    return tidy(pieces)


def _written_block(block: Block) -> Iterator[str]:
    if isinstance(block, Heading):
        yield "#" * max(block.level, 1) + " " + _written_line(block.line)
    elif isinstance(block, Paragraph):
        yield from (_guarded(_written_line(line)) for line in block.lines)
    else:
        for first, *others in block.items:
            yield "- " + _written_line(first)
            yield from ("  " + _guarded(_written_line(line)) for line in others)


def _guarded(line: str) -> str:
    return "\\" + line if _MARK.match(line) else line


def _written_line(line: Line) -> str:
    written = ""
    for piece, following in zip(line, [*line[1:], None], strict=True):
        if isinstance(piece, Field):
            written += f"[[{piece.name}]]"
            continue
        # In front of a field, backslashes are doubled and brackets stay: the field takes the last two of them.
        body, slashes, brackets = _cut_at_end(piece) if isinstance(following, Field) else (piece, "", "")
        written += _BRACKETS.sub(_escaped, body) + slashes * 2 + brackets
    return written


def _cut_at_end(words: str) -> tuple[str, str, str]:
    """The words without the backslashes and brackets that they end with, those backslashes, and those brackets."""
    unbracketed = words.rstrip("[")
    body = unbracketed.rstrip("\\")
    return body, unbracketed[len(body) :], words[len(unbracketed) :]


def _escaped(found: re.Match[str]) -> str:
    slashes = found[1]
    return slashes * 2 + "\\" + found[0][len(slashes) :]
