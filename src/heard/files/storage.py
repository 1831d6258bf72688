"""Where sealed bytes lie: a folder of this machine, or a bucket of S3-compatible storage (`bucket.py`), by setting.

    with documents().put(place) as writing: writing.write(b"...")        there whole when the block ends, or not at all
    documents().read(place, 0, 100)

A place is 32 hexadecimal digits that Heard itself makes: no word of a user becomes a path. What is sealed, and how, is
`sealing.py`.
"""

from __future__ import annotations

import errno
import os
import re
import secrets
import stat
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Protocol

from django.conf import settings

_PLACE = re.compile(r"[0-9a-f]{32}")
_PART = ".part"
_NO_LINKS = {errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EMLINK}


class NoStorage(Exception):
    """There is nowhere to keep documents, and which setting would say where."""


class Missing(Exception):
    """Nothing lies in that place."""


class Writing(Protocol):
    """Somewhere to write the bytes of one place, one after the other."""

    def write(self, data: bytes, /) -> object: ...


class Storage(Protocol):
    """A store of bytes by place."""

    def put(self, place: str) -> AbstractContextManager[Writing]:
        """Write a new place, whole or not at all. An error inside the block leaves nothing."""

    def read(self, place: str, start: int, length: int) -> bytes:
        """Some bytes. Raises Missing."""

    def size(self, place: str) -> int:
        """How many bytes lie there. Raises Missing."""

    def remove(self, place: str) -> None:
        """Take the bytes away; nothing happens where there are none."""

    def places(self) -> Iterator[tuple[str, float]]:
        """Every place with the moment it was written (seconds since 1970), unfinished ones included."""


def new_place() -> str:
    """A place that nothing has yet: 32 hexadecimal digits."""
    return secrets.token_hex(16)


def checked(place: str) -> str:
    """The place, if it is one. Raises ValueError."""
    if not _PLACE.fullmatch(place):
        raise ValueError("A place is 32 hexadecimal digits.")
    return place


def documents() -> Storage:
    """Where the sealed documents lie. Raises NoStorage."""
    return _at(_address("HEARD_FILES"))


def halves() -> Storage:
    """Where the second halves of the documents' keys lie. Raises NoStorage, also where both would lie together."""
    address = _address("HEARD_FILES_KEYS")
    if address.rstrip("/") == _address("HEARD_FILES").rstrip("/"):
        raise NoStorage(
            "HEARD_FILES_KEYS names the same place as HEARD_FILES. Give the keys a place of their own, so that "
            "backups of the documents do not hold them."
        )
    return _at(address)


def _address(setting: str) -> str:
    address = str(getattr(settings, setting, "") or "")
    if not address:
        raise NoStorage(
            f"Set {setting} to a folder, or to s3://bucket/prefix, so that documents can be kept."
        )
    return address


@lru_cache(maxsize=8)
def _at(address: str) -> Storage:
    if address.startswith("s3://"):
        from heard.files.bucket import Bucket

        return Bucket(address)
    return Folder(Path(address))


class Folder:
    """A folder of this machine. Only the user that Heard runs as may look into it."""

    def __init__(self, root: Path) -> None:
        if not root.is_absolute():
            raise NoStorage(
                f"{root} is not a whole path. Write where the folder is from the root of the machine."
            )
        self.root = root

    @contextmanager
    def put(self, place: str) -> Iterator[Writing]:
        final = self._path(place)
        final.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        part = final.with_name(f"{place}.{secrets.token_hex(4)}{_PART}")
        handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
        try:
            with os.fdopen(handle, "wb") as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            _put_in_place(part, final)
            _settle(final.parent)
        finally:
            part.unlink(missing_ok=True)

    def read(self, place: str, start: int, length: int) -> bytes:
        try:
            with self._path(place).open("rb") as file:
                file.seek(start)
                return file.read(length)
        except FileNotFoundError:
            raise Missing(place) from None

    def size(self, place: str) -> int:
        try:
            return self._path(place).stat().st_size
        except FileNotFoundError:
            raise Missing(place) from None

    def remove(self, place: str) -> None:
        """Overwrite and unlink. A disk may keep old blocks all the same: what destroys is that the key is gone."""
        path = self._path(place)
        try:
            with path.open("r+b") as file:
                left = path.stat().st_size
                while left > 0:
                    left -= file.write(bytes(min(left, 1 << 20)))
                file.flush()
                os.fsync(file.fileno())
            path.unlink(missing_ok=True)
            _settle(path.parent)
        except FileNotFoundError:
            return

    def places(self) -> Iterator[tuple[str, float]]:
        for path in sorted(self.root.glob("??/*")):
            found = path.name.split(".")[0]
            if _PLACE.fullmatch(found) and stat.S_ISREG((told := path.lstat()).st_mode):
                yield found, told.st_mtime

    def clear_parts(self, before: float) -> int:
        """Take away what writers that were killed left unfinished before a moment; how many."""
        parts = [one for one in self.root.glob(f"??/*{_PART}") if one.lstat().st_mtime < before]
        for one in parts:
            one.unlink(missing_ok=True)
        return len(parts)

    def _path(self, place: str) -> Path:
        return self.root / checked(place)[:2] / place


def _put_in_place(part: Path, final: Path) -> None:
    """Give what is written its place. A link is refused where the place is taken; a renaming would take it over."""
    try:
        os.link(part, final)
    except OSError as problem:
        # Some shared folders know no links. Places are random, so two writers never want the same one.
        if problem.errno not in _NO_LINKS:
            raise
        if final.exists():
            raise FileExistsError(errno.EEXIST, "This place is taken", str(final)) from None
        part.rename(final)


def _settle(folder: Path) -> None:
    """Let the folder's own list of names reach the disk."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
