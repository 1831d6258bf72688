"""The tests themselves: none is skipped or expected to fail, none cannot fail, and none is left for later.

A skipped test reads as a pass. If a thing cannot be tested here, that is written where the thing is described.
"""

import re

from tests.house.source import complain, own_text, sources

# Put together here, so that this file does not find itself.
WAYS_OUT = re.compile(
    "|".join([r"pytest\.sk" + "ip", r"mark\.sk" + "ip", r"x" + r"fail", r"importor" + "skip"])
)
NO_TEST = re.compile(r"^\s*assert (Tr" + r"ue|1)\s*(#|,|$)")
FOR_LATER = re.compile("|".join(["TO" + "DO", "FIX" + "ME", "XX" + "X", "HA" + "CK"]))


def test_no_test_is_skipped_or_expected_to_fail():
    complain(
        [
            f"{one.path}:{number}: make the test run, or take it out: a skipped test reads as a pass"
            for one in sources("tests")
            for number, line in enumerate(one.text.splitlines(), 1)
            if WAYS_OUT.search(line) or NO_TEST.search(line)
        ]
    )


def test_nothing_is_left_for_later():
    complain(
        [
            f"{path}:{number}: do it now, or write it in an issue"
            for path, text in own_text()
            if path.suffix
            in {".py", ".sh", ".yaml", ".html", ".jinja", ".js", ".mjs", ".css", ".md", ".toml"}
            for number, line in enumerate(text.splitlines(), 1)
            if re.search(rf"\b({FOR_LATER.pattern})\b", line)
        ]
    )
