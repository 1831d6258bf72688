"""A procedure told in lines of text: every rule in effect, in words, with its place and its paragraphs.

Example: told(read_pack("leicestershire")) yields "stage-1-response: Answer the complaint ... (LEI paragraph 5)".
It shows what was read; it judges nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from heard.engine.limits import (
    AllOf,
    Anchor,
    Answered,
    AnsweredDay,
    AnyOf,
    AtLeast,
    Before,
    Condition,
    DueDay,
    Extension,
    FactDay,
    FirstOf,
    Limit,
    Not,
    On,
    Recorded,
    Same,
    Within,
)
from heard.engine.procedure import Chaser, Check, Duty, Eligibility, Hold, Procedure, Right, Rule, Warning


def told(procedure: Procedure) -> Iterator[str]:
    """The whole procedure, line by line."""
    teller = Teller(procedure)
    floor = procedure.floor
    yield f"{procedure.title} ({procedure.name}/{procedure.edition}, {procedure.in_force.status})"
    if floor:
        yield f"Builds on {floor.title} ({floor.name}/{floor.edition})"
    yield from filter(None, (procedure.summary, procedure.in_force.note))
    groups: tuple[tuple[str, Mapping[str, Rule]], ...] = (
        ("Duties", procedure.duties),
        ("Rights", procedure.rights),
        ("Chasers", procedure.chasers),
        ("Holds", procedure.holds),
        ("Warnings", procedure.warnings),
        ("Checks of people and panels", procedure.checks),
        ("Who may complain, and of what", procedure.eligibility),
    )
    for heading, rules in groups:
        if rules:
            yield f"\n{heading}"
        for rule in rules.values():
            yield from teller.rule(rule)
    yield "\nFacts"
    for kind in procedure.facts.values():
        asks = ", ".join(
            f"{q.id}{'*' if q.required else ''} ({_asked(q.kind, q.choices)})" for q in kind.asks
        )
        asked = f" [{asks}]" if asks else ""
        yield f"  {kind.id}: {kind.title}{asked} {kind.source} ({procedure.label(kind.cites)})"
        for guard in kind.guards:
            yield f"      only when {teller.condition(guard.when)} ({procedure.label(guard.cites)})"
    yield "\nLetters"
    for letter in procedure.letters.values():
        passages = ", ".join(passage.id for passage in letter.must_say)
        says = f", must say {passages}" if passages else ""
        yield f"  {letter.id}: {letter.title}, records {letter.records}{says} [{letter.pack}]"


class Teller:
    """Puts a procedure's limits and conditions into words."""

    def __init__(self, procedure: Procedure) -> None:
        self.procedure = procedure

    def rule(self, rule: Rule) -> Iterator[str]:
        """A rule in one to three lines: what, where from, and what of the law it replaced."""
        pack = "" if rule.pack == self.procedure.name else f" [{rule.pack}]"
        yield f"  {rule.id}: {rule.title}{pack} {rule.source} ({self.procedure.label(rule.cites)})"
        yield f"      {self.what(rule)}"
        twin = self.procedure.twins.get(rule.key)
        if twin:
            law = self.procedure.by_key[twin]
            yield f"      in place of {law.pack}'s {law.id}: {self.what(law)} ({self.procedure.label(law.cites)})"

    def limit(self, limit: Limit) -> str:
        """The day that a limit gives, in words: "10 working days after complaint.received"."""
        if isinstance(limit, Within):
            return f"{limit.duration} after {' or else '.join(self.anchor(a) for a in limit.after)}"
        if isinstance(limit, Before):
            return f"at least {limit.duration} before {self.anchor(limit.before)}"
        if isinstance(limit, On):
            return " or else ".join(
                self.anchor(a) if isinstance(a, DueDay) else f"the day of {self.anchor(a)}"
                for a in limit.anchors
            )
        if isinstance(limit, FirstOf):
            return " or else ".join(self._choice(condition, part) for condition, part in limit.choices)
        return f"the {'later' if limit.later else 'earlier'} of " + " and ".join(
            self.limit(part) for part in limit.limits
        )

    def _choice(self, condition: Condition | None, limit: Limit) -> str:
        return f"{self.limit(limit)} (if {self.condition(condition)})" if condition else self.limit(limit)

    def anchor(self, anchor: Anchor) -> str:
        """An anchor in words."""
        if isinstance(anchor, DueDay):
            return f"the due day of {self.procedure.by_key[anchor.duty].id}"
        if isinstance(anchor, FactDay):
            return f"the latest {anchor.kind}" if anchor.latest else anchor.kind
        assert isinstance(anchor, AnsweredDay)
        return f"the {anchor.question} of {anchor.kind}"

    def condition(self, condition: Condition) -> str:
        """A condition in words."""
        if isinstance(condition, Recorded):
            return f"{' or '.join(condition.kinds)} is recorded"
        if isinstance(condition, Answered):
            return f"{condition.kind} answers {condition.question} with {' or '.join(condition.values) or 'anything'}"
        if isinstance(condition, Not):
            return f"not ({self.condition(condition.part)})"
        if isinstance(condition, AllOf | AnyOf):
            word = " and " if isinstance(condition, AllOf) else " or "
            return word.join(self._part(part) for part in condition.parts)
        if isinstance(condition, AtLeast):
            so = "".join(f" with {key} {' or '.join(values)}" for key, values in condition.answering.items())
            different = f" of different {condition.different}" if condition.different else ""
            return f"at least {condition.count} of {condition.kind}{so}{different}"
        if isinstance(condition, Same):
            return (
                f"{condition.question} of {condition.kind} is {condition.as_question} of {condition.as_kind}"
            )
        day = self.anchor(condition.day) if condition.day else "the day"
        return f"{day} is {'before' if condition.before else 'after'} {self.limit(condition.limit)}"

    def _part(self, condition: Condition) -> str:
        """A part of "and" or "or", in brackets where it is itself such a list."""
        words = self.condition(condition)
        return f"({words})" if isinstance(condition, AllOf | AnyOf) else words

    def what(self, rule: Rule) -> str:
        """What a rule says, in one line."""
        if isinstance(rule, Duty):
            return self._duty(rule)
        if isinstance(rule, Right):
            closes = self.limit(rule.closes) if rule.closes else "never"
            when = f", when {self.condition(rule.when)}" if rule.when else ""
            ended = f", ended by {' or '.join(rule.ended_by)}" if rule.ended_by else ""
            return f"held by {rule.held_by}, opens {self.limit(rule.opens)}{when}, closes {closes}{ended}"
        if isinstance(rule, Chaser):
            copied = f", copied to {', '.join(rule.copied)}" if rule.copied else ""
            when = f", when {self.condition(rule.when)}" if rule.when else ""
            about = self.procedure.by_key[rule.about].id
            return f"to {', '.join(rule.to)}{copied}, about {about}, {self.limit(rule.on)}{when}"
        if isinstance(rule, Hold):
            stops = ", ".join(self.procedure.by_key[key].id for key in rule.stops)
            only = f"{_only_if(rule.only_if)}," if rule.only_if else ""
            days = f"from {' or '.join(rule.starts_with)}{only} to {' or '.join(rule.ends_with)}"
            return f"{days}, stops {stops}"
        if isinstance(rule, Check):
            when = f" when {self.condition(rule.when)}" if rule.when else ""
            return f"{rule.level}{when}: {self.condition(rule.must)}{self._bars(rule)}"
        if isinstance(rule, Eligibility):
            goes = f", goes to {rule.goes_to}" if rule.goes_to else ""
            return f"{rule.gives}{goes}, when {self.condition(rule.when)}"
        assert isinstance(rule, Warning)
        start = f", from {self.limit(rule.start)}" if rule.start else ""
        return f"when {self.condition(rule.when)}{start}"

    def _bars(self, check: Check) -> str:
        return f", or else no {' or '.join(check.bars)}" if check.bars else ""

    def _duty(self, duty: Duty) -> str:
        due = self._by(duty.due.limit) if duty.due else "as soon as possible"
        extended = "".join(f", {self._extension(part)}" for part in duty.due.extensions) if duty.due else ""
        when = f", when {self.condition(duty.when)}" if duty.when else ""
        beside = f" (the {duty.beside_as} beside {duty.beside})" if duty.beside else ""
        passes = "".join(
            f", passes to {role} when {self.condition(condition)}"
            for role, condition in duty.passes_to.items()
        )
        excused = f", excused by {' or '.join(duty.excused_by)}" if duty.excused_by else ""
        met = f"; met by {' or '.join(duty.met_by)}{excused}{beside}"
        return f"owed by {duty.owed_by} to {duty.owed_to}{passes}, {due}{extended}{when}{met}"

    def _by(self, limit: Limit) -> str:
        word = "within " if isinstance(limit, Within) else "" if isinstance(limit, Before) else "by "
        return word + self.limit(limit)

    def _extension(self, extension: Extension) -> str:
        how = (
            f"by {extension.adds}"
            if extension.adds
            else f"to {extension.to}"
            if extension.to
            else f"to {extension.reaches} in all"
        )
        most = f", at most {extension.at_most} in all" if extension.at_most else ""
        return f"extended by {extension.by} {how}{_only_if(extension.only_if)}{most}"


def _only_if(asked: Mapping[str, tuple[str, ...]]) -> str:
    return "".join(f", if {question} is {' or '.join(values)}" for question, values in asked.items())


def _asked(kind: str, choices: Mapping[str, str]) -> str:
    return " | ".join(choices) if choices else kind
