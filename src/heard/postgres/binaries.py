"""Finds the programs of PostgreSQL: those installed on this machine (15 or later), else those in the wheel pg0.

`find(state, identity).program("initdb")` is a path. A data folder can only be opened by the version that wrote it, so
`find(..., major=15)` looks for that one alone. It installs nothing on the machine.
"""

import importlib.util
import itertools
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from heard.postgres.folders import reachable
from heard.postgres.identity import Identity
from heard.postgres.problems import PostgresProblem

OLDEST = 15
_PROGRAMS = ("initdb", "pg_ctl", "postgres")


@dataclass(frozen=True)
class Binaries:
    """A folder of PostgreSQL's programs, and the major version that they are."""

    folder: Path
    major: int

    def program(self, name: str) -> str:
        return str(self.folder / name)

    @property
    def env(self) -> dict[str, str]:
        """The wheel's programs need their own libraries; for installed ones this is harmless."""
        libraries = self.folder.parent / "lib"
        return {"LD_LIBRARY_PATH": str(libraries)} if (libraries / "libpq.so.5").exists() else {}


def find(state: Path, identity: Identity, major: int | None = None) -> Binaries:
    """The programs to use: newest installed, else the wheel's; only of `major` when that is given."""
    for found in itertools.chain(installed(identity), from_wheel(state, identity)):
        if major in (None, found.major):
            return found
    if major is not None:
        raise PostgresProblem(
            f"The data in {state} was written by PostgreSQL {major}, and PostgreSQL {major} is not on this machine",
            f"Install PostgreSQL {major}, or move data-{major} away to begin with an empty database.",
        )
    raise PostgresProblem(
        "No PostgreSQL was found that Heard can start",
        "Install it (on Debian or Ubuntu: apt-get install postgresql), or give DATABASE_URL.",
    )


def installed(identity: Identity) -> list[Binaries]:
    """PostgreSQL as the machine's packages installed it, newest first."""
    folders = [*Path("/usr/lib/postgresql").glob("*/bin"), *Path("/usr").glob("pgsql-*/bin")]
    folders += [
        *Path("/opt/homebrew/opt").glob("postgresql@*/bin"),
        *Path("/usr/local/opt").glob("postgresql@*/bin"),
    ]
    in_path = shutil.which("pg_ctl")
    if in_path:
        folders.append(Path(in_path).resolve().parent)
    found = {one.major: one for one in _real(folders) if reachable(one.folder, identity)}
    return [found[major] for major in sorted(found, reverse=True) if major >= OLDEST]


def from_wheel(state: Path, identity: Identity) -> Iterator[Binaries]:
    """The wheel's programs, unpacked once into the state folder, where the server's user can reach them."""
    place = identity.folder(state / "programs")
    if not _unpacked(place):
        spec = importlib.util.find_spec("pg0")
        if spec is None or spec.origin is None:
            return
        _unpack(Path(spec.origin).parent / "bin" / "pg0", place, identity)
    yield from _real(_unpacked(place))


def _unpacked(place: Path) -> list[Path]:
    return sorted((place / ".pg0" / "installation").glob("*/bin"))


def _unpack(carrier: Path, place: Path, identity: Identity) -> None:
    """Let the carrier unpack what it carries. Pointed at a folder that is not empty it starts no server."""
    decoy = place / "not-empty"
    decoy.mkdir(exist_ok=True)
    (decoy / "this-folder-is-never-a-database").touch()
    env = {"HOME": str(place), "PATH": "/usr/bin:/bin"}
    command = [str(carrier), "start", "--data-dir", str(decoy)]
    subprocess.run(command, env=env, cwd=place, capture_output=True, timeout=120, check=False)
    if identity.drops:
        for path in place.rglob("*"):
            os.chown(path, identity.uid, identity.gid, follow_symlinks=False)


def _real(folders: list[Path]) -> Iterator[Binaries]:
    """Of these folders, the ones whose programs are all there and can say their version."""
    for folder in dict.fromkeys(folders):
        if not all(os.access(folder / name, os.X_OK) for name in _PROGRAMS):
            continue
        env = Binaries(folder, 0).env
        said = subprocess.run(
            [str(folder / "pg_ctl"), "--version"], env=env, capture_output=True, text=True, check=False
        )
        version = re.search(r"\b(\d+)(\.|devel|beta|rc|\s|$)", said.stdout)
        if said.returncode == 0 and version:
            yield Binaries(folder, int(version.group(1)))
