"""`heard demo` as somebody starts it: all comes up, keeps its data, is stopped whole, and spares real records."""

import os
import re
import signal
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from tests.chasers.post_office import free_port

DEMO = [sys.executable, "-m", "heard.cli", "demo", "--today", "2026-11-17"]


@pytest.fixture(scope="module")
def state(tmp_path_factory):
    """A short folder of its own, where the database's user can reach it."""
    import shutil
    import tempfile

    folder = Path(tempfile.mkdtemp(prefix="heard-", dir="/tmp"))
    folder.rmdir()
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


def environment(state, port):
    plain = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("HEARD_", "DATABASE_URL", "DJANGO"))
    }
    return {
        **plain,
        "HEARD_STATE": str(state),
        "HEARD_PORT": str(port),
        "DATABASE_URL": "postgresql://real/records",
    }


def processes(state):
    """The programs that were started for this state folder and still run."""
    found = []
    for place in Path("/proc").glob("[0-9]*"):
        try:
            mine = f"HEARD_STATE={state}".encode() in (place / "environ").read_bytes().split(b"\0")
            mine = mine or str(state).encode() in (place / "cmdline").read_bytes()
        except OSError:
            continue
        if mine and (place / "cmdline").read_bytes():
            found.append(int(place.name))
    return sorted(found)


class Running:
    """A demonstration: started, and its words line by line."""

    def __init__(self, state):
        self.port = free_port()
        self.process = subprocess.Popen(
            DEMO,
            env=environment(state, self.port),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self.words = ""

    def until(self, words):
        for line in self.process.stdout:
            self.words += line
            if words in line:
                return self
        raise AssertionError(self.words)

    def get(self, path):
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=20) as answer:
            return answer.status, answer.read().decode()

    def ends(self, number):
        self.process.send_signal(number)
        self.words += self.process.communicate(timeout=60)[0]
        return self.process.returncode


@pytest.mark.timeout(300)
def test_it_starts_says_where_keeps_its_data_and_leaves_nothing_running(state):
    first = Running(state).until("Ctrl-C stops it.")
    assert f"http://127.0.0.1:{first.port}" in first.words
    assert "your DATABASE_URL is left alone" in first.words
    for shown in (
        "Complaints officer",
        "Complaints manager",
        "Team manager",
        "Service manager",
        "Head of service",
    ):
        assert re.search(rf"{shown} +\S+@larkshire\.example", first.words)
    assert first.get("/readyz")[0] == 200
    assert first.get("/")[0] == 200
    assert first.ends(signal.SIGINT) == 0
    assert processes(state) == []

    again = Running(state).until("Ctrl-C stops it.")
    assert "Making up" not in again.words
    os.kill(again.process.pid, signal.SIGKILL)
    again.process.communicate()
    deadline = time.monotonic() + 30
    programs = [sys.executable.encode(), b"heard"]
    while any(programs[1] in Path(f"/proc/{one}/cmdline").read_bytes() for one in python_of(state)):
        assert time.monotonic() < deadline, (
            "web server and worker end with their supervisor, even a killed one"
        )
        time.sleep(0.2)

    last = Running(state).until("Ctrl-C stops it.")
    assert "Making up" not in last.words
    assert last.ends(signal.SIGTERM) == 0
    assert processes(state) == []


def python_of(state):
    """Those of the programs that are ours and not the database's."""
    return [
        one
        for one in processes(state)
        if b"heard" in Path(f"/proc/{one}/cmdline").read_bytes() and not is_database(one)
    ]


def is_database(process):
    return b"postgres" in Path(f"/proc/{process}/cmdline").read_bytes()


def test_a_port_that_is_taken_is_told(state):
    import socket

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        env = {**environment(state, taken.getsockname()[1])}
        done = subprocess.run(DEMO, env=env, capture_output=True, text=True, timeout=60)
    assert done.returncode == 1
    assert "is taken. Give another in HEARD_PORT" in done.stderr
    assert processes(state) == []


def test_a_port_that_is_none_is_told(state):
    done = subprocess.run(DEMO, env=environment(state, "many"), capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stderr) == (
        2,
        "HEARD_PORT is 'many'. Write a number such as 8080, or leave it out.\n",
    )


def test_the_made_up_council_is_loaded_nowhere_else():
    env = {**os.environ, "HEARD_DEMO": ""}
    done = subprocess.run(
        [sys.executable, "-m", "heard.demonstration"], env=env, capture_output=True, text=True
    )
    assert done.returncode == 1
    assert "made-up people" in done.stderr
