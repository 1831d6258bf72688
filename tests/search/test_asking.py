"""What people type is understood: words, phrases, minus, references, days, telephones, and anything hostile at all."""

import time

import pytest

from heard.search.asking import LONGEST, MOST, understood
from heard.search.spelling import variants


def marks(typed):
    return [mark for clause in understood(typed).clauses for mark in clause.marks]


@pytest.mark.parametrize(
    "typed",
    ["LC-2025-0042", "lc 2025 42", "LC/2025/0042", "lc20250042", "Lc-2025-42", "about lc 2025 0042 please"],
)
def test_a_reference_is_known_however_it_is_typed(typed):
    assert "#lc-2025-42" in marks(typed)


@pytest.mark.parametrize("typed", ["2025-42", "2025/0042", "2025 42"])
def test_a_reference_may_lack_its_letters(typed):
    assert "#2025-42" in marks(typed)


@pytest.mark.parametrize(
    "typed",
    [
        "3 May 2014",
        "3rd may 2014",
        "03/05/2014",
        "3.5.2014",
        "3-5-14",
        "2014-05-03",
        "born 3 May, 2014",
        "3 sept 2014",
    ],
)
def test_a_day_is_known_in_british_order(typed):
    assert marks(typed) == ["@2014-09-03" if "sept" in typed else "@2014-05-03"]


@pytest.mark.parametrize("typed", ["31/02/2014", "45 May 2014", "3 Foo 2014", "13/13/2013"])
def test_what_is_no_day_is_words(typed):
    assert not any(mark.startswith("@") for mark in marks(typed))
    assert understood(typed).wanted


def test_a_telephone_is_known_with_the_country_too():
    assert marks("07700 900123") == ["+07700900123"]
    assert "+07700900123" in marks("+44 7700 900123")


def test_phrases_minus_and_the_unfinished_word():
    asked = understood('visits "short breaks" -taxi -"the bus" canc')
    assert [clause.words for clause in asked.clauses] == ["visits", "short breaks", "taxi", "the bus", "canc"]
    assert [clause.unwanted for clause in asked.clauses] == [False, False, True, True, False]
    assert asked.clauses[-1].says == "'canc' | 'canc':*"
    assert understood("canc ").clauses[-1].says == "'canc'"
    assert understood("ca").clauses[-1].says == "'ca'"


def test_names_that_are_written_as_one():
    assert understood("O'Brien").clauses[0].says == "(('O') <-> ('Brien')) | 'OBrien'".replace(
        "O'", "o'"
    ).replace("('Brien')", "('brien')")


@pytest.mark.parametrize(
    ("british", "american"),
    [
        ("colour", "color"),
        ("behaviour", "behavior"),
        ("organise", "organize"),
        ("organisation", "organization"),
        ("analysed", "analyzed"),
        ("centre", "center"),
        ("cancelled", "canceled"),
        ("counsellor", "counselor"),
        ("programme", "program"),
        ("licence", "license"),
        ("practise", "practice"),
        ("paediatric", "pediatric"),
        ("neighbours", "neighbors"),
        ("fulfil", "fulfill"),
        ("enrolment", "enrollment"),
        ("mum", "mom"),
        ("learnt", "learned"),
        ("judgement", "judgment"),
    ],
)
def test_british_and_american_spellings_are_one(british, american):
    assert set(variants(british)) == set(variants(american)) == {british, american}


@pytest.mark.parametrize(
    "word", ["visit", "child", "four", "her", "our", "for", "well", "social", "miss", "rise"]
)
def test_other_words_stay_as_they_are(word):
    assert variants(word)[0] == word
    assert all(one.isalpha() for one in variants(word))


HOSTILE = [
    "",
    "   ",
    "\x00",
    "'; DROP TABLE cases_case; --",
    "& | ! <-> <2> :* ( ) \\ '' \"",
    "a:*b & !c:D",
    "😀🎉",
    "\ue000<script>\ue001",
    "‮gnp.exe",
    '"' * 299,
    "-" * 299,
    "((((" * 70,
    "0" * 300,
    "2025-" * 59,
    "1/1/1/1/1/1/" * 24,
    "é" * 300,
    "\ud800",
    " ".join("ab" for _ in range(99)),
    "+44 " * 70,
]


@pytest.mark.parametrize("typed", HOSTILE)
def test_anything_at_all_is_understood_soon(typed):
    began = time.perf_counter()
    asked = understood(typed)
    assert time.perf_counter() - began < 0.2
    assert len(asked.clauses) <= MOST
    for clause in asked.clauses:
        assert "\x00" not in clause.says
        assert not set(clause.says.replace("<->", "")) & set('\\!&"<>')


def test_what_is_too_long_is_not_looked_for():
    asked = understood("visit " * 2000)
    assert asked.too_long
    assert not asked.wanted
    assert len(asked.typed) == LONGEST


def test_of_many_words_the_first_are_looked_for():
    asked = understood(" ".join(f"w{number}" for number in range(40)))
    assert asked.too_many
    assert len(asked.clauses) == MOST
