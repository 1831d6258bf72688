"""A letter as HTML, to be shown inside a page: the preview before issuing, and the letter on the case.

`render_html(letter, heading_level=2)` is one `<article>` with plain elements and class names, no inline styles, no
scripts and nothing unescaped. It is a `Markup`, so a template can place it as it is.
"""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup, escape

from heard.letters.blocks import Block, BulletList, Document, Heading, Line, Paragraph, plain
from heard.letters.rendering.letterhead import head
from heard.letters.rendering.links import split

_BREAK = Markup("<br>\n")


def render_html(letter: Document, *, heading_level: int = 2) -> Markup:
    """The letter as one element. `heading_level` (1 to 4) is that of its title; headings inside follow on."""
    if not 1 <= heading_level <= 4:
        raise ValueError(
            "The title's heading level must be 1 to 4. Use the level below the page's own heading."
        )
    above = head(letter)
    parts = [
        _paragraph("heard-letter__authority", [above.authority]),
        _address("heard-letter__sender", above.sender),
        _address("heard-letter__recipient", above.recipient),
        _paragraph("heard-letter__reference", [line for line in (above.dated, above.reference) if line]),
        *(_block(block, heading_level) for block in letter.blocks),
    ]
    body = Markup("\n").join(part for part in parts if part)
    return Markup('<article class="heard-letter" lang="{}">\n{}\n</article>').format(letter.language, body)


def _block(block: Block, title_level: int) -> Markup:
    if isinstance(block, Heading):
        return _heading(
            title_level + block.level, _line(block.line), "" if block.level else "heard-letter__title"
        )
    if isinstance(block, Paragraph):
        return Markup("<p>{}</p>").format(_lines(block.lines))
    return _list(block)


def _list(block: BulletList) -> Markup:
    items = Markup("\n").join(Markup("<li>{}</li>").format(_lines(item)) for item in block.items)
    return Markup("<ul>\n{}\n</ul>").format(items)


def _lines(lines: Iterable[Line]) -> Markup:
    return _BREAK.join(_line(line) for line in lines)


def _line(line: Line) -> Markup:
    """Words escaped, addresses as links, and a field that is not filled marked as such."""
    done = Markup("")
    for piece in line:
        if isinstance(piece, str):
            done += _words(piece)
        else:
            done += Markup('<mark class="heard-letter__field">{}</mark>').format(plain((piece,)))
    return done


def _words(text: str) -> Markup:
    return Markup("").join(
        Markup('<a href="{}">{}</a>').format(run.href, run.text) if run.href else escape(run.text)
        for run in split(text)
    )


def _heading(level: int, words: Markup, name: str = "") -> Markup:
    attribute = Markup(' class="{}"').format(name) if name else ""
    return Markup("<h{0}{1}>{2}</h{0}>").format(level, attribute, words)


def _paragraph(name: str, lines: Iterable[str]) -> Markup:
    words = _BREAK.join(_words(line) for line in lines)
    return Markup('<p class="{}">{}</p>').format(name, words) if words else Markup("")


def _address(name: str, lines: Iterable[str]) -> Markup:
    words = _BREAK.join(_words(line) for line in lines)
    return Markup('<address class="{}">{}</address>').format(name, words) if words else Markup("")
