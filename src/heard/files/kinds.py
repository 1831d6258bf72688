"""What a file is, by what is in it and never by its name: a closed list of kinds that are taken, all else refused.

    look(open("letter.exe", "rb"))     -> PDF        raises NotTaken("program")

It reads the beginning, and of a zip the list of its parts: little memory, whatever the file. Whether what is inside is
well is found later, in a process of its own (`safe/`). A code's sentence is in `told.py`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import BinaryIO

from heard.files import packages

HEAD = 8192


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file that is taken: its id, the ending of its name and its media type."""

    id: str
    ending: str
    media_type: str


_OFFICE = "application/vnd.openxmlformats-officedocument."
PDF = Kind("pdf", "pdf", "application/pdf")
DOCX = Kind("docx", "docx", f"{_OFFICE}wordprocessingml.document")
XLSX = Kind("xlsx", "xlsx", f"{_OFFICE}spreadsheetml.sheet")
ODT = Kind("odt", "odt", "application/vnd.oasis.opendocument.text")
JPEG = Kind("jpeg", "jpg", "image/jpeg")
PNG = Kind("png", "png", "image/png")
TEXT = Kind("text", "txt", "text/plain; charset=utf-8")
HTML = Kind("html", "html", "text/html; charset=utf-8")
EMAIL = Kind("email", "html", "text/html; charset=utf-8")
"""An e-mail is kept as a page of its words (`safe/letters_by_mail.py`), so that is what a download is."""
TAKEN = {kind.id: kind for kind in (PDF, DOCX, XLSX, ODT, JPEG, PNG, TEXT, HTML, EMAIL)}

# What is known and refused: how it begins, from which byte, and the code of the sentence that says why.
_REFUSED = (
    (b"MZ", 0, "program"),
    (b"\x7fELF", 0, "program"),
    (b"\xca\xfe\xba\xbe", 0, "program"),
    (b"\xcf\xfa\xed\xfe", 0, "program"),
    (b"\xfe\xed\xfa", 0, "program"),
    (b"\x00asm", 0, "program"),
    (b"dex\n", 0, "program"),
    (b"#!", 0, "program"),
    (b"L\x00\x00\x00\x01\x14\x02\x00", 0, "program"),
    (b"PK\x05\x06", 0, "archive"),
    (b"PK\x07\x08", 0, "archive"),
    (b"Rar!", 0, "archive"),
    (b"7z\xbc\xaf\x27\x1c", 0, "archive"),
    (b"\x1f\x8b", 0, "archive"),
    (b"BZh", 0, "archive"),
    (b"\xfd7zXZ", 0, "archive"),
    (b"\x28\xb5\x2f\xfd", 0, "archive"),
    (b"MSCF", 0, "archive"),
    (b"ustar", 257, "archive"),
    (b"\xd0\xcf\x11\xe0", 0, "old-office"),
    (b"{\\rtf", 0, "old-office"),
    (b"GIF8", 0, "other-picture"),
    (b"II*\x00", 0, "other-picture"),
    (b"MM\x00*", 0, "other-picture"),
    (b"BM", 0, "other-picture"),
    (b"RIFF", 0, "sound"),
    (b"ftyphei", 4, "other-picture"),
    (b"ftypmif1", 4, "other-picture"),
    (b"ftypavif", 4, "other-picture"),
    (b"ftyp", 4, "sound"),
    (b"ID3", 0, "sound"),
    (b"OggS", 0, "sound"),
    (b"fLaC", 0, "sound"),
    (b"\x1aE\xdf\xa3", 0, "sound"),
)
_BEGINS_WORDS = {b"MZ", b"BM"}
"""These may begin a text; then nothing that is no text follows."""
_MARKUP = re.compile(
    r"<\s*(!doctype\s+html|html|head|body|title|script|iframe|table|div|meta|style|a\s|p\b|img|form|link)",
    re.I,
)
_SVG = re.compile(r"<\s*(svg|[a-z]+:svg)\b|<!doctype\s+svg", re.I)
_EMAIL = {
    "from",
    "to",
    "date",
    "subject",
    "received",
    "message-id",
    "mime-version",
    "return-path",
    "delivered-to",
}
_HEADER = re.compile(r"([A-Za-z][A-Za-z0-9-]{1,60}):|[ \t]+\S")
_XML = re.compile(r"\s*<\?xml|\s*<!(entity|element)", re.I)


class NotTaken(Exception):
    """This kind of file is not taken. `code` says why, in the words of `told.py`."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def look(file: BinaryIO) -> Kind:
    """Which kind of file this is. Raises NotTaken. The file can be read anywhere in it."""
    file.seek(0)
    head = file.read(HEAD)
    if not head:
        raise NotTaken("empty")
    if head.startswith(b"%PDF-"):
        return PDF
    if head.startswith(b"\xff\xd8\xff"):
        return JPEG
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    if head.startswith(b"PK\x03\x04"):
        return _package(file)
    for begins, at, code in _REFUSED:
        if head[at : at + len(begins)] == begins and (begins not in _BEGINS_WORDS or not _is_text(head)):
            raise NotTaken(code)
    if b"%PDF-" in head[:1100]:
        raise NotTaken("two-kinds")
    return _words(head)


def _package(file: BinaryIO) -> Kind:
    """Which kind of office document a zip is. Raises NotTaken."""
    try:
        found = packages.kind_of(file)
    except packages.Unfit as problem:
        raise NotTaken(problem.code) from None
    return TAKEN[found]


def _words(head: bytes) -> Kind:
    """Plain text or a web page. Raises NotTaken for everything else, with what puremagic takes it for."""
    if not _is_text(head):
        raise NotTaken(_told_by_magic(head))
    text = decoded(head)
    if _is_email(text):
        return EMAIL
    if _SVG.search(text):
        raise NotTaken("svg")
    if _XML.match(text) and not re.search(r"<\s*html", text, re.I):
        raise NotTaken("unknown")
    return HTML if _MARKUP.search(text) else TEXT


def _is_email(text: str) -> bool:
    """Whether it begins as every e-mail does: with lines of headers, who it is from and when or about what."""
    found: set[str] = set()
    for line in text.lstrip("\ufeff").splitlines():
        told = _HEADER.match(line)
        if not line.strip() or told is None:
            break
        found.add((told[1] or "").lower())
    return "from" in found and len(found & _EMAIL) >= 3


def decoded(data: bytes) -> str:
    """Bytes as text: by their mark, or UTF-8, or else what Windows in western Europe writes."""
    for mark, coding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            return data.decode(coding, errors="replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as problem:
        # A letter of several bytes may be cut in two by the end of what was read.
        if problem.start >= len(data) - 3:
            return data[: problem.start].decode("utf-8")
        return data.decode("cp1252", errors="replace")


def _is_text(head: bytes) -> bool:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "\x00" not in decoded(head)
    controls = sum(1 for one in head if one < 32 and one not in b"\t\n\r\f\x1b")
    return b"\x00" not in head and controls == 0 and "\x7f" not in decoded(head)


def _told_by_magic(head: bytes) -> str:
    """The code for what another list of beginnings takes it for."""
    import puremagic

    try:
        media = str(puremagic.from_string(head, mime=True))
    except (puremagic.PureError, ValueError):
        return "unknown"
    for begins, code in (("audio/", "sound"), ("video/", "sound"), ("image/", "other-picture")):
        if media.startswith(begins):
            return code
    return "archive" if any(word in media for word in ("zip", "compress", "archive", "tar")) else "unknown"
