"""What a pack says of cases in the wrong procedure, told in lines of text: what counts there, and what leads where.

Example: list(told_of_moves(read_moves(read_pack("leicestershire")), read_pack("leicestershire"))).
It shows what was read; it judges nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

from heard.engine.correspondences import Arrival, Moves, Origin
from heard.engine.procedure import Procedure


def told_of_moves(moves: Moves, procedure: Procedure) -> Iterator[str]:
    """All of it, line by line; nothing where the packs say nothing."""
    if moves.arrivals:
        yield "\nCases from another procedure"
    for arrival in moves.arrivals:
        yield from _arrival(arrival, procedure)
    if moves.departures:
        yield "\nCases that belong to another procedure"
    for one in moves.departures:
        warned = ", ".join(one.warned_by)
        yield f"  {one.id}: {one.title}. Goes to {one.to}, where one of these warns: {warned}"
        yield f"      {one.source}; {procedure.label(one.cites)}"


def _arrival(arrival: Arrival, procedure: Procedure) -> Iterator[str]:
    yield f"  {arrival.id}: {arrival.title}. From {arrival.origin}"
    yield f"      {arrival.source}; {procedure.label(arrival.cites)}"
    for kind, origins in arrival.counts.items():
        yield f"      {kind} is counted from: {', else '.join(map(_origin, origins))}"
    for kind, because in arrival.not_counted.items():
        yield f"      {kind} does not count: {because}"
    if not arrival.same_names:
        yield "      nothing else counts"


def _origin(origin: Origin) -> str:
    return f"{origin.question} of {origin.kind}" if origin.question else origin.kind
