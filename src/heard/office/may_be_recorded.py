"""What may be recorded on a case now, in groups, and what may not with the reason.

    now = options(standing, roles);  now.owed[0].title, now.refused[0].reason

Whether the case permits a fact is the standing's answer; whether this person may record it is `people.access`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

from heard.engine import FactKind, Standing
from heard.office.duties_shown import OPEN
from heard.office.subjects import stage_of_kinds, subjects
from heard.people.access import Denied, permits, recording


@dataclass(frozen=True, slots=True)
class Group:
    """Kinds of fact that belong together, under a heading. `here` where it is the stage that the case is in."""

    title: str
    kinds: tuple[FactKind, ...]
    here: bool = False


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

    def saying(self, text: str) -> Options:
        """Only what has all these words in its title or in what is said of it."""
        words = text.casefold().split()
        groups = (replace(one, kinds=tuple(k for k in one.kinds if _says(k, words))) for one in self.other)
        return Options(
            owed=tuple(kind for kind in self.owed if _says(kind, words)),
            asked=tuple(kind for kind in self.asked if _says(kind, words)),
            other=tuple(group for group in groups if group.kinds),
            refused=tuple(one for one in self.refused if _says(one.kind, words)),
        )


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
        other=tuple(_groups(rest, standing)),
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


def _groups(kinds: list[FactKind], standing: Standing) -> Iterator[Group]:
    """The stage that the case is in first, then the other stages, then what belongs to no stage, by subject."""
    procedure = standing.procedure
    stages, about = stage_of_kinds(procedure), subjects(procedure)
    here = standing.stage.id if standing.stage else (procedure.stages[0].id if procedure.stages else "")
    for stage in sorted(procedure.stages, key=lambda one: one.id != here):
        found = tuple(kind for kind in kinds if stages.get(kind.id) == stage.id)
        if found:
            yield Group(stage.title, found, stage.id == here)
    loose = [kind for kind in kinds if kind.id not in stages]
    for title in dict.fromkeys(about[kind.id] for kind in loose):
        yield Group(title, tuple(kind for kind in loose if about[kind.id] == title))


def _says(kind: FactKind, words: list[str]) -> bool:
    said = f"{kind.title} {kind.says}".casefold()
    return all(word in said for word in words)
