"""What may be recorded, and the sentence, with its paragraphs, where it may not."""

import pytest

from heard.engine import CHASER_SENT, STRUCK_OUT, Allowed, Fact, Timeline, may_record
from tests.engine.small import ANSWER, ENGLAND, FACTS, day, fact, pack, received, stand

GUARDED = (
    FACTS
    + """
  reply.sent:
    title: Reply sent
    once: yes
    may_be_recorded:
      - when: {recorded: answer.sent}
        otherwise: Send the answer first.
      - when: {not: {after: {within: 5 working days, after: answer.sent}}}
        otherwise: It is too late for a reply.
        cite: P-14.10
    cite: P-1
  visit.planned:
    title: Visit planned
    asks:
      visit_date: {question: On which day?, kind: date, required: yes}
      why: {question: Why?, kind: choice, choices: {child: To see the child, home: To see the home}}
    may_be_recorded:
      - when: {not: {before: {day: visit_date of this, limit: date of this}}}
        otherwise: The visit is before the day on which it was planned.
      - when: {answered: {fact: this, question: why, is: child}}
        otherwise: A visit is to see the child.
    cite: P-1
"""
)
MADE = pack(ANSWER, facts=GUARDED)


def may(proposed, *facts, on=20):
    return may_record(MADE, Timeline((received(3), *facts)), ENGLAND, day(on), proposed)


def reason(proposed, *facts, on=20):
    return may(proposed, *facts, on=on).reason


def test_what_may_be_recorded_is_allowed():
    assert may(fact("answer.sent", 20)) == Allowed()
    assert may(fact("answer.sent", 3)) == Allowed()


def test_the_first_fact_of_a_case():
    assert may_record(MADE, Timeline(), ENGLAND, day(3), received(3)) == Allowed()


def test_a_day_in_the_future_is_refused():
    assert reason(fact("answer.sent", 21)) == (
        "Friday 21 November 2025 is in the future. Record what has happened, on the day it happened."
    )


def test_a_day_before_the_complaint_is_refused():
    refusal = may(fact("answer.sent", 2))
    assert refusal.reason == (
        "Sunday 2 November 2025 is before the complaint was received (Monday 3 November 2025). Check the date."
    )
    assert refusal.cites == ("P-1",)


def test_an_unknown_kind_is_refused():
    assert reason(fact("answer.snt", 20)) == "There is no fact called 'answer.snt' in A small procedure."


def test_nothing_comes_before_the_complaint():
    refusal = may_record(MADE, Timeline(), ENGLAND, day(20), fact("answer.sent", 20))
    assert "Nothing can be recorded before the complaint itself" in refusal.reason


def test_a_complaint_is_received_once():
    assert "Complaint received is already recorded, on Monday 3 November 2025." in reason(received(10))


def test_a_guard_refuses_in_its_own_words_with_its_own_paragraphs():
    assert may(fact("reply.sent", 20)).cites == ("P-1",)
    assert reason(fact("reply.sent", 20)) == "Send the answer first."
    late = may(fact("reply.sent", 20), fact("answer.sent", 10))
    assert (late.reason, late.cites) == ("It is too late for a reply.", ("P-14.10",))


def test_a_guard_looks_at_the_case_on_the_day_of_the_fact():
    assert may(fact("reply.sent", 14), fact("answer.sent", 10)) == Allowed()
    assert reason(fact("reply.sent", 9), fact("answer.sent", 10)) == "Send the answer first."


def test_once_is_once_whatever_the_day():
    again = reason(fact("reply.sent", 11), fact("answer.sent", 10), fact("reply.sent", 12))
    assert again == (
        "Reply sent is already recorded, on Wednesday 12 November 2025. If that was wrong, strike it out first."
    )


def test_what_was_struck_out_may_be_recorded_again():
    struck = (fact("answer.sent", 10), fact("reply.sent", 11, "7"), fact(STRUCK_OUT, 12, strikes="7"))
    assert may(fact("reply.sent", 12), *struck) == Allowed()


def test_on_a_closed_case_little_may_be_recorded():
    closed = fact("case.closed", 10)
    assert reason(fact("answer.sent", 12), closed) == (
        "The case is closed. Reopen it first if there is more to do."
    )
    assert may(fact("case.reopened", 12), closed) == Allowed()
    assert may(fact("answer.sent", 12), closed, fact("case.reopened", 11)) == Allowed()


def test_a_case_closed_again_is_closed():
    again = (fact("case.closed", 10), fact("case.reopened", 11), fact("case.closed", 12))
    assert "The case is closed." in reason(fact("answer.sent", 13), *again)


def test_a_needed_answer_is_asked_for():
    assert reason(fact("hearing.arranged", 20)) == "'On which day?' needs an answer."
    assert reason(fact("hearing.arranged", 20, hearing_date="")) == "'On which day?' needs an answer."
    assert may(fact("hearing.arranged", 20, hearing_date=day(28))) == Allowed()


def test_a_no_is_an_answer():
    facts = FACTS.replace(
        "agreed: {question: Agreed?, kind: yes or no}",
        "agreed: {question: Agreed?, kind: yes or no, required: yes}",
    )
    answered = may_record(
        pack(facts=facts), Timeline([received(3)]), ENGLAND, day(9), fact("answer.extended", 9, agreed=False)
    )
    assert answered == Allowed()


def test_a_guard_on_the_fact_itself():
    assert reason(fact("visit.planned", 20, visit_date=day(12), why="child")).startswith(
        "The visit is before"
    )
    assert reason(fact("visit.planned", 20, visit_date=day(28), why="home")) == "A visit is to see the child."
    assert may(fact("visit.planned", 20, visit_date=day(28), why="child")) == Allowed()


def test_what_is_built_in_needs_no_rule():
    assert may(fact(STRUCK_OUT, 20, strikes="1")) == Allowed()
    assert may(Fact(CHASER_SENT, day(20), {"chaser": "x"})) == Allowed()
    assert "is in the future" in reason(Fact(CHASER_SENT, day(21)))


def test_the_standing_lists_what_may_be_recorded_and_what_not():
    standing = stand(MADE, on=20)
    assert "answer.sent" in standing.permitted
    assert "visit.planned" in standing.permitted
    refused = {r.fact: r.reason for r in standing.refusals}
    assert refused["reply.sent"] == "Send the answer first."
    assert "already recorded" in refused["complaint.received"]
    assert set(refused).isdisjoint(standing.permitted)
    assert {*refused, *standing.permitted} == set(MADE.facts)


def test_before_the_case_begins_only_its_beginning_is_permitted():
    assert stand(MADE, on=20, begins=None).permitted == ("complaint.received",)


@pytest.mark.parametrize("closing", ["case.closed", "complaint.withdrawn"])
def test_a_closed_case_says_so(closing):
    standing = stand(MADE, fact(closing, 10), on=20)
    assert standing.closed
    assert standing.permitted == ("case.reopened",)
    assert not stand(MADE, fact(closing, 10), on=9).closed


def test_what_was_struck_out_since_does_not_judge_a_fact_that_is_recorded_afterwards():
    answered = fact("answer.sent", 5, id="2")
    struck = Fact(STRUCK_OUT, day(18), {"strikes": "2", "reason": "sent to somebody else"})
    assert may(fact("reply.sent", 10), answered) == Allowed()
    assert reason(fact("reply.sent", 10), answered, struck) == "Send the answer first."
