"""For the tests of files made safe: what comes of one, or why it is refused.

content, text, removed = safe("pdf", data)
"""

import pytest

from heard.files.cleaning import made_safe
from heard.files.kinds import TAKEN
from heard.files.safe.done import Unsafe


def safe(kind: str, data: bytes):
    """The safe copy, its words, and what was taken out."""
    with made_safe(TAKEN[kind], [data]) as found:
        return b"".join(found.pieces()), found.text, set(found.removed)


def unsafe(kind: str, data: bytes) -> str:
    with pytest.raises(Unsafe) as problem:
        safe(kind, data)
    return problem.value.code
