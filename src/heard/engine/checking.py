"""Whether a pack hangs together: every name is known, every clock can run, every citation is listed.

Example: problems_of(procedure, facts, rules, letters) says "There is no fact called 'stage1.respond'" with its line.
It looks at one pack's own rules, laid over its floor; whether the rules are right is for the worked cases.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from heard.engine.citations import Source
from heard.engine.facts import CHASER_SENT, STRUCK_OUT
from heard.engine.limits import (
    AllOf,
    Anchor,
    Answered,
    AnsweredDay,
    AnyOf,
    AtLeast,
    Before,
    Chosen,
    Compared,
    Condition,
    DueDay,
    Limit,
    Not,
    On,
    Recorded,
)
from heard.engine.problems import Problem, closest, stop_at_many
from heard.engine.procedure import (
    AnswerKind,
    Chaser,
    Duty,
    FactKind,
    Hold,
    LetterTemplate,
    Procedure,
    Right,
    Rule,
    Warning,
)

THIS = "this"
BUILT_IN = (STRUCK_OUT, CHASER_SENT)
DEEPEST_CHAIN = 20
Note = Callable[[Source, str, str], None]


def problems_of(
    procedure: Procedure, facts: list[FactKind], rules: list[Rule], letters: list[LetterTemplate]
) -> list[Problem]:
    """Everything in a pack's own facts, rules and letters that does not hang together."""
    found: list[Problem] = []

    def note(source: Source, what: str, instead: str) -> None:
        found.append(Problem(source.file, source.line, what, instead))
        stop_at_many(found)

    names = _Names(procedure, note)
    names.head()
    for kind in facts:
        names.fact(kind)
    for rule in rules:
        names.rule(rule)
    for letter in letters:
        names.letter(letter)
    depths: dict[str, int] = {}
    for duty in rules:
        if isinstance(duty, Duty) and _depth(duty.key, procedure, depths) > DEEPEST_CHAIN:
            note(
                duty.source,
                f"The due day of '{duty.id}' hangs on itself, or on a chain of more than {DEEPEST_CHAIN} due days.",
                "Begin it from a fact instead of another due day.",
            )
    return found


class _Names:
    """Checks every name that a pack uses against what the procedure has."""

    def __init__(self, procedure: Procedure, note: Note) -> None:
        self.procedure, self.note = procedure, note
        self.citable = {**procedure.paragraphs, **procedure.readings}

    def head(self) -> None:
        source, procedure = Source("procedure.yaml", 1), self.procedure
        if not procedure.begins_with:
            self.note(source, "'begins_with' is missing.", "Add for example: begins_with: complaint.received")
        for kind in filter(None, (procedure.begins_with, *procedure.closed_by, *procedure.reopened_by)):
            self.kind(kind, source)
        for stage in procedure.stages:
            if stage.pack == procedure.name:
                self.kind(stage.begins_with, stage.source)
                self.cites(stage.cites, stage.source)
        for role in procedure.roles.values():
            self.cites(role.cites, source)
        for paragraph in procedure.paragraphs.values():
            if paragraph.document not in procedure.documents:
                self.note(
                    Source("paragraphs.yaml", 1),
                    f"'{paragraph.id}' comes from a document '{paragraph.document}' that is not listed.",
                    "List it under 'documents' in procedure.yaml.",
                )

    def fact(self, kind: FactKind) -> None:
        self.cites(kind.cites, kind.source)
        for role in kind.recorded_by:
            self.role(role, kind.source)
        for guard in kind.guards:
            self.cites(guard.cites, kind.source)
            self.condition(guard.when, kind.source, this=kind)

    def rule(self, rule: Rule) -> None:
        self.cites(rule.cites, rule.source)
        when = getattr(rule, "when", None)
        if when is not None:
            self.condition(when, rule.source)
        for kind in _kinds_of(rule):
            self.kind(kind, rule.source)
        for role in _roles_of(rule):
            self.role(role, rule.source)
        for limit in _limits_of(rule):
            self.limit(limit, rule.source)
        if isinstance(rule, Duty):
            self.duty(rule)
        if isinstance(rule, Hold) and not rule.law:
            self.stops(rule)

    def stops(self, hold: Hold) -> None:
        """A local hold stops local clocks only, so it must name one, or a rule of law that a local one replaced."""
        procedure = self.procedure
        local = {procedure.root(duty.key) for duty in procedure.duties.values() if not duty.law}
        for key in hold.stops:
            duty = procedure.by_key.get(key)
            if duty is not None and procedure.root(key) not in local:
                self.note(
                    hold.source,
                    f"'{hold.id}' cannot stop '{duty.id}', which is the law's own clock.",
                    "Replace that duty with one of this pack first, or take it out of 'stops'.",
                )

    def duty(self, duty: Duty) -> None:
        if duty.beside is not None and duty.beside not in self.procedure.duties:
            self.note(
                duty.source,
                f"'{duty.id}' stands beside '{duty.beside}', which is not a duty.",
                "Write the id of the duty.",
            )
        if duty.letter is not None and duty.letter not in self.procedure.letters:
            self.note(
                duty.source,
                f"There is no letter '{duty.letter}'.",
                f"Add letters/{duty.letter}.md, or take 'letter' away.",
            )
        for role, condition in duty.passes_to.items():
            self.role(role, duty.source)
            self.condition(condition, duty.source)
        for extension in duty.due.extensions if duty.due else ():
            self.kind(extension.by, duty.source)
            kind = self.procedure.facts.get(extension.by)
            for question, values in extension.only_if.items():
                self.answers(kind, question, values, duty.source)
            if extension.to:
                self.date_question(kind, extension.to, duty.source)

    def letter(self, letter: LetterTemplate) -> None:
        self.cites(letter.cites, letter.source)
        self.kind(letter.records, letter.source)
        for limit in letter.days.values():
            self.limit(limit, letter.source)
        for passage in letter.must_say:
            self.cites(passage.cites, letter.source)

    def cites(self, cites: tuple[str, ...], source: Source) -> None:
        for id in cites:
            if id not in self.citable:
                self.unknown(
                    "paragraph",
                    id,
                    list(self.citable),
                    source,
                    "List it in paragraphs.yaml, with what it says.",
                )

    def kind(self, kind: str, source: Source) -> FactKind | None:
        if kind not in self.procedure.facts and kind not in BUILT_IN:
            self.unknown("fact", kind, list(self.procedure.facts), source, "List it in facts.yaml.")
        return self.procedure.facts.get(kind)

    def role(self, role: str, source: Source) -> None:
        if role not in self.procedure.roles:
            self.unknown(
                "role", role, list(self.procedure.roles), source, "List it under 'roles' in procedure.yaml."
            )

    def unknown(self, what: str, id: str, known: list[str], source: Source, otherwise: str) -> None:
        close = closest(id, known)
        self.note(
            source,
            f"There is no {what} called '{id}'.",
            f"Did you mean '{close}'?" if close else otherwise,
        )

    def condition(self, condition: Condition, source: Source, this: FactKind | None = None) -> None:
        if isinstance(condition, AllOf | AnyOf):
            for part in condition.parts:
                self.condition(part, source, this)
        elif isinstance(condition, Not):
            self.condition(condition.part, source, this)
        elif isinstance(condition, Recorded):
            for kind in condition.kinds:
                self.kind(kind, source)
        elif isinstance(condition, AtLeast):
            self.kind(condition.kind, source)
        elif isinstance(condition, Answered):
            known = this if condition.kind == THIS and this else self.kind(condition.kind, source)
            self.answers(known, condition.question, condition.values, source)
        else:
            self.compared(condition, source, this)

    def compared(self, condition: Compared, source: Source, this: FactKind | None) -> None:
        self.limit(condition.limit, source, this)
        if condition.day is not None:
            self.anchor(condition.day, source, this)

    def answers(self, kind: FactKind | None, question: str, values: tuple[str, ...], source: Source) -> None:
        if kind is None:
            return
        asked = kind.question(question)
        if asked is None:
            self.unknown(
                f"question in {kind.id}",
                question,
                [q.id for q in kind.asks],
                source,
                f"{kind.id} asks nothing of that name.",
            )
            return
        allowed = (
            list(asked.choices)
            if asked.kind is AnswerKind.CHOICE
            else ["yes", "no"]
            if asked.kind is AnswerKind.YES_OR_NO
            else None
        )
        for value in values:
            if allowed is not None and value not in allowed:
                self.unknown(
                    f"answer to {kind.id}/{question}",
                    value,
                    allowed,
                    source,
                    f"The answers are: {', '.join(allowed)}.",
                )

    def date_question(self, kind: FactKind | None, question: str, source: Source) -> None:
        if kind is None:
            return
        asked = kind.question(question)
        if asked is None or asked.kind is not AnswerKind.DATE:
            dates = [q.id for q in kind.asks if q.kind is AnswerKind.DATE]
            self.note(
                source,
                f"{kind.id} asks for no date called '{question}'.",
                f"It asks for: {', '.join(dates) or 'no date'}.",
            )

    def limit(self, limit: Limit, source: Source, this: FactKind | None = None) -> None:
        for anchor in anchors_of(limit):
            self.anchor(anchor, source, this)

    def anchor(self, anchor: Anchor, source: Source, this: FactKind | None) -> None:
        if isinstance(anchor, DueDay):
            duty = self.procedure.by_key.get(anchor.duty)
            if isinstance(duty, Duty) and duty.due is None:
                self.note(
                    source,
                    f"'{duty.id}' has no due day to count from.",
                    "Count from a fact, or give that duty a due day.",
                )
            return
        known = this if anchor.kind == THIS and this else self.kind(anchor.kind, source)
        if isinstance(anchor, AnsweredDay):
            self.date_question(known, anchor.question, source)


def anchors_of(limit: Limit) -> Iterator[Anchor]:
    """Every anchor that a limit names, at any depth."""
    if isinstance(limit, Chosen):
        for part in limit.limits:
            yield from anchors_of(part)
    elif isinstance(limit, Before):
        yield limit.before
    else:
        yield from limit.anchors if isinstance(limit, On) else limit.after


def _limits_of(rule: Rule) -> Iterator[Limit]:
    if isinstance(rule, Duty) and rule.due is not None:
        yield rule.due.limit
    elif isinstance(rule, Right):
        yield rule.opens
        if rule.closes is not None:
            yield rule.closes
    elif isinstance(rule, Chaser):
        yield rule.on
    elif isinstance(rule, Warning) and rule.start is not None:
        yield rule.start


def _kinds_of(rule: Rule) -> tuple[str, ...]:
    if isinstance(rule, Duty):
        return (*rule.met_by, *rule.excused_by)
    if isinstance(rule, Right):
        return (*rule.exercised_by, *rule.ended_by)
    return (*rule.starts_with, *rule.ends_with) if isinstance(rule, Hold) else ()


def _roles_of(rule: Rule) -> tuple[str, ...]:
    if isinstance(rule, Duty):
        return (rule.owed_by, rule.owed_to)
    if isinstance(rule, Right):
        return (rule.held_by,)
    if isinstance(rule, Chaser):
        return (*rule.to, *rule.copied)
    return rule.to if isinstance(rule, Warning) else ()


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
    beneath = (anchor.duty for anchor in anchors_of(duty.due.limit) if isinstance(anchor, DueDay))
    known[key] = max((1 + _depth(next_key, procedure, known, above + 1) for next_key in beneath), default=0)
    return known[key]
