"""What a pack says in its folder `moves` of cases that come from another procedure, or that belong to one.

Example: read_moves(read_pack("leicestershire")).arrivals[0].origin == "corporate", inherited from the law's pack.
It is read apart from the rules, as worked cases are: nothing of it counts a day.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from heard.engine.citations import Source
from heard.engine.correspondences import Arrival, Departure, Moves, Origin
from heard.engine.problems import Notebook
from heard.engine.procedure import Procedure
from heard.engine.reading.files import text_of
from heard.engine.reading.nodes import Table, parse

_ORIGIN = re.compile(r"(?:(?P<question>[a-z][a-z0-9_]*) of )?(?P<kind>[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*)")

_kept: dict[str, tuple[Procedure, Moves]] = {}


def read_moves(procedure: Procedure) -> Moves:
    """What the pack and those that it builds on say of moves, its own first. Raises PackError with every problem."""
    known = _kept.get(procedure.folder)
    if known is not None and known[0] is procedure:
        return known[1]
    beneath = read_moves(procedure.floor) if procedure.floor else Moves()
    own = _own(procedure)
    made = Moves(own.arrivals + beneath.arrivals, own.departures + beneath.departures)
    _kept[procedure.folder] = (procedure, made)
    return made


def _own(procedure: Procedure) -> Moves:
    problems = Notebook("moves")
    arrivals: list[Arrival] = []
    departures: list[Departure] = []
    for path in sorted((Path(procedure.folder) / "moves").glob("*.yaml")):
        notebook = problems.about(f"moves/{path.name}")
        table = parse(text_of(path, notebook), notebook)
        for id, entry, line in table.entries("moves_here"):
            arrivals.append(_arrival(id, entry, Source(notebook.file, line), procedure))
        for id, entry, line in table.entries("moves_away"):
            departures.append(_departure(id, entry, Source(notebook.file, line), procedure))
        table.finish()
    problems.stop_if_any()
    return Moves(tuple(arrivals), tuple(departures))


def _arrival(id: str, entry: Table, source: Source, procedure: Procedure) -> Arrival:
    made = Arrival(
        id=id,
        title=entry.needed("title", "A corporate complaint that belongs here"),
        says=entry.text("says"),
        origin=entry.needed("from", "corporate"),
        counts=_counts(entry, procedure),
        not_counted=_reasons(entry),
        same_names=entry.yes("same_names") if "same_names" in entry.values else True,
        cites=_cites(entry, source, procedure),
        source=source,
    )
    entry.finish()
    return made


def _departure(id: str, entry: Table, source: Source, procedure: Procedure) -> Departure:
    made = Departure(
        id=id,
        title=entry.needed("title", "A children's social care complaint"),
        to=entry.needed("to", "england"),
        warned_by=entry.texts("warned_by"),
        cites=_cites(entry, source, procedure),
        source=source,
    )
    for warning in made.warned_by:
        if warning not in procedure.warnings:
            entry.notebook.note(
                entry.line_of("warned_by"),
                f"There is no warning called '{warning}'.",
                f"There are: {', '.join(sorted(procedure.warnings)) or 'none'}.",
            )
    entry.finish()
    return made


def _counts(entry: Table, procedure: Procedure) -> Mapping[str, tuple[Origin, ...]]:
    """For each fact of this procedure those of the other that stand for it, in order."""
    inner = entry.table("counts")
    found: dict[str, tuple[Origin, ...]] = {}
    for kind in inner.values if inner is not None else ():
        assert inner is not None
        if kind not in procedure.facts:
            inner.notebook.note(
                inner.lines[kind],
                f"There is no fact called '{kind}' in this procedure.",
                "On the left stands a fact of this procedure, on the right those of the other one.",
            )
        found[kind] = tuple(
            origin for text in inner.texts(kind) if (origin := _origin(text, inner, inner.lines[kind]))
        )
    return found


def _origin(text: str, table: Table, line: int) -> Origin | None:
    match = _ORIGIN.fullmatch(text)
    if match is None:
        table.notebook.note(
            line,
            f"'{text}' is not a fact of another procedure.",
            "Write for example: service_request.unsolved, or first_received of route.corrected.",
        )
        return None
    return Origin(match["kind"], match["question"] or "")


def _reasons(entry: Table) -> dict[str, str]:
    inner = entry.table("not_counted")
    if inner is None:
        return {}
    return {kind: inner.needed(kind, "It was about another procedure.") for kind in inner.values}


def _cites(entry: Table, source: Source, procedure: Procedure) -> tuple[str, ...]:
    cites = entry.texts("cite")
    if not cites:
        entry.notebook.note(
            source.line, "This does not say where it comes from.", "Add 'cite:' and the id of a paragraph."
        )
    for id in cites:
        if id not in procedure.paragraphs and id not in procedure.readings:
            entry.notebook.note(
                entry.line_of("cite"), f"'{id}' is not listed in paragraphs.yaml.", "List it there first."
            )
    return cites
