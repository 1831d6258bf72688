"""Why a day is the day it is: in a sentence, and day by day.

Example: working_of(duty.day, procedure).sentence() ==
"10 working days from Mon 3 Nov 2025 (Complaint received), 0 bank holidays: Mon 17 Nov 2025".
It works nothing out again: it retells the steps that `clocks` took, so the last day told is always the day itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from heard.engine.calendar import Pause, Unit, short
from heard.engine.clocks import Day, Step
from heard.engine.procedure import Procedure

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class WorkingDay:
    """One day of a count: whether it counts, its number if so, and if not why not."""

    date: date
    counted: bool
    number: int | None
    why: str


@dataclass(frozen=True, slots=True)
class Leg:
    """One leg of a working: a sentence, and its days (none where a day was simply named)."""

    sentence: str
    days: tuple[WorkingDay, ...]


@dataclass(frozen=True, slots=True)
class Working:
    """The whole working of a day: its legs in order, and what was passed over."""

    date: date
    legs: tuple[Leg, ...]
    notes: tuple[str, ...]

    def sentence(self) -> str:
        """All legs in one line."""
        return "; then ".join(leg.sentence for leg in self.legs) or short(self.date)


def working_of(day: Day, procedure: Procedure) -> Working:
    """The working of a day that a duty, right or chaser carries."""
    legs = tuple(Leg(_sentence(step, procedure), day_by_day(step)) for step in day.steps)
    notes = [
        f"{short(other.date)} was the {_other(other, day)} of the days compared." for other in day.passed_over
    ]
    if day.held:
        notes.append("The clock is stopped by a hold that is still open, so the day will move further.")
    elif day.provisional:
        notes.append("Counted from a day that is only due, so it moves if that day moves.")
    notes += dict.fromkeys(note for step in day.steps if (note := _not_proclaimed(step)))
    return Working(day.date, legs, tuple(notes))


def day_by_day(step: Step) -> tuple[WorkingDay, ...]:
    """Every day of one leg, in the order in which it is counted; the last is the day that the leg ends on."""
    if step.duration is None:
        return ()
    return tuple(_backwards(step) if step.backwards else _forwards(step))


def _forwards(step: Step) -> Iterator[WorkingDay]:
    number, day = 0, step.start
    while day < step.end:
        day += ONE_DAY
        why = _why_not(step, day)
        if why is None:
            number += 1
        yield WorkingDay(day, why is None, number if why is None else None, why or "counts")


def _backwards(step: Step) -> Iterator[WorkingDay]:
    number, day = 0, step.start
    while day > step.end:
        day -= ONE_DAY
        why = _why_not(step, day)
        if why is None:
            number += 1
        yield WorkingDay(day, why is None, number if why is None else None, why or "counts")


def _not_proclaimed(step: Step) -> str:
    """What is said of a leg that counts working days whose bank holidays are not proclaimed; "" of any other."""
    if step.duration is None or step.duration.unit is not Unit.WORKING_DAY:
        return ""
    calendar = step.calendar
    if max(step.start, step.end) <= calendar.proclaimed_to:
        return ""
    return (
        f"The bank holidays after {short(calendar.proclaimed_to)} are not yet proclaimed in the calendar "
        f"'{calendar.name}' (edition {calendar.edition}). The usual ones are counted, so the day may still move."
    )


def _why_not(step: Step, day: date) -> str | None:
    if any(pause.start < day <= pause.end for pause in step.pauses):
        return "the clock was stopped"
    if step.duration is not None and step.duration.unit is Unit.WORKING_DAY:
        return step.calendar.why_not(day)
    return None


def _sentence(step: Step, procedure: Procedure) -> str:
    origin = _origin(step.because, procedure)
    if step.duration is None:
        return f"{short(step.end)}, the day named in '{origin}'" + (
            ", cut to the most that is allowed" if step.capped else ""
        )
    if step.backwards:
        return f"at least {step.duration} before {short(step.start)} ({origin}){_skipped(step)}: {short(step.end)}"
    cut = ", cut to the most that is allowed" if step.capped else ""
    return f"{step.duration} from {short(step.start)} ({origin}){_skipped(step)}{cut}: {short(step.end)}"


def _skipped(step: Step) -> str:
    """The bank holidays, closure days and stopped days that fell within a leg."""
    low, high = min(step.start, step.end), max(step.start, step.end)
    parts = []
    if step.duration is not None and step.duration.unit is Unit.WORKING_DAY:
        within = [d for d in step.calendar.holidays if low < d <= high and d.weekday() < 5]
        parts.append(f"{len(within)} bank holiday{'' if len(within) == 1 else 's'}")
        closed = [
            d
            for d in step.calendar.closures
            if low < d <= high and d.weekday() < 5 and d not in step.calendar.holidays
        ]
        if closed:
            parts.append(f"{len(closed)} closure day{'' if len(closed) == 1 else 's'}")
    stopped = sum(_overlap(pause, low, high) for pause in step.pauses)
    if stopped:
        parts.append(f"clock stopped for {stopped} day{'' if stopped == 1 else 's'}")
    return "".join(f", {part}" for part in parts)


def _overlap(pause: Pause, low: date, high: date) -> int:
    return max(0, (min(pause.end, high) - max(pause.start, low)).days)


def _origin(because: str, procedure: Procedure) -> str:
    """What a leg is counted from, in the pack's own words."""
    if because.startswith("due:"):
        rule = procedure.by_key.get(because.removeprefix("due:"))
        return f"the day on which '{rule.title}' is due" if rule else because
    question, _, kind = because.rpartition(" of ")
    known = procedure.facts.get(kind)
    if known is None:
        return because
    asked = known.question(question) if question else None
    return f"{known.title}: {asked.question}" if asked else known.title


def _other(other: Day, taken: Day) -> str:
    return "earlier" if other.date < taken.date else "later" if other.date > taken.date else "other"
