"""When a hold stops a clock: its pauses up to a day, and since when it is open.

Example: pauses_of(hold, timeline, on) == ((Pause(3 November, 10 November),), None) once the hold has ended.
It does not know which clocks a hold stops: the procedure does.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable

from heard.engine.calendar import Pause
from heard.engine.facts import Timeline, answers_so
from heard.engine.rules import Hold

Pauses = tuple[Pause, ...]


def pauses_of(hold: Hold, timeline: Timeline, on: dt.date) -> tuple[Pauses, dt.date | None]:
    """The pauses of one hold up to day `on`, in order, and since when it is open (None: it is not)."""
    starts_on = Counter(
        fact.date for kind in hold.starts_with for fact in timeline.of(kind) if answers_so(fact, hold.only_if)
    )
    ends_on = Counter(fact.date for kind in hold.ends_with for fact in timeline.of(kind))
    pauses: list[Pause] = []
    since: dt.date | None = None
    for day in sorted({*starts_on, *ends_on}):
        starts, ends = starts_on[day], ends_on[day]
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


def joined(pauses: Iterable[Pause]) -> Pauses:
    """Pauses in order, those that touch or overlap made one."""
    found: list[Pause] = []
    for pause in sorted(pauses, key=lambda p: (p.start, p.end)):
        if found and pause.start <= found[-1].end:
            if pause.end > found[-1].end:
                found[-1] = Pause(found[-1].start, pause.end)
        else:
            found.append(pause)
    return tuple(found)
