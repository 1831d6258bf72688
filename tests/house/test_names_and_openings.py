"""Modules are named for what they are, and open by saying it in two to six lines.

What it is, one example, what it does not do.
"""

import ast
import re

from tests.house.source import Source, complain, modules, sources

REFUSED = {
    "utils",
    "util",
    "helpers",
    "helper",
    "common",
    "misc",
    "manager",
    "managers",
    "service",
    "services",
} | {
    "handler",
    "handlers",
    "base",
    "core",
    "tools",
}

# A package's opening may be one line, since its modules say the rest; so may Django's few lines about an app.
BRIEF = {"__init__.py", "apps.py"}


def test_no_module_has_a_name_that_says_nothing():
    complain(
        [
            f"{one.path}:1: `{part}` says nothing; name the module for the thing in it"
            for one in modules()
            for part in (*one.path.parts[2:-1], one.path.stem)
            if part in REFUSED
        ]
    )


def opening(one: Source) -> int:
    """How many lines the docstring has, without the empty ones."""
    return len([line for line in (ast.get_docstring(one.tree) or "").splitlines() if line.strip()])


def test_every_module_opens_with_two_to_six_lines():
    complain(
        [
            f"{one.path}:1: {opening(one)} lines; say in two to six what it is, an example, what it does not do"
            for one in (*modules(), *sources("bench", "tools"))
            if one.text.strip()
            and not 2 <= opening(one) <= 6
            and not (one.path.name in BRIEF and opening(one) == 1)
        ]
    )


def test_every_test_module_says_what_it_tests():
    complain(
        [
            f"{one.path}:1: say in one to six lines what is tested here"
            for one in sources("tests")
            if one.text.strip() and not 1 <= opening(one) <= 6
        ]
    )


def test_every_package_and_module_name_is_lower_case_words():
    complain(
        [
            f"{one.path}:1: write module names as lower_case_words"
            for one in modules()
            if not re.fullmatch(r"_{0,2}[a-z][a-z0-9_]*", one.path.stem)
        ]
    )
