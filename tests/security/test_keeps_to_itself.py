"""The worker holds keys and starts what looks at hostile files: nothing else of its account looks into it."""

import argparse
import subprocess
import sys

from heard.cli import serving

SAYS = """
import ctypes
from heard.cli.lifetime import keep_to_itself
before = ctypes.CDLL(None).prctl(3, 0, 0, 0, 0)
keep_to_itself()
print(before, ctypes.CDLL(None).prctl(3, 0, 0, 0, 0))
"""


def test_a_process_that_keeps_to_itself_is_not_looked_into():
    done = subprocess.run([sys.executable, "-c", SAYS], capture_output=True, text=True, timeout=60)
    assert done.stdout.split() == ["1", "0"], done.stderr


def test_the_worker_keeps_to_itself_before_it_reads_its_settings(monkeypatch):
    order = []
    monkeypatch.setattr(serving, "keep_to_itself", lambda: order.append("kept"))
    monkeypatch.setattr(serving, "set_up", lambda: order.append("set up"))
    monkeypatch.setattr("heard.chasers.worker.run_once", lambda: order.append("worked"))
    serving.work(argparse.Namespace(once=True))
    assert order == ["kept", "set up", "worked"]
