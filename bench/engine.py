"""The engine: a look at a case of 10, 30 and 200 facts, against a workflow engine that replays 20 events.

`report()` prints both, side by side in one run. The case is three_stages.yaml on the real pack of Leicestershire.
"""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from bench.timing import Times, side_by_side
from bench.workflow import Process
from heard.engine import Fact, Standing, Timeline, assess, read_calendar, read_pack, read_timeline

FILE = Path(__file__).parent / "three_stages.yaml"
ON = date(2026, 4, 20)
AIM_RATIO, AIM_SECONDS = 3.0, 0.0003
ROUNDS = 300


class Case:
    """One case, cut off after so many facts or filled up with notes to so many."""

    def __init__(self, facts: int) -> None:
        self.procedure = read_pack("leicestershire")
        self.calendar = read_calendar(self.procedure.calendar)
        told = list(read_timeline(FILE, self.procedure).timeline)
        notes = [
            Fact("note.added", told[0].date + timedelta(days=n % 160), {"note": "Words"}, id=f"note-{n}")
            for n in range(max(0, facts - len(told)))
        ]
        self.facts = [*told[:facts], *notes]

    def look(self) -> Standing:
        """The facts put in order, and where the case stands: what a page does that has read the rows."""
        return assess(self.procedure, Timeline(self.facts), self.calendar, ON)


def measure(rounds: int = ROUNDS) -> dict[str, Times]:
    """The times of everything, side by side."""
    things = {f"{count} facts": Case(count).look for count in (10, 30, 200)}
    return side_by_side({**things, "SpiffWorkflow": Process().run}, rounds)


def report() -> bool:
    """Print the times and the ratios; True where the aims are met."""
    found = measure()
    case = Case(30)
    print(
        f"The engine: where a case stands, on {case.procedure.name}/{case.procedure.edition} "
        f"({len(case.procedure.duties)} duties, {len(case.procedure.facts)} kinds of fact)"
    )
    for name in ("10 facts", "30 facts", "200 facts"):
        print(f"  assess, {name:14} {found[name].told()}")
    print(f"  SpiffWorkflow         {found['SpiffWorkflow'].told()}")
    print("                        (a three-stage process, started and sent 20 messages)")
    thirty = found["30 facts"].median
    ratio = found["SpiffWorkflow"].median / thirty
    growth = found["200 facts"].median / thirty
    good = ratio >= AIM_RATIO and thirty <= AIM_SECONDS
    print(f"  SpiffWorkflow takes {ratio:.1f} times as long as 30 facts (aim: at least {AIM_RATIO:.0f})")
    print(f"  30 facts take {1000 * thirty:.3f} ms (aim: under {1000 * AIM_SECONDS:.1f} ms)")
    print(f"  200 facts take {growth:.1f} times as long as 30 (in proportion it would be 6.7)")
    return good
