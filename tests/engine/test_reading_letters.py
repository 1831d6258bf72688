"""Letters of a pack as they are written, and what is refused in them."""

# ruff: noqa: E501
# One line for each thing that can be wrong, and what is said of it.

import pytest

from heard.engine import read_pack
from tests.engine.small import ANSWER, problems, write

LETTER = """---
letter: answer
title: Answer to your complaint
records: answer.sent
fill_in: {answer: Your answer}
days: {final_day: {within: 20 working days, after: complaint.received}}
must_say:
  right:
    words: You can ask for a review.
    because: The complainant must be told.
cite: P-1
---
Dear [[complainant]],

[[answer]]

[[must_say right]]
"""


def folder(tmp_path, letter=LETTER, name="answer"):
    return write(tmp_path, ANSWER + "    letter: answer\n", more={f"letters/{name}.md": letter})


def test_a_letter_has_a_head_and_a_body(tmp_path):
    letter = read_pack(folder(tmp_path)).letters["answer"]
    assert letter.records == "answer.sent"
    assert letter.fill_in == {"answer": "Your answer"}
    assert letter.body.startswith("Dear [[complainant]],\n")
    assert [(p.id, p.words, p.cites) for p in letter.must_say] == [
        ("right", "You can ask for a review.", ("P-1",))
    ]
    assert list(letter.days) == ["final_day"]


def test_a_letter_in_the_lines_of_another_system(tmp_path):
    letter = read_pack(folder(tmp_path, LETTER.replace("\n", "\r\n"))).letters["answer"]
    assert "\r" not in letter.body


WRONG = {
    "no head": ("Dear Sir\n", 1, "A letter begins with its head, between two lines of '---'."),
    "an open head": ("---\nletter: answer\n", 1, "A letter begins with its head"),
    "nothing": ("", 1, "A letter begins with its head"),
    "an unknown word": (LETTER.replace("fill_in", "fil_in"), 5, "'fil_in' is not a word that is used here. Did you mean 'fill_in'?"),
    "no cite": (LETTER.replace("cite: P-1\n", ""), 1, "The letter does not say where it comes from."),
    "an unlisted paragraph": (LETTER.replace("P-1", "P-2"), 1, "There is no paragraph called 'P-2'."),
    "an unknown fact": (LETTER.replace("answer.sent", "reply.sent"), 1, "There is no fact called 'reply.sent'."),
    "a passage without words": (LETTER.replace("    words: You can ask for a review.\n", ""), 9, "'words' is missing."),
    "a passage that is not in the text": (LETTER.replace("[[must_say right]]", ""), 1, "The passage 'right' is not in the letter. Put a line [[must_say right]]"),
    "a passage that is not in the head": (LETTER + "[[must_say rihgt]]\n", 1, "The letter has a line [[must_say rihgt]], and no passage of that name."),
    "a day that is none": (LETTER.replace("within: 20 working days", "within: soon"), 6, "'soon' is not a length of time."),
    "a day of an unknown fact": (LETTER.replace("after: complaint.received", "after: x.y"), 1, "There is no fact called 'x.y'."),
}  # fmt: skip


@pytest.mark.parametrize(("letter", "line", "said"), WRONG.values(), ids=WRONG.keys())
def test_a_wrong_letter_is_refused(tmp_path, letter, line, said):
    found = problems(folder(tmp_path, letter))
    assert any(one.startswith(f"letters/answer.md:{line}: ") and said in one for one in found), found


def test_a_letter_has_the_name_of_its_file(tmp_path):
    found = problems(folder(tmp_path, name="reply"))
    assert found == [
        "letters/reply.md:1: The letter calls itself 'answer'. Give it the name of its file: letter: reply"
    ]


def test_a_letter_without_a_name_is_told_once(tmp_path):
    found = problems(folder(tmp_path, LETTER.replace("letter: answer\n", "")))
    assert "letters/answer.md:2: 'letter' is missing. Add for example: letter: stage-1-response" in found
