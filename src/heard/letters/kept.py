"""A letter as it was sent, kept as plain values and read back: for the page on which it is shown again.

    letter.sent = as_kept(written);  document = document_of(letter)

What was sent is the files; this is the same words for the screen and for searching.
"""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import Any

from heard.letters.blocks import Document, Letterhead
from heard.letters.fields import fill
from heard.letters.models import Letter
from heard.letters.text_format import read, write
from heard.letters.written import Written


def as_kept(written: Written) -> dict[str, Any]:
    """Everything that is read in the letter, and the values that its fields were filled with."""
    document = written.document
    head = {**asdict(document.letterhead), "dated": document.letterhead.dated.isoformat()}
    return {
        "title": document.title,
        "language": document.language,
        "letterhead": head,
        "text": write(fill(read(written.text), written.values)),
        "values": dict(written.values),
    }


def document_of(letter: Letter) -> Document:
    """The document of an issued letter."""
    kept: dict[str, Any] = letter.sent or {}
    head: dict[str, Any] = kept["letterhead"]
    lines = {name: tuple(part) for name, part in head.items() if isinstance(part, list)}
    given: dict[str, Any] = {**head, **lines, "dated": date.fromisoformat(head["dated"])}
    return Document(kept["title"], Letterhead(**given), read(kept["text"]), kept["language"])
