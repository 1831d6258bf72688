"""The process that looks at hostile files, taken over by one: it reads nothing of the machine and reaches nobody."""

import subprocess
import sys

import pytest

# What a file does that has found a way to run: it stands in place of the part that looks at files.
TAKEN_OVER = """
import os, socket, sys
from heard.files.safe import child
from heard.files.safe.done import Done
part = child.import_module("heard.files.safe.{part}")

def given(what):
    try:
        return str(what())
    except OSError as problem:
        return type(problem).__name__

def evil(kind, data):
    tries = [lambda: open("/proc/self/status").read(5), lambda: socket.socket(socket.AF_UNIX),
             lambda: socket.create_connection(("127.0.0.1", 1)), os.pipe, lambda: os.dup(1),
             lambda: os.close(0) or os.open("/proc/self/status", os.O_RDONLY)]
    return Done(b"", " ".join(given(one) for one in tries))

part.made_safe = evil
child.limit(1536, 60)
print(child.made_safe("{kind}", b"").text)
"""


@pytest.mark.parametrize(
    ("kind", "part"),
    [("pdf", "pdf"), ("docx", "office_files"), ("png", "pictures"), ("email", "letters_by_mail")],
)
def test_it_opens_no_file_and_no_connection(kind, part):
    words = TAKEN_OVER.format(kind=kind, part=part)
    done = subprocess.run(
        [sys.executable, "-I", "-c", words], capture_output=True, text=True, timeout=60, cwd="/"
    )
    assert done.returncode == 0, done.stderr
    assert set(done.stdout.split()) == {"OSError"}
