"""Heard: casework for complaints about children's social care in England.

`shipped("procedures")` is the folder of packs that came with this copy: the repository's own in a source checkout, the
wheel's otherwise. Nothing else lives here; each part of Heard is a package beside this file.
"""

from pathlib import Path

__version__ = "0.1.0"

_HERE = Path(__file__).resolve().parent


def shipped(name: str) -> Path:
    """The folder `procedures` or `calendars` that this copy of Heard carries.

    A source checkout uses the folder at its root, so that an edited pack is in force at once.
    """
    root = _HERE.parent.parent
    if (root / "pyproject.toml").is_file() and (root / name).is_dir():
        return root / name
    return _HERE / "_data" / name
