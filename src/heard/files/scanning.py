"""Asking ClamAV's scanner whether a file carries something known to be harmful, by INSTREAM over TCP or a socket.

    scan(opened.pieces())      -> None, or "Win.Test.EICAR_HDB-1"        raises ScannerDown

Where no scanner is set (HEARD_CLAMD) nothing is ever called clean: `is_set` says so. The scanner gets the file through
the connection; use a local socket, or a network that others do not hear. Unheard-of harm is what `safe/` is for.
"""

from __future__ import annotations

import socket
import struct
from collections.abc import Iterable
from pathlib import Path

from django.conf import settings

CONNECT, ANSWER = 5.0, 120.0  # seconds
PIECE = 64 * 1024
_LONGEST_ANSWER = 4096


class ScannerDown(Exception):
    """The scanner could not be asked, or gave no verdict. `code` as in `told.py`: it is asked again."""

    def __init__(self, code: str, why: str = "") -> None:
        super().__init__(why or code)
        self.code = code


def is_set() -> bool:
    """Whether this Heard has a scanner."""
    return bool(getattr(settings, "HEARD_CLAMD", ""))


def scan(pieces: Iterable[bytes]) -> str | None:
    """The name of what was found in a file, or None where nothing was. Raises ScannerDown."""
    return _verdict(_conversation(b"zINSTREAM\0", pieces))


def ping() -> bool:
    """Whether the scanner answers. Raises ScannerDown where it does not."""
    return _conversation(b"zPING\0") == "PONG"


def _conversation(command: bytes, pieces: Iterable[bytes] | None = None) -> str:
    try:
        with _connected() as line:
            line.settimeout(ANSWER)
            line.sendall(command)
            if pieces is not None:
                _send(line, pieces)
            return _answer(line)
    except OSError as problem:
        raise ScannerDown("scanner-down", str(problem)) from None


def _connected() -> socket.socket:
    where = str(settings.HEARD_CLAMD)
    if where.startswith("/"):
        line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        line.settimeout(CONNECT)
        try:
            line.connect(str(Path(where)))
        except OSError:
            line.close()
            raise
        return line
    host, _, port = where.rpartition(":")
    if not host or not port.isdigit():
        raise ScannerDown("scanner-down", "HEARD_CLAMD is neither host:port nor the path of a socket.")
    return socket.create_connection((host.strip("[]"), int(port)), timeout=CONNECT)


def _send(line: socket.socket, pieces: Iterable[bytes]) -> None:
    """The file, each piece with its length before it, and a length of nought as the end."""
    try:
        for piece in pieces:
            for start in range(0, len(piece), PIECE):
                part = piece[start : start + PIECE]
                line.sendall(struct.pack("!L", len(part)) + part)
        line.sendall(struct.pack("!L", 0))
    except (BrokenPipeError, ConnectionResetError):
        return  # it has answered already, that the file is longer than it takes, say


def _answer(line: socket.socket) -> str:
    said = b""
    while not said.endswith(b"\0") and len(said) < _LONGEST_ANSWER:
        more = line.recv(1024)
        if not more:
            break
        said += more
    return said.rstrip(b"\0\n").decode("utf-8", errors="replace").strip()


def _verdict(said: str) -> str | None:
    """What an answer means. Only "stream: OK" means that nothing was found."""
    if said == "stream: OK":
        return None
    if said.startswith("stream: ") and said.endswith(" FOUND"):
        return said.removeprefix("stream: ").removesuffix(" FOUND")[:100]
    if "size limit exceeded" in said:
        raise ScannerDown("scanner-limit", said)
    raise ScannerDown("scanner-down", said or "no answer")
