"""Sealing the bytes of a document: AES-256-GCM in chunks, so that 200 MB are sealed and opened in little memory.

    sealer = Sealer(key, place, out.write); sealer.add(b"..."); sealer.finish()
    Opened(key, place, read_at, sealed_size).read()

Each chunk is bound to its document's place, to its number and to being the last or not: a chunk changed, cut off,
moved, repeated or brought from another document is `Spoiled`. Where keys come from is `keys.py`.
"""

from __future__ import annotations

import io
import secrets
from collections.abc import Callable, Iterator

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

MARK = b"HEARD-SEALED-1\n\x00"
CHUNK = 64 * 1024
TAG = 16
AHEAD = 16  # chunks that are fetched at once, so that a bucket is not asked for each
_PREFIX = 7  # random bytes in a file's nonces; then 4 of the chunk's number, and one that says whether it is the last
HEADER = len(MARK) + _PREFIX
KEY = 32

ReadAt = Callable[[int, int], bytes]
"""Reads sealed bytes: from where, how many. Fewer come back only at the end."""


class Spoiled(Exception):
    """What is sealed does not open: another key, or bytes that were changed, cut off, moved or put in."""


def new_key() -> bytes:
    """A key for one document, 32 random bytes."""
    return secrets.token_bytes(KEY)


def sealed_size(size: int) -> int:
    """How many bytes `size` bytes make when they are sealed."""
    chunks = max(1, -(-size // CHUNK))
    return HEADER + size + chunks * TAG


def plain_size(sealed: int) -> int:
    """How many bytes are inside so many sealed ones. Raises Spoiled where no sealed file has that size."""
    chunks, rest = divmod(sealed - HEADER, CHUNK + TAG)
    if sealed < HEADER + TAG or 0 < rest < TAG or (rest == TAG and chunks):
        raise Spoiled("The file has been cut off.")
    return sealed - HEADER - (chunks + bool(rest)) * TAG


class _Chunks:
    """What binds each chunk to its file, its number and its being last."""

    def __init__(self, key: bytes, place: str, prefix: bytes) -> None:
        self._cipher = AESGCM(key)
        self._bound = MARK + place.encode()
        self._prefix = prefix

    def _nonce(self, number: int, last: bool) -> bytes:
        return self._prefix + number.to_bytes(4, "big") + bytes([last])

    def seal(self, number: int, plain: bytes, last: bool) -> bytes:
        return self._cipher.encrypt(self._nonce(number, last), plain, self._bound)

    def open(self, number: int, sealed: bytes, last: bool) -> bytes:
        try:
            return self._cipher.decrypt(self._nonce(number, last), sealed, self._bound)
        except InvalidTag:
            raise Spoiled(f"Chunk {number} does not open with this key in this place.") from None


class Sealer:
    """Takes plain bytes in pieces of any length, and writes sealed ones. Holds one chunk in memory."""

    def __init__(self, key: bytes, place: str, write: Callable[[bytes], object]) -> None:
        prefix = secrets.token_bytes(_PREFIX)
        self._chunks = _Chunks(key, place, prefix)
        self._write = write
        self._waiting = bytearray()
        self._number = 0
        write(MARK + prefix)

    def add(self, piece: bytes) -> None:
        """Seal some more bytes."""
        self._waiting += piece
        # A full chunk waits until more comes, since the last chunk is sealed as the last.
        while len(self._waiting) > CHUNK:
            self._put(bytes(self._waiting[:CHUNK]), last=False)
            del self._waiting[:CHUNK]

    def finish(self) -> None:
        """Seal what is left, as the end."""
        self._put(bytes(self._waiting), last=True)
        self._waiting.clear()

    def _put(self, plain: bytes, last: bool) -> None:
        self._write(self._chunks.seal(self._number, plain, last))
        self._number += 1


class Opened(io.RawIOBase):
    """A sealed file, opened for reading anywhere in it. Each chunk is proven before a byte of it is given out.

    Memory: a megabyte, fetched ahead.
    """

    def __init__(self, key: bytes, place: str, read_at: ReadAt, sealed: int) -> None:
        super().__init__()
        self.size = plain_size(sealed)
        self._read_at = read_at
        self._last = max(0, -(-self.size // CHUNK) - 1)
        header = read_at(0, HEADER)
        if header[: len(MARK)] != MARK or len(header) != HEADER:
            raise Spoiled("This is not a file that Heard has sealed.")
        self._chunks = _Chunks(key, place, header[len(MARK) :])
        self._at = 0
        self._known: tuple[int, bytes] = (-1, b"")
        self._fetched: tuple[int, bytes] = (-1, b"")

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._at

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        start = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self.size}[whence]
        if start + offset < 0:
            raise ValueError("There is nothing before the beginning.")
        self._at = start + offset
        return self._at

    def read(self, size: int = -1) -> bytes:
        """The next bytes; all that are left for -1. No bytes at the end."""
        left = max(0, self.size - self._at)
        wanted = left if size is None or size < 0 else min(size, left)
        if not self.size:
            self._chunk(0)  # an empty file is proven too
        pieces = []
        while wanted > 0:
            number, inside = divmod(self._at, CHUNK)
            piece = self._chunk(number)[inside : inside + wanted]
            pieces.append(piece)
            self._at += len(piece)
            wanted -= len(piece)
        return b"".join(pieces)

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        found = self.read(len(buffer))
        buffer[: len(found)] = found
        return len(found)

    def pieces(self) -> Iterator[bytes]:
        """The whole file from its beginning, a chunk at a time."""
        for number in range(self._last + 1):
            yield self._chunk(number)

    def _chunk(self, number: int) -> bytes:
        if self._known[0] != number:
            self._known = (number, self._chunks.open(number, self._sealed(number), number == self._last))
        return self._known[1]

    def _sealed(self, number: int) -> bytes:
        each, (block, inside) = CHUNK + TAG, divmod(number, AHEAD)
        if self._fetched[0] != block:
            self._fetched = (block, self._read_at(HEADER + block * AHEAD * each, AHEAD * each))
        return self._fetched[1][inside * each : (inside + 1) * each]
