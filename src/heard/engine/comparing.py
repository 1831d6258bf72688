"""What differs between two procedures, and where one departs from the law beneath it.

Example: departures(read_pack("leicestershire")) names staff leave, a ground to extend that the law does not know.
A departure is looser on the authority, or binds the complainant more tightly, than the law. It is shown, never mended.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from heard.engine.limits import Extension, Within
from heard.engine.procedure import Duty, Hold, Procedure, Right, Rule
from heard.engine.showing import Teller

COMPLAINANT = "complainant"
GROUPS = ("duties", "rights", "chasers", "holds", "warnings", "checks", "eligibility")


@dataclass(frozen=True, slots=True)
class Departure:
    """One place where a procedure is looser than the law, or binds the complainant more tightly."""

    id: str
    title: str
    what: str
    cites: tuple[str, ...]
    law_cites: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """One rule that two procedures do not share in the same words. None where a procedure has no such rule."""

    group: str
    id: str
    one: str | None
    other: str | None


def departures(procedure: Procedure) -> tuple[Departure, ...]:
    """Where a procedure departs from the pack of law that it builds on, in the order of its rules."""
    found: list[Departure] = []
    for rule in _effective(procedure):
        twin = procedure.by_key.get(procedure.twins.get(rule.key, ""))
        for what in _looser(rule, twin, procedure):
            found.append(Departure(rule.id, rule.title, what, rule.cites, twin.cites if twin else ()))
    for left in procedure.arrangements.left_out.values():
        law = next((rule for rule in procedure.by_key.values() if rule.id == left.id and rule.law), None)
        if law is not None:
            found.append(Departure(left.id, law.title, f"left out: {left.because}", left.cites, law.cites))
    return tuple(found)


def left_behind(procedure: Procedure) -> tuple[str, ...]:
    """What the law's facts and duties say and the local ones in their place do not, each as a sentence.

    A rule is replaced whole, so what its author did not copy is gone. That may be meant; it must not go unseen.
    """
    found: list[str] = []
    floor = procedure.floor
    for kind in procedure.facts.values():
        law = floor.facts.get(kind.id) if floor else None
        if law is not None and kind is not law:
            said = [guard.when for guard in kind.guards]
            found += [
                f"'{kind.id}' ({kind.source}) takes the place of the law's, which also refuses: {guard.otherwise}"
                for guard in law.guards
                if guard.when not in said
            ]
    for duty in procedure.duties.values():
        twin = procedure.by_key.get(procedure.twins.get(duty.key, ""))
        if isinstance(twin, Duty):
            gone = [kind for kind in twin.excused_by if kind not in (*duty.excused_by, *duty.met_by)]
            if gone:
                found.append(
                    f"'{duty.id}' ({duty.source}) takes the place of the law's, which also ends with {', '.join(gone)}."
                )
    return tuple(found)


def differences(one: Procedure, other: Procedure) -> tuple[Difference, ...]:
    """Every rule that the two do not share in the same words, group by group, in the order of the first."""
    found: list[Difference] = []
    for group in GROUPS:
        mine, theirs = _in_words(one, group), _in_words(other, group)
        for id in dict.fromkeys((*mine, *theirs)):
            if mine.get(id) != theirs.get(id):
                found.append(Difference(group, id, mine.get(id), theirs.get(id)))
    return tuple(found)


def _effective(procedure: Procedure) -> Iterator[Rule]:
    """The procedure's own rules in effect, of the kinds that can depart."""
    for rules in (
        procedure.duties,
        procedure.rights,
        procedure.holds,
        procedure.checks,
        procedure.eligibility,
    ):
        yield from (
            rule for rule in rules.values() if rule.pack == procedure.name and procedure.floor is not None
        )


def _looser(rule: Rule, twin: Rule | None, procedure: Procedure) -> Iterator[str]:
    if rule.departs:
        yield rule.departs
    if isinstance(rule, Duty):
        if isinstance(twin, Duty):
            yield from _looser_duty(rule, twin)
        elif rule.owed_by == COMPLAINANT:
            yield "binds the complainant; the law asks nothing of the kind"
    elif isinstance(rule, Right) and isinstance(twin, Right):
        yield from _tighter_right(rule, twin)
    elif isinstance(rule, Hold) and twin is None:
        stopped = [procedure.by_key[key].id for key in rule.stops if key in procedure.twins]
        if stopped:
            yield f"stops {', '.join(stopped)}; the law's clock runs on"


def _looser_duty(local: Duty, law: Duty) -> Iterator[str]:
    mine, theirs = (duty.due.limit if duty.due else None for duty in (local, law))
    if law.due is not None and local.due is None:
        yield "has no day; the law sets one"
    if isinstance(mine, Within) and isinstance(theirs, Within) and mine.duration.unit == theirs.duration.unit:
        if mine.duration.count > theirs.duration.count:
            yield f"{mine.duration}; the law's is {theirs.duration}"
        if mine.after != theirs.after:
            yield "begins from another event than the law's clock"
    yield from _looser_extensions(local, law)


def _looser_extensions(local: Duty, law: Duty) -> Iterator[str]:
    theirs = {extension.by: extension for extension in (law.due.extensions if law.due else ())}
    for extension in local.due.extensions if local.due else ():
        beneath = theirs.get(extension.by)
        if beneath is None:
            yield f"may be extended by {extension.by}; the law knows no such extension"
            continue
        for question, values in extension.only_if.items():
            more = sorted(set(values) - set(beneath.only_if.get(question, values)))
            if more:
                yield f"may be extended on the {question} {', '.join(more)}, which the law does not know"
        for question in sorted(set(beneath.only_if) - set(extension.only_if)):
            grounds = ", ".join(beneath.only_if[question])
            yield f"may be extended whatever the {question}; the law extends only on {grounds}"
        if beneath.at_most is not None and _cap(extension) > _cap(beneath):
            cap = f"is capped at {extension.at_most}" if extension.at_most else "has no cap"
            yield f"its extension {cap}; the law's is capped at {beneath.at_most}"


def _cap(extension: Extension) -> float:
    length = extension.at_most or extension.reaches
    return length.count if length is not None else float("inf")


def _tighter_right(local: Right, law: Right) -> Iterator[str]:
    if local.closes is None:
        return
    if law.closes is None:
        yield "has a last day; the law sets none"
    elif (
        isinstance(local.closes, Within)
        and isinstance(law.closes, Within)
        and local.closes.duration.unit == law.closes.duration.unit
        and local.closes.duration.count < law.closes.duration.count
    ):
        yield f"closes after {local.closes.duration}; the law's after {law.closes.duration}"


def _in_words(procedure: Procedure, group: str) -> dict[str, str]:
    teller = Teller(procedure)
    rules: Mapping[str, Rule] = getattr(procedure, group)
    return {id: f"{rule.title}: {teller.what(rule)}" for id, rule in rules.items()}
