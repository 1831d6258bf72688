"""The procedures that the council has adopted, and each one's stages, duties, rights and chasers with their paragraphs.

    /procedures/      /procedures/leicestershire/2024-01-01/

It shows what the pack says and may be read by anybody who works here; no case is on it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from heard.authority import adopted
from heard.authority.models import AdoptedProcedure
from heard.engine import PackError, Procedure
from heard.engine.procedure import Chaser, Duty, Right, Rule
from heard.office.entry import WITH_POST, Visit, entry
from heard.office.procedure_words import Words
from heard.office.why_told import Cited, cited


@dataclass(frozen=True, slots=True)
class RuleShown:
    """A rule in words: what, by whom, when, what of the law it took the place of, and its paragraphs."""

    id: str
    title: str
    who: str
    lines: tuple[str, ...]
    says: str
    law: str
    cited: tuple[Cited, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A stage, or what belongs to no single one."""

    title: str
    duties: tuple[RuleShown, ...]
    rights: tuple[RuleShown, ...]
    chasers: tuple[RuleShown, ...]


@require_safe
@entry(WITH_POST)
def procedures(visit: Visit) -> HttpResponse:
    in_force = adopted.choices(visit.person.authority, visit.on)
    rows = visit.person.authority.adopted.order_by("procedure", "-from_date")
    now = {(one.procedure, one.edition) for one in in_force}
    context = {
        "now": [(one, adopted.pack(one.procedure, one.edition)) for one in in_force],
        "earlier": [(one, adopted.pack(one.procedure, one.edition)) for one in rows if _key(one) not in now],
    }
    return render(visit.request, "office/procedures.html", context)


@require_safe
@entry(WITH_POST)
def procedure_page(visit: Visit, name: str, edition: str) -> HttpResponse:
    procedure = _found(visit, name, edition)
    context = {
        "procedure": procedure,
        "parts": _parts(procedure),
        "readings": list(procedure.readings.values()),
        "unverified": [one for one in procedure.paragraphs.values() if one.unverified],
    }
    return render(visit.request, "office/procedure.html", context)


def _found(visit: Visit, name: str, edition: str) -> Procedure:
    """The procedure, if the council has adopted it, or builds on it in one that it has."""
    rows = visit.person.authority.adopted.all()
    for row in rows:
        try:
            procedure: Procedure | None = adopted.pack(row.procedure, row.edition)
        except PackError:
            continue
        while procedure is not None:
            if (procedure.name, procedure.edition) == (name, edition):
                return procedure
            procedure = procedure.floor
    raise Http404(name)


def _key(row: AdoptedProcedure) -> tuple[str, str]:
    return row.procedure, row.edition


def _parts(procedure: Procedure) -> list[Part]:
    words = Words(procedure)
    titles = {stage.id: stage.title for stage in procedure.stages}
    found = []
    for stage in [*titles, None]:
        part = Part(
            title=titles.get(stage or "", _("At every stage")),
            duties=_shown(_of(procedure.duties.values(), stage), words),
            rights=_shown(_of(procedure.rights.values(), stage), words),
            chasers=_shown(_of(procedure.chasers.values(), stage), words),
        )
        if part.duties or part.rights or part.chasers:
            found.append(part)
    return found


def _of(rules: Iterable[Rule], stage: str | None) -> list[Rule]:
    return [rule for rule in rules if rule.stage == stage]


def _shown(rules: list[Rule], words: Words) -> tuple[RuleShown, ...]:
    return tuple(_rule(rule, words) for rule in rules)


def _rule(rule: Rule, words: Words) -> RuleShown:
    procedure = words.procedure
    twin = procedure.twins.get(rule.key)
    law = "; ".join(_lines(procedure.by_key[twin], words)) if twin else ""
    return RuleShown(
        id=rule.id,
        title=rule.title,
        who=_who(rule, words),
        lines=tuple(_lines(rule, words)),
        says=rule.says if isinstance(rule, Duty) else "",
        law=law if law != "; ".join(_lines(rule, words)) else "",
        cited=cited(rule.cites, procedure),
    )


def _lines(rule: Rule, words: Words) -> list[str]:
    if isinstance(rule, Duty):
        return words.duty(rule)
    if isinstance(rule, Right):
        return words.right(rule)
    return words.chaser(rule) if isinstance(rule, Chaser) else []


def _who(rule: Rule, words: Words) -> str:
    if isinstance(rule, Duty):
        return words.role(rule.owed_by)
    return words.role(rule.held_by) if isinstance(rule, Right) else ""
