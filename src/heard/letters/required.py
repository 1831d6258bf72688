"""What a letter still lacks before it may be issued: passages it must say, fields not filled, fields cut in editing.

`check(text, template, values, passages)` gives a `Lacks`, which is empty (and false) when nothing is lacking; each
thing in it has a `sentence()` for the screen. It compares words; whether they are true, and who may issue, is decided
elsewhere.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from django.utils.translation import gettext

from heard.letters.blocks import MUST_SAY, Block, BulletList, Field, lines_of, plain
from heard.letters.fields import fill, find
from heard.letters.text_format import read, unwrapped, write

# Quotation marks and dashes that a word processor changes by itself, and spaces that nobody sees.
_ALIKE = str.maketrans('‘’‚‛“”„‟«»"‐‑‒–—−', "'" * 11 + "-" * 6)
_UNSEEN = re.compile("[\u00ad\u200b\u2060]")
_NEAR = 0.6  # of difflib's ratio: under this a paragraph is another paragraph, not a changed one


class MustSay(Protocol):
    """A passage of a template: words with named fields, the reason for them, the paragraphs that require them."""

    @property
    def id(self) -> str: ...
    @property
    def words(self) -> str: ...
    @property
    def because(self) -> str: ...
    @property
    def cites(self) -> tuple[str, ...]: ...


class Template(Protocol):
    """What is needed of a letter's template: its text, its passages, and what each field to fill in asks for."""

    @property
    def body(self) -> str: ...
    @property
    def must_say(self) -> Sequence[MustSay]: ...
    @property
    def fill_in(self) -> Mapping[str, str]: ...


@dataclass(frozen=True, slots=True)
class MissingPassage:
    """A passage that the letter does not have, word for word, as paragraphs of its own."""

    id: str
    words: str  # with its fields filled, as it must stand in the letter
    because: str
    cites: tuple[str, ...]
    changed: str | None = None  # the paragraph of the letter that looks like it, if there is one

    def sentence(self) -> str:
        """For the screen: "The complainant must be told of the right to stage 2 (NAT-6.6). Put the paragraph back." """
        values = {"because": self.because.strip().rstrip("."), "cites": ", ".join(self.cites)}
        if self.changed:
            return gettext("%(because)s (%(cites)s). The paragraph was changed. Put its words back.") % values
        return gettext("%(because)s (%(cites)s). Put the paragraph back.") % values


@dataclass(frozen=True, slots=True)
class UnfilledField:
    """A field that nobody has filled. `asks` is what the template says of it, empty for a field it does not explain."""

    name: str
    asks: str = ""

    def sentence(self) -> str:
        """For the screen: "Fill in [[answer]]: Your answer to each point of the complaint." """
        if self.asks:
            return gettext("Fill in [[%(name)s]]: %(asks)s.") % {
                "name": self.name,
                "asks": self.asks.rstrip("."),
            }
        return gettext("Fill in [[%(name)s]], or take it out of the letter.") % {"name": self.name}


@dataclass(frozen=True, slots=True)
class BrokenField:
    """What is left of a field of the template when a bracket was lost in editing, such as `[answer]]`."""

    text: str

    def sentence(self) -> str:
        """For the screen: "A field was cut in editing: [answer]]. Write what belongs there." """
        return gettext("A field was cut in editing: %(text)s. Write what belongs there.") % {
            "text": self.text
        }


@dataclass(frozen=True, slots=True)
class Lacks:
    """Everything that keeps a letter from being issued. False when there is nothing."""

    passages: tuple[MissingPassage, ...] = ()
    fields: tuple[UnfilledField, ...] = ()
    broken: tuple[BrokenField, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.passages or self.fields or self.broken)

    def sentences(self) -> tuple[str, ...]:
        """One sentence for each thing, passages first."""
        passages = (passage.sentence() for passage in self.passages)
        fields = (field.sentence() for field in self.fields)
        return (*passages, *fields, *(broken.sentence() for broken in self.broken))


def check(
    text: str, template: Template, values: Mapping[str, str], passages: Iterable[MustSay] | None = None
) -> Lacks:
    """What the letter lacks whose draft is `text`, when its fields have these values.

    `passages` are those that the letter must say on its case; where they are not given, all of the template's.
    """
    wanted = template.must_say if passages is None else passages
    blocks = fill(read(text), values)
    known = {name: value for name, value in values.items() if name not in template.fill_in}
    names = set(template.fill_in) | set(values) | set(find(read(unwrapped(template.body))))
    missing = missing_passages(blocks, wanted, known)
    said_already = {MUST_SAY + passage.id for passage in missing}
    fields = (field for field in unfilled_fields(blocks, template.fill_in) if field.name not in said_already)
    return Lacks(missing, tuple(fields), broken_fields(blocks, names))


def missing_passages(
    blocks: Iterable[Block], passages: Iterable[MustSay], values: Mapping[str, str]
) -> tuple[MissingPassage, ...]:
    """The passages that the letter does not say.

    A passage is there when its words, with fields filled, stand in the letter from the beginning of a paragraph,
    heading or list item to the end of one. Spaces, line breaks, capitals, and the form of quotation marks and dashes
    may differ; no word may. Words added before or after in the same paragraph could turn its meaning: it is missing.
    Where a field of the passage has no value here, the writer's own words stand, whatever they are.
    """
    units = list(_units(blocks))
    said = [_compared(unit) for unit in units]
    missing = []
    for passage in passages:
        written = fill(read(unwrapped(passage.words)), values)
        if not _says(said, _between_fields(written)):
            near = _nearest(units, list(_units(written)))
            missing.append(MissingPassage(passage.id, write(written), passage.because, passage.cites, near))
    return tuple(missing)


def unfilled_fields(blocks: Iterable[Block], fill_in: Mapping[str, str]) -> tuple[UnfilledField, ...]:
    """The fields still in the letter, each with what the template says of it."""
    return tuple(UnfilledField(name, fill_in.get(name, "")) for name in find(blocks))


def broken_fields(blocks: Iterable[Block], names: Iterable[str]) -> tuple[BrokenField, ...]:
    """Fields of these names that lost a bracket. Other words in square brackets are only words."""
    known = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    if not known:
        return ()
    broken = re.compile(rf"\[\[ ?(?:{known})\b(?: ?\])?|\[? ?\b(?:{known}) ?\]\]", re.IGNORECASE)
    pieces = (piece for block in blocks for line in lines_of(block) for piece in line)
    words = (piece for piece in pieces if isinstance(piece, str))
    return tuple(BrokenField(found[0].strip()) for text in words for found in broken.finditer(text))


def _units(blocks: Iterable[Block]) -> Iterator[str]:
    """The words of each heading, paragraph and list item."""
    for block in blocks:
        parts = block.items if isinstance(block, BulletList) else (tuple(lines_of(block)),)
        yield from (" ".join(plain(line) for line in lines) for lines in parts)


def _compared(words: str) -> str:
    """Words as they are compared: one space, small letters, straight quotes, plain dashes."""
    seen = _UNSEEN.sub("", unicodedata.normalize("NFC", words))
    return " ".join(seen.translate(_ALIKE).casefold().split())


def _between_fields(blocks: Iterable[Block]) -> list[str]:
    """The words of the blocks before, between and after their fields, as they are compared.

    A part keeps its space beside a field, or "you can [[act]]" would be said by "you cannot act".
    """
    parts = [""]
    for block in blocks:
        for line in lines_of(block):
            parts[-1] += " "
            for piece in line:
                if isinstance(piece, Field):
                    parts.append("")
                else:
                    parts[-1] += piece
    spaced = (f"{' ' * part[:1].isspace()}{_compared(part)}{' ' * part[-1:].isspace()}" for part in parts)
    first, *others = spaced
    return [first.lstrip(), *others[:-1], others[-1].rstrip()] if others else [first.strip()]


def _says(said: Sequence[str], wanted: Sequence[str]) -> bool:
    """Whether some units that follow each other are, together, the words wanted, with something where fields are."""
    for first in range(len(said)):
        together = ""
        for unit in said[first:]:
            together = f"{together} {unit}".strip()
            if _is(together, wanted):
                return True
            if not (together.startswith(wanted[0]) or wanted[0].startswith(together)):
                break
    return False


def _is(words: str, wanted: Sequence[str]) -> bool:
    """Whether the words are the parts wanted in order, with something between each two."""
    first, *others = wanted
    if not others:
        return words == first
    *middle, last = others
    end = len(words) - len(last)
    if not (words.startswith(first) and words.endswith(last)):
        return False
    at = len(first)
    for part in middle:
        found = words.find(part, at + 1, end)
        while found >= 0 and not words[at:found].strip():
            found = words.find(part, found + 1, end)
        if found < 0:
            return False
        at = found + len(part)
    return bool(words[at:end].strip())


def _nearest(units: Sequence[str], wanted: Sequence[str]) -> str | None:
    """The unit that is most like one of those wanted, if it is like it enough to be that one changed."""
    compared = {_compared(unit): unit for unit in units}
    for words in sorted(wanted, key=len, reverse=True):
        if near := difflib.get_close_matches(_compared(words), compared, n=1, cutoff=_NEAR):
            return compared[near[0]]
    return None
