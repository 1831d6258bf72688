"""Whether a clause is proven: a rule holds it, and taking that rule away makes one of its worked cases fail.

Example: proof_of("LEI-S1-05-b", procedure, cases, calendar).proven, while the day 7 chaser and its case are there.
It takes rules away in memory only. Whether a clause is read rightly is for people.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from heard.engine.calendar import Calendar
from heard.engine.procedure import FactKind, LetterTemplate, Procedure, Rule
from heard.engine.reading.worked_cases import WorkedCase
from heard.engine.trying import try_case

GROUPS = ("duties", "rights", "chasers", "holds", "warnings", "checks", "eligibility")


@dataclass(frozen=True, slots=True)
class Held:
    """One thing in a pack that cites a clause: where it stands, and the procedure as it would be without it."""

    what: str
    place: str
    without: Procedure
    kind: str | None = None


@dataclass(frozen=True, slots=True)
class Proof:
    """What holds a clause, which cases speak of it, and which of those fail when what holds it is taken away."""

    clause: str
    held: tuple[Held, ...]
    cases: tuple[str, ...]
    failing: tuple[str, ...]

    @property
    def proven(self) -> bool:
        """Whether taking a rule away is noticed."""
        return bool(self.failing)


def proof_of(clause: str, procedure: Procedure, cases: Sequence[WorkedCase], calendar: Calendar) -> Proof:
    """The proof of one clause in one procedure."""
    held = tuple(holding(clause, procedure))
    speaking = [case for case in cases if clause in case.proves]
    failing = dict.fromkeys(case.case for one in held for case in speaking if _fails(case, one, calendar))
    return Proof(clause, held, tuple(case.case for case in speaking), tuple(failing))


def holding(clause: str, procedure: Procedure) -> Iterator[Held]:
    """Everything in the procedure that cites a clause, each with the procedure without it."""
    for group in GROUPS:
        rules: Mapping[str, Rule] = getattr(procedure, group)
        for rule in rules.values():
            if clause in rule.cites:
                yield Held(
                    f"{rule.id}: {rule.title}", f"{rule.pack} {rule.source}", _without(rule, group, procedure)
                )
    for kind in procedure.facts.values():
        yield from _held_by_fact(clause, kind, procedure)
    for letter in procedure.letters.values():
        yield from _held_by_letter(clause, letter, procedure)


def arranged(clause: str, procedure: Procedure) -> list[str]:
    """The folders, filings, reviews, reports, principles and roles that cite a clause: stated, and obeyed elsewhere."""
    found = procedure.arrangements
    groups = (found.folders, found.filing, found.reviews, found.reports, found.principles)
    named = [f"{one.id}: {one.title}" for group in groups for one in group.values() if clause in one.cites]
    if found.decision_effect is not None and clause in found.decision_effect.cites:
        named.append(f"decision_effect: {found.decision_effect.title}")
    named += [f"role {role.id}: {role.title}" for role in procedure.roles.values() if clause in role.cites]
    return named + [f"stage {stage.id}: {stage.title}" for stage in procedure.stages if clause in stage.cites]


def _without(rule: Rule, group: str, procedure: Procedure) -> Procedure:
    rules = {id: other for id, other in getattr(procedure, group).items() if other is not rule}
    changed: dict[str, Any] = {group: rules}
    if group == "duties":
        changed["chasers"] = {id: c for id, c in procedure.chasers.items() if c.about != rule.key}
    if group == "holds":
        changed["by_key"] = {key: other for key, other in procedure.by_key.items() if other is not rule}
    return replace(procedure, **changed)


def _held_by_fact(clause: str, kind: FactKind, procedure: Procedure) -> Iterator[Held]:
    place = f"{kind.source}"
    for number, guard in enumerate(kind.guards):
        if clause in guard.cites:
            fewer = replace(kind, guards=(*kind.guards[:number], *kind.guards[number + 1 :]))
            facts = {**procedure.facts, kind.id: fewer}
            yield Held(f"refusal of {kind.id}", place, replace(procedure, facts=facts))
    if clause in kind.cites:
        facts = {id: other for id, other in procedure.facts.items() if other is not kind}
        yield Held(f"{kind.id}: {kind.title}", place, replace(procedure, facts=facts), kind=kind.id)


def _held_by_letter(clause: str, letter: LetterTemplate, procedure: Procedure) -> Iterator[Held]:
    place = f"{letter.pack} {letter.source.file}"
    for passage in letter.must_say:
        if clause in passage.cites:
            fewer = replace(
                letter, must_say=tuple(other for other in letter.must_say if other is not passage)
            )
            letters = {**procedure.letters, letter.id: fewer}
            yield Held(
                f"letter {letter.id} must say {passage.id}", place, replace(procedure, letters=letters)
            )
    if clause in letter.cites:
        letters = {id: other for id, other in procedure.letters.items() if other is not letter}
        yield Held(f"letter {letter.id}", place, replace(procedure, letters=letters))


def _fails(case: WorkedCase, held: Held, calendar: Calendar) -> bool:
    """Whether a case fails without what is held. A case that records a fact which is gone could not even be read."""
    if held.kind is not None:
        tried = (attempt.fact.kind for look in case.looks for attempt in look.tries)
        if held.kind in (*(fact.kind for fact in case.timeline), *tried):
            return True
    return bool(try_case(case, held.without, calendar))
