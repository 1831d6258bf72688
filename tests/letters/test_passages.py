"""Passages with a condition: asked for on the cases where it holds, and only there."""

import pytest

from heard.letters.drafting import draft
from heard.letters.required import check
from heard.letters.wording import starting
from heard.letters.written import as_written, template_of
from tests.letters.writing import ON, able_to_write, case_of
from tests.things.council import MONDAY, made_up_council

WORDS = "You can also go to the Information Commissioner about that part."


@pytest.fixture
def council(db):
    """A council under Rutland's procedure, whose acknowledgement names the Commissioner on some cases only."""
    return able_to_write(made_up_council(), "rutland", "2020-04-01")


def about_information(council, said):
    return council.opened(MONDAY, officer=council.people["officer"], answers={"information": said}).case


@pytest.mark.parametrize("said", [True, False])
def test_a_draft_begins_with_what_is_to_be_said_on_its_case(council, said):
    letter = draft(about_information(council, said), "acknowledgement", council.people["officer"], ON)
    assert (WORDS in letter.body) is said
    assert "must_say" not in letter.body


@pytest.mark.parametrize("said", [True, False])
def test_only_where_the_condition_holds_is_the_passage_missed(council, said):
    letter = draft(about_information(council, said), "acknowledgement", council.people["officer"], ON)
    letter.body = letter.body.replace(WORDS, "")
    missed = [passage.id for passage in as_written(letter, ON).readiness.lacks.passages]
    assert missed == (["information-commissioner"] if said else [])


def test_a_passage_without_a_condition_is_missed_on_every_case(council):
    letter = draft(case_of(council), "acknowledgement", council.people["officer"], ON)
    letter.body = "\n\n".join(
        part for part in letter.body.split("\n\n") if "Ombudsman at any time" not in part
    )
    missed = [passage.id for passage in as_written(letter, ON).readiness.lacks.passages]
    assert missed == ["ombudsman"]


def test_without_a_case_every_passage_of_the_template_is_asked_for(council):
    template = template_of(draft(case_of(council), "acknowledgement", council.people["officer"], ON))
    assert WORDS in starting(template)
    assert "information-commissioner" in [one.id for one in check("", template, {}).passages]
