"""The words of the letters in the packs: what each must say, that they are plain, and what none may say.

Example: no letter tells anybody that the Ombudsman comes only after three stages (NAT-9.5, AMB-13).
Drafting, filling and printing letters is tested elsewhere.
"""

from __future__ import annotations

import re

import pytest

from heard.engine import read_pack
from tests.procedures.shipped import PACKS, THREE_STAGES

LETTERS = [
    pytest.param(read_pack(name), template, id=f"{name.split('/')[0]} {template.id}")
    for name in PACKS
    for template in read_pack(name).letters.values()
    if template.pack == name.split("/")[0]
]
LONGEST_SENTENCE = 30
LONGEST_ON_AVERAGE = 15
# Words that children do not use.
STIFF = re.compile(
    r"\b(pursuant|hereby|regarding|commence|adjudicat\w+|statutory|representation\w*|escalat\w+|timescale\w*"
    r"|aforementioned|in accordance|terms of reference|prior to|utilise|facilitate)\b",
    re.IGNORECASE,
)


def whole(template):
    """A letter's text with its passages in their places."""
    text = template.body
    for passage in template.must_say:
        text = text.replace(f"[[must_say {passage.id}]]", passage.words)
    return " ".join(text.split())


def sentences(template):
    """The sentences between the greeting and the ending, headings left out."""
    text = template.body
    for passage in template.must_say:
        text = text.replace(f"[[must_say {passage.id}]]", passage.words)
    lines = [line for line in text.split("Yours sincerely")[0].splitlines() if not line.startswith("#")]
    plain = re.sub(r"\[\[\w+\]\]", "something", " ".join(lines))
    return [
        part.strip() for part in re.split(r"(?<=[.?!:,])\s{2,}|(?<=[.?!])\s+", plain) if len(part.split()) > 2
    ]


@pytest.mark.parametrize(("pack", "template"), LETTERS)
def test_a_letter_is_written_in_short_plain_sentences(pack, template):
    lengths = [len(one.split()) for one in sentences(template)]
    assert [one for one in sentences(template) if len(one.split()) > LONGEST_SENTENCE] == []
    assert sum(lengths) / len(lengths) <= LONGEST_ON_AVERAGE
    assert STIFF.findall(whole(template)) == []


@pytest.mark.parametrize(("pack", "template"), LETTERS)
def test_no_letter_makes_the_three_stages_a_bar_to_the_ombudsman(pack, template):
    """NAT-9.5, AMB-13."""
    text = whole(template)
    about = [one for one in re.split(r"(?<=[.])\s+", text) if "Ombudsman" in one]
    assert not any(re.search(r"\b(only|must|cannot|before you can|until)\b", one) for one in about)
    if about:
        assert any("at any time" in one for one in about)


@pytest.mark.parametrize(("pack", "template"), LETTERS)
def test_a_letter_records_a_fact_that_asks_nothing_the_letter_cannot_answer(pack, template):
    kind = pack.facts[template.records]
    assert [question.id for question in kind.asks if question.required] == []


@pytest.mark.parametrize("name", PACKS)
def test_each_letter_is_offered_by_the_duty_that_it_meets(name):
    pack = read_pack(name)
    for duty in pack.duties.values():
        if duty.letter:
            assert pack.letters[duty.letter].records in duty.met_by, duty.id


@pytest.mark.parametrize(
    ("duty", "letter"),
    [
        ("acknowledge", "acknowledgement"),
        ("stage-1-response", "stage-1-response"),
        ("offer-of-stage-2", "offer-of-stage-2"),
        ("stage-2-response", "stage-2-response"),
    ],
)
@pytest.mark.parametrize("name", THREE_STAGES)
def test_the_duties_that_a_letter_meets_name_it(name, duty, letter):
    assert read_pack(name).duties[duty].letter == letter


def test_leicestershire_offers_its_letters_where_they_are_owed():
    duties = read_pack("leicestershire").duties
    assert duties["delay-letter"].letter == "delay-letter"
    assert duties["offer-stage-2-after-meeting"].letter == "offer-of-stage-2"


@pytest.mark.parametrize(("pack", "template"), LETTERS)
def test_every_passage_says_why_it_must_be_there(pack, template):
    for passage in template.must_say:
        assert passage.because.endswith("."), passage.id
        assert passage.cites, passage.id


@pytest.mark.parametrize("name", THREE_STAGES)
def test_the_stage_2_response_gives_the_decisions_and_the_actions(name):
    """NAT-7.7."""
    letter = read_pack(name).letters["stage-2-response"]
    assert set(letter.fill_in) == {"decisions", "actions"}
    assert all(f"[[{field}]]" in letter.body for field in letter.fill_in)
