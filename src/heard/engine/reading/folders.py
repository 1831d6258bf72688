"""Where packs and calendars are: the shipped folders, and more by setting.

Example: find_pack("leicestershire") is its newest edition; find_pack("leicestershire/2024-01-01") that one.
HEARD_PROCEDURES may name more folders, and HEARD_CALENDARS more of calendars, separated like a PATH; they are looked
in first.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

from heard.engine.problems import PackError, Problem

_NAME = re.compile(r"[a-z0-9][a-z0-9-]*")
_HERE = Path(__file__).resolve().parents[2]


def _shipped(name: str) -> Path:
    """A data folder: beside the source in a checkout, inside the package when installed from a wheel."""
    inside = _HERE / "_data" / name
    return inside if inside.is_dir() else _HERE.parents[1] / name


def pack_folders() -> list[Path]:
    """The folders that packs are looked for in, in order."""
    return [*_named("HEARD_PROCEDURES"), _shipped("procedures")]


def calendar_folders() -> list[Path]:
    """The folders that stored calendars are looked for in, in order."""
    return [*_named("HEARD_CALENDARS"), _shipped("calendars")]


def _named(setting: str) -> list[Path]:
    """The folders that a setting names."""
    return [Path(part) for part in os.environ.get(setting, "").split(os.pathsep) if part]


def editions(name: str, folders: list[Path] | None = None) -> list[str]:
    """The editions of a procedure, oldest first."""
    found: set[str] = set()
    for folder in folders or pack_folders():
        if (folder / name).is_dir():
            found.update(e.name for e in (folder / name).iterdir() if (e / "procedure.yaml").is_file())
    return sorted(found)


def procedures(folders: list[Path] | None = None) -> list[str]:
    """The names of all procedures, in alphabetical order."""
    found: set[str] = set()
    for folder in folders or pack_folders():
        if folder.is_dir():
            found.update(
                p.name
                for p in folder.iterdir()
                if not p.name.startswith(("_", ".")) and editions(p.name, [folder])
            )
    return sorted(found)


def find_pack(name: str, folders: list[Path] | None = None) -> Path:
    """The folder of a pack by path, name, or name/edition. Raises PackError, with what there is instead."""
    path = Path(name)
    if (path / "procedure.yaml").is_file():
        return path
    places = folders or pack_folders()
    parts = name.strip("/").split("/")
    if len(parts) <= 2 and _NAME.fullmatch(parts[0]):
        known = editions(parts[0], places)
        wanted = parts[1] if len(parts) == 2 else (known[-1] if known else "")
        for place in places:
            if wanted in known and (place / parts[0] / wanted / "procedure.yaml").is_file():
                return place / parts[0] / wanted
        if known:
            raise PackError(
                [
                    Problem(
                        name,
                        0,
                        f"There is no edition '{wanted}' of '{parts[0]}'.",
                        f"There are: {', '.join(known)}.",
                    )
                ]
            )
    if path.is_dir():
        raise PackError(
            [
                Problem(
                    name,
                    0,
                    "The folder has no procedure.yaml.",
                    "Every pack begins with one; see procedures/README.md.",
                )
            ]
        )
    there = ", ".join(procedures(places)) or "none"
    raise PackError(
        [
            Problem(
                name,
                0,
                "There is no such procedure.",
                f"There are: {there}. Or give the path of a pack's folder.",
            )
        ]
    )
