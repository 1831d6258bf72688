"""The text format of letters: what is a mark, what is only words, and that writing and reading undo each other."""

import pytest
from hypothesis import given

from heard.letters.blocks import BulletList, Field, Heading, Paragraph, plain
from heard.letters.characters import clean
from heard.letters.text_format import read, unwrapped, write
from tests.letters.samples import ANY_TEXT, BLOCKS, BODY, HOSTILE


def test_a_letter_is_read_into_its_blocks():
    kinds = [type(block) for block in read(BODY)]
    assert kinds == [
        Paragraph, Paragraph, Heading, BulletList, Heading, Paragraph, Heading, Paragraph, Paragraph, Paragraph
    ]  # fmt: skip
    assert read(BODY)[3].items[1] == (("nobody told you or Robin",), ("and nobody telephoned",))
    assert [block.level for block in read(BODY) if isinstance(block, Heading)] == [1, 2, 1]
    assert read(BODY)[-1].lines == (("Olive Sample",), ("Complaints officer",))


def test_a_list_may_follow_its_sentence_without_an_empty_line():
    assert read("We found:\n- one\n- two\n\n- three\nAnd so on.") == (
        Paragraph((("We found:",),)),
        BulletList(((("one",),), (("two",),), (("three",),))),
        Paragraph((("And so on.",),)),
    )


def test_fields_are_found_however_they_are_spaced():
    assert read("Dear [[ Complainant ]], by [[due]].") == (
        Paragraph((("Dear ", Field("complainant"), ", by ", Field("due"), "."),)),
    )


def test_a_passage_stands_on_its_own_even_without_empty_lines():
    assert read("Before\n[[must_say right-to-stage-2]]\nafter") == (
        Paragraph((("Before",),)),
        Paragraph(((Field("must_say right-to-stage-2"),),)),
        Paragraph((("after",),)),
    )


@pytest.mark.parametrize(
    "text",
    [
        "#hashtag",
        "### three",
        "-no space",
        "-",
        "#",
        "1. one",
        "[[]]",
        "[[ ]]",
        "[one]",
        "a [[b",
        "\\x",
        "C:\\a\\[b]",
    ],
)
def test_what_only_looks_like_a_mark_is_words(text):
    (block,) = read(text)
    assert block == Paragraph(((text,),))


def test_a_backslash_makes_a_mark_into_words():
    assert [plain(line) for line in read("\\# one\n\\- two\n\\[[due]]")[0].lines] == [
        "# one",
        "- two",
        "[[due]]",
    ]
    assert not any(isinstance(piece, Field) for line in read("\\[[due]]")[0].lines for piece in line)


@given(BLOCKS)
def test_what_is_written_reads_back_the_same(blocks):
    assert read(write(blocks)) == blocks


@given(ANY_TEXT)
def test_any_text_can_be_read_and_settles(text):
    blocks = read(text)
    assert read(write(blocks)) == blocks


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_reads_and_settles(text):
    assert read(write(read(text))) == read(text)


def test_a_wrapped_template_becomes_one_line_for_each_paragraph():
    template = (
        "Dear [[complainant]],\n\nThank you for\nyour complaint.\n\n- one item\n  that goes on\n- two\n\n"
        "# Heading\nText\nthat is wrapped\n\n| County Hall\n| Exampleton\n\nYours sincerely,\n"
        "[[officer]]\n[[officer_role]]\n"
    )
    assert unwrapped(template) == (
        "Dear [[complainant]],\n\nThank you for your complaint.\n\n- one item that goes on\n- two\n\n"
        "# Heading\nText that is wrapped\n\nCounty Hall\nExampleton\n\nYours sincerely,\n[[officer]]\n[[officer_role]]"
    )


def test_text_is_cleaned_of_what_nobody_can_see():
    assert clean("a\r\nb\rc\x0bd\u2028e\tf") == "a\nb\nc\nd\ne f"
    assert clean("a\x00b\u202ec\ufeffd\ud800e\ufffff") == "abcdef"
    assert clean("e\u0301") == "é"


@given(ANY_TEXT)
def test_cleaning_twice_changes_nothing_more(text):
    assert clean(clean(text)) == clean(text)
