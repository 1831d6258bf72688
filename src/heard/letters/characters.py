"""The characters of a letter: what may be in one at all, before anything else is done with it.

`clean("a\\r\\nb\\x00")` is "a\\nb". Which characters a font can print is found out when printing.
"""

from __future__ import annotations

import re
import unicodedata

# What nobody can see or type: control characters, halves of characters, code points that Unicode says are none, the
# byte order mark; and bidirectional overrides, embeddings and isolates, with which a printed letter could read
# differently from what was checked on the screen. The marks that scripts need (joiners) stay.
_UNSEEN = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffe\uffff"
    + "".join(f"{chr(plane << 16 | 0xFFFE)}{chr(plane << 16 | 0xFFFF)}" for plane in range(1, 17))
    + "]"
)
_NEW_LINE = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")


def clean(text: str) -> str:
    """The text with one kind of line break, composed characters (NFC), and nothing that cannot be seen."""
    text = _NEW_LINE.sub("\n", text).replace("\t", " ")
    return unicodedata.normalize("NFC", _UNSEEN.sub("", text))


def one_line(text: str) -> str:
    """Cleaned text on one line: `one_line("a\\n b ")` is "a b"."""
    return " ".join(part.strip() for part in clean(text).split("\n") if part.strip())
