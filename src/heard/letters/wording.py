"""The text of a draft: what it begins as, the writer's answers in their places, and a passage put back.

    starting(template)                          -> "Dear [[complainant]],\\n\\n# Our answer ..."
    put_back(body, template, "right-to-stage-2") -> the text with the passage where the template has it

Text in, text out. What a letter still lacks is `required`; what its fields are filled with is `values`.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping, Sequence

from heard.engine import LetterTemplate, Passage
from heard.letters.blocks import Block, Field, Paragraph, lines_of, only_passage, plain
from heard.letters.fields import draft, find
from heard.letters.text_format import read, unwrapped, write

NEAR = 0.6  # of difflib's ratio: under this a paragraph is another one, not the passage changed


def starting(template: LetterTemplate, passages: Iterable[Passage] | None = None) -> str:
    """The text that a writer starts from. Its named fields stay: they are filled anew whenever it is looked at.

    `passages` are those that are to be said on the case (all, where they are not given); the others are left out.
    """
    wanted = {one.id for one in (template.must_say if passages is None else passages)}
    words = {one.id: one.words if one.id in wanted else "" for one in template.must_say}
    return draft(template.body, words, {})


def composed(body: str, filled: Mapping[str, str]) -> str:
    """The text with the writer's words in place of each field that stands alone as a paragraph.

    There the words may have headings, lists and paragraphs of their own; within a sentence they are only words.
    """
    blocks: list[Block] = []
    for block in read(body):
        words = filled.get(_alone(block) or "", "").strip()
        blocks += read(words) if words else [block]
    return write(blocks)


def unplaced(body: str, filled: Mapping[str, str]) -> tuple[str, ...]:
    """The fields for which there are words, but no place in the text."""
    there = set(find(read(body)))
    return tuple(name for name, words in filled.items() if words.strip() and name not in there)


def put_back(body: str, template: LetterTemplate, passage: str) -> str:
    """The text with a passage in it again: in place of the paragraph that was changed, or where the template has it.

    What was only added to the passage becomes a paragraph of its own. Raises KeyError where the template has no such
    passage.
    """
    words = {one.id: one.words for one in template.must_say}[passage]
    wanted, whole, blocks = read(unwrapped(words)), read(starting(template)), list(read(body))
    at = _changed(blocks, wanted, whole, passage)
    if at is None:
        at = _place(blocks, wanted, whole)
        return write([*blocks[:at], *wanted, *blocks[at:]])
    before, after = _added(_words(blocks[at]), wanted)
    return write([*blocks[:at], *before, *wanted, *after, *blocks[at + 1 :]])


def _alone(block: Block) -> str | None:
    """The name of the field that the block is, where it is nothing else."""
    pieces = [piece for line in lines_of(block) for piece in line] if isinstance(block, Paragraph) else []
    return pieces[0].name if len(pieces) == 1 and isinstance(pieces[0], Field) else None


def _changed(
    blocks: Sequence[Block], wanted: Sequence[Block], whole: Sequence[Block], passage: str
) -> int | None:
    """Which block is the passage in other words: the likest, and none that the template has as it is."""
    for at, block in enumerate(blocks):
        if isinstance(block, Paragraph) and only_passage(block.lines[0]) == passage:
            return at
    likeness = {
        at: max(_likeness(_words(block), _words(one)) for one in wanted)
        for at, block in enumerate(blocks)
        if block not in whole
    }
    best = max(likeness, key=lambda at: likeness[at], default=None)
    return best if best is not None and likeness[best] >= NEAR else None


def _added(words: str, wanted: Sequence[Block]) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
    """What stands before and after the passage in a paragraph that has the whole of it and more."""
    whole = " ".join(_words(block) for block in wanted)
    if whole not in words:
        return (), ()
    before, _, after = words.partition(whole)
    return read(before.strip()), read(after.strip())


def _likeness(words: str, wanted: str) -> float:
    """How alike two paragraphs are, from 0 to 1; the slow comparison only where lengths and letters allow it."""
    if wanted in words:
        return 1.0
    compared = difflib.SequenceMatcher(None, words, wanted, autojunk=False)
    if min(compared.real_quick_ratio(), compared.quick_ratio()) < NEAR:
        return 0.0
    return compared.ratio()


def _place(blocks: Sequence[Block], wanted: Sequence[Block], whole: Sequence[Block]) -> int:
    """Where a passage goes: after what stands before it in the template, else before what stands after it."""
    first = next(at for at in range(len(whole)) if whole[at : at + len(wanted)] == tuple(wanted))
    for before in reversed(whole[:first]):
        if before in blocks:
            return blocks.index(before) + 1
    for after in whole[first + len(wanted) :]:
        if after in blocks:
            return blocks.index(after)
    return len(blocks)


def _words(block: Block) -> str:
    return " ".join(plain(line) for line in lines_of(block))
