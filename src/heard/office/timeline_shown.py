"""What has happened on a case, newest first: facts with who recorded them when, and struck ones with the reason.

    for one in shown(case, rows): one.line.title, one.struck

The row that strikes another out is shown with the one that it strikes. What follows from the facts is the standing's.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from heard.authority.adopted import pack
from heard.cases import history
from heard.cases.history import Line
from heard.cases.models import Case, Row
from heard.cases.timeline import OF_THE_RECORD
from heard.design.dates import moment
from heard.engine import CHASER_SENT, STRUCK_OUT, Procedure

SHORT = 70  # characters of an answer that stands beside its question


@dataclass(frozen=True, slots=True)
class Happened:
    """One happening: its line, how it is coloured, why and by whom it was struck out, and what may be done to it."""

    line: Line
    tone: str
    struck: str
    may_strike: bool
    may_correct: bool

    @property
    def answers(self) -> list[tuple[str, str, bool]]:
        """Each question, its answer, and whether the answer is short enough to stand on the same line."""
        return [(asked, said, len(said) < SHORT and "\n" not in said) for asked, said in self.line.answers]


def shown(case: Case, rows: Sequence[Row], *, may_strike: bool) -> list[Happened]:
    """The timeline of a case, newest first. `may_strike`: whether whoever looks may strike facts out."""
    procedure = pack(case.procedure, case.edition)
    lines = history.of(case, rows)
    by_seq = {line.seq: line for line in lines}
    by_letter = frozenset(letter.records for letter in procedure.letters.values())
    found = [
        _happened(line, by_seq, procedure, by_letter, may_strike)
        for line in lines
        if line.kind != STRUCK_OUT or line.struck_by
    ]
    return sorted(found, key=lambda one: (one.line.date, one.line.seq), reverse=True)


def _happened(
    line: Line, by_seq: dict[int, Line], procedure: Procedure, by_letter: frozenset[str], may_strike: bool
) -> Happened:
    built_in = line.kind in OF_THE_RECORD or line.kind in (STRUCK_OUT, CHASER_SENT)
    free = may_strike and line.struck_by is None and not line.redacted
    return Happened(
        line=line,
        tone=_tone(line, by_letter),
        struck=_struck(line, by_seq.get(line.struck_by or 0)),
        may_strike=free and line.kind not in {STRUCK_OUT, procedure.begins_with, *OF_THE_RECORD},
        may_correct=free and not built_in and not line.because and line.kind in procedure.facts,
    )


def _tone(line: Line, by_letter: frozenset[str]) -> str:
    if line.kind == CHASER_SENT:
        return "chaser"
    if line.letter or line.kind in by_letter:
        return "sent"
    return ""


def _struck(line: Line, striking: Line | None) -> str:
    """Why, by whom and when a fact was struck out, in a sentence."""
    if striking is None:
        return ""
    return _("%(why)s (%(who)s, %(when)s)") % {
        "why": line.why_struck,
        "who": striking.recorded_by,
        "when": moment(striking.recorded_at),
    }
