"""What comes of making a file safe: the safe copy, its words, what was taken out; or a code for why it is refused.

    Done(b"%PDF-...", "Dear Jo", ["script"])          raise Unsafe("locked")

The codes' sentences are in `heard.files.told`.
"""

from __future__ import annotations

from dataclasses import dataclass, field

LONGEST_TEXT = 2_000_000
"""Characters of a document's words that are kept for search."""


@dataclass(slots=True)
class Done:
    """A safe copy of a file, the words in it, and codes for what was taken out."""

    content: bytes
    text: str = ""
    removed: list[str] = field(default_factory=list)


class Unsafe(Exception):
    """The file cannot be made safe, or cannot be read."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code
