"""The text of a draft: what it begins as, where the writer's words go, and a required paragraph put back."""

import time

import pytest

from heard.engine import read_pack
from heard.letters.required import check
from heard.letters.text_format import read
from heard.letters.wording import composed, put_back, starting, unplaced

TEMPLATES = [
    pytest.param(template, id=f"{pack}-{template.id}")
    for pack in ("england", "leicestershire")
    for template in read_pack(pack).letters.values()
]
ANSWER = read_pack("leicestershire").letters["stage-1-response"]
RIGHT = next(passage for passage in ANSWER.must_say if passage.id == "right-to-stage-2").words.strip()


def test_a_draft_begins_with_its_passages_in_place_and_its_fields_named():
    text = starting(ANSWER)
    assert text.startswith("Dear [[complainant]],\n\n# Our answer to your complaint\n\n")
    assert RIGHT in text
    assert "[[answer]]" in text
    assert "must_say" not in text


def test_words_alone_in_a_paragraph_may_have_headings_and_lists():
    text = composed("Dear you,\n\n[[answer]]\n\nBye", {"answer": "First.\n\n## Visits\n- one\n- two"})
    assert text == "Dear you,\n\nFirst.\n\n## Visits\n\n- one\n- two\n\nBye"


def test_words_within_a_sentence_are_left_to_be_filled_as_words():
    assert composed("Because: [[reason]]", {"reason": "- one"}) == "Because: [[reason]]"


def test_words_without_a_place_are_named():
    assert unplaced("Nothing here", {"answer": "We are sorry", "actions": " "}) == ("answer",)
    assert unplaced("# [[answer]]", {"answer": "We are sorry"}) == ()


@pytest.mark.parametrize("template", TEMPLATES)
def test_each_passage_taken_out_is_put_back_where_it_was(template):
    whole = starting(template)
    for passage in template.must_say:
        words = passage.words.strip()
        without = whole.replace(words + "\n\n", "")
        assert without != whole
        assert put_back(without, template, passage.id) == whole


@pytest.mark.parametrize("template", TEMPLATES)
def test_each_passage_changed_is_put_back_in_its_place(template):
    whole = starting(template)
    for passage in template.must_say:
        words = passage.words.strip()
        changed = whole.replace(
            words, words.replace(" you ", " they ").replace(".", "!").upper()[:10] + words[10:-6]
        )
        assert changed != whole
        assert put_back(changed, template, passage.id) == whole


def test_what_was_only_added_is_kept_as_a_paragraph_of_its_own():
    whole = starting(ANSWER)
    added = whole.replace(RIGHT, f"Please note. {RIGHT} But we advise against it.")
    back = put_back(added, ANSWER, "right-to-stage-2")
    assert f"\n\nPlease note.\n\n{RIGHT}\n\nBut we advise against it.\n\n" in back


def test_a_passage_is_put_back_into_a_letter_that_has_nothing_else_of_the_template():
    back = put_back("Dear Jo,\n\nall is well.", ANSWER, "right-to-stage-2")
    assert back == f"Dear Jo,\n\nall is well.\n\n{RIGHT}"
    assert put_back("", ANSWER, "right-to-stage-2") == RIGHT


def test_a_passage_named_in_the_text_is_put_in_its_place():
    assert put_back("Dear Jo,\n\n[[must_say right-to-stage-2]]\n\nBye", ANSWER, "right-to-stage-2") == (
        f"Dear Jo,\n\n{RIGHT}\n\nBye"
    )


def test_a_passage_that_the_letter_does_not_have_is_an_error():
    with pytest.raises(KeyError):
        put_back("", ANSWER, "right-to-stage-9")


def test_a_very_long_paragraph_does_not_make_it_slow():
    body = starting(ANSWER).replace(RIGHT, "we regret what happened to you " * 3000)
    began = time.perf_counter()
    back = put_back(body, ANSWER, "right-to-stage-2")
    assert time.perf_counter() - began < 3
    assert not [one for one in check(back, ANSWER, {}).passages if one.id == "right-to-stage-2"]
    assert len(read(back)) == len(read(body)) + 1
