"""What moving a complaint to another procedure would do, ready to be shown; and where a warning says that it belongs.

    shown(route)["owed"][0].late     ways(case, standing)["looks-like-a-childrens-complaint"].name == "leicestershire"

The case page leads from such a warning to the page that moves (`move_procedure.py`). It decides nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from heard.authority import adopted
from heard.authority.adopted import moves_of, pack
from heard.cases import rerouting
from heard.cases.models import Case
from heard.cases.rerouting import Route
from heard.engine import Carried, DutyState, Standing, lineage
from heard.office.duties_shown import role_title
from heard.office.why_told import cited


@dataclass(frozen=True, slots=True)
class Way:
    """A procedure of the council to which a warning says that the complaint belongs."""

    name: str
    title: str


@dataclass(frozen=True, slots=True)
class OwedShown:
    """Something that would be owed: by whom, by when, and whether it would be late at once."""

    title: str
    owed_by: str
    due: date | None
    late: bool
    state: str


@dataclass(frozen=True, slots=True)
class FactShown:
    """A fact of the timeline; `because` says why it would not count, and `then` on which other day it would."""

    title: str
    day: date
    because: str
    then: date | None


def shown(route: Route) -> dict[str, Any]:
    """Everything that the preview shows."""
    after, procedure = route.after, route.procedure
    done = [duty for duty in route.done if duty.met_on]
    return {
        "was": route.before.procedure,
        "to": procedure,
        "stage": after.stage,
        "received": route.received,
        "owed": [
            OwedShown(
                duty.rule.title,
                role_title(duty.owed_by, after),
                duty.due,
                duty.state is DutyState.OVERDUE,
                str(duty.state),
            )
            for duty in route.owed
        ],
        "late": len(route.late),
        "done": sorted(done, key=lambda one: one.met_on or one.due or after.on),
        "counted": [_fact(one, route) for one in route.counted],
        "left": [_fact(one, route) for one in route.left],
        "ends": _ends(route),
        "says": route.arrival.says if route.arrival else "",
        "cited": cited(route.arrival.cites, procedure) if route.arrival else [],
    }


def ways(case: Case, standing: Standing) -> dict[str, Way]:
    """For each warning that shows, the procedure of the council to which its pack says that the complaint belongs.

    One query where there is such a warning, none where there is not.
    """
    showing = {warning.id for warning in standing.warnings}
    found = moves_of(case.procedure, case.edition).departures
    leading = [(id, one.to) for one in found for id in one.warned_by if id in showing]
    if not leading:
        return {}
    choices = rerouting.choices(case)
    packs = {one.procedure: pack(one.procedure, one.edition) for one in choices}
    there: dict[str, Way] = {}
    for id, to in leading:
        fitting = [one for one in choices if to in lineage(packs[one.procedure])]
        chosen = adopted.ordinary(fitting) if fitting else None
        if chosen is not None:
            there[id] = Way(chosen.procedure, packs[chosen.procedure].title)
    return there


def _fact(one: Carried, route: Route) -> FactShown:
    """A fact in the words of the procedure under which the case runs now."""
    title = rerouting.title(one, (route.before.procedure, route.procedure))
    then = one.counts.date if one.counts and one.counts.date != one.fact.date else None
    return FactShown(title, one.fact.date, one.because, then)


def _ends(route: Route) -> list[str]:
    """What is owed now and would be owed no longer."""
    staying = {duty.rule.title for duty in route.owed}
    now = [d for d in route.before.duties if d.state in rerouting.OWED and d.rule.beside is None]
    return [duty.rule.title for duty in now if duty.rule.title not in staying]
