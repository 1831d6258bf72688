"""What a pack says of cases that come to it from another procedure, and of those that belong elsewhere.

Example: arrival_from(moves, corporate).counts["complaint.received"] == (Origin("complaint.received"), ...).
It is data; what it makes of the facts of a case is `carrying`. Without any of it, facts of the same name count.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from heard.engine.citations import Source
from heard.engine.procedure import Procedure


@dataclass(frozen=True, slots=True)
class Origin:
    """A kind of fact of the other procedure; with `question`, the day that was answered there instead of its own."""

    kind: str
    question: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """How facts count here that were recorded under the procedure `origin`, or under one that builds on it.

    `counts` leads from a fact of this procedure to those of the other, in order: the first that there is counts.
    `not_counted` gives a reason for each that does not count although it has the same name. Without `same_names`
    only what `counts` lists counts at all.
    """

    id: str
    title: str
    says: str
    origin: str
    counts: Mapping[str, tuple[Origin, ...]]
    not_counted: Mapping[str, str]
    same_names: bool
    cites: tuple[str, ...]
    source: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Departure:
    """Warnings of this pack that say that a case belongs to the procedure `to`, or to one that builds on it."""

    id: str
    title: str
    to: str
    warned_by: tuple[str, ...]
    cites: tuple[str, ...]
    source: Source


@dataclass(frozen=True, slots=True)
class Moves:
    """All of it, of a pack and of those that it builds on: its own first."""

    arrivals: tuple[Arrival, ...] = field(default=())
    departures: tuple[Departure, ...] = field(default=())


def lineage(procedure: Procedure) -> Iterator[str]:
    """The names of a procedure and of those that it builds on, its own first."""
    beneath: Procedure | None = procedure
    while beneath is not None:
        yield beneath.name
        beneath = beneath.floor


def arrival_from(moves: Moves, origin: Procedure) -> Arrival | None:
    """What is said of cases that come from that procedure, or else from one that it builds on. None: nothing is."""
    for name in lineage(origin):
        for arrival in moves.arrivals:
            if arrival.origin == name:
                return arrival
    return None
