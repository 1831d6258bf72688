"""`heard demo` started as a program of its own, on a state folder and a port of its own, and looked at from outside.

Running(state).until("Ctrl-C stops it.").ends(signal.SIGINT)     -> 0
"""

import os
import subprocess
import sys
import urllib.request
from dataclasses import dataclass
from pathlib import Path

from tests.chasers.post_office import free_port

DAY = "2026-11-17"
DEMO = [sys.executable, "-m", "heard.cli", "demo", "--today", DAY]
READY = "Ctrl-C stops it."
# Somebody's real records, which must be left alone; and an office that is never open, so that the worker waits.
MORE = {"DATABASE_URL": "postgresql://real/records", "HEARD_CHASER_HOURS": "00:00-00:01"}


def environment(state, port):
    plain = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("HEARD_", "DATABASE_URL", "DJANGO"))
    }
    return {**plain, "HEARD_STATE": str(state), "HEARD_PORT": str(port), **MORE}


@dataclass(frozen=True)
class Program:
    """A program that runs: its number and its command."""

    id: int
    command: tuple[bytes, ...]

    def says(self, word):
        return word.encode() in self.command


def processes(state):
    """The programs that were started for this state folder and still run."""
    found = []
    for place in Path("/proc").glob("[0-9]*"):
        try:
            command = tuple((place / "cmdline").read_bytes().split(b"\0"))
            mine = f"HEARD_STATE={state}".encode() in (place / "environ").read_bytes().split(b"\0")
        except OSError:
            continue
        if command[0] and (mine or any(str(state).encode() in word for word in command)):
            found.append(Program(int(place.name), command))
    return found


def python_of(state):
    """Those of them that are Heard's own and not the database's."""
    return [one for one in processes(state) if one.says("heard.cli") or one.says("granian")]


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
