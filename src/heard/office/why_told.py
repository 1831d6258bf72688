"""Why a day is the day it is, ready to be shown: the working, the paragraphs and the readings in words.

    told(_("Answer the complaint"), duty.day, duty.cites, procedure).sentence

The counting and the words are the engine's; this gathers them for `office/why.html`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from heard.engine import Procedure, working_of
from heard.engine.citations import Paragraph, Reading
from heard.engine.clocks import Day
from heard.engine.explaining import Leg


@dataclass(frozen=True, slots=True)
class Cited:
    """A paragraph or a reading as it stands beside a date."""

    id: str
    label: str
    says: str
    document: str = ""
    unverified: bool = False
    problem: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """The whole reason of one day. Without a day (`date` None) there are only the paragraphs."""

    about: str
    date: date | None
    sentence: str
    legs: tuple[Leg, ...]
    notes: tuple[str, ...]
    cited: tuple[Cited, ...]

    @property
    def labels(self) -> str:
        """The citations in short: "LEI paragraph 5; AMB-01"."""
        return "; ".join(dict.fromkeys(one.label for one in self.cited))

    @property
    def unverified(self) -> bool:
        """Whether a paragraph that it rests on was not yet read in its source."""
        return any(one.unverified for one in self.cited)


def told(about: str, day: Day | None, cites: tuple[str, ...], procedure: Procedure) -> Told:
    """Why a day is what it is, or which paragraphs a thing without a day rests on."""
    paragraphs = cited(cites, procedure)
    if day is None:
        return Told(about, None, "", (), (), paragraphs)
    working = working_of(day, procedure)
    return Told(about, day.date, working.sentence(), working.legs, working.notes, paragraphs)


def cited(cites: tuple[str, ...], procedure: Procedure) -> tuple[Cited, ...]:
    """The paragraphs and readings of these ids, with their words."""
    return tuple(_cited(procedure.citation(id), procedure) for id in cites)


def _cited(found: Paragraph | Reading, procedure: Procedure) -> Cited:
    if isinstance(found, Reading):
        return Cited(found.id, found.label, found.reading, problem=found.problem, reason=found.reason)
    document = procedure.documents.get(found.document)
    return Cited(
        found.id,
        found.label,
        found.says,
        document=document.title if document else found.document,
        unverified=found.unverified,
    )
