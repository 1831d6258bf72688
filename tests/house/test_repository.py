"""The repository speaks of Heard alone, and a newcomer finds the two commands.

No path of somebody's machine, no package registry's host, no file too large to read, no module of Django in the command
that needs none.
"""

import re
import subprocess
import sys

from tests.house.source import ROOT, complain, own_text, tracked

# Put together here, so that this file does not find itself.
MACHINES = re.compile(r"(?<![\w.])/(wo" + r"rk|ro" + r"ot|ho" + r"me/\w+|Us" + r"ers/\w+)(?=[/\s\"'`),:;]|$)")
REGISTRIES = re.compile(
    "|".join([r"py" + r"pi\.org", r"python" + r"hosted\.org", r"registry\.npm" + r"js", r"arti" + r"factory"])
)
# `make lock` must not write where the packages came from: a council may have a mirror.
NO_HOST = re.compile(r"--(extra-)?index-url|--find-links|https?://")
LARGEST = 1_000_000


def found(pattern: re.Pattern[str], what: str) -> list[str]:
    return [
        f"{path}:{number}: {what}: {line.strip()[:80]}"
        for path, text in own_text()
        for number, line in enumerate(text.splitlines(), 1)
        if pattern.search(line)
    ]


def test_no_path_of_somebodys_machine_is_written_anywhere():
    complain(found(MACHINES, "a path of one machine; write it from the repository's root"))


def test_no_package_registry_is_named():
    complain(found(REGISTRIES, "names a package registry; pip and npm know theirs"))


def test_the_pinned_requirements_name_no_host_and_have_a_hash_for_every_package():
    for name in ("run.txt", "dev.txt", "mutation.txt"):
        text = (ROOT / "requirements" / name).read_text(encoding="utf-8")
        assert not NO_HOST.search(text), f"requirements/{name}: run `make lock`"
        pinned = re.split(r"\n(?=[a-z])", text.strip())
        bare = [one.splitlines()[0] for one in pinned if "==" not in one or "--hash=sha256:" not in one]
        assert not bare, f"requirements/{name}: run `make lock`; no version or no hash: {bare}"


def test_every_requirement_is_pinned():
    for name in ("run", "dev", "mutation"):
        wanted = (ROOT / f"requirements/{name}.in").read_text(encoding="utf-8").splitlines()
        pinned = (ROOT / f"requirements/{name}.txt").read_text(encoding="utf-8")
        names = [
            re.split(r"[\[<>=~ #]", line)[0] for line in wanted if line and not line.startswith(("#", "-"))
        ]
        missing = [one for one in names if not re.search(rf"^{re.escape(one)}==", pinned, re.M)]
        assert not missing, f"requirements/{name}.in: run `make lock`, which pins {missing}"


def test_every_requirement_has_its_reason_written_down():
    reasons = (ROOT / "docs/decisions/0003-dependencies.md").read_text(encoding="utf-8").lower()
    for name in ("run", "dev", "mutation"):
        wanted = (ROOT / f"requirements/{name}.in").read_text(encoding="utf-8").splitlines()
        names = [
            re.split(r"[<>=~ #]", line)[0] for line in wanted if line and not line.startswith(("#", "-"))
        ]
        missing = [one for one in names if f"`{one.split('[')[0]}" not in reasons]
        assert not missing, (
            f"docs/decisions/0003-dependencies.md: say why Heard needs {missing}, one line each"
        )


def test_no_file_is_too_large_to_read():
    complain(
        [
            f"{path}:1: {(ROOT / path).stat().st_size} bytes; keep large files out of the repository"
            for path in tracked()
            if (ROOT / path).stat().st_size > LARGEST
        ]
    )


def test_the_readme_names_both_commands():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    missing = [command for command in ("make demo", "make test") if command not in readme]
    assert not missing, f"README.md: a newcomer looks for {missing}"


def test_the_makefile_lists_every_command_that_it_has():
    said = subprocess.run(["make", "-s", "help"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    missing = [name for name in re.findall(r"^([a-z]+):", makefile, re.M) if f"make {name} " not in said]
    assert not missing, f"Makefile: `make help` does not list {missing}"


def test_the_command_starts_without_django():
    program = "import sys, heard.cli; print([one for one in ('django', 'psycopg') if one in sys.modules])"
    said = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert said.stdout == "[]\n", (
        f"src/heard/cli: import {said.stdout.strip()} inside the command that needs it"
    )
