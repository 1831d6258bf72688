"""What the procedure itself records of who is appointed, and whether somebody who is to have a part is named there.

    named_by("independent_person", procedure)     -> Naming(<investigators.appointed>, "independent_person")

The fact that names them asks about independence, and its guards refuse or want a reason: so it is recorded first. This
looks, and refuses nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

from heard.engine import AnswerKind, FactKind, Procedure, Timeline

PANEL = ("panel.member_named", "name")
_PANEL_ROLES = frozenset({"panel_member", "panel_chair"})


@dataclass(frozen=True, slots=True)
class Naming:
    """The kind of fact that names whoever has a part, and its question that does."""

    kind: FactKind
    question: str


def named_by(role: str, procedure: Procedure) -> Naming | None:
    """How the procedure records who has this part; None where it does not."""
    if role in _PANEL_ROLES and PANEL[0] in procedure.facts:
        return Naming(procedure.facts[PANEL[0]], PANEL[1])
    for kind in procedure.facts.values():
        asked = kind.question(role)
        if asked is not None and asked.kind == AnswerKind.TEXT:
            return Naming(kind, role)
    return None


def names(naming: Naming, timeline: Timeline) -> list[str]:
    """The names that stand recorded, the latest first."""
    found = [fact for fact in timeline.facts if fact.kind == naming.kind.id]
    said = (str(fact.answers.get(naming.question) or "") for fact in reversed(found))
    return [name for name in said if name]


def is_named(name: str, naming: Naming, timeline: Timeline) -> bool:
    """Whether this very name stands recorded there: the latest one, or for a panel any."""
    said = names(naming, timeline)
    if naming.kind.id != PANEL[0]:
        said = said[:1]
    return _plain(name) in {_plain(one) for one in said}


def _plain(name: str) -> str:
    return " ".join(name.casefold().replace(".", " ").replace(",", " ").split())
