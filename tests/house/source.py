"""What the house tests read: the files of this repository, and the functions in them.

`modules()` are the Python files under src; `tracked()` is every file that git keeps or would keep. A house test says
`complain(list of sentences)`, each with file and line and what to do.
"""

import ast
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent


@dataclass(frozen=True)
class Source:
    """A Python file: its path from the root, its text and its tree."""

    path: Path
    text: str
    tree: ast.Module

    @property
    def lines(self) -> int:
        return len(self.text.splitlines())

    def functions(self) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
        for node in ast.walk(self.tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield node


@cache
def tracked() -> tuple[Path, ...]:
    """Every file that git keeps, and new ones that it does not ignore; paths from the root."""
    said = subprocess.run(
        [
            "git",
            "-c",
            f"safe.directory={ROOT}",
            "ls-files",
            "-z",
            "--cached",
            "--others",
            "--exclude-standard",
        ],
        cwd=ROOT,
        capture_output=True,
        check=True,
    ).stdout.decode()
    paths = (Path(name) for name in sorted(set(said.split("\0"))) if name)
    return tuple(path for path in paths if (ROOT / path).is_file())


def own_text() -> Iterator[tuple[Path, str]]:
    """The text of each file that is ours: not a picture or a font, and not vendored."""
    for path in tracked():
        if {"vendor", "govuk"} & set(path.parts):
            continue
        content = (ROOT / path).read_bytes()
        if b"\0" not in content:
            yield path, content.decode("utf-8")


@cache
def sources(*folders: str) -> tuple[Source, ...]:
    """The Python files in these folders of the root."""
    paths = (path for path in tracked() if path.suffix == ".py" and path.parts[0] in folders)
    read = ((path, (ROOT / path).read_text(encoding="utf-8")) for path in paths)
    return tuple(Source(path, text, ast.parse(text, str(path))) for path, text in read)


def modules() -> tuple[Source, ...]:
    """The Python files of Heard itself, without the migrations that Django writes."""
    return tuple(one for one in sources("src") if "migrations" not in one.path.parts)


def complain(faults: list[str]) -> None:
    """Fail with one line for each fault."""
    assert not faults, "\n  " + "\n  ".join(faults)
