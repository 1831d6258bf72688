"""The programs that the demonstration runs beside its database: started, watched, started again, and stopped.

    with Child("web", [sys.executable, "-m", "granian", ...], surroundings) as web: web.alive

Each one is in a session of its own, so that Ctrl-C reaches the supervisor alone, and ends with the supervisor on
Linux even when that is killed (`heard.cli.lifetime`). It knows nothing of what the programs do.
"""

from __future__ import annotations

import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from heard.postgres.identity import Identity

PATIENCE = 20
"""Seconds that a program gets to end by itself before it is killed."""


@dataclass(frozen=True)
class Surroundings:
    """What a program is given: its environment, the folder of its log, and the user it runs as."""

    env: dict[str, str]
    logs: Path
    user: dict[str, Any] = field(default_factory=dict)


class Child:
    """One program. `starts` are the moments (seconds) of its latest starts."""

    def __init__(self, name: str, command: list[str], given: Surroundings) -> None:
        self.name = name
        self.log = given.logs / f"{name}.log"
        self.starts: list[float] = []
        self._command = command
        self._given = given
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it, or start it again."""
        self.starts = [*self.starts[-9:], time.perf_counter()]
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                self._command,
                env=self._given.env,
                cwd="/",
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                **self._given.user,
            )

    @property
    def alive(self) -> bool:
        return self._process is not None and self._process.poll() is None

    @property
    def falls_over(self) -> bool:
        """Whether it had to be started more than three times within a minute."""
        return len([start for start in self.starts if time.perf_counter() - start < 60]) > 3

    def stop(self) -> None:
        """Ask it to end, wait, and kill it if it does not."""
        if self._process is None or not self.alive:
            return
        self._process.terminate()
        try:
            self._process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def last_words(self) -> str:
        """The end of its log."""
        return "\n".join(self.log.read_text(encoding="utf-8", errors="replace").splitlines()[-15:])


def unprivileged() -> dict[str, Any]:
    """How to start a program as somebody who may do little: for root, as the database's user if that one can reach
    this Python and Heard; otherwise as we are.
    """
    identity = Identity.for_server()
    if not identity.drops:
        return {}
    user: dict[str, Any] = {"user": identity.uid, "group": identity.gid, "extra_groups": []}
    trial = [sys.executable, "-c", "import heard.demonstration, granian, django"]
    try:
        done = subprocess.run(trial, cwd="/", capture_output=True, check=False, timeout=30, **user)
    except OSError:
        return {}
    return user if done.returncode == 0 else {}
