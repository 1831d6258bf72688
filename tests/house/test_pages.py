"""The pages for newcomers are true of the tree: what they name is there.

Example: README.md names `src/heard/engine/explaining.py`; when that file moves, this fails with the page and the name.
Whether a page is clear is for its readers.
"""

from __future__ import annotations

import re
from contextlib import redirect_stdout, suppress
from io import StringIO
from pathlib import Path

import pytest

from heard.cli import main
from heard.engine.reading.folders import procedures

ROOT = Path(__file__).parents[2]
PAGES = ["README.md", "CONTRIBUTING.md", "GLOSSARY.md", "docs/architecture.md", "procedures/README.md"]
PLACES = (
    ROOT,
    ROOT / "src" / "heard",
    ROOT / "src" / "heard" / "engine",
    ROOT / "src" / "heard" / "cases",
    ROOT / "procedures",
)
PATH = re.compile(r"`([a-z_.-]+/[a-z0-9_./-]*|[a-z_]+\.py)`")


@pytest.mark.parametrize("page", PAGES)
def test_what_a_page_names_is_there(page):
    text = (ROOT / page).read_text(encoding="utf-8")
    missing = [name for name in PATH.findall(text) if not any((place / name).exists() for place in PLACES)]
    missing += [
        link for link in re.findall(r"\]\(([^)#:]+)\)", text) if not ((ROOT / page).parent / link).exists()
    ]
    assert not missing, f"{page}: it names {missing}"


@pytest.mark.parametrize("page", PAGES)
def test_the_commands_that_a_page_names_are_there(page):
    text = (ROOT / page).read_text(encoding="utf-8")
    code = re.findall(r"```.*?```|`[^`\n]+`", text, re.DOTALL)
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    wrong = [f"make {x}" for x in re.findall(r"\bmake ([a-z]+)", " ".join(code)) if f"\n{x}:" not in makefile]
    wrong += [
        f"heard {x}"
        for x in re.findall(r"(?m)(?:^|bin/|`)heard ([a-z-]+)", "\n".join(code))
        if x not in commands()
    ]
    assert not wrong, f"{page}: there is no {wrong}"


def commands():
    """The commands of `heard`, as its own help lists them."""
    said = StringIO()
    with redirect_stdout(said), suppress(SystemExit):
        main(["--help"])
    return set(re.findall(r"^    ([a-z-]+)(?: |$)", said.getvalue(), re.MULTILINE))


def test_the_page_on_how_it_is_built_names_every_part():
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    parts = [path.parent.name for path in (ROOT / "src" / "heard").glob("*/__init__.py")]
    engine = [path.stem for path in (ROOT / "src" / "heard" / "engine").glob("[a-z]*.py")]
    missing = [name for name in (*parts, *engine) if not re.search(rf"\b{name}\b", text)]
    assert not missing, f"docs/architecture.md: it does not name {missing}"


def test_the_readme_names_every_pack():
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    missing = [name for name in procedures() if f"`{name}`" not in text]
    assert not missing, f"README.md: it does not name {missing}"
