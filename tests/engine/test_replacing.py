"""A local rule in the place of one of the law's: what it loses is named, and a stage of one's own has its place.

Example: a duty that replaces another without its `excused_by` is named by `left_behind`, with file and line.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from heard.engine import PackError, read_pack
from heard.engine.comparing import left_behind

FENWICK = Path(__file__).parents[1] / "procedures" / "invented" / "fenwick" / "2027-04-01"


def changed(tmp_path, file, old, new):
    """The invented council's pack with some words of one file changed."""
    folder = tmp_path / "fenwick" / "2027-04-01"
    shutil.copytree(FENWICK, folder)
    text = (folder / file).read_text(encoding="utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new), encoding="utf-8")
    return folder


def test_a_lost_end_of_a_duty_is_named(tmp_path):
    folder = changed(tmp_path, "stage-1.yaml", ", complaint.late_declined, interest.refused]", "]")
    (said,) = left_behind(read_pack(folder))
    assert said.startswith("'stage-1-response' (stage-1.yaml:")
    assert said.endswith("which also ends with complaint.late_declined, interest.refused.")


def test_a_lost_refusal_of_a_fact_is_named_with_its_words(tmp_path):
    guard = "{answered: {fact: this, question: married_to_one, is: yes}}"
    folder = changed(tmp_path, "facts.yaml", guard, "{recorded: panel.held}")
    (said,) = left_behind(read_pack(folder))
    assert "'panel.member_named' (facts.yaml:" in said
    assert "which also refuses: The husband, wife or civil partner" in said


def test_a_stage_without_a_place_comes_last(tmp_path):
    folder = changed(tmp_path, "review.yaml", "comes_before: stage-2\n", "")
    assert [stage.id for stage in read_pack(folder).stages] == ["stage-1", "stage-2", "stage-3", "review"]


def test_a_stage_before_one_that_is_not_there_is_refused_with_those_that_are(tmp_path):
    folder = changed(tmp_path, "review.yaml", "comes_before: stage-2", "comes_before: stage-two")
    with pytest.raises(PackError) as error:
        read_pack(folder)
    (problem,) = error.value.problems
    assert str(problem).startswith("review.yaml:2: The stage 'review' comes before 'stage-two'")
    assert "stage-1, stage-2, stage-3" in str(problem)
