"""A letter as plain text, wrapped, for the body of an e-mail and for readers who want no file.

`render_text(letter)` ends with a new line. Long words and addresses are never cut. It has no page numbers.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from heard.letters.blocks import Block, BulletList, Document, Heading, plain
from heard.letters.rendering.letterhead import head

WIDTH = 72  # characters


def render_text(letter: Document, *, width: int = WIDTH) -> str:
    """The letter in lines of at most `width` characters, unless one word is longer."""
    above = head(letter)
    parts = ["\n".join(_wrapped(line, width) for line in group) for group in above.lines()]
    parts += ["\n".join(_block(block, width)) for block in letter.blocks]
    return "\n\n".join(part for part in parts if part) + "\n"


def _block(block: Block, width: int) -> Iterator[str]:
    if isinstance(block, Heading):
        yield _wrapped(plain(block.line), width)
    elif isinstance(block, BulletList):
        for item in block.items:
            for number, line in enumerate(item):
                yield _wrapped(plain(line), width, first="  " if number else "- ", rest="  ")
    else:
        yield from (_wrapped(plain(line), width) for line in block.lines)


def _wrapped(text: str, width: int, *, first: str = "", rest: str = "") -> str:
    return textwrap.fill(
        text,
        width,
        initial_indent=first,
        subsequent_indent=rest,
        break_long_words=False,
        break_on_hyphens=False,
    )
