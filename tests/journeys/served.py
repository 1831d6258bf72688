"""Heard as a council runs it, for the journeys: its real web server and worker, on a real database, on a chosen day.

    with Product(committed_db).on(date(2025, 11, 3)) as address: page.goto(address)

The day can only be pinned when a process starts, so each day of a journey starts the server anew.
"""

import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from dataclasses import dataclass, field

HEARD = [sys.executable, "-m", "heard.cli"]


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


@dataclass
class Product:
    """The product on one database. Mail is kept in the demonstration's mailbox, and chasers go out at any hour."""

    database: object
    port: int = field(default_factory=free_port)

    @property
    def address(self):
        return f"http://127.0.0.1:{self.port}"

    def env(self, day, role="heard_web"):
        ours = {
            "DATABASE_URL": self.database.url(role),
            "DJANGO_SETTINGS_MODULE": "heard.site.settings",
            "HEARD_DEMO": "1",
            "HEARD_TODAY": day.isoformat(),
            "HEARD_BASE_URL": self.address,
            "HEARD_CHASER_HOURS": "00:00-23:59:59.999999",
        }
        return {**{name: it for name, it in os.environ.items() if name != "HEARD_OWNER_URL"}, **ours}

    @contextmanager
    def on(self, day):
        """The web server, on that day."""
        with tempfile.TemporaryFile("w+") as said:
            server = subprocess.Popen(
                [*HEARD, "web", "--port", str(self.port)], env=self.env(day), stdout=said, stderr=said
            )
            try:
                self._wait(server)
                yield self.address
            except BaseException as problem:
                said.seek(0)
                problem.add_note(f"The web server said: {said.read()[-4000:]}")
                raise
            finally:
                server.terminate()
                try:
                    server.wait(20)
                except subprocess.TimeoutExpired:
                    server.kill()
                    server.wait()

    def work(self, day):
        """The worker, once, on that day."""
        done = subprocess.run(
            [*HEARD, "worker", "--once"],
            env=self.env(day, "heard_worker"),
            capture_output=True,
            text=True,
            timeout=90,
        )
        assert done.returncode == 0, done.stderr[-3000:]

    def _wait(self, server):
        for _ in range(300):
            if server.poll() is not None:
                break
            try:
                if urllib.request.urlopen(f"{self.address}/readyz", timeout=2).status == 200:
                    return
            except (urllib.error.URLError, OSError):
                time.sleep(0.1)
        raise AssertionError("The web server did not start.")
