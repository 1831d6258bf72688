"""Fixtures for the tests of the demonstration: it is started once for all of them, and loads its council then."""

import shutil
import signal
import tempfile
from dataclasses import dataclass
from pathlib import Path

import pytest


@dataclass(frozen=True)
class FirstStart:
    """What was seen of the first start: its words, the answers of two pages, how it ended, and what it left running."""

    state: Path
    words: str
    address: str
    ready: tuple[int, str]
    first_page: tuple[int, str]
    ended_with: int
    left: list[int]


@pytest.fixture(scope="session")
def first_start():
    """`heard demo` on a new folder: started, looked at, and stopped by Ctrl-C."""
    from tests.demonstration.starting import READY, Running, processes

    state = Path(tempfile.mkdtemp(prefix="heard-", dir="/tmp"))
    state.rmdir()
    running = Running(state)
    try:
        running.until(READY)
        ready, page = running.get("/readyz"), running.get("/")
        code = running.ends(signal.SIGINT)
        address = f"http://127.0.0.1:{running.port}"
        yield FirstStart(state, running.words, address, ready, page, code, processes(state))
    finally:
        running.process.kill()
        shutil.rmtree(state, ignore_errors=True)


@pytest.fixture(scope="module")
def demonstration(first_start, django_db_setup, django_db_blocker):
    """The council as that start loaded it, on its own database; Django looks at it from outside, as the owner."""
    from datetime import date

    from django.conf import settings

    from heard.postgres import OWNER, Cluster
    from tests.database import point_django_at
    from tests.demonstration.starting import DAY

    before = settings.HEARD_TODAY
    with Cluster.at(first_start.state) as cluster, django_db_blocker.unblock():
        point_django_at(cluster.url("heard", OWNER))
        settings.HEARD_TODAY = date.fromisoformat(DAY)
        try:
            yield first_start
        finally:
            settings.HEARD_TODAY = before
            point_django_at(django_db_setup.url(OWNER))
