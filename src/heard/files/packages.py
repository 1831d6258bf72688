"""Office documents as what they are, zips: which kind one is, and whether it is fit to be unpacked at all.

    kind_of(file)      -> "docx"          raises Unfit("bomb"), Unfit("macros"), Unfit("archive") ...

It reads the list of parts and one small part. The list is measured before it is read, and everything else before it is
unpacked, so that no zip costs more than `LARGEST`. It takes nothing out: that is `safe/office_files.py`.
"""

from __future__ import annotations

import re
import struct
import zipfile
from typing import BinaryIO

MOST_PARTS = 3000
LARGEST = 200 * 1024 * 1024
"""Bytes that all parts together may have when they are unpacked."""
RATIO = 200
"""How many times larger than packed a part of a megabyte or more may be."""
LONGEST_LIST = 1024 * 1024
_MEGABYTE = 1024 * 1024
_END = b"PK\x05\x06"

_MAIN = "application/vnd.openxmlformats-officedocument."
_OOXML = {
    f"{_MAIN}wordprocessingml.document.main+xml": "docx",
    f"{_MAIN}spreadsheetml.sheet.main+xml": "xlsx",
}
_WITH_MACROS = re.compile(r"macroEnabled|vbaProject|intlmacrosheet|xlm", re.I)
_MACRO_PARTS = re.compile(r"(vbaproject.*\.bin|vbadata\.xml|(^|/)macrosheets/|^basic/|^scripts/)", re.I)
_PROGRAM_PARTS = re.compile(r"(oleobject[^/]*\.bin|(^|/)activex/|^object \d+$)", re.I)
_TYPES = "[Content_Types].xml"


class Unfit(Exception):
    """Not an office document that is taken. `code` as in `told.py`."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def opened(file: BinaryIO, budget: int = LARGEST) -> zipfile.ZipFile:
    """The zip, once its list of parts is known to be small and its parts fit for unpacking. Raises Unfit."""
    _check_list(file)
    try:
        package = zipfile.ZipFile(file)
        parts = package.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, struct.error):
        raise Unfit("broken") from None
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > budget:
        raise Unfit("bomb")
    for part in parts:
        _check_part(part)
    if len({part.filename.lower() for part in parts}) != len(parts):
        raise Unfit("two-kinds")
    return package


def kind_of(file: BinaryIO) -> str:
    """Which kind of office document it is: docx, xlsx or odt. Raises Unfit."""
    with opened(file) as package:
        names = package.namelist()
        if any(_MACRO_PARTS.search(name) for name in names):
            raise Unfit("macros")
        if any(_PROGRAM_PARTS.search(name.rsplit("/embeddings/", 1)[-1]) for name in names):
            raise Unfit("embedded")
        if _TYPES in names:
            return _of_types(read(package, _TYPES, _MEGABYTE).decode("utf-8", errors="replace"))
        if names[:1] == ["mimetype"]:
            media = read(package, "mimetype", 200)
            return _open_document(media.decode("ascii", errors="replace"))
    raise Unfit("archive")


def read(package: zipfile.ZipFile, name: str, most: int) -> bytes:
    """One part, unpacked, of at most so many bytes. Raises Unfit."""
    try:
        with package.open(name) as part:
            found = part.read(most + 1)
    except (zipfile.BadZipFile, KeyError, NotImplementedError, RuntimeError, EOFError, OSError):
        raise Unfit("broken") from None
    except Exception as problem:  # zlib and lzma raise errors of their own
        raise Unfit("broken") from problem
    if len(found) > most:
        raise Unfit("bomb")
    return found


def _check_list(file: BinaryIO) -> None:
    """The end of a zip says how long its list of parts is: refused before a long one is read."""
    size = file.seek(0, 2)
    file.seek(max(0, size - 65_557))
    tail = file.read(65_557)
    at = tail.rfind(_END)
    # A second, longer end (for zips of 4 GB and more) would overrule the one that is measured here.
    if at < 0 or len(tail) - at < 22 or tail[max(0, at - 20) : at].startswith(b"PK\x06\x07"):
        raise Unfit("broken")
    count, length, start = struct.unpack("<HII", tail[at + 10 : at + 20])
    if count > MOST_PARTS or length > LONGEST_LIST:
        raise Unfit("bomb")
    if start + length > size or 0xFFFFFFFF in (length, start):
        raise Unfit("broken")
    file.seek(0)


def _check_part(part: zipfile.ZipInfo) -> None:
    if part.flag_bits & 0x1:
        raise Unfit("locked")
    if part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise Unfit("broken")
    if part.file_size > _MEGABYTE and part.file_size > RATIO * max(1, part.compress_size):
        raise Unfit("bomb")
    name = part.filename
    if name.startswith(("/", "\\")) or ".." in re.split(r"[/\\]", name) or "\x00" in name or ":" in name:
        raise Unfit("two-kinds")


def _of_types(types: str) -> str:
    if _WITH_MACROS.search(types):
        raise Unfit("macros")
    for media, kind in _OOXML.items():
        if media in types:
            return kind
    raise Unfit("other-office" if _MAIN in types else "archive")


def _open_document(media: str) -> str:
    if media.strip() == "application/vnd.oasis.opendocument.text":
        return "odt"
    raise Unfit("other-office" if media.startswith("application/vnd.oasis") else "archive")
