"""Whether a pack hangs together: every name is known, every clock can run, every citation is listed.

Example: problems_of(procedure, facts, rules, letters) says "There is no fact called 'stage1.respond'" with its line.
It looks at one pack's own rules, laid over its floor; whether the rules are right is for the worked cases.
"""

from __future__ import annotations

from heard.engine.checking.names import Names
from heard.engine.checking.parts import anchors_asked, calendars_in
from heard.engine.citations import Source
from heard.engine.limits import DueDay
from heard.engine.problems import Problem, stop_at_many
from heard.engine.procedure import Duty, FactKind, LetterTemplate, Procedure, Rule

DEEPEST_CHAIN = 20

__all__ = ["calendars_in", "problems_of"]


def problems_of(
    procedure: Procedure, facts: list[FactKind], rules: list[Rule], letters: list[LetterTemplate]
) -> list[Problem]:
    """Everything in a pack's own facts, rules and letters that does not hang together."""
    found: list[Problem] = []

    def note(source: Source, what: str, instead: str) -> None:
        found.append(Problem(source.file, source.line, what, instead))
        stop_at_many(found)

    names = Names(procedure, note)
    names.head()
    for kind in facts:
        names.fact(kind)
    for rule in rules:
        names.rule(rule)
    for letter in letters:
        names.letter(letter)
    names.arrangements()
    depths: dict[str, int] = {}
    for duty in rules:
        if isinstance(duty, Duty) and _depth(duty.key, procedure, depths) > DEEPEST_CHAIN:
            note(
                duty.source,
                f"The due day of '{duty.id}' hangs on itself, or on a chain of more than {DEEPEST_CHAIN} due days.",
                "Begin it from a fact instead of another due day.",
            )
    return found


def _depth(key: str, procedure: Procedure, known: dict[str, int], above: int = 0) -> int:
    """How many due days a duty's own hangs on, one on the other; more than the deepest where it is a circle."""
    if key in known:
        return known[key]
    duty = procedure.by_key.get(key)
    if not isinstance(duty, Duty) or duty.due is None:
        return 0
    if above > DEEPEST_CHAIN:
        return DEEPEST_CHAIN + 1
    known[key] = DEEPEST_CHAIN + 1  # what leads back here while it is being looked at is a circle
    beneath = (anchor.duty for anchor in anchors_asked(duty.due.limit) if isinstance(anchor, DueDay))
    known[key] = max((1 + _depth(next_key, procedure, known, above + 1) for next_key in beneath), default=0)
    return known[key]
