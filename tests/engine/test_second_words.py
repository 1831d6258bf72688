"""The later words of the language: tiers, other calendars, recurring duties, checks, eligibility, what is left out."""

# ruff: noqa: E501
# Rules stand whole, as they are written.

import tempfile

import pytest

from heard.engine import Allowed, Timeline, assess, may_record, read_calendar, read_pack
from tests.engine.small import ANSWER, ENGLAND, FACTS, day, fact, pack, problems, received, stand, write

TIERS = """
duties:
  answer:
    title: Answer
    owed_by: manager
    due:
      first_of:
        - {within: 2 working days, after: complaint.received, when: {recorded: attempt.failed}}
        - {on: new_date of answer.extended}
        - {within: 10 working days, after: complaint.received}
    met_by: answer.sent
    cite: P-1
"""


@pytest.mark.parametrize(
    ("facts", "due"),
    [
        ([], day(17)),
        ([fact("attempt.failed", 3)], day(5)),
        ([fact("answer.extended", 4, new_date=day(28))], day(28)),
        ([fact("answer.extended", 4)], day(17)),
        ([fact("attempt.failed", 3), fact("answer.extended", 4, new_date=day(28))], day(5)),
    ],
)
def test_the_first_of_several_days_that_there_is(facts, due):
    assert stand(pack(TIERS), *facts, on=10).duty("answer").due == due


def test_first_of_nothing_is_refused(tmp_path):
    rules = ANSWER.replace("{within: 10 working days, after: complaint.received}", "{first_of: []}")
    assert "'first_of' lists no days." in problems(write(tmp_path, rules))[0]


def test_a_day_that_hangs_on_itself_by_a_condition_is_refused(tmp_path):
    rules = TIERS.replace("{recorded: attempt.failed}", "{not: {after: due of answer}}")
    assert "The due day of 'answer' hangs on itself" in problems(write(tmp_path, rules))[0]
    compared = TIERS.replace(
        "{recorded: attempt.failed}", "{after: {day: due of answer, limit: answer.sent}}"
    )
    assert "The due day of 'answer' hangs on itself" in problems(write(tmp_path, compared))[0]


def test_working_days_of_another_calendar():
    rules = ANSWER.replace("10 working days", "25 working days in scotland")
    made = pack(rules)
    calendar = read_calendar("england-and-wales").with_others({"scotland": read_calendar("scotland")})
    found = assess(made, Timeline([received(3)]), calendar, day(10)).duty("answer").due
    assert found == day("2025-12-09")
    assert stand(pack(ANSWER.replace("10 working", "25 working")), on=10).duty("answer").due == day(
        "2025-12-08"
    )


def test_only_working_days_are_counted_on_a_calendar(tmp_path):
    found = problems(write(tmp_path, ANSWER.replace("10 working days", "10 days in scotland")))
    assert "'10 days in scotland' names a calendar. Only working days are counted on one." in found[0]


EXTENDED = ANSWER.replace(
    "complaint.received}",
    "complaint.received, extensions: [{by: answer.extended, adds: 5 working days, only_before_due: yes}]}",
)


@pytest.mark.parametrize(("on", "due"), [(14, 24), (17, 24), (18, 17)])
def test_an_extension_that_must_come_before_the_due_day(on, due):
    assert stand(pack(EXTENDED), fact("answer.extended", on), on=28).duty("answer").due == day(due)


RECURRING = """
duties:
  update:
    title: Tell how it goes
    owed_by: manager
    recurring: yes
    due: {within: 5 working days, after: [latest notice.sent, complaint.received]}
    met_by: notice.sent
    excused_by: answer.sent
    cite: P-1
"""


def update(*facts, on):
    return stand(pack(RECURRING), *facts, on=on).duty("update")


def test_what_recurs_is_owed_again_from_each_time_it_was_done():
    assert (update(on=10).due, update(on=10).state) == (day(10), "owed")
    again = update(fact("notice.sent", 7), on=10)
    assert (again.due, again.state, again.met_on) == (day(14), "owed", day(7))
    assert update(fact("notice.sent", 7), on=17).state == "overdue"


def test_what_recurs_ends_with_what_excuses_it_even_if_it_was_done_once_more_afterwards():
    assert update(fact("notice.sent", 7), fact("answer.sent", 10), on=20).state == "excused"
    assert update(fact("answer.sent", 10), fact("notice.sent", 12), on=20).state == "excused"


PEOPLE = (
    FACTS
    + """
  person.named:
    title: Person named
    asks:
      name: {question: Who?, kind: text, required: yes}
      body: {question: From where?, kind: choice, choices: {police: Police, school: School, council: Council}}
    may_be_recorded:
      - when: {not: {same: {fact: this, question: name, as: {fact: investigator.named, question: name}}}}
        otherwise: This person investigated the complaint.
    cite: P-1
  investigator.named: {title: Investigator named, asks: {name: {question: Who?, kind: text}}, cite: P-1}
"""
)
CHECKS = (
    ANSWER
    + """
checks:
  three-people:
    title: Three people sit on the panel
    when: {recorded: person.named}
    must: {at least: {count: 2, of: person.named, answering: {body: [police, school]}, different: body}}
    otherwise: Name people of two bodies.
    level: bars
    bars: [hearing.arranged]
    cite: P-14.10
eligibility:
  too-old:
    title: Too long ago
    about: time
    when: {recorded: attempt.failed}
    gives: weigh
    goes_to: The Ombudsman
    says: It is more than a year ago.
    cite: P-1
"""
)
MADE = pack(CHECKS, facts=PEOPLE)


def person(body, name="Ann Example"):
    return fact("person.named", 5, name=name, body=body)


@pytest.mark.parametrize(
    ("facts", "state"),
    [
        ([], "not yet"),
        ([person("police")], "not met"),
        ([person("police"), person("police", "Bob Example")], "not met"),
        ([person("police"), person("council")], "not met"),
        ([person("police"), person("school")], "met"),
    ],
)
def test_a_check_of_people(facts, state):
    assert stand(MADE, *facts, on=10).checks[0].state == state


def test_a_check_that_bars_keeps_a_fact_from_being_recorded():
    refused = {r.fact: r for r in stand(MADE, person("police"), on=10).refusals}
    assert (refused["hearing.arranged"].reason, refused["hearing.arranged"].cites) == (
        "Name people of two bodies.",
        ("P-14.10",),
    )
    assert "hearing.arranged" in stand(MADE, person("police"), person("school"), on=10).permitted


def test_who_may_complain_of_what_is_shown_where_it_applies():
    assert stand(MADE, on=10).eligibility == ()
    assert [e.gives for e in stand(MADE, fact("attempt.failed", 5), on=10).eligibility] == ["weigh"]


@pytest.mark.parametrize("name", ["Ann Example", "Ms. ann  EXAMPLE", "Dr Ann Example"])
def test_two_names_are_the_same_whatever_their_titles(name):
    known = Timeline([received(3), fact("investigator.named", 4, name=name)])
    refusal = may_record(MADE, known, ENGLAND, day(10), person("police"))
    assert refusal.reason == "This person investigated the complaint."
    assert may_record(MADE, known, ENGLAND, day(10), person("police", "Bob Example")) == Allowed()


def test_a_case_may_begin_with_one_of_several_facts():
    made = pack_beginning("[complaint.received, review.asked]")
    standing = stand(made, fact("review.asked", 5), on=10, begins=None)
    assert standing.duty("acknowledge").state == "owed"
    assert set(stand(made, on=10, begins=None).permitted) == {"complaint.received", "review.asked"}


def pack_beginning(begins):
    rules = ANSWER + "  acknowledge: {title: A, owed_by: manager, met_by: notice.sent, cite: P-1}\n"
    with tempfile.TemporaryDirectory() as folder:
        return read_pack(write(folder, rules, begins_with=begins))


CHASER = """
chasers:
  chase: {title: Ask, on: {within: 3 days, after: complaint.received}, to: manager, about: answer, message: Hi, cite: P-1}
"""


def left_out(tmp_path, rules, leaves, floor=ANSWER + CHASER):
    write(tmp_path / "law", floor, name="law", kind="law")
    return write(tmp_path / "own", rules, facts=None, more={"paragraphs.yaml": None}, begins_with=None,
                 builds_on=tmp_path / "law", leaves_out=leaves)  # fmt: skip


def test_what_a_pack_leaves_out_is_gone_with_what_chases_it(tmp_path):
    made = read_pack(left_out(tmp_path, "warnings: {}\n", "{answer: {because: There is none., cite: P-1}}"))
    assert (list(made.duties), list(made.chasers)) == ([], [])
    assert made.arrangements.left_out["answer"].because == "There is none."
    assert stand(made, on=10).duties == ()


@pytest.mark.parametrize(
    ("rules", "leaves", "said"),
    [
        ("warnings: {}\n", "{reply: {because: No., cite: P-1}}", "'reply' is not a rule of the pack beneath."),
        ("warnings: {}\n", "{answer: {because: No.}}", "'answer' is left out without a citation."),
        (CHASER.replace("chase:", "ours:"), "{answer: {because: No., cite: P-1}}", "'ours' is about a duty that this pack leaves out."),
    ],
)  # fmt: skip
def test_what_cannot_be_left_out_is_refused(tmp_path, rules, leaves, said):
    assert any(said in one for one in problems(left_out(tmp_path, rules, leaves)))
