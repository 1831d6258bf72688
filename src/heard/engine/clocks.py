"""Clocks: on which day something is due, and how that day was reached.

Example: View(procedure, timeline, calendar, on).due("england:stage-1-response").date.
A View is made for one question and remembers the days it has worked out; nothing of it is stored.
It does not say whether a duty is met or late: `duties` does.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from typing import NamedTuple

from heard.engine.calendar import Calendar, Duration, Pause, Unit
from heard.engine.facts import Fact, Timeline
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
from heard.engine.procedure import Duty, Hold, Procedure

# Tuples, not dataclasses: about a hundred are made for each look at a case, and these are made three times as fast.


class Step(NamedTuple):
    """One leg of a count: so long from (or before) a day, on a calendar, without the paused days."""

    start: dt.date
    end: dt.date
    duration: Duration | None
    because: str
    calendar: Calendar
    pauses: tuple[Pause, ...] = ()
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


Judge = Callable[[Condition, "View", bool], bool]


class View:
    """One case seen on one day: the facts, the calendar, and the days worked out so far."""

    __slots__ = ("_due", "_pauses", "calendar", "judge", "on", "procedure", "proposed", "timeline")

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
        self.judge: Judge | None = None
        self._due: dict[str, Day | None] = {}
        self._pauses: dict[str, tuple[tuple[Pause, ...], dt.date | None]] = {}

    def calendar_for(self, law: bool, name: str = "") -> Calendar:
        """The calendar that a clock is counted on. The law's clocks never count an authority's closure days."""
        own = self.calendar.statutory if law else self.calendar
        return own.named(name) if name else own

    def due(self, key: str) -> Day | None:
        """The day on which a duty is due, by its key; None where it has none, or none yet."""
        if key not in self._due:
            duty = self.procedure.by_key[key]
            assert isinstance(duty, Duty)
            self._due[key] = self._work_out(duty) if duty.due else None
        return self._due[key]

    def limit(self, limit: Limit, law: bool, pauses: tuple[Pause, ...] = ()) -> Day | None:
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
            return start._replace(date=end, steps=(*start.steps, step))
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
        if isinstance(anchor, DueDay):
            day = self.due(anchor.duty)
            return day and Day(day.date, day.steps, None, True, day.held, day.passed_over)
        if isinstance(anchor, FactDay):
            fact = self.fact(anchor.kind, latest=anchor.latest)
            return Day(fact.date, since=fact.date) if fact else None
        fact = self.fact(anchor.kind, latest=True)
        answer = fact.answers.get(anchor.question) if fact else None
        return Day(answer, since=fact.date) if fact and isinstance(answer, dt.date) else None

    def fact(self, kind: str, *, latest: bool) -> Fact | None:
        """A fact of the timeline; "this" is the one being recorded."""
        if kind == THIS:
            return self.proposed
        return self.timeline.latest(kind) if latest else self.timeline.first(kind)

    def pauses_of(self, duty: str) -> tuple[Pause, ...]:
        """The pauses of a duty's clock, by its key: a chaser of that duty stands still with it."""
        rule = self.procedure.by_key[duty]
        return self._stopped(rule)[0] if isinstance(rule, Duty) else ()

    def open_hold_since(self, hold: Hold) -> dt.date | None:
        """Since when a hold is open, or None."""
        return self._intervals(hold)[1]

    def _within(self, limit: Within, law: bool, pauses: tuple[Pause, ...]) -> Day | None:
        for anchor in limit.after:
            start = self.day_of(anchor)
            if start is not None:
                calendar = self.calendar_for(law, limit.duration.calendar)
                end = calendar.add(start.date, limit.duration, pauses)
                step = Step(start.date, end, limit.duration, _because(anchor), calendar, pauses)
                return Day(end, (*start.steps, step), start.since, start.provisional)
        return None

    def _first_of(self, limit: FirstOf, law: bool, pauses: tuple[Pause, ...]) -> Day | None:
        for condition, part in limit.choices:
            if condition is None or (self.judge is not None and self.judge(condition, self, law)):
                day = self.limit(part, law, pauses)
                if day is not None:
                    return day
        return None

    def _chosen(self, limit: Chosen, law: bool, pauses: tuple[Pause, ...]) -> Day | None:
        days = [day for part in limit.limits if (day := self.limit(part, law, pauses))]
        if not days:
            return None
        best = (max if limit.later else min)(days, key=lambda day: day.date)
        return best._replace(passed_over=tuple(day for day in days if day is not best))

    def _work_out(self, duty: Duty) -> Day | None:
        assert duty.due is not None
        pauses, since = self._stopped(duty)
        day = self.limit(duty.due.limit, duty.law, pauses)
        if day is None:
            return None
        day = self._extended(duty, duty.due, day, pauses)
        # A hold that began on or after the due day changes nothing: the clock had already run out.
        held = since is not None and since < day.date
        return day._replace(held=True, provisional=True) if held else day

    def _extended(self, duty: Duty, due: Due, day: Day, pauses: tuple[Pause, ...]) -> Day:
        facts = [
            (fact, ext) for ext in due.extensions for fact in self.timeline.of(ext.by) if _counts(fact, ext)
        ]
        if not facts or not day.steps:
            return day
        calendar, start = day.steps[-1].calendar, day.steps[-1].start
        for fact, extension in sorted(facts, key=lambda pair: pair[0].date):
            if extension.only_before_due and fact.date > day.date:
                continue
            if extension.reaches is not None:
                end = calendar.add(start, extension.reaches, pauses)
            else:
                end = _reach(day.date, fact, extension, calendar, pauses)
            if end < day.date:
                continue  # it names a day that has been reached without it
            cap = calendar.add(start, extension.at_most, pauses) if extension.at_most else None
            capped = cap is not None and end > cap
            end = max(day.date, cap if capped and cap else end)
            leg = Step(day.date, end, extension.adds, extension.by, calendar, pauses, capped=capped)
            step = leg._replace(start=start, duration=extension.reaches) if extension.reaches else leg
            day = day._replace(date=end, steps=(*day.steps, step))
        return day

    def _stopped(self, duty: Duty) -> tuple[tuple[Pause, ...], dt.date | None]:
        """The pauses of a duty's clock in order, joined where they touch, and since when it stands still."""
        holds = self.procedure.stopped_by[duty.key]
        if not holds:
            return (), None
        found: list[Pause] = []
        still: list[dt.date] = []
        for hold in holds:
            pauses, since = self._intervals(hold)
            found.extend(pauses)
            if since is not None:
                still.append(since)
        return _joined(found), min(still, default=None)

    def _intervals(self, hold: Hold) -> tuple[tuple[Pause, ...], dt.date | None]:
        if hold.key not in self._pauses:
            self._pauses[hold.key] = _intervals(hold, self.timeline, self.on)
        return self._pauses[hold.key]


def _reach(
    day: dt.date, fact: Fact, extension: Extension, calendar: Calendar, pauses: tuple[Pause, ...]
) -> dt.date:
    if extension.adds is not None:
        return calendar.add(day, extension.adds, pauses)
    answer = fact.answers.get(extension.to or "")
    return answer if isinstance(answer, dt.date) else day


def _counts(fact: Fact, extension: Extension) -> bool:
    return all(answer_text(fact, question) in values for question, values in extension.only_if.items())


def answer_text(fact: Fact, question: str) -> str | None:
    """An answer as conditions compare it: yes and no for true and false, ISO for a day, None where unanswered."""
    answer = fact.answers.get(question)
    if isinstance(answer, bool):
        return "yes" if answer else "no"
    return None if answer is None else str(answer)


def _intervals(hold: Hold, timeline: Timeline, on: dt.date) -> tuple[tuple[Pause, ...], dt.date | None]:
    changes: dict[dt.date, list[int]] = {}
    for kinds, index in ((hold.starts_with, 0), (hold.ends_with, 1)):
        for kind in kinds:
            for fact in timeline.of(kind):
                changes.setdefault(fact.date, [0, 0])[index] += 1
    pauses: list[Pause] = []
    since: dt.date | None = None
    for day in sorted(changes):
        starts, ends = changes[day]
        was_open = since is not None
        stays_open = int(was_open) + starts - ends > 0
        if since is not None and ends:
            pauses.append(Pause(since, day))
            since = None
        if stays_open and since is None:
            since = day
    if since is not None and since < on:
        pauses.append(Pause(since, on))
    return tuple(pauses), since


def _joined(pauses: list[Pause]) -> tuple[Pause, ...]:
    joined: list[Pause] = []
    for pause in sorted(pauses, key=lambda p: (p.start, p.end)):
        if joined and pause.start <= joined[-1].end:
            if pause.end > joined[-1].end:
                joined[-1] = Pause(joined[-1].start, pause.end)
        else:
            joined.append(pause)
    return tuple(joined)


def _because(anchor: Anchor) -> str:
    if isinstance(anchor, DueDay):
        return f"due:{anchor.duty}"
    return anchor.kind if isinstance(anchor, FactDay) else f"{anchor.question} of {anchor.kind}"


__all__ = ["Day", "Step", "Unit", "View", "answer_text"]
