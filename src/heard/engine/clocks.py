"""Clocks: on which day something is due, and how that day was reached.

Example: seen(procedure, timeline, calendar, on).due("england:stage-1-response").date.
A View is made for one question and remembers the days it has worked out; nothing of it is stored.
It does not say whether a duty is met or late: `duties` does.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from operator import attrgetter
from typing import NamedTuple

from heard.engine.calendar import Calendar, Duration, Pause, Unit
from heard.engine.facts import Fact, Timeline, answers_so
from heard.engine.limits import (
    THIS,
    Anchor,
    Before,
    Chosen,
    Condition,
    Due,
    DueDay,
    Extension,
    FactDay,
    FirstOf,
    Limit,
    On,
    Within,
)
from heard.engine.pauses import Pauses, joined, pauses_of
from heard.engine.procedure import Duty, Hold, Procedure, Rule

# Tuples, not dataclasses: about a hundred are made for each look at a case, and these are made three times as fast.


class Step(NamedTuple):
    """One leg of a count: so long from (or before) a day, on a calendar, without the paused days."""

    start: dt.date
    end: dt.date
    duration: Duration | None
    because: str
    calendar: Calendar
    pauses: Pauses = ()
    backwards: bool = False
    capped: bool = False


class Day(NamedTuple):
    """A day that was worked out.

    `steps` are its legs; `since` is the day of the fact it hangs on, where there is one; `provisional` says that it is
    counted from a day that is only due, or runs through a hold that is still open; `passed_over` are the days that a
    "later of" or "earlier of" did not take.
    """

    date: dt.date
    steps: tuple[Step, ...] = ()
    since: dt.date | None = None
    provisional: bool = False
    held: bool = False
    passed_over: tuple[Day, ...] = ()

    def reaching(self, end: dt.date, step: Step) -> Day:
        """The day that one more leg leads to."""
        return Day(end, (*self.steps, step), self.since, self.provisional, self.held, self.passed_over)

    def rather_than(self, others: tuple[Day, ...]) -> Day:
        """The same day, taken out of several."""
        return Day(self.date, self.steps, self.since, self.provisional, self.held, others)


_date_of = attrgetter("date")
Judge = Callable[[Condition, "View", bool], bool]


class View:
    """One case seen on one day: the facts, the calendar, and the days worked out so far.

    `conditions.seen` makes it, and gives it `judge`, which says whether a condition holds.
    """

    judge: Judge

    __slots__ = (
        "_due",
        "_held",
        "_pauses",
        "calendar",
        "facts",
        "judge",
        "on",
        "procedure",
        "proposed",
        "recorded",
        "timeline",
    )

    def __init__(
        self,
        procedure: Procedure,
        timeline: Timeline,
        calendar: Calendar,
        on: dt.date,
        proposed: Fact | None = None,
    ) -> None:
        self.procedure, self.timeline, self.calendar, self.on = procedure, timeline, calendar, on
        self.proposed = proposed
        self.facts: Mapping[str, list[Fact]] = timeline.by_kind
        if proposed is not None:
            self.facts = {**timeline.by_kind, THIS: [proposed]}
        self.recorded = timeline.by_kind.keys()
        self._due: dict[str, Day | None] = {}
        self._pauses: dict[str, tuple[Pauses, dt.date | None]] = {}
        self._held = timeline.has_any(procedure.begin_holds)

    def idle(self, rule: Rule) -> bool:
        """Whether nothing of what a duty or a warning waits for has happened, so that it need not be asked."""
        waits = self.procedure.waits_for[rule.key]
        return waits is not None and self.recorded.isdisjoint(waits)

    def calendar_for(self, law: bool, name: str = "") -> Calendar:
        """The calendar that a clock is counted on. The law's clocks never count an authority's closure days."""
        return (self.calendar.statutory if law else self.calendar).named(name)

    def due(self, key: str) -> Day | None:
        """The day on which a duty is due, by its key; None where it has none, or none yet."""
        if key in self._due:
            return self._due[key]
        duty = self.procedure.by_key[key]
        assert isinstance(duty, Duty)
        day = self._due[key] = self._work_out(duty, duty.due) if duty.due else None
        return day

    def limit(self, limit: Limit, law: bool, pauses: Pauses = ()) -> Day | None:
        """The day that a limit gives, or None where what it hangs on has not happened."""
        if isinstance(limit, Within):
            return self._within(limit, law, pauses)
        if isinstance(limit, On):
            return self.first_day(limit.anchors)
        if isinstance(limit, Before):
            start = self.day_of(limit.before)
            if start is None:
                return None
            calendar = self.calendar_for(law, limit.duration.calendar)
            end = calendar.back(start.date, limit.duration)
            step = Step(start.date, end, limit.duration, _because(limit.before), calendar, backwards=True)
            return start.reaching(end, step)
        if isinstance(limit, FirstOf):
            return self._first_of(limit, law, pauses)
        return self._chosen(limit, law, pauses)

    def first_day(self, anchors: Iterable[Anchor]) -> Day | None:
        """The day of the first anchor that has one."""
        for anchor in anchors:
            day = self.day_of(anchor)
            if day is not None:
                return day
        return None

    def day_of(self, anchor: Anchor) -> Day | None:
        """The day that a clock hangs on: a fact's, an answered one, or the due day of a duty (then provisional)."""
        if isinstance(anchor, FactDay):
            found = self.facts.get(anchor.kind)
            if not found:
                return None
            day = found[-1 if anchor.latest else 0].date
            return Day(day, (), day)
        if isinstance(anchor, DueDay):
            due = self.due(anchor.duty)
            return due and Day(due.date, due.steps, None, True, due.held, due.passed_over)
        fact = self.latest(anchor.kind)
        answer = fact.answers.get(anchor.question) if fact else None
        return Day(answer, since=fact.date) if fact and isinstance(answer, dt.date) else None

    def latest(self, kind: str) -> Fact | None:
        """The newest fact of a kind; "this" is the one being recorded."""
        found = self.facts.get(kind)
        return found[-1] if found else None

    def pauses_of(self, duty: str) -> Pauses:
        """The pauses of a duty's clock, by its key: a chaser of that duty stands still with it."""
        rule = self.procedure.by_key[duty]
        assert isinstance(rule, Duty)
        return self._stopped(rule)[0]

    def open_hold_since(self, hold: Hold) -> dt.date | None:
        """Since when a hold is open, or None."""
        return self._intervals(hold)[1]

    def _within(self, limit: Within, law: bool, pauses: Pauses) -> Day | None:
        duration = limit.duration
        for anchor in limit.after:
            start = self.day_of(anchor)
            if start is not None:
                calendar = self.calendar_for(law, duration.calendar)
                end = calendar.add(start.date, duration, pauses)
                step = Step(start.date, end, duration, _because(anchor), calendar, pauses)
                return Day(end, (*start.steps, step), start.since, start.provisional)
        return None

    def _first_of(self, limit: FirstOf, law: bool, pauses: Pauses) -> Day | None:
        for condition, part in limit.choices:
            if condition is None or self.judge(condition, self, law):
                day = self.limit(part, law, pauses)
                if day is not None:
                    return day
        return None

    def _chosen(self, limit: Chosen, law: bool, pauses: Pauses) -> Day | None:
        days = [day for part in limit.limits if (day := self.limit(part, law, pauses))]
        if not days:
            return None
        best = (max if limit.later else min)(days, key=_date_of)
        return best.rather_than(tuple([day for day in days if day is not best]))

    def _work_out(self, duty: Duty, due: Due) -> Day | None:
        pauses, since = self._stopped(duty)
        day = self.limit(due.limit, duty.law, pauses)
        if day is None:
            return None
        if due.extensions:
            day = self._extended(due, day, pauses)
        # A hold that began on or after the due day changes nothing: the clock had already run out.
        held = since is not None and since < day.date
        return day._replace(held=True, provisional=True) if held else day

    def _extended(self, due: Due, day: Day, pauses: Pauses) -> Day:
        facts = [
            (fact, extension)
            for extension in due.extensions
            for fact in self.facts.get(extension.by, ())
            if answers_so(fact, extension.only_if)
        ]
        if not facts:
            return day
        calendar, start = day.steps[-1].calendar, day.steps[-1].start
        for fact, extension in sorted(facts, key=lambda pair: pair[0].date):
            if extension.only_before_due and fact.date > day.date:
                continue
            origin, length = day.date, extension.adds
            if extension.reaches is not None:
                origin, length = start, extension.reaches
            end = calendar.add(origin, length, pauses) if length else _named(fact, extension, day.date)
            if end < day.date:
                continue  # it names a day that has been reached without it
            cap = calendar.add(start, extension.at_most, pauses) if extension.at_most else end
            capped = end > cap
            if capped:
                end = max(day.date, cap)
            step = Step(origin, end, length, extension.by, calendar, pauses, capped=capped)
            day = day.reaching(end, step)
        return day

    def _stopped(self, duty: Duty) -> tuple[Pauses, dt.date | None]:
        """The pauses of a duty's clock in order, joined where they touch, and since when it stands still."""
        if not self._held:
            return (), None
        holds = self.procedure.stopped_by[duty.key]
        found: list[Pause] = []
        still: list[dt.date] = []
        for hold in holds:
            pauses, since = self._intervals(hold)
            found.extend(pauses)
            if since is not None:
                still.append(since)
        return joined(found), min(still, default=None)

    def _intervals(self, hold: Hold) -> tuple[Pauses, dt.date | None]:
        if hold.key not in self._pauses:
            self._pauses[hold.key] = pauses_of(hold, self.timeline, self.on)
        return self._pauses[hold.key]


def _named(fact: Fact, extension: Extension, day: dt.date) -> dt.date:
    """The day that the fact which extends names; the day itself where it names none."""
    assert extension.to is not None
    answer = fact.answers.get(extension.to)
    return answer if isinstance(answer, dt.date) else day


def _because(anchor: Anchor) -> str:
    if isinstance(anchor, FactDay):
        return anchor.kind
    return f"due:{anchor.duty}" if isinstance(anchor, DueDay) else f"{anchor.question} of {anchor.kind}"


__all__ = ["Day", "Step", "Unit", "View"]
