"""The facts of a case as the procedure that it runs under reads them, also those recorded before it was moved there.

    for one in carried(rows, procedure, under): one.fact, one.counts, one.because

A row is read under the procedure of its time first (`editions.held_at`), and counts under this one as the packs say.
What does not count stays in the timeline; it is only the engine that does not see it. Nothing is written here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from heard.authority.adopted import moves_of
from heard.cases.editions import MOVED, moved_from, moved_to
from heard.cases.models import Row
from heard.engine import Carried, Fact, Procedure, Timeline, arrival_from
from heard.engine import carried as carried_over


def changed(rows: Iterable[Row]) -> bool:
    """Whether these rows tell of a move to another procedure (not only to another edition of one)."""
    return any(row.kind == MOVED and moved_from(row).procedure != moved_to(row).procedure for row in rows)


def carried(
    rows: Sequence[Row], procedure: Procedure, under: Procedure, leave: frozenset[str] = frozenset()
) -> list[Carried]:
    """What each row counts as under `procedure`, in their order; rows of the kinds in `leave` are passed over.

    `under` is what the case keeps now: rows that no later move tells of were recorded under it.
    """
    of_then = [pair for pair in _under(rows, under) if pair[0].kind not in leave]
    raw = {row.seq: fact(row, then) for row, then in of_then}
    struck = {one.id for one in Timeline(raw.values()).struck}
    packs = {then.name: then for _, then in of_then}
    found: dict[str, Carried] = {}
    for name, then in packs.items():
        found |= _group([raw[row.seq] for row, own in of_then if own.name == name], then, procedure, struck)
    return [found[str(row.seq)] for row, _ in of_then]


def fact(row: Row, procedure: Procedure) -> Fact:
    """A row as a fact, read under one procedure."""
    return Fact(
        kind=row.kind,
        date=row.date,
        answers=_typed(row, procedure),
        id=str(row.seq),
        recorded_at=row.recorded_at,
    )


def _group(facts: list[Fact], then: Procedure, now: Procedure, struck: set[str]) -> dict[str, Carried]:
    """What the facts recorded under one procedure count as, by their ids. One that was struck out, under whichever
    procedure, takes no other's place.
    """
    arrival = arrival_from(moves_of(now.name, now.edition), then) if then.name != now.name else None
    standing = carried_over([one for one in facts if one.id not in struck], then, now, arrival)
    gone = [carried_over([one], then, now, arrival)[0] for one in facts if one.id in struck]
    return {one.fact.id: one for one in (*standing, *gone)}


def _under(rows: Sequence[Row], under: Procedure) -> Iterator[tuple[Row, Procedure]]:
    """Each row with the procedure that the case ran under when it was recorded."""
    moves = [row for row in rows if row.kind == MOVED]
    then = moved_from(moves[0]).pack() if moves else under
    for row in rows:
        yield row, then
        if row.kind == MOVED:
            then = moved_to(row).pack()


def _typed(row: Row, procedure: Procedure) -> dict[str, Any]:
    kind = procedure.facts.get(row.kind)
    days = {question.id for question in kind.asks if question.kind == "date"} if kind else set()
    return {
        id: date.fromisoformat(answer) if id in days and isinstance(answer, str) else answer
        for id, answer in row.answers.items()
    }
