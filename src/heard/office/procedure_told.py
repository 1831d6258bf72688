"""A whole procedure as people read it: its stages with their rules in words, and what holds beside the stages.

    told(procedure).stages[0].duties[0].lines     -> ("Within 10 working days after the complaint was received", ...)

It tells what the pack says. Letters and arrangements are `procedure_letters.py`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from heard.engine import Procedure
from heard.engine.procedure import Chaser, Check, Duty, Eligibility, Right, Rule, Warning
from heard.office.procedure_words import Words
from heard.office.why_told import Cited, cited


@dataclass(frozen=True, slots=True)
class RuleShown:
    """A rule in words: what, by whom, when, a mark, what of the law it took the place of, and its paragraphs."""

    id: str
    title: str
    who: str
    lines: tuple[str, ...]
    says: str
    tag: str
    tone: str
    law: str
    cited: tuple[Cited, ...]


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage, or what belongs to no single one."""

    title: str
    begins: str
    duties: tuple[RuleShown, ...]
    rights: tuple[RuleShown, ...]
    chasers: tuple[RuleShown, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Rules under a heading."""

    title: str
    rules: tuple[RuleShown, ...]


@dataclass(frozen=True, slots=True)
class ProcedureShown:
    """The rules of a procedure, in the order in which they are read."""

    stages: tuple[Stage, ...]
    holds: tuple[RuleShown, ...]
    checks: tuple[RuleShown, ...]
    eligibility: tuple[Group, ...]
    warnings: tuple[RuleShown, ...]


def told(procedure: Procedure) -> ProcedureShown:
    """Every rule of the procedure in words."""
    words = Words(procedure)
    return ProcedureShown(
        stages=tuple(_stages(words)),
        holds=_shown(procedure.holds.values(), words),
        checks=_shown(procedure.checks.values(), words),
        eligibility=tuple(_eligibility(words)),
        warnings=_shown(procedure.warnings.values(), words),
    )


def level(id: str) -> tuple[str, str]:
    """What follows where a check is not met, in words, and the colour of its tag."""
    known = {
        "bars": (_("Must be met first"), "soon"),
        "warns": (_("A warning"), "owed"),
        "advises": (_("Advice"), "not-yet"),
    }
    return known.get(id, (id, "not-yet"))


def gives(id: str) -> tuple[str, str]:
    """What an eligibility rule gives, in words, and the colour of its tag."""
    known = {
        "in": (_("In this procedure"), "met"),
        "out": (_("Not in this procedure"), "met-late"),
        "weigh": (_("To be weighed"), "soon"),
    }
    return known.get(id, (id, "not-yet"))


def about(id: str) -> str:
    """What eligibility rules are about, as a heading."""
    known = {
        "person": _("Who may complain"),
        "subject": _("What may be complained about"),
        "time": _("How long afterwards"),
        "proceedings": _("Beside other proceedings"),
        "route": _("Where it belongs"),
    }
    return known.get(id, id.replace("_", " ").capitalize())


def _stages(words: Words) -> Iterable[Stage]:
    procedure = words.procedure
    for stage in procedure.stages:
        begins = words.facts((stage.begins_with, *stage.also_begins))
        yield _stage(stage.id, stage.title, begins, words)
    rest = _stage(None, _("At every stage"), "", words)
    if rest.duties or rest.rights or rest.chasers:
        yield rest


def _stage(id: str | None, title: str, begins: str, words: Words) -> Stage:
    procedure = words.procedure
    return Stage(
        title=title,
        begins=begins,
        duties=_shown(_of(procedure.duties, id), words),
        rights=_shown(_of(procedure.rights, id), words),
        chasers=_shown(_of(procedure.chasers, id), words),
    )


def _of(rules: Mapping[str, Rule], stage: str | None) -> list[Rule]:
    return [rule for rule in rules.values() if rule.stage == stage]


def _eligibility(words: Words) -> Iterable[Group]:
    rules = words.procedure.eligibility.values()
    for subject in dict.fromkeys(rule.about for rule in rules):
        yield Group(about(subject), _shown((rule for rule in rules if rule.about == subject), words))


def _shown(rules: Iterable[Rule], words: Words) -> tuple[RuleShown, ...]:
    return tuple(_rule(rule, words) for rule in rules)


def _rule(rule: Rule, words: Words) -> RuleShown:
    procedure = words.procedure
    lines = tuple(words.rule_lines(rule))
    twin = procedure.twins.get(rule.key)
    law = "; ".join(words.rule_lines(procedure.by_key[twin])) if twin else ""
    tag, tone = _tag(rule)
    return RuleShown(
        id=rule.id,
        title=rule.title,
        who=_who(rule, words),
        lines=lines,
        says=_says(rule),
        tag=tag,
        tone=tone,
        law=law if law != "; ".join(lines) else "",
        cited=cited(rule.cites, procedure),
    )


def _tag(rule: Rule) -> tuple[str, str]:
    if isinstance(rule, Check):
        return level(rule.level)
    return gives(rule.gives) if isinstance(rule, Eligibility) else ("", "")


def _says(rule: Rule) -> str:
    if isinstance(rule, Duty | Eligibility | Warning):
        return rule.says
    if isinstance(rule, Check):
        return rule.otherwise
    return rule.message.strip() if isinstance(rule, Chaser) else ""


def _who(rule: Rule, words: Words) -> str:
    if isinstance(rule, Duty):
        return words.role(rule.owed_by)
    return words.role(rule.held_by) if isinstance(rule, Right) else ""
