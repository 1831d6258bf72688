"""The fact that a document was filed: which one, what it contained as a hash, and in which folder if that may be said.

    record.file_document(case.pk, Filed(7, 1, content="9f86d0...", folder="complaints"), ann, on, key=key)

Who sees the case sees this fact, and may not see the folder: of a restricted folder it says neither its name nor the
document's, and its hash cannot be tried (`heard.files.receiving`). `record.file_document` puts these in their order.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from heard.cases.entries import Entry

FILED = "document.filed"
_HASH = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Filed:
    """What was filed: the document and its version by number, the hash of its content, and the folder's id.

    `folder` is empty where it may not be said; then `content` is the hash of the content's hash with a salt.
    """

    document: int
    version: int
    content: str
    folder: str = ""


def entry(filed: Filed, on: date) -> Entry:
    """The fact to be recorded. Raises ValueError where the hash is none: a fault of ours, not of a person's."""
    if not _HASH.fullmatch(filed.content):
        raise ValueError("A hash is 64 hexadecimal digits.")
    answers = {"document": str(filed.document), "version": str(filed.version), "content": filed.content}
    return Entry(
        FILED, on, {**answers, "folder": filed.folder} if filed.folder else {**answers, "restricted": True}
    )
