"""The commands that run the product: demo, web, worker, migrate, adopt, move, verify, rebuild-due and search.

Example: heard demo starts a database, the web server and the worker with made-up data, and stops all on Ctrl-C.
Django is set up only when one of these is called.
"""

from __future__ import annotations

from typing import Any

from heard.cli import adopting, demo, keys, moving, searching, serving, upkeep


def add_to(commands: Any) -> None:
    """Add these commands to the parser."""
    for part in (demo, serving, upkeep, searching, adopting, moving, keys):
        part.add_to(commands)
