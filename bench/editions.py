"""A new bank holiday over 100,000 open cases, on one core and on both; and every pack read cold, in a new process.

`report()` prints both with their aims. Only the engine is measured: the rows of a real preview come from the database.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from multiprocessing import get_context
from pathlib import Path

from heard.engine import (
    Calendar,
    Fact,
    Procedure,
    Timeline,
    assess,
    read_calendar,
    read_pack,
    read_timeline,
    shifts,
)

FILE = Path(__file__).parent / "three_stages.yaml"
CASES, ON_ONE_CORE = 100_000, 10_000
CORES = 2
ON = date(2026, 4, 20)
MOURNING = date(2026, 4, 24)
AIM_COLD = 0.3
TIMES = 5
READ_ALL = """
import time
began = time.perf_counter()
from heard.engine import editions, read_pack
from heard.engine.reading.folders import procedures
ready = time.perf_counter()
packs = [read_pack(f"{name}/{edition}") for name in procedures() for edition in editions(name)]
print(ready - began, time.perf_counter() - ready, len(packs))
"""


def reassess(span: tuple[int, int]) -> int:
    """Assess the cases of these numbers on the new calendar; how many there were."""
    procedure, _, new = _ground()
    for number in range(*span):
        assess(procedure, Timeline(case(number)), new, ON)
    return span[1] - span[0]


def previewed(span: tuple[int, int]) -> int:
    """Assess the cases of these numbers on both calendars and compare; on how many a day moves."""
    procedure, old, new = _ground()
    moved = 0
    for number in range(*span):
        facts = Timeline(case(number))
        moved += bool(shifts(assess(procedure, facts, old, ON), assess(procedure, facts, new, ON)))
    return moved


def case(number: int) -> list[Fact]:
    """The facts of a made-up open case: the long story cut off somewhere, and received on some day before."""
    told = _story()
    facts = told[: 1 + number % len(told)]
    # The last fact of each falls in the weeks before the day on which all are looked at.
    days = timedelta(days=(ON - facts[-1].date).days - number % 45)
    return [replace(fact, date=fact.date + days, answers=_later(fact, days)) for fact in facts]


def cold() -> tuple[float, float, int]:
    """The best of some new processes: seconds to import the engine, to read every pack, and how many there are."""
    found = []
    for _ in range(TIMES):
        said = subprocess.run(
            [sys.executable, "-c", READ_ALL], capture_output=True, text=True, check=True
        ).stdout
        imported, read, packs = said.split()
        found.append((float(read), float(imported), int(packs)))
    read_in, imported_in, count = min(found)
    return imported_in, read_in, count


def report() -> bool:
    """Print the rates and the times; True where the aim is met."""
    _ground()
    one, moved = _rate(ON_ONE_CORE, 1), previewed((0, ON_ONE_CORE))
    both = _rate(CASES, CORES)
    imported, read, packs = cold()
    facts = sum(len(case(number)) for number in range(1000)) / 1000
    print(
        f"A new bank holiday, over open cases of {facts:.0f} facts on average; "
        f"a day moves on {moved / ON_ONE_CORE:.0%} of them"
    )
    print(f"  one core              {one:8,.0f} cases a second  ({ON_ONE_CORE:,} cases)")
    print(
        f"  {CORES} cores               {both:8,.0f} cases a second  ({CASES:,} cases in {CASES / both:.0f} s)"
    )
    print(
        f"Every pack read cold: {1000 * read:.0f} ms for {packs} (aim: under {1000 * AIM_COLD:.0f} ms); ",
        end="",
    )
    print(f"importing the engine before that {1000 * imported:.0f} ms")
    return read <= AIM_COLD


def _rate(cases: int, cores: int) -> float:
    """Cases a second over this many processes, which are started and ready before it is measured."""
    parts = cores * 10
    spans = list(_spans(cases, parts))
    with ProcessPoolExecutor(cores, mp_context=get_context("fork")) as pool:
        list(pool.map(reassess, [(0, 50)] * cores))
        began = time.perf_counter()
        done = sum(pool.map(reassess, spans))
        return done / (time.perf_counter() - began)


def _spans(cases: int, parts: int) -> Iterator[tuple[int, int]]:
    edges = [cases * part // parts for part in range(parts + 1)]
    yield from zip(edges, edges[1:], strict=False)


@cache
def _ground() -> tuple[Procedure, Calendar, Calendar]:
    """The procedure, and the calendar before and after the day was added."""
    procedure = read_pack("leicestershire")
    old = read_calendar(procedure.calendar)
    new = Calendar(old.name, "new", (old.start, old.end), {**old.holidays, MOURNING: "Day of mourning"})
    return procedure, old, new


@cache
def _story() -> list[Fact]:
    return list(read_timeline(FILE, _ground()[0]).timeline)


def _later(fact: Fact, days: timedelta) -> dict[str, object]:
    return {id: answer + days if isinstance(answer, date) else answer for id, answer in fact.answers.items()}
