"""Worked cases that are tried, a procedure that is shown, and a standing told as data."""

# ruff: noqa: E501
# Rules and sentences stand whole, as they are written and printed.

import json

import pytest

from heard.engine import PackError, read_pack, read_worked_cases
from heard.engine.showing import told
from heard.engine.telling import as_data
from heard.engine.trying import try_case
from tests.engine.small import ANSWER, ENGLAND, day, fact, pack, stand, write
from tests.engine.test_permitted import MADE

RULES = (
    ANSWER
    + """
  review:
    title: Review
    owed_by: manager
    when: {any: [{all: [{recorded: review.asked}, {not: {recorded: answer.sent}}]}, {after: due of answer}]}
    due: {at_least: 5 working days, before: hearing_date of hearing.arranged}
    met_by: notice.sent
    excused_by: attempt.failed
    passes_to: {director: {at least: {count: 2, of: attempt.failed}}}
    cite: [P-14.10, R-1]
  extended:
    title: Extended
    owed_by: manager
    due:
      within: 5 days
      after: [latest review.asked, due of answer]
      extensions:
        - {by: answer.extended, adds: 5 days, only_if: {ground: leave}, at_most: 9 days}
        - {by: answer.extended, to: new_date}
        - {by: answer.extended, reaches: 20 days}
    met_by: notice.sent
    beside: answer
    beside_as: line
    cite: P-1
rights:
  ask: {title: Ask, held_by: complainant, opens: answer.sent, exercised_by: review.asked, ended_by: case.closed, cite: P-1}
chasers:
  chase: {title: Ask, on: {within: 7 working days, after: complaint.received}, to: manager, copied: director,
    about: answer, message: Hello, cite: P-1}
holds:
  wait: {title: Waiting, starts_with: clock.stopped, ends_with: clock.started, stops: answer, cite: P-1}
warnings:
  late: {when: {after: {within: 9 working days, after: complaint.received}}, says: It will be late., cite: P-1}
"""
)
CASE = """
worked_cases:
  - case: A complaint on a Monday is due two weeks later
    proves: P-1
    facts: [{fact: complaint.received, date: 2025-11-03}]
    expect:
      - on: 2025-11-12
"""
GOOD = """        closed: no
        stage: none
        duties: {answer: {due: 2025-11-17, state: owed, met_on: none, statutory: none, departs: no, cites: P-1}}
        rights: {ask: {opens: none, state: not yet}}
        chasers: {chase: {on: 2025-11-12, state: to send, to: manager, copied: director, about: answer}}
        permitted: [answer.sent]
        refused: {complaint.received: already recorded}
        no_warnings: late
        tries:
          - {fact: answer.sent, allowed: yes}
          - {fact: answer.sent, date: 2025-11-20, refused: in the future}
"""


def folder(tmp_path, case):
    return write(tmp_path, RULES, more={"worked-cases/a.yaml": case})


def tried(tmp_path, look, case=CASE):
    made = read_pack(folder(tmp_path, case + look))
    return [line for found in read_worked_cases(made) for line in try_case(found, made, ENGLAND)]


def test_a_story_that_holds(tmp_path):
    assert tried(tmp_path, GOOD) == []


@pytest.mark.parametrize(
    ("look", "said"),
    [
        ("        closed: yes\n", "'closed' is no; the case says yes"),
        ("        stage: stage-1\n", "'stage' is none; the case says stage-1"),
        ("        duties: {answer: {due: 2025-11-18}}\n", "'answer' has due 2025-11-17; the case says 2025-11-18"),
        ("        duties: {answer: {state: met}}\n", "'answer' has state owed; the case says met"),
        ("        duties: {reply: {state: met}}\n", "there is no 'reply' among the duties"),
        ("        duties: {answer: {colour: red}}\n", "duties have no 'colour'; they have id, title"),
        ("        rights: {ask: {state: open}}\n", "'ask' has state not yet; the case says open"),
        ("        chasers: {chase: {on: none}}\n", "'chase' has on 2025-11-12; the case says none"),
        ("        permitted: [complaint.received]\n", "'complaint.received' is not permitted"),
        ("        refused: {answer.sent: no}\n", "'answer.sent' is not refused"),
        ("        refused: {complaint.received: too late}\n", "without “too late”"),
        ("        warnings: late\n", "the warning 'late' does not show"),
        ("        tries: [{fact: answer.sent, refused: never}]\n", "'answer.sent' is not refused"),
        ("        tries: [{fact: complaint.received, allowed: yes}]\n", "'complaint.received' is refused: Complaint received is already"),
        ("        tries: [{fact: complaint.received, refused: too late}]\n", "without “too late”"),
    ],
)  # fmt: skip
def test_a_story_that_does_not_hold_says_where_and_what(tmp_path, look, said):
    found = tried(tmp_path, look)
    assert len(found) == 1
    assert found[0].startswith("worked-cases/a.yaml:7: on Wed 12 Nov 2025 ")
    assert said in found[0]


def test_a_warning_that_should_not_show(tmp_path):
    found = tried(tmp_path, "        no_warnings: late\n", CASE.replace("2025-11-12", "2025-11-17"))
    assert "the warning 'late' shows" in found[0]


def test_closure_days_of_a_story(tmp_path):
    case = CASE.replace("    expect:", "    closures: [2025-11-10]\n    expect:")
    assert tried(tmp_path, "        duties: {answer: {due: 2025-11-18}}\n", case) == []


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("case: A", "caze: A", "'caze' is not a word that is used here. Did you mean 'case'?"),
        ("proves: P-1", "proves: P-9", "'P-9' is not in paragraphs.yaml."),
        ("on: 2025-11-12", "on: Wednesday", "'Wednesday' is not a day"),
        ("complaint.received", "complaint.got", "There is no fact called 'complaint.got' in small."),
        ("    expect:\n      - on: 2025-11-12\n", "", "The case expects nothing."),
        (
            "- on: 2025-11-12",
            "- on: 2025-11-12\n        stages: x",
            "'stages' is not a word that is used here.",
        ),
        (
            "- on: 2025-11-12",
            "- on: 2025-11-12\n        tries: [{fact: answer.sent}]",
            "A try is either allowed or refused.",
        ),
        ("worked_cases", "worked_case", "'worked_case' is not a word that is used here."),
    ],
)
def test_a_wrong_story_is_refused(tmp_path, old, new, said):
    made = read_pack(folder(tmp_path, CASE.replace(old, new)))
    with pytest.raises(PackError) as caught:
        read_worked_cases(made)
    assert any(
        said in str(one) and one.file == "worked-cases/a.yaml" and one.line for one in caught.value.problems
    )


def test_a_pack_without_stories_has_none():
    assert read_worked_cases(pack()) == []


# --- showing


def test_every_rule_is_shown_with_its_place_and_its_paragraphs():
    shown = "\n".join(told(pack(RULES)))
    for line in (
        "A small procedure (small/2025-01-01, in force)",
        "  answer: Answer the complaint rules.yaml:3 (DOC paragraph 1)",
        "owed by manager to complainant, within 10 working days after complaint.received; met by answer.sent",
        "  review: Review rules.yaml:10 (DOC 14.10; R-1)",
        "passes to director when at least 2 of attempt.failed",
        "at least 5 working days before the hearing_date of hearing.arranged",
        "when (review.asked is recorded and not (answer.sent is recorded)) or the day is after the due day of answer",
        "excused by attempt.failed",
        "within 5 days after the latest review.asked or else the due day of answer",
        "extended by answer.extended by 5 days, if ground is leave, at most 9 days in all",
        "extended by answer.extended to new_date",
        "extended by answer.extended to 20 days in all",
        "(the line beside answer)",
        "held by complainant, opens the day of answer.sent, closes never, ended by case.closed",
        "to manager, copied to director, about answer, 7 working days after complaint.received",
        "from clock.stopped to clock.started, stops answer",
        "when the day is after 9 working days after complaint.received",
        "hearing.arranged: Hearing arranged [hearing_date* (date)]",
        "ground (complexity | leave | advocate)",
    ):
        assert line in shown, line


def test_the_law_beneath_is_shown():
    local = ANSWER.replace("10 working days", "5 working days") + "    replaces: answer\n"
    shown = "\n".join(told(pack(local, floor=ANSWER)))
    assert "Builds on A small procedure (law/2025-01-01)" in shown
    assert "in place of law's answer: owed by manager to complainant, within 10 working days" in shown


def test_what_guards_a_fact_is_shown():
    assert "      only when answer.sent is recorded (DOC paragraph 1)" in list(told(MADE))


# --- telling


def test_a_standing_as_data():
    standing = stand(pack(RULES), fact("clock.stopped", 4), fact("answer.sent", 14), on=19)
    data = as_data(standing)
    assert json.loads(json.dumps(data)) == data
    answer = data["duties"][0]
    assert (answer["id"], answer["due"], answer["state"], answer["met_on"]) == (
        "answer",
        "2025-12-02",
        "met",
        "2025-11-14",
    )
    assert answer["working"].startswith("10 working days from Mon 3 Nov 2025")
    assert data["holds"][0]["since"] == "2025-11-04"
    assert data["warnings"][0]["id"] == "late"
    assert data["rights"][0]["opens"] == "2025-11-14"
    assert data["chasers"][0]["about"] == "answer"
    assert data["later_facts"] == 0


def test_every_citation_is_told_with_how_it_was_checked():
    cited = as_data(stand(pack(RULES), on=day(10)))["citations"]
    assert cited["P-14.10"] == {
        "label": "DOC 14.10",
        "says": "A number that looks like another.",
        "checked": "unverified",
    }
    assert cited["R-1"] == {"label": "R-1", "says": "This way.", "checked": "reading"}
