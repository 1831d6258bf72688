"""Rows and facts: the only place where the one is turned into the other.

    read(case).first("complaint.received").date

A fact's id is the number of its row in the case, as text, and that is what a striking out names. Answers are
kept as JSON, and come back as the type that the procedure's question asks for.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from heard.authority.adopted import pack
from heard.cases.assigning import ASSIGNED
from heard.cases.editions import MOVED
from heard.cases.models import Case, Row
from heard.engine import Fact, Procedure, Timeline

REDACTED = "fact.redacted"
"""Recorded when words are taken out of an earlier row. It is about the record, so the engine never sees it.
"""
OF_THE_RECORD = frozenset({REDACTED, MOVED, ASSIGNED})
"""Kinds that are about the record or about who works on it, never about the complaint: the engine does not see them.
"""


def read(case: Case) -> Timeline:
    """The timeline of a case, as the engine takes it. One query."""
    return of_rows(case.rows.all(), pack(case.procedure, case.edition))


def of_rows(rows: Iterable[Row], procedure: Procedure) -> Timeline:
    """The timeline that these rows of one case make."""
    return Timeline(fact(row, procedure) for row in rows if row.kind not in OF_THE_RECORD)


def fact(row: Row, procedure: Procedure) -> Fact:
    """A row as a fact."""
    return Fact(
        kind=row.kind,
        date=row.date,
        answers=_typed(row, procedure),
        id=str(row.seq),
        recorded_at=row.recorded_at,
    )


def stored(answers: Mapping[str, Any]) -> dict[str, Any]:
    """Answers as a row keeps them: days as ISO text, everything else as JSON has it."""
    return {id: answer.isoformat() if isinstance(answer, date) else answer for id, answer in answers.items()}


def _typed(row: Row, procedure: Procedure) -> dict[str, Any]:
    kind = procedure.facts.get(row.kind)
    days = {question.id for question in kind.asks if question.kind == "date"} if kind else set()
    return {
        id: date.fromisoformat(answer) if id in days and isinstance(answer, str) else answer
        for id, answer in row.answers.items()
    }
