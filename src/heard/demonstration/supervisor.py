"""`heard demo`: starts the database, the web server and the worker, and stops them all in the other order.

    run(Wish(fresh=False, today=None, port=None))     -> 0 when it was stopped by Ctrl-C or SIGTERM

It keeps its data in the state folder (.state); a second start goes on with them. It never uses DATABASE_URL: made-up
people must not get into real records. The work itself is done by the programs it starts.
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import FrameType

from heard.demonstration.accounts import (
    ACCOUNTS,
    COUNCIL,
    DOMAIN,
    PASSWORD,
    SECOND_ACCOUNTS,
    SECOND_COUNCIL,
    Account,
)
from heard.demonstration.children import Child, Surroundings, unprivileged
from heard.postgres import OWNER, WEB, WORKER, Cluster, default_state
from heard.postgres.cluster import NOTICE
from heard.postgres.identity import Identity

DATABASE = "heard"
USUAL_PORT = 8000
READY_WITHIN = 60


@dataclass(frozen=True, slots=True)
class Wish:
    """What was asked for: begin anew, on which day (None: today), on which port (None: 8000 or the next free)."""

    fresh: bool = False
    today: date | None = None
    port: int | None = None


class Failed(Exception):
    """The demonstration could not be started. Its text says why and what to do."""


def run(wish: Wish) -> int:
    """Run the demonstration until it is told to stop. Returns 0, or 1 where something failed."""
    try:
        with told_to_stop(), ExitStack() as stack:
            children, port = _start(wish, stack)
            _say_hello(port, wish)
            _watch(children)
    except KeyboardInterrupt:
        _say("Stopped. The data stay for the next start; `heard demo --fresh` begins anew.")
        return 0
    except Failed as problem:
        print(problem, file=sys.stderr)
        return 1
    return 0


@contextmanager
def told_to_stop() -> Iterator[None]:
    """SIGTERM and a closed terminal mean the same as Ctrl-C."""

    def stop(number: int, frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    kept = {one: signal.signal(one, stop) for one in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT)}
    try:
        yield
    finally:
        for one, before in kept.items():
            signal.signal(one, before)


def _start(wish: Wish, stack: ExitStack) -> tuple[list[Child], int]:
    if os.environ.get("DATABASE_URL"):
        _say("The demonstration has a database of its own; your DATABASE_URL is left alone.")
    _say(NOTICE)
    cluster = stack.enter_context(Cluster.at(default_state()))
    stack.callback(_ignore_signals)
    if wish.fresh:
        cluster.drop_database(DATABASE)
    cluster.create_database(DATABASE)
    folder = Identity.for_server().folder(cluster.state / "demonstration")
    port = _port(wish.port)
    given = _Given(folder, port, wish, unprivileged())
    if not given.user and Identity.for_server().drops:
        _say("Web server and worker run as root here: no other user can reach this Python.")
    _prepare(given, cluster)
    web = Child("web", _heard("web", "--port", str(port)), given.to(cluster.url(DATABASE, WEB)))
    worker = Child("worker", _heard("worker"), given.to(cluster.url(DATABASE, WORKER)))
    for child in (worker, web):
        stack.callback(child.stop)
        stack.callback(_ignore_signals)
        child.start()
    _wait_until_ready(web, port)
    return [web, worker], port


@dataclass(frozen=True)
class _Given:
    """What all programs of the demonstration share."""

    folder: Path
    port: int
    wish: Wish
    user: dict[str, object]

    def to(self, database_url: str, **more: str) -> Surroundings:
        ours = {
            "DATABASE_URL": database_url,
            "DJANGO_SETTINGS_MODULE": "heard.site.settings",
            "HEARD_DEMO": "1",
            "HEARD_BASE_URL": f"http://127.0.0.1:{self.port}",
            "HEARD_FROM_EMAIL": f"Heard <heard@{DOMAIN}>",
            "HEARD_STATIC_ROOT": str(self.folder / "static"),
            "HEARD_FILES": str(self.folder / "files"),
            "HEARD_FILES_KEYS": str(self.folder / "keys"),
            "HEARD_FILES_KEY": f"file:{self.folder / 'master-key'}",
            "HEARD_ENDS_WITH": str(os.getpid()),
            "HOME": str(self.folder),
            "PYTHONUNBUFFERED": "1",
            **({"HEARD_TODAY": self.wish.today.isoformat()} if self.wish.today else {}),
            **more,
        }
        theirs = {
            name: value
            for name, value in os.environ.items()
            if name not in ("HEARD_TESTS", "HEARD_OWNER_URL", "HEARD_TODAY")
        }
        return Surroundings({**theirs, **ours}, self.folder, self.user)


def _heard(*words: str) -> list[str]:
    return [sys.executable, "-m", "heard.cli", *words]


def _prepare(given: _Given, cluster: Cluster) -> None:
    """Tables, static files and, where there is none yet, the made-up council; by a program of its own."""
    surroundings = given.to(
        cluster.url(DATABASE, OWNER), HEARD_OWNER_URL=cluster.url(DATABASE, OWNER), HEARD_LOG_LEVEL="WARNING"
    )
    command = [sys.executable, "-m", "heard.demonstration"]
    process = subprocess.Popen(
        command, env=surroundings.env, cwd="/", stdin=subprocess.DEVNULL, **surroundings.user
    )
    try:
        if process.wait() != 0:
            raise Failed("The demonstration could not be prepared; what went wrong is above.")
    finally:
        if process.poll() is None:
            process.terminate()
            process.wait()


def _port(wanted: int | None) -> int:
    """A free port of this machine's own address. Raises Failed where the one asked for is taken."""
    if wanted is not None:
        if not _free(wanted):
            raise Failed(f"Port {wanted} is taken. Give another in HEARD_PORT, or leave it out.")
        return wanted
    for port in range(USUAL_PORT, USUAL_PORT + 50):
        if _free(port):
            return port
    raise Failed(f"Ports {USUAL_PORT} to {USUAL_PORT + 49} are all taken. Give a free one in HEARD_PORT.")


def _free(port: int) -> bool:
    with socket.socket() as one:
        one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            one.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def _wait_until_ready(web: Child, port: int) -> None:
    """Wait until the web server says that everything it needs is there. Raises Failed."""
    last = "it did not answer"
    for _ in range(READY_WITHIN * 5):
        if not web.alive:
            break
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=5):
                return
        except urllib.error.HTTPError as answer:
            last = answer.read().decode(errors="replace")[:500]
        except OSError as problem:
            last = str(problem)
        time.sleep(0.2)
    raise Failed(f"The web server did not become ready ({last}). The end of {web.log}:\n{web.last_words()}")


def _watch(children: list[Child]) -> None:
    """Start again what dies. Raises Failed where that does not help."""
    while True:
        time.sleep(0.5)
        for child in children:
            if child.alive:
                continue
            if child.falls_over:
                raise Failed(f"The {child.name} keeps ending. The end of {child.log}:\n{child.last_words()}")
            _say(f"The {child.name} ended by itself and is started again.")
            child.start()


def _ignore_signals() -> None:
    """Once things are being stopped, a second Ctrl-C must not leave half of them running."""
    for one in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
        signal.signal(one, signal.SIG_IGN)


def _say_hello(port: int, wish: Wish) -> None:
    day = f" It is {wish.today.isoformat()} in it." if wish.today else ""
    _say(
        "",
        f"Heard is ready:  http://127.0.0.1:{port}",
        "",
        f"Both councils and everybody in them are made up.{day} Sign in as:",
        *_accounts(COUNCIL, ACCOUNTS),
        *_accounts(f"{SECOND_COUNCIL}, which keeps complaints in children's files", SECOND_ACCOUNTS),
        f"  Password for all: {PASSWORD}",
        "",
        "Ctrl-C stops it.",
    )


def _accounts(council: str, accounts: Iterable[Account]) -> list[str]:
    shown = [account for account in accounts if account.shown]
    width = max(len(account.shown) for account in shown)
    return ["", f"  {council}", *(f"  {account.shown:{width}}  {account.email}" for account in shown), ""]


def _say(*lines: str) -> None:
    print("\n".join(lines), flush=True)
