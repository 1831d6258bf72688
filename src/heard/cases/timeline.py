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
from heard.cases.carrying import carried, changed, fact
from heard.cases.documents import FILED
from heard.cases.editions import MOVED
from heard.cases.models import Case, Row
from heard.cases.parts import ENDED, GIVEN
from heard.engine import Procedure, Timeline

REDACTED = "fact.redacted"
"""Recorded when words are taken out of an earlier row. It is about the record, so the engine never sees it.
"""
OF_THE_RECORD = frozenset({REDACTED, MOVED, ASSIGNED, GIVEN, ENDED, FILED})
"""Kinds that are about the record or about who works on it, never about the complaint: the engine does not see them.
"""


def read(case: Case) -> Timeline:
    """The timeline of a case, as the engine takes it. One query."""
    return of_rows(case.rows.all(), pack(case.procedure, case.edition))


def of_rows(rows: Iterable[Row], procedure: Procedure, under: Procedure | None = None) -> Timeline:
    """The timeline that these rows of one case make under a procedure.

    `under` is what the case keeps now, where that is another one than `procedure` (`carrying.py`).
    """
    kept = list(rows)
    now = under or procedure
    if now.name == procedure.name and not changed(kept):
        return Timeline(fact(row, procedure) for row in kept if row.kind not in OF_THE_RECORD)
    kept.sort(key=lambda row: row.seq)
    found = carried(kept, procedure, now, OF_THE_RECORD)
    return Timeline(one.counts for one in found if one.counts is not None)


def stored(answers: Mapping[str, Any]) -> dict[str, Any]:
    """Answers as a row keeps them: days as ISO text, everything else as JSON has it."""
    return {id: answer.isoformat() if isinstance(answer, date) else answer for id, answer in answers.items()}
