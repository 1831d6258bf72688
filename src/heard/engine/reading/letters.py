"""The letters of a pack: a head between two lines of three hyphens, and the text with its named fields.

Example: letters/stage-1-response.md with "[[complainant]]" and a line "[[must_say right-to-stage-2]]".
A letter's text is data: named fields only, nothing that runs. Filling and rendering it is done elsewhere.
"""

from __future__ import annotations

import re

from heard.engine.citations import Source
from heard.engine.limits import Limit
from heard.engine.problems import Notebook
from heard.engine.procedure import LetterTemplate, Passage
from heard.engine.reading.nodes import Table, parse
from heard.engine.reading.phrases import Phrases

FENCE = "---"

_MUST_SAY = re.compile(r"\[\[must_say ([^\[\]\n]*)\]\]")


def letter_of(text: str, pack: str, phrases: Phrases) -> LetterTemplate | None:
    """Read one letter; None, with a problem noted, where it has no head."""
    notebook = phrases.notebook
    lines = text.replace("\r\n", "\n").split("\n")
    if lines[0].strip() != FENCE or FENCE not in [line.strip() for line in lines[1:]]:
        notebook.note(
            1,
            "A letter begins with its head, between two lines of '---'.",
            "See procedures/README.md for an example.",
        )
        return None
    end = next(n for n, line in enumerate(lines[1:], 1) if line.strip() == FENCE)
    table = parse("\n".join(lines[1:end]), notebook, first_line=2)
    cites = table.texts("cite")
    if not cites:
        notebook.note(
            1,
            "The letter does not say where it comes from.",
            "Add 'cite:' and the id of a paragraph from paragraphs.yaml.",
        )
    fill_in = table.table("fill_in")
    letter = LetterTemplate(
        id=table.needed("letter", "stage-1-response"),
        title=table.needed("title", "Response to your complaint"),
        records=table.needed("records", "stage1.responded"),
        fill_in={key: fill_in.text(key) for key in fill_in.values} if fill_in else {},
        must_say=tuple(_passage(id, entry, cites, phrases) for id, entry, _ in table.entries("must_say")),
        days=_days(table, phrases),
        body="\n".join(lines[end + 1 :]).strip() + "\n",
        cites=cites,
        source=Source(notebook.file, 1),
        pack=pack,
    )
    table.finish()
    _check_passages(letter, notebook)
    return letter


def _check_passages(letter: LetterTemplate, notebook: Notebook) -> None:
    """Every passage stands in the text, and the text names no passage that there is not."""
    known = [passage.id for passage in letter.must_say]
    for id in _MUST_SAY.findall(letter.body):
        if id not in known:
            notebook.note(
                1,
                f"The letter has a line [[must_say {id}]], and no passage of that name.",
                "Write the passage under 'must_say' in the head.",
            )
    for passage in letter.must_say:
        if f"[[must_say {passage.id}]]" not in letter.body:
            notebook.note(
                1,
                f"The passage '{passage.id}' is not in the letter.",
                f"Put a line [[must_say {passage.id}]] where it belongs.",
            )


def _days(table: Table, phrases: Phrases) -> dict[str, Limit]:
    """The letter's own days, which become named fields."""
    inner = table.table("days")
    if inner is None:
        return {}
    read = {name: phrases.limit(inner.take(name), inner.line_of(name)) for name in inner.values}
    return {name: limit for name, limit in read.items() if limit is not None}


def _passage(id: str, entry: Table, cites: tuple[str, ...], phrases: Phrases) -> Passage:
    when = entry.take("when")
    passage = Passage(
        id,
        entry.needed("words", "You can ask for stage 2."),
        entry.needed("because", "The complainant must be told."),
        entry.texts("cite") or cites,
        phrases.condition(when, entry.line) if when is not None else None,
    )
    entry.finish()
    return passage
