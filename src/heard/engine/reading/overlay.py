"""Laying a pack's rules over those of the pack beneath: whole rules, replaced by id where they say so.

Example: Overlay(floor, rules, left_out, notebook).of(Duty, lambda p: p.duties) are the duties in effect.
Nothing is merged piece by piece.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from heard.engine.arrangements import LeftOut
from heard.engine.problems import Notebook
from heard.engine.procedure import (
    Chaser,
    Check,
    Duty,
    Eligibility,
    Hold,
    Procedure,
    Right,
    Rule,
    Stage,
    Warning,
)
from heard.engine.reading.rules import Rules

AnyRule = TypeVar("AnyRule", Duty, Right, Chaser, Hold, Warning, Check, Eligibility)


@dataclass(frozen=True, slots=True)
class Overlay:
    """One pack's rules over its floor's."""

    floor: Procedure | None
    rules: Rules
    left_out: Mapping[str, LeftOut]
    notebook: Notebook

    def of(
        self, kind: type[AnyRule], beneath: Callable[[Procedure], Mapping[str, AnyRule]]
    ) -> dict[str, AnyRule]:
        """The rules in effect: the floor's in their order, each replaced where it stands, then the new ones."""
        own = [rule for rule in self.rules.rules if isinstance(rule, kind)]
        replacing = {rule.replaces: rule for rule in own if rule.replaces}
        inherited = beneath(self.floor) if self.floor else {}
        effective: dict[str, AnyRule] = {}
        for id, rule in inherited.items():
            if id not in self.left_out:
                taken = replacing.get(id, rule)
                effective[taken.id] = taken
        for rule in own:
            if rule.id in inherited and rule.replaces != rule.id and rule.id not in replacing:
                self.notebook.about(rule.source.file).note(
                    rule.source.line,
                    f"'{rule.id}' is also a rule of the pack that this one builds on.",
                    f"Add 'replaces: {rule.id}', or give it another name.",
                )
            effective[rule.id] = rule
        return effective


def rules_like(procedure: Procedure, rule: Rule) -> dict[str, Rule]:
    """The rules of the same kind in a procedure, by id."""
    return {found.id: found for found in procedure.by_key.values() if type(found) is type(rule)}


def stages_over(inherited: tuple[Stage, ...], own: list[Stage], notebook: Notebook) -> tuple[Stage, ...]:
    """The stages in order: those beneath, each replaced where it stands, then the new ones.

    A new one that says `comes_before` stands there instead.
    """
    mine = {stage.id: stage for stage in own}
    found = [mine.pop(stage.id, stage) for stage in inherited]
    for stage in mine.values():
        ids = [one.id for one in found]
        if stage.comes_before and stage.comes_before not in ids:
            notebook.about(stage.source.file).note(
                stage.source.line,
                f"The stage '{stage.id}' comes before '{stage.comes_before}', which is not a stage.",
                f"The stages before it are: {', '.join(ids) or 'none'}.",
            )
        found.insert(ids.index(stage.comes_before) if stage.comes_before in ids else len(found), stage)
    return tuple(found)


def in_their_stages(rules: list[Rule], floor: Procedure | None) -> list[Rule]:
    """Rules that take the place of another stand in its stage, where their file names none."""
    if floor is None:
        return rules
    found = []
    for rule in rules:
        beneath = None if rule.stage or not rule.replaces else rules_like(floor, rule).get(rule.replaces)
        found.append(replace(rule, stage=beneath.stage) if beneath is not None else rule)
    return found


def about_what_holds(
    chasers: dict[str, Chaser], duties: dict[str, Duty], twins: Mapping[str, str]
) -> dict[str, Chaser]:
    """Chasers are about the duty in effect: the one that took another's place, however many packs lie between.

    A chaser of a duty that is left out is left out with it.
    """
    effective = {twins.get(duty.key, duty.key): duty.key for duty in duties.values()}
    found = {id: effective.get(twins.get(chaser.about, chaser.about)) for id, chaser in chasers.items()}
    return {id: replace(chasers[id], about=about) for id, about in found.items() if about is not None}
