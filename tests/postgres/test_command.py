"""`python -m heard.postgres` from the shell: run, url, stop, and the notice that it is not for real records.

Each is started as a program of its own, and ended as a person or an init system would end it.
"""

import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import psycopg
import pytest

from heard.postgres import NOTICE, Cluster

COMMAND = [sys.executable, "-m", "heard.postgres"]


@pytest.fixture
def state():
    place = Path(tempfile.mkdtemp(prefix="heard-test-", dir="/tmp"))
    place.rmdir()
    yield place
    Cluster.at(place).attach().server.stop()
    shutil.rmtree(place)


def start(state: Path) -> subprocess.Popen[str]:
    return subprocess.Popen([*COMMAND, "run", "--state", str(state)], stdout=subprocess.PIPE, text=True)


def ask(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*COMMAND, *words], capture_output=True, text=True, check=False)


@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM])
def test_it_says_what_it_is_for_and_stops_cleanly_when_told(state, ending):
    with start(state) as running:
        assert running.stdout is not None
        assert running.stdout.readline().strip() == NOTICE
        url = running.stdout.readline().strip()
        with psycopg.connect(url) as connection:
            assert connection.execute("SELECT current_user").fetchone() == ("heard_web",)
        assert ask("url", "heard_worker", "--state", str(state)).stdout.startswith(
            "postgresql://heard_worker:"
        )
        running.send_signal(ending)
        assert running.wait(timeout=30) == 0
    log = next(state.glob("data-*/server.log")).read_text()
    assert log.rstrip().endswith("database system is shut down")
    said = ask("url", "--state", str(state))
    assert said.returncode == 1
    assert "The database is not running. Start it first" in said.stderr


def test_stop_ends_a_server_whose_supervisor_is_gone(state):
    with start(state) as running:
        assert running.stdout is not None
        running.stdout.readline()
        url = running.stdout.readline().strip()
        running.kill()
    assert ask("stop", "--state", str(state)).returncode == 0
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(url)
