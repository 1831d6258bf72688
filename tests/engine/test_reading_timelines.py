"""Timelines and answers as they are written, and what is refused in them."""

# ruff: noqa: E501
# One line for each thing that can be wrong, and what is said of it.

from datetime import date

import pytest

from heard.engine import AnswerKind, BadAnswer, PackError, Question, answer_of, read_timeline
from tests.engine.small import pack

EXTENDED = pack().facts["answer.extended"]


def timeline(tmp_path, text):
    path = tmp_path / "timeline.yaml"
    path.write_text(text, encoding="utf-8")
    return read_timeline(path, pack())


def refusals(tmp_path, text):
    with pytest.raises(PackError) as caught:
        timeline(tmp_path, text)
    return [str(problem) for problem in caught.value.problems]


def test_facts_with_their_answers(tmp_path):
    read = timeline(
        tmp_path,
        """
facts:
  - {fact: complaint.received, date: 2025-11-03}
  - fact: answer.extended
    date: 2025-11-10
    id: one
    ground: leave
    new_date: 2025-12-01
    agreed: yes
    reason: On holiday
  - {fact: chaser.sent, date: 2025-11-12, chaser: chase, to: manager}
  - {fact: fact.struck_out, date: 2025-11-13, strikes: one, reason: A mistake}
closures: [2025-12-29, 2025-12-30]
""",
    )
    assert read.closures == (date(2025, 12, 29), date(2025, 12, 30))
    assert [fact.kind for fact in read.timeline] == ["complaint.received", "chaser.sent", "fact.struck_out"]
    assert read.timeline.struck[0].answers == {
        "ground": "leave", "new_date": date(2025, 12, 1), "agreed": True, "reason": "On holiday",
    }  # fmt: skip


def one(fact):
    return f"facts:\n  - {{fact: complaint.received, date: 2025-11-03}}\n  - {fact}\n"


WRONG = {
    "an unknown kind": ("{fact: answer.send, date: 2025-11-04}", "There is no fact called 'answer.send' in small. Did you mean 'answer.sent'?"),
    "a far kind": ("{fact: x.y, date: 2025-11-04}", "See the facts with: heard show small"),
    "no kind": ("{date: 2025-11-04}", "'fact' is missing."),
    "no date": ("{fact: answer.sent}", "'date' is missing. Add for example: date: 2025-11-03"),
    "a wrong date": ("{fact: answer.sent, date: 2025-13-04}", "'2025-13-04' is not a day that a fact can have. Write year-month-day"),
    "a date without hyphens": ("{fact: answer.sent, date: 20251104}", "'20251104' is not a day"),
    "a week": ("{fact: answer.sent, date: 2025-W45-2}", "'2025-W45-2' is not a day"),
    "an unknown answer": ("{fact: answer.sent, date: 2025-11-04, by: post}", "'by' is not a word that is used here."),
    "an unknown choice": ("{fact: answer.extended, date: 2025-11-04, ground: rain}", "Choose one of: complexity, leave, advocate."),
    "a maybe": ("{fact: answer.extended, date: 2025-11-04, agreed: maybe}", "Answer yes or no."),
    "a day that is none": ("{fact: answer.extended, date: 2025-11-04, new_date: soon}", "'soon' is not a day. Answer 'Until when?' as year-month-day"),
    "a missing answer": ("{fact: hearing.arranged, date: 2025-11-04}", "hearing.arranged needs an answer to 'On which day?'"),
    "striking nothing": ("{fact: fact.struck_out, date: 2025-11-04, strikes: one}", "strikes 'one', which is not the id of a fact."),
    "words": ("just words", "Each entry of 'facts' must have keys."),
}  # fmt: skip


@pytest.mark.parametrize(("fact", "said"), WRONG.values(), ids=WRONG.keys())
def test_a_wrong_fact_is_refused_with_its_line(tmp_path, fact, said):
    found = refusals(tmp_path, one(fact))
    assert len(found) == 1
    assert found[0].startswith("timeline.yaml:3: ")
    assert said in found[0]


def test_an_id_names_one_fact(tmp_path):
    found = refusals(
        tmp_path,
        one("{fact: answer.sent, date: 2025-11-04, id: a}")
        + "  - {fact: notice.sent, date: 2025-11-04, id: a}\n",
    )
    assert found == ["timeline.yaml:4: The id 'a' is there twice, also on line 3. Change one."]


def test_a_timeline_without_facts_is_told_what_to_add(tmp_path):
    assert "'facts' is missing. Add: facts:" in refusals(tmp_path, "closures: []\n")[0]
    assert len(timeline(tmp_path, "facts: []\n").timeline) == 0


def test_a_wrong_closure_day_is_refused(tmp_path):
    found = refusals(tmp_path, "facts: []\nclosures: [Christmas]\n")
    assert "timeline.yaml:2: 'Christmas' is not a day that 'closures' can have." in found[0]


def question(kind):
    return next(q for q in EXTENDED.asks if q.kind == kind)


def test_answers_become_what_they_are():
    assert answer_of(question("yes or no"), "no") is False
    assert answer_of(question("date"), "2025-11-03") == date(2025, 11, 3)
    assert answer_of(question("choice"), "leave") == "leave"


@pytest.mark.parametrize("text", ["-1", "1.5", "", "1234567890", "²", "one"])
def test_a_number_is_a_whole_number(text):
    with pytest.raises(BadAnswer, match="is not a whole number"):
        answer_of(Question("n", "How many?", AnswerKind.NUMBER), text)
    assert answer_of(Question("n", "How many?", AnswerKind.NUMBER), "12") == 12


def test_an_answer_has_a_greatest_length():
    with pytest.raises(BadAnswer, match="has 50,001 characters; it can have 50,000"):
        answer_of(question("long text"), "x" * 50_001)
