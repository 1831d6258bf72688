"""Named fields: found, filled with values that stay words, and listed when they are empty."""

from hypothesis import given

from heard.letters.blocks import BulletList, Field, Heading, Paragraph, lines_of, plain
from heard.letters.fields import draft, fill, find, place, unfilled
from heard.letters.text_format import read, write
from tests.letters.samples import ANY_TEXT, HOSTILE

TEMPLATE = read("Dear [[complainant]],\n\n# About [[child]]\n\n- by [[due]]\n\n[[answer]]\n\n[[due]]")


def test_fields_are_listed_once_in_order():
    assert find(TEMPLATE) == ("complainant", "child", "due", "answer")


def test_a_blank_value_fills_nothing():
    values = {"complainant": "Ms Imaginary", "child": "  \n", "due": ""}
    assert unfilled(TEMPLATE, values) == ("child", "due", "answer")
    assert find(fill(TEMPLATE, values)) == ("child", "due", "answer")


def test_lines_of_a_value_stay_lines_and_empty_lines_make_paragraphs():
    filled = fill(read("So: [[answer]] End."), {"answer": "one\ntwo\n\n\nthree"})
    assert filled == (Paragraph((("So: one",), ("two",))), Paragraph((("three End.",),)))
    assert fill(read("# On [[answer]]"), {"answer": "one\n\ntwo"}) == (Heading(("On one two",)),)
    assert fill(read("- [[answer]]"), {"answer": "one\n\ntwo"}) == (BulletList(((("one",), ("two",)),)),)


def test_a_value_is_only_ever_words():
    for hostile in HOSTILE:
        blocks = fill(read("[[answer]]"), {"answer": hostile, "due": "FILLED AGAIN"})
        assert all(isinstance(block, Paragraph) for block in blocks)
        assert not find(blocks)
        assert "FILLED AGAIN" not in write(blocks)


@given(ANY_TEXT)
def test_any_value_is_the_same_words_after_editing(value):
    blocks = fill(read("Dear [[complainant]]."), {"complainant": value})
    assert read(write(blocks)) == blocks
    if value.strip() and find(blocks) == ():
        assert all(isinstance(block, Paragraph) for block in blocks)


def test_passages_are_put_in_place_with_their_fields():
    passages = {"right": "You can ask for stage 2\nuntil [[until]].\n\n- in writing\n- by telephone\n"}
    placed = place(read("Before\n\n[[must_say right]]\n\nAfter [[must_say right]]"), passages)
    assert [type(block) for block in placed] == [Paragraph, Paragraph, BulletList, Paragraph]
    assert plain(placed[1].lines[0]) == "You can ask for stage 2 until [[until]]."
    # Inside a sentence a passage cannot be put in place: it stays, and the letter cannot be issued.
    assert Field("must_say right") in next(lines_of(placed[-1]))


def test_an_unknown_passage_stays_and_is_listed():
    assert find(place(read("[[must_say nowhere]]"), {})) == ("must_say nowhere",)


def test_a_draft_has_everything_that_is_known():
    template = "Dear [[complainant]],\n\n[[must_say right]]\n\n[[answer]]\n"
    text = draft(template, {"right": "You can ask, [[complainant]]."}, {"complainant": "# Ms Imaginary"})
    assert text == "Dear # Ms Imaginary,\n\nYou can ask, # Ms Imaginary.\n\n[[answer]]"
    assert draft("[[complainant]]", {}, {"complainant": "# Ms [[answer]]"}) == "\\# Ms \\[[answer]]"
