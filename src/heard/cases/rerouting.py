"""Moving one case to another procedure, since it was put through the wrong one: where to, what follows, and the fact.

    looked_at(case, rows, destination(case, "leicestershire"), on).owed      what would be owed, without moving it
    entry(case, rows, Rerouting("leicestershire", "It is about a looked after child"), on) -> Entry("case.moved", ...)

The case keeps its facts, its calendar and its first day, and the other procedure counts from it.
`record.move` puts these in their order. It writes no row.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from heard.authority import adopted
from heard.authority.adopted import moves_of
from heard.authority.days import Days
from heard.authority.models import AdoptedProcedure
from heard.authority.today import in_full
from heard.cases import timeline
from heard.cases.carrying import carried
from heard.cases.editions import MOVED, Held, calendar_in, held
from heard.cases.entries import Entry, Rerouting
from heard.cases.models import Case, Row
from heard.cases.moving import said
from heard.cases.outcome import Unmoved
from heard.engine import (
    STRUCK_OUT,
    Arrival,
    CalendarEnds,
    Carried,
    DutyStanding,
    DutyState,
    PackError,
    Procedure,
    Standing,
    arrival_from,
    assess,
    first_fact,
)

OWED = (DutyState.OWED, DutyState.OVERDUE, DutyState.HELD)
DONE = (DutyState.MET, DutyState.MET_LATE)


@dataclass(frozen=True, slots=True)
class Route:
    """What moving a case to another procedure would do: where it stands before and after, and what each fact counts as.

    `facts` are those that stand, in the order in which they were recorded. `received` is the day that the other
    procedure counts from.
    """

    to: Held
    before: Standing
    after: Standing
    facts: tuple[Carried, ...]
    arrival: Arrival | None
    received: date

    @property
    def procedure(self) -> Procedure:
        """The procedure that it would be moved to."""
        return self.after.procedure

    @property
    def owed(self) -> list[DutyStanding]:
        """What would be owed, the earliest first; what has no day comes last."""
        found = [d for d in self.after.duties if d.state in OWED and d.rule.beside is None]
        return sorted(found, key=lambda one: (one.due is None, one.due or date.max))

    @property
    def late(self) -> list[DutyStanding]:
        """What would be late from the first moment."""
        return [duty for duty in self.owed if duty.state is DutyState.OVERDUE]

    @property
    def done(self) -> list[DutyStanding]:
        """What counts as done already, in time or late."""
        return [d for d in self.after.duties if d.state in DONE and d.rule.beside is None]

    @property
    def counted(self) -> list[Carried]:
        """The facts that count under the other procedure."""
        return [one for one in self.facts if one.counts is not None]

    @property
    def left(self) -> list[Carried]:
        """The facts that stay in the timeline without counting, each with the reason."""
        return [one for one in self.facts if one.counts is None]

    @property
    def rule(self) -> str:
        """The paragraphs that say that a case is moved, as printed; "" where the packs say nothing of it."""
        return self.procedure.label(self.arrival.cites) if self.arrival else ""


def choices(case: Case) -> list[AdoptedProcedure]:
    """The other procedures that the council had adopted for complaints received on the day of this one. One query."""
    found = adopted.choices(case.authority, case.opened_on)
    return [one for one in found if one.procedure != case.procedure]


def destination(case: Case, procedure: str) -> Held:
    """What the case would keep under another procedure: its edition of the day on which the case was first received.

    Raises Unmoved, with a sentence, where that is not one of the council's, or was not in force then.
    """
    words = {"council": case.authority.name, "name": procedure, "case": case.reference}
    if procedure == case.procedure:
        raise Unmoved(_("%(case)s is under this procedure already. There is nothing to move.") % words)
    there = adopted.choices(case.authority, case.opened_on)
    one = next((one for one in there if one.procedure == procedure), None)
    if one is not None:
        kept = held(case)
        return Held(one.procedure, one.edition, kept.calendar, kept.closures)
    others = ", ".join(sorted(other.procedure for other in there if other.procedure != case.procedure))
    words |= {"day": in_full(case.opened_on), "others": others or _("none")}
    if case.authority.adopted.filter(procedure=procedure).exists():
        raise Unmoved(
            _("“%(name)s” was not in force at %(council)s on %(day)s, when %(case)s was first received, so it cannot "
              "be moved there. Of that day there are: %(others)s.") % words
        )  # fmt: skip
    raise Unmoved(
        _("%(council)s has adopted no procedure called “%(name)s”. Cases received on %(day)s can be moved to: "
          "%(others)s.") % words
    )  # fmt: skip


def looked_at(case: Case, rows: list[Row], to: Held, on: date) -> Route:
    """What moving the case would do. Raises Unmoved where it cannot be moved."""
    try:
        found = _looked_at(case, rows, to, on)
    except (PackError, CalendarEnds) as problem:
        raise Unmoved(str(problem)) from problem
    words = {"case": case.reference, "title": found.procedure.title}
    if found.before.closed:
        raise Unmoved(_("%(case)s is closed. It is moved only if it is opened again.") % words)
    if found.received > on:
        raise Unmoved(
            _("Nothing on %(case)s is what a case of “%(title)s” begins with. Correct the day and the kind of its "
              "first fact.") % words
        )  # fmt: skip
    if found.after.closed:
        raise Unmoved(_("%(case)s would be closed under “%(title)s” at once. Close it where it is.") % words)
    return found


def entry(case: Case, rows: list[Row], asked: Rerouting, on: date) -> Entry:
    """The fact to be recorded: from what to what, why, by which rule, and what follows. Raises Unmoved, or Invalid."""
    reason = said(asked.reason)
    if any(row.kind == MOVED and row.date > on for row in rows):
        raise Unmoved(_("%(case)s was moved on a later day. Move it today.") % {"case": case.reference})
    to = destination(case, asked.procedure)
    found = looked_at(case, rows, to, on)
    answers = to.answers(held(case)) | {"reason": reason, "received": found.received}
    lines = {
        "rule": found.rule,
        "days": "\n".join(map(sentence, found.owed)),
        "counts": "\n".join(_fact(one, found) for one in found.counted),
        "left": "\n".join(_fact(one, found) for one in found.left),
    }
    return Entry(MOVED, on, answers | {id: words for id, words in lines.items() if words})


def sentence(duty: DutyStanding) -> str:
    """A duty with its day, for a timeline or a terminal."""
    words = {"what": duty.rule.title, "day": in_full(duty.due) if duty.due else ""}
    if duty.due is None:
        return _("%(what)s: as soon as possible") % words
    if duty.state is DutyState.OVERDUE:
        return _("%(what)s: was due on %(day)s, so it is late") % words
    return _("%(what)s: due on %(day)s") % words


def title(one: Carried, procedures: tuple[Procedure, ...]) -> str:
    """What a fact is called, in the words of the first of these procedures that knows it."""
    known = (procedure.facts.get(one.fact.kind) for procedure in procedures)
    return next((kind.title for kind in known if kind is not None), one.fact.kind)


def _fact(one: Carried, found: Route) -> str:
    """A fact with its day and, where it does not count, the reason."""
    called = title(one, (found.before.procedure, found.procedure))
    words = {"what": called, "day": in_full(one.fact.date), "why": one.because}
    if one.counts is None:
        return _("%(what)s, of %(day)s: %(why)s") % words
    return _("%(what)s, of %(day)s") % words


def _looked_at(case: Case, rows: list[Row], to: Held, on: date) -> Route:
    """Both standings, and what each fact counts as."""
    kept, days = held(case), Days(case.authority)
    was, now = kept.pack(), to.pack()
    before = assess(was, timeline.of_rows(rows, was), calendar_in(kept, days), on)
    facts = timeline.of_rows(rows, now, under=was)
    begun = first_fact(now, facts)
    after = assess(now, facts, calendar_in(to, days), on)
    struck = {str(row.answers.get("strikes", "")) for row in rows if row.kind == STRUCK_OUT}
    found = carried(sorted(rows, key=lambda row: row.seq), now, was, timeline.OF_THE_RECORD)
    told = tuple(one for one in found if one.fact.kind != STRUCK_OUT and one.fact.id not in struck)
    arrival = arrival_from(moves_of(now.name, now.edition), was)
    return Route(to, before, after, told, arrival, begun.date if begun else date.max)
