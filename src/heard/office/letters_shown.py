"""The letters of a case as pages list them: those that may be written now, drafts, and those that were issued.

    choices(standing, roles).owed[0].why     -> "Acknowledge the complaint: owed by the complaints officer"

Whether a letter's fact may be recorded is the standing's answer; what a letter says is `heard.letters`.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from heard.cases.models import Case
from heard.design.dates import day
from heard.engine import DutyStanding, LetterTemplate, Standing
from heard.letters.models import Letter
from heard.office.duties_shown import OPEN, role_title
from heard.people.access import Denied, permits, recording


@dataclass(frozen=True, slots=True)
class Choice:
    """A letter that may be begun, and why it is asked for; or, where `not_now` says so, that may not be issued now."""

    template: LetterTemplate
    why: str = ""
    not_now: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class Choices:
    """The letters of the procedure: those that an open duty asks for (the next due first), others, and not now."""

    owed: tuple[Choice, ...]
    other: tuple[Choice, ...]
    refused: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Listed:
    """A letter in the list on the case page."""

    title: str
    href: str
    state: str


def choices(standing: Standing, roles: Collection[str]) -> Choices:
    """Every letter that somebody with these roles on the case might write."""
    found = [_choice(template, standing, roles) for template in standing.procedure.letters.values()]
    order = {template: number for number, template in enumerate(_owed(standing))}
    able = [choice for choice in found if not choice.not_now]
    owed = sorted((one for one in able if one.why), key=lambda one: order[one.template.id])
    return Choices(
        owed=tuple(owed),
        other=tuple(one for one in able if not one.why),
        refused=tuple(one for one in found if one.not_now),
    )


def of_case(case: Case, *, with_people: bool = False) -> tuple[list[Letter], list[Letter]]:
    """The drafts and the issued letters of a case, newest first, without their texts. One query.

    `with_people` where it is shown who changed or issued each.
    """
    letters = case.letters.defer("body", "filled", "sent", "answers")
    found = list(letters.select_related("changed_by", "issued_by") if with_people else letters)
    return [one for one in found if not one.is_issued], [one for one in found if one.is_issued]


def on_case_page(case: Case, standing: Standing, kept: tuple[list[Letter], list[Letter]]) -> list[Listed]:
    """What the case page lists: letters that are owed, drafts, issued letters, and the way to write another.

    `kept` is what `of_case` found.
    """
    drafts, issued = kept
    begun = {draft.template for draft in drafts if draft.procedure == case.procedure}
    place = reverse("letters", args=[case.reference])
    titles = {id: standing.procedure.letters[id].title for id in _owed(standing)}
    listed = [
        Listed(_("Write “%(title)s”") % {"title": title}, place, _("This letter is owed."))
        for id, title in titles.items()
        if id not in begun
    ]
    listed += [Listed(one.title, _page(case, one), _("Draft")) for one in drafts]
    listed += [
        Listed(one.title, _page(case, one), _("Issued, %(day)s") % {"day": day(one.dated)}) for one in issued
    ]
    return [*listed, Listed(_("All letters, and write another"), place, "")]


def _page(case: Case, letter: Letter) -> str:
    return reverse("letter", args=[case.reference, letter.pk])


def _choice(template: LetterTemplate, standing: Standing, roles: Collection[str]) -> Choice:
    kind = standing.procedure.facts[template.records]
    refusal = next((one for one in standing.refusals if one.fact == kind.id), None)
    if refusal is not None:
        label = standing.procedure.label(refusal.cites)
        return Choice(template, not_now=refusal.reason, label=label)
    answer = permits(roles, recording(kind.recorded_by))
    if isinstance(answer, Denied):
        return Choice(template, not_now=str(answer.reason))
    duty = _owed(standing).get(template.id)
    return Choice(template, why=_why(duty, standing) if duty else "")


def _owed(standing: Standing) -> dict[str, DutyStanding]:
    """The open duties that a letter does, by the letter, the next due first."""
    waiting = [duty for duty in standing.duties if duty.state in OPEN and duty.rule.letter]
    waiting.sort(key=lambda one: (one.due is None, one.due or standing.on))
    found: dict[str, DutyStanding] = {}
    for duty in waiting:
        found.setdefault(str(duty.rule.letter), duty)
    return {id: duty for id, duty in found.items() if id in standing.procedure.letters}


def _why(duty: DutyStanding, standing: Standing) -> str:
    words = {
        "what": duty.rule.title,
        "who": role_title(duty.owed_by, standing).lower(),
        "day": day(duty.due),
    }
    if duty.due is None:
        return _("%(what)s: owed by the %(who)s as soon as possible.") % words
    if standing.on > duty.due:
        return _("%(what)s: it was due from the %(who)s on %(day)s.") % words
    return _("%(what)s: owed by the %(who)s, due on %(day)s.") % words
