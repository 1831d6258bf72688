"""The letters of the packs that Heard ships: each can be drafted, lacks nothing when filled, and prints."""

import pytest

from heard.engine import read_pack
from heard.letters.blocks import Document, Heading
from heard.letters.fields import draft, find
from heard.letters.rendering import render_pdf
from heard.letters.required import check
from heard.letters.text_format import read
from tests.letters.samples import LETTERHEAD, MADE_AT

LETTERS = [
    pytest.param(template, id=f"{pack}-{template.id}")
    for pack in ("england", "leicestershire")
    for template in read_pack(pack).letters.values()
]


def drafted(template, values):
    return draft(template.body, {passage.id: passage.words for passage in template.must_say}, values)


def filled(template):
    """Made-up words for every field of the letter, those inside its passages too."""
    return {name: f"made-up {name}" for name in find(read(drafted(template, {})))}


@pytest.mark.parametrize("template", LETTERS)
def test_a_filled_letter_lacks_nothing_and_prints(template):
    values = filled(template)
    text = drafted(template, values)
    assert not check(text, template, values)
    document = Document(template.title, LETTERHEAD, read(text))
    assert len([block for block in document.blocks if isinstance(block, Heading) and block.level == 0]) == 1
    assert render_pdf(document, made_at=MADE_AT).startswith(b"%PDF-")


@pytest.mark.parametrize("template", LETTERS)
def test_what_the_case_does_not_know_is_what_the_writer_is_asked(template):
    values = {name: value for name, value in filled(template).items() if name not in template.fill_in}
    lacking = check(drafted(template, values), template, values)
    assert {field.name for field in lacking.fields} == set(template.fill_in)
    assert all(field.asks for field in lacking.fields)
    assert not lacking.passages


@pytest.mark.parametrize("template", LETTERS)
def test_each_passage_is_missed_when_it_is_taken_out(template):
    values = filled(template)
    for passage in template.must_say:
        without = template.body.replace(f"[[must_say {passage.id}]]", "")
        words = {other.id: other.words for other in template.must_say}
        lacking = check(draft(without, words, values), template, values)
        assert [missing.id for missing in lacking.passages] == [passage.id]
