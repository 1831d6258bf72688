"""The macros make what GOV.UK's own fixtures say, component by component, for the version that we ship.

The fixtures are vendored by tools/vendor_govuk.py. `header` and `footer` are left out: they draw the crown,
and Heard does not use them.
"""

import json
from pathlib import Path

import pytest

from heard.design.environment import govuk_macros
from tests.design.dom import tree

FIXTURES = sorted((Path(__file__).parent.parent / "vendor/govuk-frontend-fixtures").glob("*.json"))
MACROS = govuk_macros()


@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: path.stem)
def test_the_macro_makes_the_official_html(path):
    macro = getattr(MACROS, path.stem.replace("-", "_"))
    differing = [
        fixture["name"]
        for fixture in json.loads(path.read_text(encoding="utf-8"))["fixtures"]
        if tree(str(macro(fixture["options"]))) != tree(fixture["html"])
    ]
    assert differing == []


def test_every_component_is_compared():
    compared = sum(len(json.loads(path.read_text(encoding="utf-8"))["fixtures"]) for path in FIXTURES)
    assert len(FIXTURES) == 35
    assert compared == 626
