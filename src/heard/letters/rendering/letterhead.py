"""The parts of a letter above its text, worded once for every format: addresses, the day, the reference, page words.

`head(document).reference` is "Our reference: CSC-2025-0042". Words are in the language that is active; where they
stand on the page is each format's own matter.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import dateformat
from django.utils.translation import gettext

from heard.letters.blocks import Document


@dataclass(frozen=True, slots=True)
class Head:
    """The letterhead as words, in the order in which it is read."""

    authority: str
    sender: tuple[str, ...]
    recipient: tuple[str, ...]
    dated: str
    reference: str

    def lines(self) -> list[tuple[str, ...]]:
        """The groups of lines above the title, in order, none of them empty."""
        groups = [(self.authority, *self.sender), self.recipient, (self.dated, self.reference)]
        return [kept for group in groups if (kept := tuple(line for line in group if line))]


def head(document: Document) -> Head:
    """The letterhead of a document, with its day in full ("Monday 17 November 2025")."""
    above = document.letterhead
    reference = gettext("Our reference: %(reference)s") % {"reference": above.reference}
    return Head(
        authority=above.authority,
        sender=above.authority_address + above.contact,
        recipient=above.recipient,
        dated=dateformat.format(above.dated, "l j F Y"),
        reference=reference if above.reference else "",
    )


def page_words() -> str:
    """What stands at the foot of a page, with `{page}` and `{pages}` for the numbers."""
    return gettext("Page {page} of {pages}")
