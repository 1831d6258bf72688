"""What the wheel is made of beyond src/heard: its dependencies, and the packs and calendars of the repository's root.

pyproject.toml names this file twice. `procedures/` becomes `heard/_data/procedures` in a wheel, and is left where it is
in a source checkout, so that an edited pack is in force at once. It pins no versions: requirements/run.txt does.
"""

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface
from hatchling.metadata.plugin.interface import MetadataHookInterface


class Dependencies(MetadataHookInterface):
    """Fills `dependencies` with each line of requirements/run.in, so that they are written once."""

    def update(self, metadata: dict[str, Any]) -> None:
        lines = (Path(self.root) / "requirements" / "run.in").read_text(encoding="utf-8").splitlines()
        wanted = (line.split("#")[0].strip() for line in lines)
        metadata["dependencies"] = [line for line in wanted if line and not line.startswith("hatchling")]


class ShippedFolders(BuildHookInterface[Any]):
    """Puts `procedures/` and `calendars/` inside a wheel; an editable install reads them at the root."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version == "editable":
            return
        for name in ("procedures", "calendars"):
            build_data["force_include"][str(Path(self.root) / name)] = f"heard/_data/{name}"
