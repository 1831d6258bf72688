"""What keeps a letter from being issued: each near miss of a required passage is a miss, each mere form is not."""

from dataclasses import dataclass, field

import pytest

from heard.letters.fields import draft
from heard.letters.required import check

WORDS = (
    "If you are not happy with this answer, you can ask for stage 2. Tell us by telephone or in writing,\n"
    'quoting "[[reference]]". There is no time limit - but it helps to ask soon.\n'
)
SAID = (
    "If you are not happy with this answer, you can ask for stage 2. Tell us by telephone or in writing, "
    'quoting "EX-2025-0042". There is no time limit - but it helps to ask soon.'
)


@dataclass(frozen=True)
class Passage:
    id: str = "right-to-stage-2"
    words: str = WORDS
    because: str = "The complainant must be told of the right to stage 2."
    cites: tuple[str, ...] = ("NAT-6.6",)


@dataclass(frozen=True)
class Template:
    body: str = "Dear [[complainant]],\n\n[[answer]]\n\n[[must_say right-to-stage-2]]\n"
    must_say: tuple[Passage, ...] = (Passage(),)
    fill_in: dict[str, str] = field(default_factory=lambda: {"answer": "Your answer to each point"})


VALUES = {"complainant": "Ms Imaginary", "reference": "EX-2025-0042", "answer": "We are sorry."}


def lacks(body, template=None, values=VALUES):
    return check(body, template or Template(), values)


def test_the_draft_of_a_template_lacks_nothing_once_filled():
    template = Template()
    text = draft(template.body, {p.id: p.words for p in template.must_say}, VALUES)
    assert SAID in text
    assert not lacks(text)


@pytest.mark.parametrize(
    "body",
    [
        SAID,
        f"Dear Ms Imaginary,\n\n{SAID}\n\nYours sincerely,",
        SAID.replace(" ", "  ").replace("Tell us", "\nTell us"),
        SAID.replace("Tell us", "\n\nTell us"),
        SAID.replace('"EX-2025-0042"', "“EX-2025-0042”"),
        SAID.replace(" - ", " – "),
        SAID.upper(),
        SAID.replace(" happy", "\u00a0happy").replace("answer", "an\u00adswer"),
        f"- {SAID}",
        f"# {SAID}",
        SAID.replace("EX-2025-0042", "[[reference]]"),
    ],
    ids=[
        "alone",
        "among others",
        "spaces",
        "split",
        "quotes",
        "dash",
        "capitals",
        "unseen",
        "item",
        "heading",
        "field",
    ],
)
def test_the_form_of_a_passage_may_differ(body):
    assert not lacks(body)


@pytest.mark.parametrize(
    "body",
    [
        "",
        "We are sorry.",
        SAID.replace("stage 2", "stage"),
        SAID.replace("you can", "you can not"),
        SAID.replace("you can", "you cannot"),
        SAID.replace("can ask", "can't ask"),
        SAID.replace("not happy", "happy"),
        SAID.replace("no time limit", "a time limit"),
        SAID.replace("stage 2", "stage 3"),
        SAID.replace("EX-2025-0042", "EX-2025-0043"),
        SAID.replace("stage 2", "st\u0430ge 2"),
        SAID.removesuffix("."),
        f"It is not so that: {SAID}",
        f"{SAID} But we will refuse.",
        f"{SAID}\nBut we will refuse.",
        f'The leaflet said "{SAID}"',
        " ".join(reversed(SAID.split())),
        SAID.replace("Tell us", "\n\nThis does not hold for you.\n\nTell us"),
        SAID[:60] + "\n\n" + SAID[61:90],
        "\\[[must_say right-to-stage-2]]",
    ],
)
def test_a_near_miss_is_missing(body):
    (missing,) = lacks(body).passages
    assert (missing.id, missing.cites) == ("right-to-stage-2", ("NAT-6.6",))
    assert missing.words == SAID


def test_what_is_missing_says_what_to_do():
    lacking = lacks("Dear Ms Imaginary,")
    assert lacking.sentences() == (
        "The complainant must be told of the right to stage 2 (NAT-6.6). Put the paragraph back.",
    )
    changed = lacks(SAID.replace("you can", "you cannot")).passages[0]
    assert changed.changed == SAID.replace("you can", "you cannot")
    assert changed.sentence().endswith("The paragraph was changed. Put its words back.")


def test_a_passage_of_several_blocks_must_be_whole_and_in_order():
    template = Template(
        must_say=(Passage(words="# Stage 2\n\nYou can ask:\n\n- by telephone\n- in writing\n"),)
    )
    assert not lacks("# Stage 2\n\nYou can ask:\n- by telephone\n- in writing\n\n# More", template)
    assert lacks("# Stage 2\n\nYou can ask:\n- in writing\n- by telephone", template).passages
    assert lacks("# Stage 2\n\nYou can ask:\n- by telephone", template).passages


DELAY = Template(
    body="[[must_say reason]]",
    must_say=(
        Passage("reason", "We need longer: [[reason]]", "The complainant is told the reason."),
        Passage(
            "day", "You will hear by [[new_day]], or by [[other]] if [[reason]] ends.", "The new day is told."
        ),
    ),
    fill_in={"reason": "Why the answer takes longer"},
)
NEW_DAY = {"new_day": "Monday 1 December 2025", "reason": "the file is not here"}


@pytest.mark.parametrize(
    "reason", ["the file is not here", "because", "[[reason]]", "\n\nOne thing.\n\nAnd another."]
)
def test_the_writers_own_words_stand_inside_a_passage(reason):
    day = "You will hear by Monday 1 December 2025, or by Friday if the strike ends."
    assert not check(f"We need longer: {reason}\n\n{day}", DELAY, NEW_DAY).passages


@pytest.mark.parametrize(
    "day",
    [
        "You will hear by Tuesday 2 December 2025, or by Friday if the strike ends.",
        "You will hear by Monday 1 December 2025, or by Friday if the strike ends. Or not.",
        "You will not hear by Monday 1 December 2025, or by Friday if the strike ends.",
        "You will hear by Monday 1 December 2025, or by Friday.",
        "You will hear by Monday 1 December 2025, or by if ends.",
        "or by Friday if the strike ends.",
        "You will hear by Monday 1 December 2025, or bypassing Friday if the strike ends.",
        "You will hear by Monday 1 December 2025, or by Friday if the strike never-ends.",
    ],
)
def test_what_the_case_gives_does_not_become_the_writers(day):
    lacking = check(f"We need longer: because\n\n{day}", DELAY, NEW_DAY)
    assert [missing.id for missing in lacking.passages] == ["day"]


def test_a_writers_field_with_nothing_in_it_is_a_missing_passage():
    day = "You will hear by Monday 1 December 2025, or by Friday if the strike ends."
    assert [missing.id for missing in check(f"{day}\n\nWe need longer:", DELAY, NEW_DAY).passages] == [
        "reason"
    ]


def test_a_field_left_empty_keeps_the_letter_back():
    lacking = lacks(f"[[answer]] [[Due]]\n\n{SAID}", values={"reference": "EX-2025-0042", "answer": " "})
    assert [unfilled.name for unfilled in lacking.fields] == ["answer", "due"]
    assert lacking.sentences() == (
        "Fill in [[answer]]: Your answer to each point.",
        "Fill in [[due]], or take it out of the letter.",
    )


@pytest.mark.parametrize("broken", ["[answer]]", "[[answer]", "[[answer", "answer]]", "[[ ANSWER ]"])
def test_a_field_that_lost_a_bracket_keeps_the_letter_back(broken):
    lacking = lacks(f"Here: {broken} and more.\n\n{SAID}")
    assert [found.text for found in lacking.broken] == [broken]
    assert lacking.sentences() == (f"A field was cut in editing: {broken}. Write what belongs there.",)


@pytest.mark.parametrize(
    "words", ["[sic]", "[see my answer]", "[answer to follow]", "an answer", "[[sic", "the answers]]"]
)
def test_other_brackets_are_words(words):
    assert not lacks(f"{words}\n\n{SAID}")


def test_an_unfilled_passage_mark_does_not_count_as_the_passage():
    lacking = lacks("[[must_say right-to-stage-2]]\n\n[[must_say unheard-of]]")
    assert [missing.id for missing in lacking.passages] == ["right-to-stage-2"]
    assert [unfilled.name for unfilled in lacking.fields] == ["must_say unheard-of"]


def test_ten_thousand_words_are_checked_quickly():
    import time

    began = time.perf_counter()
    assert lacks("\n\n".join("We are sorry about this long day. " * 20 for _ in range(80))).passages
    assert time.perf_counter() - began < 2
