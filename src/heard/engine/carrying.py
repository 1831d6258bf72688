"""What the facts of a case that ran under one procedure count as under another, and which of them do not count there.

Example: carried(facts, corporate, statutory, arrival)[0].counts is the fact as the statutory procedure reads it, or
None with a sentence in `because`. Nothing is lost by it: the facts themselves stay as they were recorded.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace

from heard.engine.citations import Source
from heard.engine.correspondences import Arrival, Origin, lineage
from heard.engine.facts import CHASER_SENT, STRUCK_OUT, Answer, Fact, Timeline
from heard.engine.moving import ALSO, fits
from heard.engine.procedure import FactKind, Procedure


@dataclass(frozen=True, slots=True)
class Carried:
    """A fact as it was recorded, what it counts as under the other procedure, or why it does not."""

    fact: Fact
    counts: Fact | None
    because: str = ""


def carried(
    facts: Iterable[Fact], was: Procedure, now: Procedure, arrival: Arrival | None
) -> tuple[Carried, ...]:
    """What each fact that was recorded under `was` counts as under `now`, in the order given.

    A fact that was struck out takes no other's place; that it was struck out goes with it.
    """
    if was.name == now.name:
        return tuple(Carried(fact, fact) for fact in facts)
    kept = list(facts)
    said = arrival or _by_default(was, now)
    chosen = _chosen(Timeline(kept), said)
    return tuple(_of(fact, now, said, chosen) for fact in kept)


def _by_default(was: Procedure, now: Procedure) -> Arrival:
    """Where no pack says anything: between two that build on the same one facts of the same name count; else only what
    a case begins with does, since a stage of the same name may be another thing.
    """
    return Arrival(
        id="",
        title="",
        says="",
        origin=was.name,
        counts={kind: (Origin(kind),) for kind in now.beginnings},
        not_counted={},
        same_names=not set(lineage(was)).isdisjoint(lineage(now)),
        cites=(),
        source=Source("", 0),
    )


def _chosen(standing: Timeline, arrival: Arrival) -> dict[str, Origin]:
    """For each fact of the new procedure the first of its origins that is recorded and still stands."""
    found: dict[str, Origin] = {}
    for kind, origins in arrival.counts.items():
        for origin in origins:
            if any(_day(fact, origin) for fact in standing.of(origin.kind)):
                found[kind] = origin
                break
    return found


def _of(fact: Fact, now: Procedure, arrival: Arrival, chosen: dict[str, Origin]) -> Carried:
    """What one fact counts as."""
    if fact.kind == STRUCK_OUT:
        return Carried(fact, fact)
    if fact.kind == CHASER_SENT:
        return Carried(fact, None, "A reminder of the other procedure.")
    listed = {
        kind: origin
        for kind, origins in arrival.counts.items()
        for origin in origins
        if origin.kind == fact.kind
    }
    for kind, origin in listed.items():
        if chosen.get(kind) == origin:
            return _as(fact, kind, origin, now)
    if listed:
        return Carried(fact, None, "Another fact of this case stands for it.")
    return _by_its_name(fact, now, arrival)


def _by_its_name(fact: Fact, now: Procedure, arrival: Arrival) -> Carried:
    """A fact that no list names: it counts where the new procedure has one of the same name that it fits."""
    if fact.kind in arrival.not_counted:
        return Carried(fact, None, arrival.not_counted[fact.kind])
    if fact.kind not in now.facts:
        return Carried(fact, None, "This procedure has nothing of the kind.")
    if not arrival.same_names:
        return Carried(fact, None, "It means something else in this procedure.")
    return _as(fact, fact.kind, Origin(fact.kind), now)


def _as(fact: Fact, kind: str, origin: Origin, now: Procedure) -> Carried:
    """The fact as one of that kind, with the answers that can be given there; or not, where one is missing."""
    day, target = _day(fact, origin), now.facts.get(kind)
    if day is None or target is None:
        return Carried(fact, None, "It has no day that counts here.")
    answers = _fitting(fact, target)
    missing = [q.question for q in target.asks if q.required and answers.get(q.id) in (None, "")]
    if missing:
        return Carried(fact, None, f"It does not say what must be answered here: “{missing[0]}”")
    return Carried(fact, replace(fact, kind=kind, date=day, answers=answers))


def _day(fact: Fact, origin: Origin) -> dt.date | None:
    """The day from which the fact counts: its own, or the one that was answered."""
    if not origin.question:
        return fact.date
    answer = fact.answers.get(origin.question)
    return answer if isinstance(answer, dt.date) else None


def _fitting(fact: Fact, kind: FactKind) -> dict[str, Answer]:
    """The answers that can be given to the questions of another kind of fact."""
    found: dict[str, Answer] = {}
    for id, answer in fact.answers.items():
        question = kind.question(id)
        if (question is None and id == ALSO) or (question is not None and fits(answer, question)):
            found[id] = answer
    return found
