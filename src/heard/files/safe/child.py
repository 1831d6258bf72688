"""The process that makes one file safe: bytes come in, a line of JSON and the safe bytes go out.

    python -I -m heard.files.safe.child docx 1536 60 < in > out         kind, megabytes, seconds of the processor

It limits itself before it looks at a byte: memory, time, no programs started, no file and no connection opened. It is
started without the settings and secrets of Heard (`heard.files.cleaning`), and whatever it dies of kills nothing else.
"""

from __future__ import annotations

import encodings
import json
import pkgutil
import resource
import sys
from contextlib import suppress
from importlib import import_module

from heard.files.safe.done import LONGEST_TEXT, Done, Unsafe

_BY_KIND = {
    "pdf": "pdf",
    "docx": "office_files",
    "xlsx": "office_files",
    "odt": "office_files",
    "jpeg": "pictures",
    "png": "pictures",
    "text": "words",
    "html": "words",
    "email": "letters_by_mail",
}


def load_encodings() -> None:
    """Load every encoding that Python knows, since none can be loaded once no file may be opened."""
    for one in pkgutil.iter_modules(encodings.__path__):
        if one.name not in ("mbcs", "oem"):
            with suppress(ImportError):
                import_module(f"encodings.{one.name}")


def limit(megabytes: int, seconds: int) -> None:
    """Take from this process what a file must not have: it can never get it back."""
    for what, most in (
        (resource.RLIMIT_AS, megabytes * 1024 * 1024),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, 64),
    ):
        resource.setrlimit(what, (most, most))
    # First the signal that says why, and a little later the one that nothing escapes.
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 2))


def made_safe(kind: str, data: bytes) -> Done:
    """The safe copy of a file of this kind. Raises Unsafe."""
    part = import_module(f"heard.files.safe.{_BY_KIND[kind]}")
    load_encodings()
    # What the libraries need is loaded; from here on no program is started, and no file or connection is opened: what
    # takes the process over reads nothing of this machine and reaches nobody.
    resource.setrlimit(resource.RLIMIT_NPROC, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (0, 0))
    try:
        done: Done = part.made_safe(kind, data)
    except MemoryError:
        raise Unsafe("too-large-inside") from None
    except Unsafe:
        raise
    except RecursionError:
        raise Unsafe("broken") from None
    except Exception as problem:
        # A hostile file may bring any error out of a reader. None of its words are passed on.
        raise Unsafe("broken") from problem
    done.text = done.text.replace("\x00", "")[:LONGEST_TEXT]
    return done


def main() -> int:
    """Read a file, make it safe, write the answer."""
    kind, megabytes, seconds = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    limit(megabytes, seconds)
    out = sys.stdout.buffer
    try:
        done = made_safe(kind, sys.stdin.buffer.read())
    except Unsafe as problem:
        out.write(json.dumps({"problem": problem.code}).encode() + b"\n")
        return 0
    except MemoryError:
        out.write(b'{"problem": "too-large-inside"}\n')
        return 0
    text = done.text.encode("utf-8", errors="replace")
    out.write(json.dumps({"removed": sorted(set(done.removed)), "text": len(text)}).encode() + b"\n")
    out.write(text)
    out.write(done.content)
    return 0


if __name__ == "__main__":
    sys.exit(main())
