"""A procedure as steps in order: what each stage begins with, who does what by when, and where it can lead.

Example: steps(procedure)[0].steps[0].who == "Complaints officer".
The order is by the day on which each step falls due in an ordinary case; nothing here is counted on a calendar.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from heard.engine import Procedure
from heard.engine.calendar import Duration, Unit
from heard.engine.limits import (
    Anchor,
    AnsweredDay,
    Before,
    Chosen,
    DueDay,
    FactDay,
    FirstOf,
    Limit,
    On,
    Within,
)
from heard.engine.procedure import Duty, Right, Stage
from heard.engine.showing import Teller

CALENDAR_DAYS_IN = {Unit.WORKING_DAY: 1.4, Unit.DAY: 1.0, Unit.MONTH: 30.0}
DEEPEST = 12
AFTER_ARRANGING = 30.0
ANSWERED = re.compile(r"the [a-z0-9_]+ of “")


@dataclass(frozen=True, slots=True)
class ChartStep:
    """One step: who does what, by when, from which paragraph. `leads_to` is the stage that a right opens."""

    id: str
    kind: str
    who: str
    what: str
    when: str
    paragraph: str
    leads_to: str | None = None


@dataclass(frozen=True, slots=True)
class ChartStage:
    """One stage with its steps in order. A stage with the id None holds what belongs to the whole case."""

    id: str | None
    title: str
    begins_with: str
    steps: tuple[ChartStep, ...]


def steps(procedure: Procedure) -> tuple[ChartStage, ...]:
    """The stages of a procedure in order, each with its duties and rights; what belongs to no stage comes last."""
    order = _Order(procedure)
    found = [_stage(stage, procedure, order) for stage in procedure.stages]
    rest = _steps_of(None, procedure, order)
    if rest:
        found.append(ChartStage(None, "At any time", "", tuple(rest)))
    return tuple(found)


def _stage(stage: Stage, procedure: Procedure, order: _Order) -> ChartStage:
    begins = " or ".join(procedure.facts[kind].title for kind in (stage.begins_with, *stage.also_begins))
    return ChartStage(stage.id, stage.title, begins, tuple(_steps_of(stage.id, procedure, order)))


def _steps_of(stage: str | None, procedure: Procedure, order: _Order) -> list[ChartStep]:
    duties = [d for d in procedure.duties.values() if d.stage == stage and d.beside_as != "line"]
    placed = [(order.day_of(duty), _duty(duty, procedure)) for duty in duties]
    for right in procedure.rights.values():
        leads = _leads_to(right, procedure)
        home = _home_of(right, procedure, leads)
        if home == stage:
            placed.append((float("inf"), _right(right, procedure, leads)))
    return [step for _, step in sorted(placed, key=lambda pair: pair[0])]


def _duty(duty: Duty, procedure: Procedure) -> ChartStep:
    when = Teller(procedure).limit(duty.due.limit) if duty.due else "as soon as possible"
    if duty.when is not None:
        when = f"{when}, only where it applies"
    who = procedure.roles[duty.owed_by].title
    return ChartStep(duty.id, "duty", who, duty.title, _plain(when, procedure), procedure.label(duty.cites))


def _right(right: Right, procedure: Procedure, leads: str | None) -> ChartStep:
    when = f"until {Teller(procedure).limit(right.closes)}" if right.closes else "no last day"
    who = procedure.roles[right.held_by].title
    return ChartStep(
        right.id, "right", who, right.title, _plain(when, procedure), procedure.label(right.cites), leads
    )


def _plain(words: str, procedure: Procedure) -> str:
    """The words of a limit with facts and duties by their titles."""
    for id, kind in sorted(procedure.facts.items(), key=lambda pair: -len(pair[0])):
        words = words.replace(id, f"“{kind.title}”")
    for id, duty in sorted(procedure.duties.items(), key=lambda pair: -len(pair[0])):
        words = words.replace(f"the due day of {id}", f"the day on which “{duty.title}” is due")
    return ANSWERED.sub("the day named in “", words).replace("the day of the day", "the day")


def _leads_to(right: Right, procedure: Procedure) -> str | None:
    for stage in procedure.stages:
        if not {stage.begins_with, *stage.also_begins}.isdisjoint(right.exercised_by):
            return stage.id
    return None


def _home_of(right: Right, procedure: Procedure, leads: str | None) -> str | None:
    """The stage that a right is drawn in: its own, or the one before the stage that it leads to."""
    if right.stage is not None or leads is None:
        return right.stage
    ids = [stage.id for stage in procedure.stages]
    return ids[max(0, ids.index(leads) - 1)]


class _Order:
    """About how many days after its stage begins each duty falls due, for putting steps in order."""

    def __init__(self, procedure: Procedure) -> None:
        self.procedure = procedure
        self.met_by = {kind: duty for duty in procedure.duties.values() for kind in duty.met_by}
        self.beginnings = {kind for kinds in procedure.stage_starts.values() for kind in kinds}

    def day_of(self, duty: Duty, depth: int = 0) -> float:
        """The day of a duty; one that is due as soon as possible comes at the beginning."""
        return self._limit(duty.due.limit, depth) if duty.due and depth < DEEPEST else 0.5

    def _limit(self, limit: Limit, depth: int) -> float:
        if isinstance(limit, Within):
            return self._anchors(limit.after, depth) + _days(limit.duration)
        if isinstance(limit, Before):
            return self._anchors((limit.before,), depth) - _days(limit.duration)
        if isinstance(limit, On):
            return self._anchors(limit.anchors, depth)
        if isinstance(limit, FirstOf):
            return self._limit(limit.choices[-1][1], depth)
        assert isinstance(limit, Chosen)
        return max(self._limit(part, depth) for part in limit.limits)

    def _anchors(self, anchors: Iterable[Anchor], depth: int) -> float:
        return max(self._anchor(anchor, depth) for anchor in anchors)

    def _anchor(self, anchor: Anchor, depth: int) -> float:
        if isinstance(anchor, DueDay):
            duty = self.procedure.by_key[anchor.duty]
            return self.day_of(duty, depth + 1) if isinstance(duty, Duty) else 0.0
        if isinstance(anchor, FactDay) and anchor.kind in self.beginnings:
            return 0.0
        met = self.met_by.get(anchor.kind)
        day = self.day_of(met, depth + 1) if met is not None else 1.0
        return day + AFTER_ARRANGING if isinstance(anchor, AnsweredDay) else day


def _days(duration: Duration) -> float:
    return duration.count * CALENDAR_DAYS_IN[duration.unit]
