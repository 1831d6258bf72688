"""The fields of letters and chasers: one that nothing can fill is refused when the pack is read, not when it is sent.

Example: [[due day]] in a chaser is named with its line and with the fields that there are.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from heard.engine import PackError, read_pack
from heard.engine.checking.fields import CHASER_FIELDS, LETTER_FIELDS, unknown_fields
from tests.engine.test_replacing import changed

HEARD = Path(__file__).parents[2] / "src" / "heard"


@pytest.mark.parametrize(
    ("file", "old", "new", "says"),
    [
        (
            "stage-1.yaml",
            "[[due]]",
            "[[due day]]",
            "[[due day]] is not a field that can be filled. There are: about,",
        ),
        (
            "letters/stage-1-response.md",
            "[[answer]]",
            "[[anser]]",
            "[[anser]] is not a field that can be filled.",
        ),
        ("letters/stage-1-response.md", "[[ask_by]]", "[[asked_by]]", "[[asked_by]] is not a field"),
    ],
)
def test_a_field_that_nothing_fills_is_refused(tmp_path, file, old, new, says):
    with pytest.raises(PackError) as error:
        read_pack(changed(tmp_path, file, old, new))
    assert any(says in str(problem) and str(problem).startswith(file) for problem in error.value.problems)


def test_a_passage_is_not_taken_for_a_field():
    assert unknown_fields("[[must_say review]] [[reference]] [[other]] [[other]]", CHASER_FIELDS) == ["other"]


def test_the_fields_of_a_chaser_are_those_that_are_filled():
    """Read from the text of the module that fills them: to load it would take the whole web framework."""
    filled = re.findall(
        r'"([a-z_]+)": lambda', (HEARD / "chasers" / "message.py").read_text(encoding="utf-8")
    )
    assert set(filled) == CHASER_FIELDS


def test_the_fields_of_every_letter_are_those_that_are_filled():
    values = (HEARD / "letters" / "values.py").read_text(encoding="utf-8")
    days = (HEARD / "engine" / "letter_days.py").read_text(encoding="utf-8")
    filled = re.findall(r'"([a-z_]+)"(?:: |\] =|, one_line|, known)', values + days) + ["ombudsman"]
    assert set(filled) == LETTER_FIELDS


def test_a_file_that_cannot_be_read_is_the_only_thing_named(tmp_path):
    folder = changed(tmp_path, "paragraphs.yaml", "says: The complaints officer", "says: We say: the officer")
    with pytest.raises(PackError) as error:
        read_pack(folder)
    (problem,) = error.value.problems
    assert str(problem).startswith("paragraphs.yaml:2: This is not well-formed YAML")
    assert "needs quotation marks around it" in str(problem)
