"""What a pack arranges beside its rules: folders, filing, reviews, reports, principles and what it leaves out.

Example: folders: {complaints: {title: Complaints, read: [...], write: [...], cite: HER-A-04}}.
They may stand in any of a pack's files but the three that begin it, except decision_effect and leaves_out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TypedDict

from heard.engine.arrangements import Arrangement, Arrangements, Filing, Folder, LeftOut, Report, Review
from heard.engine.citations import Source
from heard.engine.reading.nodes import Table
from heard.engine.reading.phrases import Phrases

EFFECTS = ("stands", "freeze", "none")
WAYS = ("email", "case note", "both", "")


class _Common(TypedDict):
    id: str
    title: str
    says: str
    cites: tuple[str, ...]
    source: Source
    pack: str


@dataclass(slots=True)
class Arranged:
    """What the files of one pack arrange, by kind and id."""

    folders: dict[str, Folder] = field(default_factory=dict)
    filing: dict[str, Filing] = field(default_factory=dict)
    reviews: dict[str, Review] = field(default_factory=dict)
    reports: dict[str, Report] = field(default_factory=dict)
    principles: dict[str, Arrangement] = field(default_factory=dict)
    decision_effect: Arrangement | None = None
    left_out: dict[str, LeftOut] = field(default_factory=dict)

    def over(self, floor: Arrangements | None) -> Arrangements:
        """These arrangements laid over those of the pack beneath: a pack's own folders take the place of all others."""
        beneath = floor or Arrangements()
        return Arrangements(
            folders=self.folders or beneath.folders,
            filing=self.filing or beneath.filing,
            reviews=self.reviews or beneath.reviews,
            reports={**beneath.reports, **self.reports},
            principles={**beneath.principles, **self.principles},
            decision_effect=self.decision_effect or beneath.decision_effect,
            left_out=self.left_out,
        )


def arrange(table: Table, pack: str, file: str, phrases: Phrases, into: Arranged) -> None:
    """Read the arrangements in one file; what is wrong goes into the notebook of `phrases`."""
    for common, entry in _entries(table, "folders", pack, file, phrases):
        into.folders[common["id"]] = Folder(**common, read=entry.texts("read"), write=entry.texts("write"))
    for common, entry in _entries(table, "filing", pack, file, phrases):
        into.filing[common["id"]] = _filing(common, entry, phrases)
    for common, entry in _entries(table, "reviews", pack, file, phrases):
        within = entry.text("within")
        into.reviews[common["id"]] = Review(
            **common,
            on=entry.needed("on", "allocated"),
            by=entry.texts("by"),
            folders=entry.texts("folders"),
            within=phrases.duration(within, entry.line_of("within")) if within else None,
        )
    for common, entry in _entries(table, "reports", pack, file, phrases):
        into.reports[common["id"]] = Report(
            **common,
            every=entry.needed("every", "financial year"),
            owner=entry.needed("owner", "complaints_manager"),
            to=entry.texts("to"),
            published=entry.yes("published"),
            contents=entry.texts("contents"),
        )
    for common, _ in _entries(table, "principles", pack, file, phrases):
        into.principles[common["id"]] = Arrangement(**common)


def head_arrangements(table: Table, pack: str, phrases: Phrases, into: Arranged) -> None:
    """Read decision_effect and leaves_out, which stand in procedure.yaml."""
    effect = table.table("decision_effect")
    if effect is not None:
        word = effect.needed("effect", "stands")
        if word not in EFFECTS:
            phrases.notebook.note(
                effect.line_of("effect"),
                f"'{word}' is not an effect.",
                f"Write one of: {', '.join(EFFECTS)}.",
            )
        into.decision_effect = Arrangement(
            id=word,
            title=word,
            says=effect.needed("says", "The decision stands while the complaint is looked into."),
            cites=effect.texts("cite"),
            source=Source("procedure.yaml", effect.line),
            pack=pack,
        )
        effect.finish()
    for id, entry, _ in table.entries("leaves_out"):
        into.left_out[id] = LeftOut(
            id, entry.needed("because", "This council has no such step."), entry.texts("cite")
        )
        entry.finish()


def _filing(common: _Common, entry: Table, phrases: Phrases) -> Filing:
    when = entry.take("when")
    by = entry.text("by")
    if by not in WAYS:
        phrases.notebook.note(
            entry.line_of("by"), f"'{by}' is not a way of telling.", "Write by: email, case note, or both."
        )
    return Filing(
        **common,
        when=phrases.condition(when, entry.line) if when is not None else None,
        folder=entry.needed("folder", "complaints"),
        tells=entry.texts("tells"),
        by=by,
    )


def _entries(
    table: Table, key: str, pack: str, file: str, phrases: Phrases
) -> Iterator[tuple[_Common, Table]]:
    """Each entry under a key, with what every arrangement has; refuses the words that nobody read."""
    for id, entry, line in table.entries(key):
        cites = entry.texts("cite")
        if not cites:
            phrases.notebook.note(
                line,
                f"'{id}' does not say where it comes from.",
                "Add 'cite:' and the id of a paragraph from paragraphs.yaml.",
            )
        common = _Common(
            id=id,
            title=entry.text("title", id),
            says=entry.text("says"),
            cites=cites,
            source=Source(file, line),
            pack=pack,
        )
        yield common, entry
        entry.finish()
