"""Macros by name, without an import line in every template: `{{ ui.empty("No complaints") }}`, `{{
govuk.button({...}) }}`.

Each macro lives in a file of its own and is read once, when first used. A name without a file is an error
that says where the file was looked for. It adds nothing to the macros themselves.
"""

from __future__ import annotations

from typing import Any

from jinja2 import Environment


class Macros:
    """A family of macros. `file` and `macro` are patterns: {name} is due_tag, {dashed} due-tag, {camel} DueTag."""

    def __init__(self, env: Environment, file: str, macro: str) -> None:
        self._env = env
        self._file = file
        self._macro = macro

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        words = {
            "name": name,
            "dashed": name.replace("_", "-"),
            "camel": "".join(part.capitalize() for part in name.split("_")),
        }
        macro = getattr(
            self._env.get_template(self._file.format(**words)).module, self._macro.format(**words)
        )
        setattr(self, name, macro)
        return macro
