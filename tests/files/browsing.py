"""Somebody who sends files to the real web server, and may stop in the middle: written down to the socket.

sender = Sender(address, client);  answer = sender.send("/children/1/folders/complaints/add/", [("a.pdf", pieces)])
"""

import http.client
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

BOUNDARY = "boundary0123456789"
SECRET = "a" * 32
MEGABYTE = 1024 * 1024


@dataclass
class Answer:
    """What the server answered: its status, its words and where it leads."""

    status: int
    text: str
    where: str


class Sender:
    """A browser without a window, signed in as the Django test client that it is given (or as nobody)."""

    def __init__(self, address: str, client=None) -> None:
        self.host = urlsplit(address).netloc
        cookies = {"heard_csrf": SECRET}
        if client is not None:
            cookies["heard_session"] = client.cookies["heard_session"].value
        self.cookies = "; ".join(f"{name}={value}" for name, value in cookies.items())

    def send(self, path: str, files, stop_after: int | None = None, **fields: str) -> Answer | None:
        """Post files, each a name, its size and its pieces. `stop_after` so many pieces the line is cut."""
        parts = [
            (f'name="{name}"', [value.encode()])
            for name, value in {"csrfmiddlewaretoken": SECRET, **fields}.items()
        ]
        lengths = [len(value[0]) for _, value in parts]
        for name, size, pieces in files:
            parts.append(
                (f'name="documents"; filename="{name}"\r\nContent-Type: application/octet-stream', pieces)
            )
            lengths.append(size)
        heads = [
            f"--{BOUNDARY}\r\nContent-Disposition: form-data; {head}\r\n\r\n".encode() for head, _ in parts
        ]
        end = f"--{BOUNDARY}--\r\n".encode()
        line = http.client.HTTPConnection(self.host, timeout=60)
        line.putrequest("POST", path)
        line.putheader("Cookie", self.cookies)
        line.putheader("Content-Type", f"multipart/form-data; boundary={BOUNDARY}")
        line.putheader("Content-Length", str(sum(map(len, heads)) + sum(lengths) + 2 * len(parts) + len(end)))
        line.endheaders()
        sent = 0
        try:
            for head, (_, pieces) in zip(heads, parts, strict=True):
                line.send(head)
                for piece in pieces:
                    if stop_after is not None and sent >= stop_after:
                        line.close()
                        return None
                    line.send(piece)
                    sent += 1
                line.send(b"\r\n")
            line.send(end)
        except (BrokenPipeError, ConnectionResetError):
            pass  # it has answered before it had everything
        return self._answer(line)

    def _answer(self, line: http.client.HTTPConnection) -> Answer:
        got = line.getresponse()
        return Answer(
            got.status, got.read().decode("utf-8", errors="replace"), got.headers.get("Location", "")
        )


def of_zeros(megabytes: int):
    """So many megabytes of text, a piece at a time."""
    return megabytes * MEGABYTE, (b"0" * MEGABYTE for _ in range(megabytes))


def parent_of(process_id: int) -> int:
    """Which process started this one."""
    return int(Path(f"/proc/{process_id}/stat").read_text().rsplit(")", 1)[1].split()[1])


def family_of(process_id: int) -> list[int]:
    """A process and those that it started."""
    found = [process_id]
    for path in sorted(Path("/proc").glob("[0-9]*"), key=lambda one: int(one.name)):
        with suppress(OSError):
            if parent_of(int(path.name)) in found:
                found.append(int(path.name))
    return found


def most_memory(process_id: int) -> int:
    """The most memory that a process, or one that it started, ever had, in megabytes."""
    told = [
        line for one in family_of(process_id) for line in Path(f"/proc/{one}/status").read_text().splitlines()
    ]
    return max(int(line.split()[1]) // 1024 for line in told if line.startswith("VmHWM:"))
