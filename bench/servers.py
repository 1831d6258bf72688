"""What the pages are measured on: a PostgreSQL of this run's own with ten thousand cases, and two web servers.

    with prepared(10_000) as place, place.served() as heard, place.served("bench.bare") as bare: ...

Both are `heard web` with one process; they differ in the settings module only.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from heard.postgres import OWNER, WEB, Cluster

ROOT = Path(__file__).parent.parent
TODAY = date(2026, 11, 17)
DATABASE = "heard_bench"
READY_WITHIN = 60


@dataclass(frozen=True)
class Server:
    """A web server that is running."""

    port: int
    process: subprocess.Popen[bytes]

    def memory(self) -> float:
        """The megabytes that it and its children use of the machine's memory, shared pages counted in part."""
        return sum(map(_megabytes, _family(self.process.pid)))


@dataclass(frozen=True)
class Place:
    """A database with its cases: how many, with how many facts, and how long it took to load them."""

    cluster: Cluster
    cases: int = 0
    facts: int = 0
    seconds: float = 0
    name: str = DATABASE

    def env(self, role: str, port: int = 8000, settings: str = "heard.site.settings") -> dict[str, str]:
        ours = {
            "DATABASE_URL": self.cluster.url(self.name, role),
            "DJANGO_SETTINGS_MODULE": settings,
            "HEARD_DEMO": "1",
            "HEARD_TODAY": TODAY.isoformat(),
            "HEARD_BASE_URL": f"http://127.0.0.1:{port}",
            "HEARD_STATIC_ROOT": str(Path(self.cluster.state) / "static"),
            "HEARD_LOG_LEVEL": "ERROR",
            "PYTHONPATH": str(ROOT),
        }
        if role == OWNER:
            ours["HEARD_OWNER_URL"] = ours["DATABASE_URL"]
        theirs = {
            name: value
            for name, value in os.environ.items()
            if name not in ("HEARD_OWNER_URL", "HEARD_TESTS")
        }
        return {**theirs, **ours}

    def run(self, *words: str, role: str = OWNER, more: dict[str, str] | None = None) -> str:
        """Run a Python module on the database, and give what it printed last; the rest is shown with `more`."""
        done = subprocess.run(
            [sys.executable, "-m", *words],
            env={**self.env(role), **(more or {})},
            cwd=ROOT,
            stdout=subprocess.PIPE,
            text=True,
            check=True,
        )
        before, _, last = done.stdout.strip().rpartition("\n")
        if more:
            print(before)
        return last

    @contextmanager
    def served(self, settings: str = "heard.site.settings") -> Iterator[Server]:
        """A web server with these settings."""
        port = _free_port()
        process = subprocess.Popen(
            [sys.executable, "-m", "heard.cli", "web", "--port", str(port)],
            env=self.env(WEB, port, settings),
            cwd=ROOT,
        )
        try:
            _wait(process, port)
            yield Server(port, process)
        finally:
            process.terminate()
            process.wait(20)


@contextmanager
def prepared(cases: int) -> Iterator[Place]:
    """A place with so many cases, thrown away afterwards."""
    with Cluster.temporary() as cluster:
        cluster.create_database(DATABASE)
        place, began = Place(cluster), time.perf_counter()
        place.run("heard.demonstration")
        made, facts = place.run("bench.many_cases", str(cases)).split()
        yield Place(cluster, int(made), int(facts), time.perf_counter() - began)


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def _wait(process: subprocess.Popen[bytes], port: int) -> None:
    for _ in range(READY_WITHIN * 10):
        if process.poll() is not None:
            break
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=5):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise AssertionError("The web server did not become ready.")


def _family(pid: int) -> list[int]:
    """A process and all that it started."""
    children = Path(f"/proc/{pid}/task/{pid}/children")
    found = [pid]
    for child in children.read_text().split() if children.is_file() else ():
        found += _family(int(child))
    return found


def _megabytes(pid: int) -> float:
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) / 1024
    return 0.0
