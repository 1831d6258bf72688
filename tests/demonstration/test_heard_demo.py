"""`heard demo` as somebody starts it: all comes up, keeps its data, is stopped whole, and spares real records."""

import os
import re
import signal
import socket
import subprocess
import sys
import time

import pytest

from tests.demonstration.starting import DEMO, READY, Running, environment, processes, python_of


@pytest.mark.timeout(300)
def test_it_starts_and_says_where_and_who(first_start):
    assert first_start.address in first_start.words
    for shown in (
        "Complaints officer",
        "Complaints manager",
        "Team manager",
        "Service manager",
        "Head of service",
    ):
        assert re.search(rf"{shown} +\S+@larkshire\.example", first_start.words)
    assert first_start.ready == (200, '{"database": "ready", "migrations": "ready"}')
    assert first_start.first_page[0] == 200
    assert "Sign in" in first_start.first_page[1]


def test_ctrl_c_ends_everything(first_start):
    assert first_start.ended_with == 0
    assert first_start.left == []


def test_real_records_are_left_alone(first_start):
    assert "your DATABASE_URL is left alone" in first_start.words


def test_it_keeps_its_data_also_when_it_was_killed(first_start):
    state = first_start.state
    again = Running(state).until(READY)
    assert "Making up" not in again.words
    os.kill(again.process.pid, signal.SIGKILL)
    again.process.communicate()
    deadline = time.monotonic() + 30
    while python_of(state):
        assert time.monotonic() < deadline, (
            "web server and worker end with their supervisor, even a killed one"
        )
        time.sleep(0.2)

    last = Running(state).until(READY)
    assert "Making up" not in last.words
    assert last.ends(signal.SIGTERM) == 0
    assert processes(state) == []


def test_a_worker_that_dies_is_started_again(first_start):
    running = Running(first_start.state).until(READY)
    [worker] = [one for one in python_of(first_start.state) if one.says("worker")]
    os.kill(worker.id, signal.SIGKILL)
    running.until("The worker ended by itself and is started again.")
    assert running.ends(signal.SIGINT) == 0
    assert processes(first_start.state) == []


def test_a_port_that_is_taken_is_told(first_start):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        env = environment(first_start.state, taken.getsockname()[1])
        done = subprocess.run(DEMO, env=env, capture_output=True, text=True, timeout=60)
    assert done.returncode == 1
    assert "is taken. Give another in HEARD_PORT" in done.stderr
    assert processes(first_start.state) == []


def test_a_port_that_is_none_is_told(tmp_path):
    env = environment(tmp_path, "many")
    done = subprocess.run(DEMO, env=env, capture_output=True, text=True, timeout=60)
    assert done.returncode == 2
    assert done.stderr == "HEARD_PORT is 'many'. Write a number such as 8080, or leave it out.\n"


def test_the_made_up_council_is_loaded_nowhere_else():
    env = {**os.environ, "HEARD_DEMO": ""}
    done = subprocess.run(
        [sys.executable, "-m", "heard.demonstration"], env=env, capture_output=True, text=True
    )
    assert done.returncode == 1
    assert "made-up people" in done.stderr
