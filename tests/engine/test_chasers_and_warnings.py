"""Chasers (when they go out, and when not) and warnings (when they show)."""

import pytest

from heard.engine import CHASER_SENT
from tests.engine.small import ANSWER, day, fact, pack, stand

CHASE = (
    ANSWER
    + """    excused_by: review.asked
chasers:
  chase:
    title: Ask how it goes
    on: {within: 7 working days, after: complaint.received}
    to: [manager, deputy]
    copied: director
    about: answer
    message: Hello
    cite: P-1
"""
)
HOLD = """
holds:
  wait: {title: Waiting, starts_with: clock.stopped, ends_with: clock.started, stops: answer, cite: P-1}
"""


def chaser(*facts, on=12, rules=CHASE, begins=3):
    return stand(pack(rules), *facts, on=on, begins=begins).chaser("chase")


def sent(on, which="chase"):
    return fact(CHASER_SENT, on, chaser=which, to="manager")


@pytest.mark.parametrize(
    ("facts", "on", "state"),
    [
        ([], 11, "coming"),
        ([], 12, "to send"),
        ([], 14, "to send"),
        ([], 28, "to send"),
        ([sent(12)], 12, "sent"),
        ([sent(12)], 28, "sent"),
        ([sent(12, "another")], 12, "to send"),
        ([fact("answer.sent", 10)], 12, "not needed"),
        ([fact("answer.sent", 18)], 28, "not needed"),
        ([fact("review.asked", 10)], 12, "not needed"),
        ([fact("case.closed", 10)], 12, "not needed"),
    ],
)
def test_the_states_of_a_chaser(facts, on, state):
    assert chaser(*facts, on=on).state == state


def test_a_missed_day_is_caught_up():
    assert [chaser(on=on).state for on in (12, 13, 17)] == ["to send"] * 3


def test_what_was_sent_stays_sent_even_when_the_answer_came():
    found = chaser(sent(12), fact("answer.sent", 14), on=15)
    assert (found.state, found.sent_on) == ("sent", day(12))


def test_the_first_sending_counts():
    assert chaser(sent(14), sent(12), on=20).sent_on == day(12)


def test_a_chaser_knows_its_day_and_its_people():
    found = chaser()
    assert (found.on, found.rule.to, found.rule.copied) == (day(12), ("manager", "deputy"), ("director",))
    assert found.cites == ("P-1",)


def test_before_the_case_begins_there_is_no_day():
    found = chaser(begins=None)
    assert (found.on, found.state) == (None, "not yet")


def test_a_chaser_with_a_condition():
    rules = CHASE.replace("    message:", "    when: {recorded: answer.extended}\n    message:")
    assert chaser(rules=rules).state == "not yet"
    assert chaser(fact("answer.extended", 5), rules=rules).state == "to send"


def test_a_chaser_stands_still_with_the_clock_that_it_is_about():
    held = (fact("clock.stopped", 5), fact("clock.started", 10))
    assert chaser(*held, on=14, rules=CHASE + HOLD).on == day(17)
    assert chaser(held[0], on=14, rules=CHASE + HOLD).state == "coming"


def test_a_chaser_before_the_due_day_counts_back_from_it():
    rules = CHASE.replace(
        "{within: 7 working days, after: complaint.received}",
        "{at_least: 4 working days, before: due of answer}",
    )
    assert chaser(rules=rules).on == day(11)


def test_a_chaser_never_moves_the_duty():
    assert stand(pack(CHASE), sent(12), on=13).duty("answer").due == day(17)


WARNING = """
warnings:
  not-booked:
    when: {all: [{recorded: review.asked}, {not: {recorded: hearing.arranged}}]}
    from: {within: 5 working days, after: review.asked}
    says: The hearing is not booked.
    to: [manager]
    cite: P-1
  failing:
    when: {at least: {count: 2, of: attempt.failed}}
    says: Two attempts failed.
    cite: P-1
"""


def warned(*facts, on):
    return {w.id: w.since for w in stand(pack(WARNING), *facts, on=on).warnings}


def test_a_warning_shows_from_its_day_on():
    asked = fact("review.asked", 5)
    assert warned(asked, on=11) == {}
    assert warned(asked, on=12) == {"not-booked": day(12)}
    assert warned(asked, on=28) == {"not-booked": day(12)}


def test_a_warning_goes_when_its_cause_has_gone():
    asked, booked = fact("review.asked", 5), fact("hearing.arranged", 14, hearing_date=day(28))
    assert warned(asked, booked, on=14) == {}


def test_a_warning_without_a_day_shows_at_once():
    assert warned(fact("attempt.failed", 5), on=6) == {}
    assert warned(fact("attempt.failed", 5), fact("attempt.failed", 6), on=6) == {"failing": None}


def test_a_warning_says_what_and_where_from():
    found = stand(pack(WARNING), fact("review.asked", 5), on=12).warnings[0]
    assert (found.says, found.cites, found.rule.to) == ("The hearing is not booked.", ("P-1",), ("manager",))


def condition(words, *facts, on=10):
    rules = f"warnings:\n  w: {{when: {words}, says: It holds., cite: P-1}}\n"
    return bool(stand(pack(rules), *facts, on=on).warnings)


EXTENDED = fact("answer.extended", 5, ground="leave", agreed=True, new_date=day(14))


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("{recorded: answer.extended}", True),
        ("{recorded: [answer.sent, answer.extended]}", True),
        ("{recorded: answer.sent}", False),
        ("{not: {recorded: answer.sent}}", True),
        ("{answered: {fact: answer.extended, question: ground, is: leave}}", True),
        ("{answered: {fact: answer.extended, question: ground, is: [complexity, leave]}}", True),
        ("{answered: {fact: answer.extended, question: ground, is: complexity}}", False),
        ("{answered: {fact: answer.extended, question: agreed, is: yes}}", True),
        ("{answered: {fact: answer.extended, question: new_date, is: 2025-11-14}}", True),
        ("{answered: {fact: answer.extended, question: reason, is: anything}}", False),
        ("{answered: {fact: hearing.arranged, question: hearing_date, is: 2025-11-14}}", False),
        ("{after: answer.extended}", True),
        ("{before: answer.extended}", False),
        ("{before: {within: 10 days, after: answer.extended}}", True),
        ("{after: {within: 5 days, after: answer.extended}}", False),
        ("{before: answer.sent}", False),
        ("{after: answer.sent}", False),
        ("{not: {after: answer.sent}}", True),
        ("{after: {day: new_date of answer.extended, limit: answer.extended}}", True),
        ("{before: {day: answer.sent, limit: answer.extended}}", False),
        ("{all: [{recorded: answer.extended}, {recorded: answer.sent}]}", False),
        ("{any: [{recorded: answer.extended}, {recorded: answer.sent}]}", True),
        ("{at least: {count: 1, of: answer.extended}}", True),
        ("{at least: {count: 2, of: answer.extended}}", False),
    ],
)
def test_the_words_of_conditions(words, expected):
    assert condition(words, EXTENDED) is expected


def test_the_newest_answer_counts():
    words = "{answered: {fact: answer.extended, question: ground, is: leave}}"
    assert not condition(words, EXTENDED, fact("answer.extended", 6, ground="complexity"))


EACH_TIME = """
duties:
  news:
    title: Send news
    owed_by: manager
    recurring: yes
    due: {within: 5 working days, after: [latest notice.sent, complaint.received]}
    met_by: notice.sent
    cite: P-1
chasers:
  chase:
    title: Ask for the news
    on: {within: 4 working days, after: [latest notice.sent, complaint.received]}
    to: manager
    about: news
    message: News of [[reference]] is due. [[link]]
    cite: P-1
"""


def news(on):
    return fact("notice.sent", on)


@pytest.mark.parametrize(
    ("facts", "on", "state"),
    [
        ([], 6, "coming"),
        ([], 7, "to send"),
        ([sent(7)], 10, "sent"),
        ([sent(7), news(7)], 12, "coming"),
        ([sent(7), news(7)], 13, "to send"),
        ([sent(7), news(10)], 14, "to send"),
        ([sent(7), news(10), sent(14)], 17, "sent"),
        ([sent(7), news(10), sent(14), news(14)], 20, "to send"),
    ],
)
def test_a_chaser_that_hangs_on_the_latest_of_several_facts_is_sent_for_each(facts, on, state):
    assert chaser(*facts, on=on, rules=EACH_TIME).state == state


def test_a_chaser_on_the_day_of_the_latest_fact_itself_is_sent_for_each():
    rules = EACH_TIME.replace(
        "{within: 4 working days, after: [latest notice.sent, complaint.received]}", "latest notice.sent"
    )
    states = [
        chaser(*facts, on=12, rules=rules).state
        for facts in ([news(5)], [news(5), sent(5)], [news(5), sent(5), news(12)])
    ]
    assert states == ["to send", "sent", "to send"]


def test_when_a_chaser_was_sent_is_told_of_the_fact_that_it_hangs_on_now():
    assert chaser(sent(7), news(10), sent(14), on=17, rules=EACH_TIME).sent_on == day(14)


def test_a_chaser_on_the_first_of_several_facts_is_sent_once():
    rules = EACH_TIME.replace(
        "on: {within: 4 working days, after: [latest ", "on: {within: 4 working days, after: ["
    )
    assert chaser(news(5), sent(11), news(12), on=20, rules=rules).state == "sent"
