"""Whether a complaint belongs in this procedure, and whether its people are as they should be, for the case page.

    shown(standing).belongs[0].tag     -> "Not in this procedure"

A check that nothing has asked for yet is left out, and so is a rule that does not apply to this complaint.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from heard.engine import Standing
from heard.engine.checks import CheckState
from heard.office.procedure_told import about, gives, level
from heard.office.why_told import Cited, cited

_FIRST = ("out", "weigh", "in")


@dataclass(frozen=True, slots=True)
class Said:
    """One rule or check: its title, how it stands as a tag, what is said of it, and its paragraphs."""

    id: str
    title: str
    tag: str
    tone: str
    says: str
    goes_to: str
    cited: tuple[Cited, ...]


@dataclass(frozen=True, slots=True)
class Belongs:
    """`belongs` are the rules on who may complain of what that apply, `checks` those of people and panels."""

    belongs: tuple[Said, ...]
    checks: tuple[Said, ...]

    @property
    def unmet(self) -> int:
        """How many checks are not met."""
        return sum(one.tone != "met" for one in self.checks)


def shown(standing: Standing) -> Belongs:
    """The rules that apply, those that take the complaint elsewhere first; and the checks, those not met first."""
    procedure = standing.procedure
    order = {gives: place for place, gives in enumerate(_FIRST)}
    rules = sorted(standing.eligibility, key=lambda one: order.get(one.gives, 0))
    asked = [one for one in standing.checks if one.state != CheckState.NOT_YET]
    asked.sort(key=lambda one: one.state == CheckState.MET)
    return Belongs(
        belongs=tuple(
            Said(
                one.id,
                _("%(about)s: %(title)s") % {"about": about(one.about), "title": one.title},
                *gives(one.gives),
                one.says,
                one.goes_to,
                cited(one.cites, procedure),
            )
            for one in rules
        ),
        checks=tuple(
            Said(
                one.id,
                one.rule.title,
                *_state(one.state, one.rule.level),
                "" if one.state == CheckState.MET else one.rule.otherwise,
                "",
                cited(one.cites, procedure),
            )
            for one in asked
        ),
    )


def _state(state: CheckState, what: str) -> tuple[str, str]:
    if state == CheckState.MET:
        return _("Met"), "met"
    words, tone = level(what)
    said = _("Not met: %(level)s") % {"level": words[:1].lower() + words[1:]}
    return said, "overdue" if what == "bars" else tone
