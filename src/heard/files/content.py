"""The content of a version: opened where its key and its bytes are, sealed anew, and let go of for good.

    opened(version).pieces()          raises NoKey, Missing, Spoiled

Who may open it is `access.py`, whether it may be opened yet `Version.may_be_opened`: nothing is asked here.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import structlog

from heard.files import keys, storage
from heard.files.models import Version
from heard.files.sealing import Opened, Sealer, sealed_size

log = structlog.get_logger("heard.files")


@dataclass(frozen=True, slots=True)
class Sealed:
    """Bytes that were sealed: where, with which key, and how many they were."""

    place: str
    locked: keys.Locked
    size: int


def opened(version: Version) -> Opened:
    """The content for reading. Raises NoKey, Missing or Spoiled; Spoiled may also come later, while it is read."""
    key = keys.unlock(version.place, keys.Locked(version.key_id, bytes(version.sealed_key)))
    there = storage.documents()
    place = version.place

    def read_at(start: int, length: int) -> bytes:
        return there.read(place, start, length)

    return Opened(key, place, read_at, _whole(there.size(place), version))


def _whole(size: int, version: Version) -> int:
    """The size of the sealed file, if it is the one that the row knows: a longer or shorter one was not sealed here."""
    if version.kept_size and size != sealed_size(version.kept_size):
        raise storage.Missing(f"{version.place} has another size than it was given.")
    return size


def seal(pieces: Iterable[bytes]) -> Sealed:
    """Seal bytes in a new place with a new key. Where anything fails nothing stays."""
    place = storage.new_place()
    key, locked = keys.make(place)
    size = 0
    try:
        with storage.documents().put(place) as writing:
            sealer = Sealer(key, place, writing.write)
            for piece in pieces:
                size += len(piece)
                sealer.add(piece)
            sealer.finish()
    except BaseException:
        let_go(place)
        raise
    return Sealed(place, locked, size)


def let_go(place: str) -> bool:
    """Take the half of the key away, then the bytes; whether both are gone. If not, the worker does it later."""
    try:
        keys.forget(place)
        storage.documents().remove(place)
    except Exception as problem:
        # Whatever the store answers, what was decided is decided: the sweep tries until it is done.
        log.warning("content stays for the sweep", place=place, why=type(problem).__name__)
        return False
    return True
