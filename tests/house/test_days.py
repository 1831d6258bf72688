"""Today is asked once, at the door. The engine has no clock: `on` is always an argument.

Elsewhere in Heard only heard.authority.today asks, and the commands without Django; everything else is told.
"""

import ast
from pathlib import Path

from tests.house.source import Source, complain, modules

ASKING = {"today", "now", "utcnow", "localdate", "localtime"}
CLOCKS = {"date", "datetime", "timezone"}
# The second is for the commands that need no web framework.
DOORS = {Path("src/heard/authority/today.py"), Path("src/heard/cli/day.py")}


def asks(one: Source) -> list[int]:
    """The lines that ask a clock: `date.today()`, `timezone.now()` and their like (measuring seconds is no matter)."""
    return [
        node.lineno
        for node in ast.walk(one.tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in ASKING
        and isinstance(node.func.value, ast.Name | ast.Attribute)
        and (node.func.value.id if isinstance(node.func.value, ast.Name) else node.func.value.attr) in CLOCKS
    ]


def test_the_engine_never_says_today_or_now():
    complain(
        [
            f"{one.path}:{number}: the engine has no clock; take the day as the argument `on`"
            for one in modules()
            if one.path.is_relative_to("src/heard/engine")
            for number, line in enumerate(one.text.splitlines(), 1)
            if "today(" in line or "now(" in line
        ]
    )


def test_only_the_door_asks_what_day_it_is():
    complain(
        [
            f"{one.path}:{line}: take the day as an argument, or ask heard.authority.today at the door"
            for one in modules()
            if one.path not in DOORS
            for line in asks(one)
        ]
    )
