"""The rights of the complainant as the case page shows them: open or not, from when, until when, and why.

    shown(standing)[0].words     -> "Opens on Tuesday 2 December 2025"

A right that has closed is not a bar, and is shown with what the procedure says of a late request.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from heard.design.dates import day as in_full
from heard.engine import RightStanding, RightState, Standing
from heard.engine.clocks import Day
from heard.office.duties_shown import role_title
from heard.office.why_told import Told, told

_OVER = (RightState.EXERCISED, RightState.ENDED)
_TONES = {RightState.OPEN: "met", RightState.CLOSED: "met-late", RightState.NOT_YET: "not-yet"}


@dataclass(frozen=True, slots=True)
class RightShown:
    """One right: its state in a word and in a sentence, and the standing that it is part of."""

    right: RightStanding
    held_by: str
    tag: str
    tone: str
    words: str
    law: str
    standing: Standing

    @property
    def id(self) -> str:
        return self.right.id

    @property
    def title(self) -> str:
        return self.right.rule.title

    @property
    def whys(self) -> tuple[Told, ...]:
        """The workings of its days. Worked out when asked for: a list of rights shows none of them."""
        return tuple(_whys(self.right, self.standing))

    @property
    def later(self) -> bool:
        """Whether nothing has happened yet that could open it."""
        return self.right.state == RightState.NOT_YET and self.right.opens is None

    @property
    def if_late(self) -> str:
        """What is said of a late request, once the day has passed."""
        late = self.right.state == RightState.CLOSED or self.right.late
        return self.right.rule.if_late if late else ""


def shown(standing: Standing) -> list[RightShown]:
    """Every right in the order of the pack; those that nothing has opened, and then those that are over, come last."""
    found = [_shown(right, standing) for right in standing.rights]
    return sorted(found, key=lambda one: (one.right.state in _OVER, one.right.opens is None))


def _shown(right: RightStanding, standing: Standing) -> RightShown:
    tags = {
        RightState.OPEN: _("Open"),
        RightState.NOT_YET: _("Not yet"),
        RightState.CLOSED: _("Time is over"),
        RightState.EXERCISED: _("Used"),
        RightState.ENDED: _("Ended"),
    }
    return RightShown(
        right=right,
        held_by=role_title(right.rule.held_by, standing),
        tag=tags[right.state],
        tone=_TONES.get(right.state, "plain"),
        words=_words(right),
        law=_law(right),
        standing=standing,
    )


def _words(right: RightStanding) -> str:
    opens, closes = _day(_date(right.opens)), _day(_date(right.closes))
    if right.state == RightState.EXERCISED:
        words = _("Asked for on %(day)s") if not right.late else _("Asked for on %(day)s, after the last day")
        return words % {"day": _day(right.exercised_on)}
    if right.state == RightState.NOT_YET:
        return _("Opens on %(day)s") % {"day": opens} if opens else _("Nothing has opened it yet")
    if right.state == RightState.OPEN and not closes:
        return _("Open since %(day)s, with no last day") % {"day": opens}
    if right.state == RightState.OPEN:
        return _("Open until %(day)s") % {"day": closes}
    if right.state == RightState.CLOSED:
        return _("The last day was %(day)s") % {"day": closes}
    return _("Overtaken by what was asked for since")


def _law(right: RightStanding) -> str:
    """What the law's own rule gives, where the council's departs from it."""
    law = right.statutory
    if law is None or not right.departs:
        return ""
    opens, closes = _date(law.opens), _date(law.closes)
    if closes != _date(right.closes):
        if closes is None:
            return _("By the law there is no last day.")
        return _("By the law it closes on %(day)s.") % {"day": _day(closes)}
    return _("By the law it opens on %(day)s.") % {"day": _day(opens)}


def _whys(right: RightStanding, standing: Standing) -> list[Told]:
    procedure, title = standing.procedure, right.rule.title
    found = [told(_("%(right)s: the day it opens") % {"right": title}, right.opens, right.cites, procedure)]
    if right.closes:
        about = _("%(right)s: the last day") % {"right": title}
        found.append(told(about, right.closes, right.cites, procedure))
    law = right.statutory
    if law is not None and right.departs:
        about = _("%(right)s: by the law") % {"right": title}
        found.append(told(about, law.closes or law.opens, law.cites, procedure))
    return found


def _date(worked_out: Day | None) -> date | None:
    return worked_out.date if worked_out else None


def _day(value: date | None) -> str:
    return in_full(value) if value else ""
