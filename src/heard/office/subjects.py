"""What a kind of fact is about, for grouping long lists: its stage, else a subject by the first word of its id.

    subjects(procedure)["panel.member_named"]     -> "The panel"

A pack may use words that are not known here; then the kind stands under "Anything else".
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from heard.authority.adopted import pack
from heard.engine import Procedure
from heard.engine.procedure import Duty, Hold, Right


def stage_of_kinds(procedure: Procedure) -> dict[str, str]:
    """The first stage in which each kind of fact begins, meets, moves, excuses or stops something."""
    return _stages(procedure.name, procedure.edition, procedure.folder)


def subjects(procedure: Procedure) -> dict[str, str]:
    """The heading under which each kind of fact stands that belongs to no stage."""
    return _subjects(procedure.name, procedure.edition, procedure.folder, get_language())


@lru_cache(maxsize=64)
def _stages(name: str, edition: str, _folder: str) -> dict[str, str]:
    procedure = pack(name, edition)
    found = {kind: stage.id for stage in procedure.stages for kind in (stage.begins_with, *stage.also_begins)}
    for rule in procedure.by_key.values():
        if rule.stage is not None:
            for kind in _kinds_in(rule):
                found.setdefault(kind, rule.stage)
    return found


@lru_cache(maxsize=64)
def _subjects(name: str, edition: str, _folder: str, _language: str | None) -> dict[str, str]:
    procedure, staged = pack(name, edition), _stages(name, edition, _folder)
    titles = _titles()
    return {
        kind: titles.get(kind, titles.get(kind.split(".")[0], _("Anything else")))
        for kind in procedure.facts
        if kind not in staged
    }


def _titles() -> dict[str, str]:
    """Headings by the id of a kind, or by what stands before the full stop in it."""
    case, people = _("The case itself"), _("People and contact")
    taken_up, redress = _("Whether and how it is taken up"), _("Putting things right")
    waits, panel = _("Safety, proceedings and decisions that wait"), _("The panel")
    investigation = _("The investigation")
    words = {
        case: "note case withdrawal internal_review complaint.withdrawn complaint.joined",
        people: "contact advocate wishes consent meeting interview representative",
        taken_up: "suitability other_procedure interest interest_refusal late_decision complaint refusal legal",
        redress: "apology actions payment change learning claim compensation",
        waits: "harm child_protection decision proceedings halt complaint.halted complaint.halted_in_part "
        "complaint.resumed complaint.resubmitted",
        investigation: "investigation investigator investigators adjudication",
        panel: "panel",
        _("The Ombudsman"): "ombudsman early_referral ico judicial_review",
    }
    return {id: title for title, ids in words.items() for id in ids.split()}


def _kinds_in(rule: object) -> Iterator[str]:
    if isinstance(rule, Duty):
        yield from (*rule.met_by, *rule.excused_by)
        if rule.due:
            yield from (extension.by for extension in rule.due.extensions)
    elif isinstance(rule, Right):
        yield from rule.exercised_by
    elif isinstance(rule, Hold):
        yield from (*rule.starts_with, *rule.ends_with)
