"""How long a letter may be: characters, lines and fields, with the writer's words in their places.

    check_lengths("Dear [[complainant]],", {"answer": "..."})      raises Invalid, with a sentence for each text

A letter is made anew whenever its page is opened. Without an end to it, one draft of a few words repeated would keep
everybody else waiting.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from django.utils.translation import gettext as _

from heard.cases.outcome import Invalid
from heard.letters.blocks import Field, lines_of
from heard.letters.text_format import read

LONGEST = 200_000
"""The most characters of a letter's text, of the words for one field, and of both together: about sixty pages."""
MOST_LINES = 5_000
MOST_FIELDS = 1_000


def check_lengths(body: str, filled: Mapping[str, str]) -> None:
    """Raises Invalid where the text, the words for a field, or the letter that they make is too long."""
    problems = {name: _too_long(words) for name, words in {"body": body, **filled}.items()}
    if not any(problems.values()):
        problems = {"body": _too_long_together(body, filled)}
    if any(problems.values()):
        raise Invalid({name: problem for name, problem in problems.items() if problem})


def _too_long(words: str) -> str:
    """What is wrong with the length of one text; "" where nothing is."""
    if len(words) > LONGEST:
        return _("This is %(length)s characters long. Shorten it to %(longest)s or fewer.") % {
            "length": f"{len(words):,}",
            "longest": f"{LONGEST:,}",
        }
    if words.count("\n") >= MOST_LINES:
        return _("This has %(lines)s lines. Shorten it to %(most)s or fewer.") % {
            "lines": f"{words.count(chr(10)) + 1:,}",
            "most": f"{MOST_LINES:,}",
        }
    return ""


def _too_long_together(body: str, filled: Mapping[str, str]) -> str:
    """What is wrong with the whole: words may stand in the text more than once, and have fields of their own."""
    inside = {name: _fields(words) for name, words in filled.items()}
    fields = _fields(body)
    for name, times in list(fields.items()):
        fields.update({other: times * n for other, n in inside.get(name, Counter()).items()})
    characters = len(body) + sum(fields[name] * len(words) for name, words in filled.items())
    lines = body.count("\n") + sum(fields[name] * words.count("\n") for name, words in filled.items())
    if fields.total() > MOST_FIELDS:
        return _("The letter has %(fields)s fields. Take some out: it may have %(most)s.") % {
            "fields": f"{fields.total():,}",
            "most": f"{MOST_FIELDS:,}",
        }
    if characters > LONGEST or lines >= MOST_LINES:
        return _(
            "With your words in their places the letter is too long: shorten them, or use each field once."
        )
    return ""


def _fields(text: str) -> Counter[str]:
    """How often each field stands in a text."""
    pieces = (piece for block in read(text) for line in lines_of(block) for piece in line)
    return Counter(piece.name for piece in pieces if isinstance(piece, Field))
