"""What a procedure has beside its rules: its letters, its departures from the law, its folders, reports and principles.

    letters(words)[0].passages[0].only     -> "“Complaint received” says: ... Yes"

It tells what the pack says, in the words of `procedure_words.py`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from heard.engine import Procedure
from heard.engine.arrangements import Arrangement, Filing, Folder, Report, Review
from heard.engine.comparing import Departure, departures
from heard.office.procedure_words import Words
from heard.office.why_told import Cited, cited

_NAME = re.compile(r"[a-z0-9]+(?:[._-][a-z0-9]+)+")
_MARKS = re.compile(r"\[\[\s*([a-z0-9_]+)\s*\]\]")


@dataclass(frozen=True, slots=True)
class PassageShown:
    """What a letter must say, why, and where only on some cases, on which."""

    words: str
    because: str
    only: str
    cited: tuple[Cited, ...]


@dataclass(frozen=True, slots=True)
class LetterShown:
    """A letter: what sending it records, what it must say, what the writer fills in."""

    id: str
    title: str
    records: str
    asks: tuple[str, ...]
    passages: tuple[PassageShown, ...]
    cited: tuple[Cited, ...]


@dataclass(frozen=True, slots=True)
class DepartureShown:
    """Where the procedure departs from the law: how, with its own paragraphs and the law's."""

    title: str
    what: tuple[str, ...]
    cited: tuple[Cited, ...]
    law: tuple[Cited, ...]


@dataclass(frozen=True, slots=True)
class ArrangementShown:
    """A folder, a report, a principle: its words, its lines and its paragraphs."""

    title: str
    says: str
    lines: tuple[str, ...]
    cited: tuple[Cited, ...]


@dataclass(frozen=True, slots=True)
class Arranged:
    """Arrangements of one sort, under a heading."""

    title: str
    items: tuple[ArrangementShown, ...]


def letters(words: Words) -> tuple[LetterShown, ...]:
    """The letters of the procedure."""
    procedure = words.procedure
    return tuple(
        LetterShown(
            id=letter.id,
            title=letter.title,
            records=words.facts((letter.records,)),
            asks=tuple(letter.fill_in.values()),
            passages=tuple(
                PassageShown(
                    words=_MARKS.sub(r"[\1]", one.words.strip()).replace("_", " "),
                    because=one.because,
                    only=words.condition(one.when) if one.when is not None else "",
                    cited=cited(one.cites, procedure),
                )
                for one in letter.must_say
            ),
            cited=cited(letter.cites, procedure),
        )
        for letter in procedure.letters.values()
    )


def departures_shown(words: Words) -> tuple[DepartureShown, ...]:
    """Where the procedure is looser than the law beneath it, or binds the complainant more tightly."""
    procedure = words.procedure
    names = _names(procedure)
    found: dict[Departure, list[str]] = {}
    for one in departures(procedure):
        said = _sentence(_NAME.sub(lambda name: names.get(name[0], name[0]), one.what))
        found.setdefault(replace(one, what=""), []).append(said)
    return tuple(
        DepartureShown(
            title=one.title,
            what=tuple(whats),
            cited=cited(one.cites, procedure),
            law=cited(one.law_cites, procedure),
        )
        for one, whats in found.items()
    )


def arranged(words: Words) -> tuple[Arranged, ...]:
    """Folders, filing, reading through, reports and principles, as far as the procedure has them."""
    kept = words.procedure.arrangements
    effect = [kept.decision_effect] if kept.decision_effect else []
    groups: list[tuple[str, Iterable[Arrangement]]] = [
        (_("What becomes of the decision complained of"), effect),
        (_("What the procedure states in principle"), kept.principles.values()),
        (_("Reports"), kept.reports.values()),
        (_("Folders of the child's file"), kept.folders.values()),
        (_("What goes into which folder"), kept.filing.values()),
        (_("When folders are read through"), kept.reviews.values()),
    ]
    found = [Arranged(title, tuple(_arrangement(one, words) for one in items)) for title, items in groups]
    return tuple(group for group in found if group.items)


def _arrangement(one: Arrangement, words: Words) -> ArrangementShown:
    lines = tuple(_lines(one, words))
    return ArrangementShown(one.title, one.says, lines, cited(one.cites, words.procedure))


def _lines(one: Arrangement, words: Words) -> Iterable[str]:
    if isinstance(one, Folder):
        yield _("Read by: %(who)s") % {"who": _roles(one.read, words)}
        yield _("Written in by: %(who)s") % {"who": _roles(one.write, words)}
    elif isinstance(one, Filing):
        yield _("Into: %(folder)s") % {"folder": _folder(one.folder, words)}
        if one.when is not None:
            yield _("When %(what)s") % {"what": words.condition(one.when)}
        if one.tells:
            yield _("Told: %(who)s") % {"who": _roles(one.tells, words)}
    elif isinstance(one, Review):
        yield _("By: %(who)s") % {"who": _roles(one.by, words)}
        yield _("Folders: %(which)s") % {"which": ", ".join(_folder(id, words) for id in one.folders)}
        if one.within:
            yield _("Within %(long)s") % {"long": one.within}
    elif isinstance(one, Report):
        yield _("By the %(who)s, to: %(to)s") % {
            "who": words.role(one.owner).lower(),
            "to": _roles(one.to, words),
        }
        yield _("Published") if one.published else _("Not published")
        yield from one.contents


def _folder(id: str, words: Words) -> str:
    found = words.procedure.arrangements.folders.get(id)
    return found.title if found else id.replace("_", " ")


def _roles(ids: Iterable[str], words: Words) -> str:
    return ", ".join(words.role(id).lower() for id in ids) or _("nobody")


def _names(procedure: Procedure) -> dict[str, str]:
    """Ids that an account of departures may use, each with its words in quotation marks."""
    found: dict[str, str] = {}
    for kind in procedure.facts.values():
        for question in kind.asks:
            found.update({id: f"“{said}”" for id, said in question.choices.items()})
    for rule in procedure.by_key.values():
        found[rule.id] = f"“{rule.title}”"
    return found | {kind.id: f"“{kind.title}”" for kind in procedure.facts.values()}


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:].rstrip('.')}."
