"""Making a file safe, in a process of its own that has little memory, little time and none of Heard's secrets.

    with made_safe(PDF, opened.pieces()) as safe: safe.text, safe.removed, safe.pieces()       raises Unsafe, NotMade

The file goes to the process and comes back through pipes: nothing lies on a disk in the clear, and this process holds a
piece at a time. What is taken out of which kind is in `safe/`.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO

from heard.files.kinds import Kind
from heard.files.safe.done import LONGEST_TEXT, Unsafe

MEGABYTES = 1536
"""Memory that the process may ask for; a PDF of 50 MB needs a few hundred."""
SECONDS = 60
"""Of the processor; the clock on the wall gets three times that."""
PIECE = 256 * 1024


class NotMade(Exception):
    """The process died or ran out of time: of the file's doing, or of the machine's."""


@dataclass(frozen=True, slots=True)
class Safe:
    """A file made safe: its words, codes for what was taken out, and its bytes, which are read once."""

    text: str
    removed: list[str]
    out: IO[bytes]

    def pieces(self) -> Iterator[bytes]:
        """The safe copy, piece by piece."""
        while piece := self.out.read(PIECE):
            yield piece


@contextmanager
def made_safe(kind: Kind, pieces: Iterable[bytes]) -> Iterator[Safe]:
    """The safe copy of a file. Raises Unsafe with a code, or NotMade; the process is gone when the block ends."""
    with _started(kind) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        feeding = _Feeding(process.stdin, pieces)
        clock = threading.Timer(SECONDS * 3, process.kill)
        clock.start()
        feeding.start()
        try:
            yield _answer(process)
            if process.wait() != 0:
                raise _died(process)
        finally:
            clock.cancel()
            process.kill()
            process.stdout.close()
            feeding.join()
            # Where the file itself could not be read, what the process made of half of it says nothing.
            if feeding.problem is not None:
                raise feeding.problem


def _started(kind: Kind) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-I", "-m", "heard.files.safe.child", kind.id, str(MEGABYTES), str(SECONDS)]
    # Nothing of the environment is passed on but what Python needs to run: no address of the database, no key.
    passed = {name: os.environ[name] for name in ("PATH", "LD_LIBRARY_PATH") if name in os.environ}
    return subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**passed, "LC_ALL": "C.UTF-8"},
        cwd="/",
        start_new_session=True,
    )


def _died(process: subprocess.Popen[bytes]) -> Exception:
    """Why the process ended in the middle: the file needs more time than any gets, or something that may not last."""
    if process.wait() == -signal.SIGXCPU:
        return Unsafe("too-heavy")
    return NotMade("The process that makes files safe ended in the middle.")


def _answer(process: subprocess.Popen[bytes]) -> Safe:
    """The line that the process answers with, and the words after it."""
    assert process.stdout is not None
    out = process.stdout
    line = out.readline(4096)
    if not line:
        raise _died(process)
    try:
        told = json.loads(line)
        if "problem" in told:
            raise Unsafe(str(told["problem"]))
        removed, length = [str(one) for one in told["removed"]], int(told["text"])
    except (ValueError, KeyError, TypeError):
        raise NotMade("The process that makes files safe gave no answer.") from None
    if not 0 <= length <= LONGEST_TEXT * 4:
        raise NotMade("The process that makes files safe gave an answer that is none.")
    return Safe(out.read(length).decode("utf-8", errors="replace"), removed, out)


class _Feeding(threading.Thread):
    """Writes the file into the process, which reads all of it before it answers."""

    def __init__(self, into: IO[bytes], pieces: Iterable[bytes]) -> None:
        super().__init__(daemon=True)
        self._into, self._pieces = into, pieces
        self.problem: Exception | None = None

    def run(self) -> None:
        try:
            with self._into:
                for piece in self._pieces:
                    self._into.write(piece)
        except BrokenPipeError:
            return  # it has answered or died already: the other end says which
        except Exception as problem:
            self.problem = problem
