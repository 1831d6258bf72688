"""Files and functions stay small: a file is one idea, and a function fits on a screen.

The caps are 400 lines and 50; nine in ten are under 250 and 25; nobody passes more than five arguments.
"""

import ast

from tests.house.source import complain, modules, sources

FILE_CAP, FILE_USUAL = 400, 250
FUNCTION_CAP, FUNCTION_USUAL = 50, 25
ARGUMENTS = 5


def length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines from `def` to the end, without the docstring: explaining more must not cost a function its place."""
    end = function.end_lineno or function.lineno
    docstring = function.body[0] if ast.get_docstring(function, clean=False) else None
    spent = (docstring.end_lineno or 0) - docstring.lineno + 1 if docstring else 0
    return end - function.lineno + 1 - spent


def arguments(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    given = function.args
    named = [one.arg for one in (*given.posonlyargs, *given.args, *given.kwonlyargs)]
    return len([name for name in named if name not in ("self", "cls")])


def ninth_of_ten(numbers: list[int]) -> int:
    return sorted(numbers)[int(len(numbers) * 0.9) - 1] if len(numbers) > 1 else 0


def test_no_file_is_longer_than_400_lines():
    complain(
        [
            f"{one.path}:{FILE_CAP}: {one.lines} lines; take one idea out into a file of its own"
            for one in (*modules(), *sources("tests", "tools", "bench"))
            if one.lines > FILE_CAP
        ]
    )


def test_nine_files_in_ten_have_at_most_250_lines():
    lines = [one.lines for one in modules()]
    longest = sorted(modules(), key=lambda one: -one.lines)[:8]
    assert ninth_of_ten(lines) <= FILE_USUAL, "divide some of: " + ", ".join(
        f"{one.path} {one.lines}" for one in longest
    )


def test_no_function_is_longer_than_50_lines():
    complain(
        [
            f"{one.path}:{function.lineno}: {function.name} has {length(function)} lines; give a part of it a name"
            for one in modules()
            for function in one.functions()
            if length(function) > FUNCTION_CAP
        ]
    )


def test_nine_functions_in_ten_have_at_most_25_lines():
    assert (
        ninth_of_ten([length(function) for one in modules() for function in one.functions()])
        <= FUNCTION_USUAL
    )


def test_no_function_takes_more_than_five_arguments():
    complain(
        [
            f"{one.path}:{function.lineno}: {function.name} takes {arguments(function)} arguments; "
            "those that belong together make a small dataclass"
            for one in modules()
            for function in one.functions()
            if arguments(function) > ARGUMENTS
        ]
    )
