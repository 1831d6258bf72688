"""Where a rule comes from: the paragraphs that may be cited, and the readings taken where a text is unclear.

Example: Paragraph("LEI-S1-05-b", "LEI", "paragraph 5", "At 7 ...", Checked.SOURCE).label == "LEI paragraph 5".
It does not decide which rule cites what: that is each rule's own `cite`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Checked(StrEnum):
    """How far the words of a paragraph were compared with the document they come from."""

    SOURCE = "source"
    SECONDARY = "secondary"
    UNVERIFIED = "unverified"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of a law or a council's document, restated in our own words.

    `kind` says what it is about (clock, right, letter-content ...), `not_yet` why nothing holds it yet.
    """

    id: str
    document: str
    paragraph: str
    says: str
    checked: Checked
    kind: str = ""
    not_yet: str = ""

    @property
    def label(self) -> str:
        """What is printed beside a date: "LEI paragraph 5", or the id where the place is not known."""
        return f"{self.document} {self.paragraph}" if self.paragraph else self.id

    @property
    def unverified(self) -> bool:
        """True where the words were not yet read in a source: said to the user wherever it is cited."""
        return self.checked is Checked.UNVERIFIED


@dataclass(frozen=True, slots=True)
class Reading:
    """A reading taken where a document is unclear, with the reason, shown with each date it affects."""

    id: str
    about: tuple[str, ...]
    problem: str
    reading: str
    reason: str

    @property
    def label(self) -> str:
        """What is printed beside a date."""
        return self.id


@dataclass(frozen=True, slots=True)
class Document:
    """A document that paragraphs belong to: its short name, its title and who issued it."""

    id: str
    title: str
    by: str


@dataclass(frozen=True, slots=True, order=True)
class Source:
    """The place in a pack where a rule stands: file (within the pack's folder) and line, from 1."""

    file: str
    line: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"
