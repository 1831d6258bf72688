"""What somebody typed, as what is to be looked for. Any text can be typed; nothing in it is a command to the database.

    understood('visits "short breaks" -taxi lc 2025 42').clauses

Words are all wanted, in any order; the last may be unfinished. A phrase stands in quotes; a minus leaves out.
References, days and telephone numbers are known in several writings. It looks for nothing: `finding.py` does.
"""

from __future__ import annotations

import re
import unicodedata
from calendar import month_name
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from heard.search.spelling import variants

LONGEST = 300
MOST = 16
SHORTEST_BEGINNING = 3
"""Letters that an unfinished word needs before others that begin so are found."""

_MONTHS = [month_name[number].lower() for number in range(1, 13)]
_WORD = re.compile(r"[^\W_]+")
_PIECE = re.compile(r'(-?)(?:["\u201c\u201d]([^"\u201c\u201d]*)(?:["\u201c\u201d]|$)|(\S+))')
_REFERENCE = re.compile(
    r"(?<!\w)(?:([a-z]{1,6})[ /\-_]*)?((?:19|20)\d\d)[ /\-_]+0*(\d{1,6})(?![\w/\-])", re.IGNORECASE
)
_CLOSE_REFERENCE = re.compile(r"(?<!\w)([a-z]{1,6})((?:19|20)\d\d)0*(\d{1,6})(?!\w)", re.IGNORECASE)
_DAY = re.compile(
    r"(?<!\w)(?:(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})"
    r"|(?P<d2>\d{1,2})[/.\- ](?P<m2>\d{1,2})[/.\- ](?P<y2>\d{4}|\d\d)"
    r"|(?P<d3>\d{1,2})(?:st|nd|rd|th)?\s+(?P<m3>[a-z]{3,9})\.?,?\s+(?P<y3>\d{4}))(?!\w)",
    re.IGNORECASE,
)
_TELEPHONE = re.compile(r"(?<!\w)(?:\+44[ \-]*|0)(?:\d[ \-]?){8,10}(?!\w)")


@dataclass(frozen=True, slots=True)
class Clause:
    """One thing that is wanted, or is not: any of `marks`, or what `says` says in the database's language of queries.

    `says` is made of letters, figures and our own signs alone. `words` are what was typed, for suggestions.
    """

    says: str
    marks: tuple[str, ...] = ()
    unwanted: bool = False
    phrase: bool = False
    words: str = ""

    @property
    def given(self) -> dict[str, Any]:
        """As the database's `search_query` takes it."""
        return {
            "says": self.says,
            "marks": list(self.marks),
            "unwanted": self.unwanted,
            "phrase": self.phrase,
        }


@dataclass(frozen=True, slots=True)
class Asked:
    """What was typed, tidied, and the clauses in it. `too_long` and `too_many` say what was left out."""

    typed: str
    clauses: tuple[Clause, ...] = field(default=())
    too_long: bool = False
    too_many: bool = False

    @property
    def wanted(self) -> tuple[Clause, ...]:
        """The clauses that say what is wanted. Where there are none, nothing can be looked for."""
        return tuple(one for one in self.clauses if not one.unwanted)


def understood(typed: str) -> Asked:
    """What is to be looked for."""
    rest = tidied(typed)
    if len(rest) > LONGEST:
        return Asked(rest[:LONGEST], too_long=True)
    whole = rest.strip()
    found: list[Clause] = []
    for known in (_days, _telephones, _references):
        rest = known(rest, found)
    found += _pieces(rest)
    return Asked(whole, tuple(found[:MOST]), too_many=len(found) > MOST)


def tidied(typed: str) -> str:
    """The text without what cannot be typed: control characters, half of a pair, doubled forms of a letter."""
    kept = "".join(one if unicodedata.category(one)[0] != "C" else " " for one in typed[: LONGEST * 4])
    return unicodedata.normalize("NFC", kept).lstrip()


def _pieces(text: str) -> Iterator[Clause]:
    ending = len(text.rstrip()) == len(text)
    pieces = [one for one in _PIECE.finditer(text) if _WORD.search(one.group(0))]
    for number, piece in enumerate(pieces):
        minus, quoted, bare = piece.groups()
        words = _WORD.findall(quoted if quoted is not None else bare)
        unfinished = ending and number == len(pieces) - 1 and quoted is None and not minus
        if quoted is not None:
            yield Clause(_row(words), unwanted=bool(minus), phrase=True, words=" ".join(words))
        else:
            yield _word(words, bool(minus), unfinished)


def _word(words: list[str], unwanted: bool, unfinished: bool) -> Clause:
    """A word, or several that are written as one: Smith-Jones, O'Brien, jo@post.example."""
    typed = "".join(words)
    marks = (f"={typed.lower()}",) if typed.isascii() and any(one.isdigit() for one in typed) else ()
    if len(words) > 1:
        says = f"({_row(words)}) | '{typed}'"
        return Clause(says, marks, unwanted, phrase=True, words=" ".join(words))
    says = _either(variants(words[0]))
    if unfinished and len(words[0]) >= SHORTEST_BEGINNING:
        says += f" | '{words[0]}':*"
    return Clause(says, marks, unwanted, words=words[0])


def _row(words: list[str]) -> str:
    """Words that stand one after the other."""
    return " <-> ".join(f"({_either(variants(word))})" for word in words)


def _either(words: Iterable[str]) -> str:
    return " | ".join(f"'{one}'" for one in words)


def _taken(pattern: re.Pattern[str], text: str, found: list[Clause], marks: Any) -> str:
    """Take what the pattern knows out of the text, as clauses; what it only seemed to know stays."""

    def take(match: re.Match[str]) -> str:
        known = marks(match)
        if not known:
            return match.group(0)
        words = _WORD.findall(match.group(0))
        found.append(Clause(_row(words), tuple(known), phrase=True, words=" ".join(words)))
        return " "

    # What stands in quotes is meant as it is written.
    parts = re.split(r'("[^"]*"?)', text)
    return "".join(part if part.startswith('"') else pattern.sub(take, part) for part in parts)


def _references(text: str, found: list[Clause]) -> str:
    def marks(match: re.Match[str]) -> list[str]:
        letters, year, number = match.groups()
        return [f"#{letters.lower()}-{year}-{number}" if letters else f"#{year}-{number}"]

    text = _taken(_CLOSE_REFERENCE, text, found, marks)
    return _taken(_REFERENCE, text, found, marks)


def _days(text: str, found: list[Clause]) -> str:
    return _taken(_DAY, text, found, lambda match: [f"@{day}"] if (day := day_in(match)) else [])


def _telephones(text: str, found: list[Clause]) -> str:
    def marks(match: re.Match[str]) -> list[str]:
        figures = re.sub(r"[^0-9]", "", match.group(0))
        return [f"+{figures}", f"+0{figures[2:]}"] if match.group(0).startswith("+44") else [f"+{figures}"]

    return _taken(_TELEPHONE, text, found, marks)


def day_in(match: re.Match[str]) -> date | None:
    """The day that was written, where there is such a day. A year of two figures is of this century."""
    year, month, day = (match["y"] or match["y2"] or match["y3"], match["m"] or match["m2"], None)
    day = match["d"] or match["d2"] or match["d3"]
    if match["m3"]:
        months = [number for number, name in enumerate(_MONTHS, 1) if name.startswith(match["m3"].lower())]
        month = str(months[0]) if len(months) == 1 or (months and len(match["m3"]) >= 3) else None
    if not month:
        return None
    try:
        return date(int(year) + (2000 if len(year) == 2 else 0), int(month), int(day))
    except ValueError:
        return None
