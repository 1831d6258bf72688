"""Timing things side by side, so that what disturbs the machine disturbs all of them alike.

`side_by_side({"one": f, "other": g}, rounds=300)` calls each in turn in every round and gives all their times.
"""

from __future__ import annotations

import os
import platform
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass, field

WARMING = 5


@dataclass(slots=True)
class Times:
    """The times of one thing, in seconds."""

    name: str
    seconds: list[float] = field(default_factory=list)

    @property
    def median(self) -> float:
        return statistics.median(self.seconds)

    def at(self, part: float) -> float:
        """The time under which this part of all of them lies: at(0.95) is the 95th percentile."""
        return sorted(self.seconds)[min(len(self.seconds) - 1, int(part * len(self.seconds)))]

    def told(self) -> str:
        """The median, the 95th percentile and the best, in milliseconds."""
        return (
            f"median {1000 * self.median:8.3f} ms   95 % under {1000 * self.at(0.95):8.3f} ms   "
            f"best {1000 * min(self.seconds):8.3f} ms   ({len(self.seconds)} times)"
        )


def side_by_side(things: dict[str, Callable[[], object]], rounds: int) -> dict[str, Times]:
    """Call each thing once in every round; the first few rounds are not counted."""
    found = {name: Times(name) for name in things}
    for turn in range(rounds + WARMING):
        for name, thing in things.items():
            began = time.perf_counter()
            thing()
            spent = time.perf_counter() - began
            if turn >= WARMING:
                found[name].seconds.append(spent)
    return found


def machine() -> str:
    """What this is measured on."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    load = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    return (
        f"Python {platform.python_version()} on {platform.system()} {platform.machine()}, {cores} cores{load}"
    )
