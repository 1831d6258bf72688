"""Letters as a weapon: words that are commands elsewhere, and drafts made to keep everybody else waiting."""

import time

import pytest

from heard.cases.outcome import Invalid
from heard.letters.drafting import Change, draft, save
from heard.letters.issuing import Issuing, issue
from heard.letters.lengths import LONGEST, MOST_FIELDS, MOST_LINES
from heard.letters.text_format import read, write
from heard.letters.written import as_written
from tests.letters.writing import WORDS, able_to_write, answer, case_of, pdf_words
from tests.screens.conftest import ON

COMMANDS = '#eval("1+1") {{7*7}} {% raw %} $x^2$ \\u{41} *bold* <script>alert(1)</script> @ref `code` // not a comment'


@pytest.fixture
def case(council):
    return case_of(able_to_write(council), name="Jo #lorem(9) <b>Invented</b>")


@pytest.mark.parametrize(
    "words",
    [
        "\\" * (LONGEST - 9),
        "[[" * 90_000,
        "\\[" * 90_000,
        "[" * 190_000 + "[[answer]]",
        "a " * 99_000,
        "[[a" * 60_000,
    ],
    ids=["backslashes", "brackets", "both", "before a field", "words", "cut fields"],
)
def test_no_text_takes_long_to_read_and_to_write_again(words):
    began = time.perf_counter()
    assert read(write(read(words))) == read(words)
    assert time.perf_counter() - began < 5


@pytest.mark.parametrize(
    ("body", "filled", "sentence"),
    [
        ("a\n\n" * MOST_LINES, {}, "lines. Shorten it"),
        ("[[child]] " * (MOST_FIELDS + 1), {}, "1,001 fields"),
        ("[[answer]] " * 999, {"answer": "w" * 150_000}, "shorten them, or use each field once"),
        ("[[answer]]\n\n" * 60, {"answer": "w\n" * 400}, "shorten them, or use each field once"),
        ("[[answer]]", {"answer": "[[actions]] " * 900, "actions": "w" * 10_000}, "use each field once"),
        ("[[answer]] " * 900, {"answer": "[[child]] " * 900}, "810,900 fields"),
    ],
    ids=["lines", "fields", "words repeated", "lines repeated", "fields in words", "fields repeated"],
)
def test_a_draft_that_would_grow_without_end_is_refused(case, council, body, filled, sentence):
    officer = council.people["officer"]
    letter = draft(case, "stage-1-response", officer, ON)
    with pytest.raises(Invalid, match=sentence):
        save(letter.pk, Change(body, filled, letter.version), officer, ON)
    letter.refresh_from_db()
    assert letter.version == 1


def test_the_longest_letter_that_is_taken_is_made_in_seconds(case, council):
    officer = council.people["officer"]
    letter = draft(case, "stage-1-response", officer, ON)
    body = "- word [[child]]\n" * (MOST_FIELDS - 1) + "- a\n" * (MOST_LINES - MOST_FIELDS - 1)
    letter = save(letter.pk, Change(body, {}, letter.version), officer, ON)
    began = time.perf_counter()
    as_written(letter, ON)
    assert time.perf_counter() - began < 10


def test_a_paragraph_that_no_longer_fits_is_not_put_back_and_the_page_says_so(case, council, at):
    officer = council.people["officer"]
    letter = draft(case, "stage-1-response", officer, ON)
    letter = save(letter.pk, Change("x" * LONGEST, {}, letter.version), officer, ON)
    where = f"/cases/{case.reference}/letters/{letter.pk}/put-back/"
    passage = {"passage": "right-to-stage-2", "version": letter.version}
    told = at("officer").post(where, passage, follow=True)
    assert "Shorten it to 200,000 or fewer" in told.content.decode()


def test_words_that_are_commands_elsewhere_are_words_in_every_file(case, council, at):
    officer = council.people["officer"]
    letter = answer(case, officer, ON, answer=COMMANDS, actions=WORDS["actions"])
    shown = at("officer").get(f"/cases/{case.reference}/letters/{letter.pk}/").content.decode()
    assert "<script>alert" not in shown
    done = issue(letter.pk, Issuing({"outcome": "upheld"}), officer, ON).letter
    printed = pdf_words(done.files.get(kind="pdf").content)
    for words in (
        '#eval("1+1")',
        "{{7*7}}",
        "$x^2$",
        "<script>alert(1)</script>",
        "Jo #lorem(9) <b>Invented</b>",
    ):
        assert words in printed
