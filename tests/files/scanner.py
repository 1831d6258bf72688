"""A virus scanner for the tests: ClamAV's own clamd with one harmless signature, or else a stand-in, and which it is.

    with running(folder) as scanner: settings.HEARD_CLAMD = scanner.socket

`tools/scanner.sh` notes where clamd is. The stand-in speaks INSTREAM as clamd does and knows the same one file; a run
with it proves the conversation, not the scanner.
"""

import os
import shutil
import socketserver
import struct
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from hashlib import md5
from pathlib import Path
from socket import create_connection, socket

from tests.files.documents import EICAR

NOTED = Path(__file__).parents[2] / ".scanner" / "path"
NAME = "Test.EICAR.UNOFFICIAL"
LARGEST = 20 * 1024 * 1024
"""What the tests' scanner takes; longer streams it refuses."""


@dataclass(frozen=True)
class Scanner:
    """A scanner that answers on a local socket and on a port of this machine. `real` where it is clamd."""

    socket: str
    port: int
    real: bool


@contextmanager
def running(folder: Path) -> Iterator[Scanner]:
    """A scanner with its files in this folder."""
    program, libraries = noted()
    with closing(socket()) as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    path = str(folder / "clamd.socket")
    if program:
        with _clamd(folder, program, libraries, port):
            yield Scanner(path, port, True)
    else:
        with _stand_in(path, port):
            yield Scanner(path, port, False)


def noted() -> tuple[str, str]:
    """The path of clamd and of its libraries; empty where there is none."""
    lines = NOTED.read_text(encoding="utf-8").splitlines() if NOTED.is_file() else []
    program = lines[0] if lines else shutil.which("clamd") or ""
    return program, lines[1] if len(lines) > 1 else ""


@contextmanager
def _clamd(folder: Path, program: str, libraries: str, port: int) -> Iterator[None]:
    lists = folder / "lists"
    lists.mkdir()
    (lists / "test.hdb").write_text(f"{md5(EICAR).hexdigest()}:{len(EICAR)}:Test.EICAR\n", encoding="ascii")
    told = {
        "LocalSocket": folder / "clamd.socket",
        "TCPSocket": port,
        "TCPAddr": "127.0.0.1",
        "DatabaseDirectory": lists,
        "Foreground": "yes",
        "StreamMaxLength": LARGEST,
    }
    config = folder / "clamd.conf"
    config.write_text("".join(f"{name} {value}\n" for name, value in told.items()), encoding="utf-8")
    with (folder / "clamd.log").open("wb") as log:
        process = subprocess.Popen(
            [program, "--config-file", str(config)],
            stdout=log,
            stderr=log,
            env={**os.environ, "LD_LIBRARY_PATH": libraries},
        )
        try:
            _wait(port, folder / "clamd.log")
            yield
        finally:
            process.terminate()
            process.wait(20)


def _wait(port: int, log: Path) -> None:
    for _ in range(300):
        try:
            create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            time.sleep(0.1)
    raise AssertionError(f"clamd did not start: {log.read_text(encoding='utf-8', errors='replace')}")


class _Answer(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        command = b""
        while not command.endswith(b"\0"):
            command += self.rfile.read(1)
        if command == b"zPING\0":
            self.wfile.write(b"PONG\0")
            return
        data = b""
        while length := struct.unpack("!L", self.rfile.read(4))[0]:
            data += self.rfile.read(length)
            if len(data) > LARGEST:
                self.wfile.write(b"INSTREAM size limit exceeded. ERROR\0")
                return
        found = data == EICAR
        self.wfile.write(f"stream: {NAME} FOUND\0".encode() if found else b"stream: OK\0")


@contextmanager
def _stand_in(path: str, port: int) -> Iterator[None]:
    servers = [
        socketserver.ThreadingUnixStreamServer(path, _Answer),
        socketserver.ThreadingTCPServer(("127.0.0.1", port), _Answer),
    ]
    for server in servers:
        threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield
    finally:
        for server in servers:
            server.shutdown()
            server.server_close()
