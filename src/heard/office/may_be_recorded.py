"""What may be recorded on a case now, in groups, and what may not with the reason.

    now = options(standing, roles);  now.owed[0].title, now.refused[0].reason

Whether the case permits a fact is the standing's answer; whether this person may record it is `people.access`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from heard.engine import FactKind, Procedure, Standing
from heard.engine.procedure import Duty, Hold
from heard.office.duties_shown import OPEN
from heard.people.access import Denied, permits, recording


@dataclass(frozen=True, slots=True)
class Group:
    """Kinds of fact that belong together, under a heading."""

    title: str
    kinds: tuple[FactKind, ...]


@dataclass(frozen=True, slots=True)
class NotNow:
    """A kind of fact that this person cannot record on this case now, and why."""

    kind: FactKind
    reason: str
    label: str
    denied: bool = False


@dataclass(frozen=True, slots=True)
class Options:
    """`owed` does something that is owed, `asked` is something that the complainant may ask for, `other` the rest."""

    owed: tuple[FactKind, ...]
    asked: tuple[FactKind, ...]
    other: tuple[Group, ...]
    refused: tuple[NotNow, ...]

    @property
    def kinds(self) -> frozenset[str]:
        """The ids of all that may be recorded."""
        groups = (self.owed, self.asked, *(group.kinds for group in self.other))
        return frozenset(kind.id for group in groups for kind in group)


def options(standing: Standing, roles: Collection[str]) -> Options:
    """Everything that may be recorded now by somebody with these roles on the case."""
    procedure = standing.procedure
    facts = [procedure.facts[id] for id in standing.permitted if id != procedure.begins_with]
    answers = {kind.id: permits(roles, recording(kind.recorded_by)) for kind in facts}
    may = {kind.id: kind for kind in facts if answers[kind.id]}
    owed = [id for id in _meeting(standing) if id in may]
    asked = [
        id for right in standing.rights for id in right.rule.exercised_by if id in may and id not in owed
    ]
    rest = [kind for id, kind in may.items() if id not in owed and id not in asked]
    denied = [
        NotNow(kind, answer.reason, "", denied=True)
        for kind in facts
        if isinstance(answer := answers[kind.id], Denied)
    ]
    return Options(
        owed=tuple(may[id] for id in dict.fromkeys(owed)),
        asked=tuple(may[id] for id in dict.fromkeys(asked)),
        other=tuple(_groups(rest, procedure)),
        refused=(*denied, *_refused(standing)),
    )


def _meeting(standing: Standing) -> Iterator[str]:
    """The kinds that meet an open duty, the next due first."""
    waiting = [duty for duty in standing.duties if duty.state in OPEN]
    for duty in sorted(waiting, key=lambda d: (d.due is None, d.due or standing.on)):
        yield from duty.rule.met_by


def _refused(standing: Standing) -> Iterator[NotNow]:
    procedure = standing.procedure
    for refusal in standing.refusals:
        if refusal.fact != procedure.begins_with:
            yield NotNow(procedure.facts[refusal.fact], refusal.reason, procedure.label(refusal.cites))


def _groups(kinds: list[FactKind], procedure: Procedure) -> Iterator[Group]:
    """By the stage in which a kind does something; what does nothing by itself comes last."""
    stages = _stage_of_kinds(procedure)
    for stage in procedure.stages:
        found = tuple(kind for kind in kinds if stages.get(kind.id) == stage.id)
        if found:
            yield Group(stage.title, found)
    found = tuple(kind for kind in kinds if kind.id not in stages)
    if found:
        yield Group(_("At any time"), found)


def _stage_of_kinds(procedure: Procedure) -> dict[str, str]:
    """The first stage in which each kind of fact meets, moves or stops something."""
    found: dict[str, str] = {stage.begins_with: stage.id for stage in procedure.stages}
    for rule in procedure.by_key.values():
        if rule.stage is None:
            continue
        for kind in _kinds_in(rule):
            found.setdefault(kind, rule.stage)
    return found


def _kinds_in(rule: object) -> Iterator[str]:
    if isinstance(rule, Duty):
        yield from rule.met_by
        if rule.due:
            yield from (extension.by for extension in rule.due.extensions)
    elif isinstance(rule, Hold):
        yield from rule.starts_with
        yield from rule.ends_with
