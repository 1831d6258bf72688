"""The keys of documents: each its own, locked twice, by a master key that changes and by a half that can be lost.

    key, locked = make(place);   unlock(place, locked) == key

The row of a version holds the key locked by both; the half lies in a small store of its own (HEARD_FILES_KEYS) that
is in no long backup. Destroying takes the half away: then neither the row, nor a backup of it, nor the master key opens
anything (docs/decisions/0012-documents.md). Changing the master key is `rotating.py`.
"""

from __future__ import annotations

import base64
import binascii
import re
import secrets
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

from heard.files import storage
from heard.files.sealing import KEY, new_key

_NONCE = 12
_WRITTEN = re.compile(r"([A-Za-z0-9_-]{1,20}):([A-Za-z0-9_=-]{43,44})")
LONGEST_FILE = 64 * 1024


class NoKey(Exception):
    """A document cannot be opened or sealed: the master key or the half is not there, or is not the right one."""


@dataclass(frozen=True, slots=True)
class Locked:
    """A document's key as its row holds it, and the id of the master key that locks it."""

    key_id: str
    sealed: bytes


@dataclass(frozen=True, slots=True)
class Masters:
    """The master keys that this process was given: the one for new documents, and all by id."""

    current: str
    by_id: dict[str, bytes]

    def __repr__(self) -> str:
        return f"Masters({', '.join(self.by_id)})"  # never the keys, which a traceback would show

    def cipher(self, key_id: str) -> AESGCM:
        """The master key of this id. Raises NoKey."""
        if key_id not in self.by_id:
            raise NoKey(f"The master key {key_id} is needed, and HEARD_FILES_KEY does not hold it.")
        return AESGCM(self.by_id[key_id])


def written_anew(key_id: str) -> str:
    """A new master key as HEARD_FILES_KEY holds it: the id, a colon, and 32 random bytes in base64."""
    written = f"{key_id}:{base64.urlsafe_b64encode(secrets.token_bytes(KEY)).decode()}"
    if not _WRITTEN.fullmatch(written):
        raise ValueError("The id of a key is 1 to 20 letters, digits, hyphens or underscores.")
    return written


def masters() -> Masters:
    """The master keys of HEARD_FILES_KEY: one or several, the first for new documents. Raises NoKey."""
    given = str(getattr(settings, "HEARD_FILES_KEY", "") or "").strip()
    if not given:
        raise NoKey("Set HEARD_FILES_KEY, so that documents can be sealed. `heard keys new` makes one.")
    return read(_of_file(given.removeprefix("file:")) if given.startswith("file:") else given)


@lru_cache(maxsize=8)
def read(written: str) -> Masters:
    """Master keys as they are written: with commas or on lines. Raises NoKey, never quoting a key."""
    lines = [line.split("#")[0].strip() for line in re.split(r"[,\n]", written)]
    found: dict[str, bytes] = {}
    for number, line in enumerate(filter(None, lines), 1):
        told = _WRITTEN.fullmatch(line)
        if told is None or told[1] in found:
            raise NoKey(
                f"Key {number} of HEARD_FILES_KEY is not written as `heard keys new` writes one, or its id is "
                "there twice."
            )
        found[told[1]] = _decoded(told[2], number)
    if not found:
        raise NoKey("HEARD_FILES_KEY holds no key. `heard keys new` makes one.")
    return Masters(next(iter(found)), found)


def _decoded(text: str, number: int) -> bytes:
    try:
        key = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except (binascii.Error, ValueError):
        key = b""
    if len(key) != KEY:
        raise NoKey(f"Key {number} of HEARD_FILES_KEY is not 32 bytes in base64.")
    return key


def _of_file(name: str) -> str:
    try:
        with Path(name).open("rb") as file:
            return file.read(LONGEST_FILE).decode("ascii")
    except (OSError, UnicodeDecodeError) as problem:
        raise NoKey(f"HEARD_FILES_KEY names the file {name}, which could not be read: {problem}") from None


def make(place: str) -> tuple[bytes, Locked]:
    """A new key for what is to lie in a place, and the same key locked. Its half is kept before this returns."""
    known, key, half = masters(), new_key(), new_key()
    with storage.halves().put(place) as writing:
        writing.write(half)
    inner = _lock(AESGCM(half), key, place)
    return key, Locked(known.current, _lock(known.cipher(known.current), inner, place))


def unlock(place: str, locked: Locked) -> bytes:
    """The key of what lies in a place. Raises NoKey."""
    inner = _unlock(masters().cipher(locked.key_id), locked.sealed, place)
    try:
        half = storage.halves().read(place, 0, KEY + 1)
    except storage.Missing:
        raise NoKey(
            "The half of this document's key is gone: it was destroyed, or the store of keys is not whole."
        ) from None
    if len(half) != KEY:
        raise NoKey("The half of this document's key was spoiled.")
    return _unlock(AESGCM(half), inner, place)


def locked_anew(place: str, locked: Locked) -> Locked:
    """The same key under the current master key. The half is not needed for it."""
    known = masters()
    inner = _unlock(known.cipher(locked.key_id), locked.sealed, place)
    return Locked(known.current, _lock(known.cipher(known.current), inner, place))


def forget(place: str) -> None:
    """Take the half away: whatever copies there are, nothing opens what lies in this place any more."""
    storage.halves().remove(place)


def _lock(cipher: AESGCM, plain: bytes, place: str) -> bytes:
    nonce = secrets.token_bytes(_NONCE)
    return nonce + cipher.encrypt(nonce, plain, place.encode())


def _unlock(cipher: AESGCM, locked: bytes, place: str) -> bytes:
    try:
        return cipher.decrypt(bytes(locked[:_NONCE]), bytes(locked[_NONCE:]), place.encode())
    except (InvalidTag, ValueError):
        raise NoKey("The key of this document does not open with the master key that it names.") from None
