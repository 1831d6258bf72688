"""A file of a pack, calendar or timeline as text, if it is one that can be read at all.

Example: text_of(folder / "stage-1.yaml", notebook) is its text, or None with a problem noted.
What is too large is refused by its size, before a byte of it is read.
"""

from __future__ import annotations

from pathlib import Path

from heard.engine.problems import Notebook

LARGEST = 1_000_000


def text_of(path: Path, notebook: Notebook) -> str | None:
    """The text of a file of at most a million bytes in UTF-8, without the mark that some editors put before it."""
    if not path.is_file():
        notebook.note(0, "This is not a file.", "Take it away, or put a file of that name there.")
        return None
    try:
        if path.stat().st_size > LARGEST:
            notebook.note(0, f"The file is larger than {LARGEST:,} bytes.", "Split it into several files.")
            return None
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        line = bytes(error.object[: error.start]).count(b"\n") + 1
        notebook.note(line, "The file is not plain text in UTF-8.", "Save it again as UTF-8.")
    except OSError as error:
        notebook.note(0, f"The file cannot be read: {error.strerror}.", "Check who may read it.")
    return None
