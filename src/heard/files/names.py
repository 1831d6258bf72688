"""The names of files: what a browser sent made safe for downloads, and still readable to whoever sent it.

    safe("../../etc/passwd\\u202Efdp.exe", "pdf")      -> "passwdfdp.pdf"

The ending is that of the content, not of the name. No name becomes a path: where the bytes lie is `storage.py`.
"""

from __future__ import annotations

import re
import unicodedata

LONGEST = 120
"""Characters, the ending included; in UTF-8 that is under the 255 bytes of every file system for European scripts."""
LONGEST_BYTES = 200

_RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9]|conin\$|conout\$)", re.I)
_REFUSED = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]+')
_ENDING = re.compile(r"\.[A-Za-z0-9]{1,8}$")
# Marks that turn the direction of writing or take no room: they make one name look like another.
_UNSEEN = {"Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp"}
UNNAMED = "document"


def safe(name: str, ending: str) -> str:
    """A name for a download: the last part of what was sent, without what a system or an eye would trip over."""
    last = re.split(r"[/\\]", name)[-1]
    stem = _readable(_stem(last))
    return f"{_shortened(stem, ending)}.{ending}"


def title_of(name: str) -> str:
    """What a document is called until somebody gives it a title: its file's name without the ending."""
    return _shortened(_readable(_stem(re.split(r"[/\\]", name)[-1])), "")


def _stem(name: str) -> str:
    """Without endings such as .pdf or .pdf.exe. "Letter of 3.11.2025" keeps its day."""
    kept = name
    for _ in range(3):
        found = _ENDING.search(kept)
        if found is None or not found.start() or found[0][1:].isdigit():
            break
        kept = kept[: found.start()]
    return kept


def _readable(text: str) -> str:
    normal = unicodedata.normalize("NFC", text)
    seen = "".join(
        " " if one.isspace() else one
        for one in normal
        if one.isspace() or unicodedata.category(one) not in _UNSEEN
    )
    plain = re.sub(r"\s+", " ", _REFUSED.sub(" ", seen)).strip(" .")
    if not plain:
        return UNNAMED
    # On Windows "con", and "con.anything", are the console.
    return f"{plain}_" if _RESERVED.fullmatch(plain.split(".")[0].strip()) else plain


def _shortened(stem: str, ending: str) -> str:
    kept = stem[: LONGEST - len(ending) - 1]
    while len(kept.encode("utf-8")) > LONGEST_BYTES:
        kept = kept[:-1]
    return kept.strip(" .") or UNNAMED
