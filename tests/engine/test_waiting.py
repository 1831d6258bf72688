"""What a rule waits for: rules that cannot have come about are not asked, and that changes nothing but the time."""

import random
from dataclasses import replace
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heard.engine import Timeline, assess, read_calendar, read_pack
from heard.engine.calendar import Duration, Unit
from heard.engine.limits import (
    AllOf,
    Answered,
    AnyOf,
    AtLeast,
    Before,
    Chosen,
    Compared,
    DueDay,
    FactDay,
    FirstOf,
    Not,
    On,
    Recorded,
    Same,
    Within,
)
from heard.engine.reading.folders import procedures
from heard.engine.waiting import Waiting
from tests.engine.small import ANSWER, fact, pack, stand
from tests.engine.stories import story

DAYS = Duration(5, Unit.WORKING_DAY)
A, B, C = (Recorded((kind,)) for kind in "abc")
AFTER_A = Within(DAYS, (FactDay("a"),))
AFTER_B = Within(DAYS, (FactDay("b"), FactDay("c")))
NOTHING_KNOWN = Waiting({}, {None: ("a",)})


def waited(condition):
    return NOTHING_KNOWN.condition(condition)


@pytest.mark.parametrize(
    ("condition", "kinds"),
    [
        (Recorded(("a", "b")), "ab"),
        (Answered("a", "why", ("so",)), "a"),
        (Same("a", "name", "b", "name"), "a"),
        (AtLeast(1, "a"), "a"),
        (Compared(True, AFTER_B), "bc"),
        (AnyOf((A, B)), "ab"),
        (AllOf((Recorded(("a", "b")), C)), "c"),
        (AllOf((C, Recorded(("a", "b")))), "c"),
        (AllOf((A, B)), "b"),
        (AllOf((A, Not(B))), "a"),
    ],
)
def test_a_condition_waits_for_the_facts_without_which_it_cannot_hold(condition, kinds):
    assert waited(condition) == set(kinds)


@pytest.mark.parametrize("condition", [Not(A), AtLeast(0, "a"), AnyOf((A, Not(B))), AllOf((Not(A), Not(B)))])
def test_a_condition_that_may_hold_on_an_empty_case_waits_for_nothing(condition):
    assert waited(condition) is None


@pytest.mark.parametrize(
    ("limit", "kinds"),
    [
        (AFTER_B, "bc"),
        (On((FactDay("a"),)), "a"),
        (Before(DAYS, FactDay("b")), "b"),
        (Chosen((AFTER_A, AFTER_B), later=True), "abc"),
        (FirstOf(((C, AFTER_A), (None, On((FactDay("b"),))))), "ab"),
    ],
)
def test_a_limit_waits_for_the_facts_without_which_it_has_no_day(limit, kinds):
    assert NOTHING_KNOWN.limit(limit) == set(kinds)


def test_a_limit_that_hangs_on_a_due_day_waits_for_what_that_duty_waits_for():
    rules = pack(ANSWER).by_key
    assert Waiting(rules, {None: ("x",)}).limit(On((DueDay("small:answer"),))) == {"complaint.received"}


def test_a_duty_is_woken_by_what_begins_meets_or_excuses_it():
    rules = ANSWER + "    excused_by: review.asked\n"
    assert pack(rules).waits_for["small:answer"] == {"complaint.received", "answer.sent", "review.asked"}


def duty(*lines):
    rules = "duties:\n  one:\n    title: One\n    owed_by: manager\n    met_by: answer.sent\n    cite: P-1\n"
    return pack(rules + "".join(f"    {line}\n" for line in lines)).waits_for["small:one"]


def test_a_duty_without_a_day_waits_for_its_condition_or_for_its_stage():
    assert duty("when: {recorded: review.asked}") == {"review.asked", "answer.sent"}
    assert duty() == {"complaint.received", "answer.sent"}
    assert duty("when: {not: {recorded: review.asked}}") == {"complaint.received", "answer.sent"}
    either = "when: {recorded: [review.asked, attempt.failed]}"
    assert duty(either) == {"complaint.received", "answer.sent"}


def test_a_duty_that_passes_to_another_is_always_asked():
    assert duty("passes_to: {deputy: {recorded: review.asked}}") is None


def warning(when, start=""):
    rules = f"warnings:\n  one: {{when: {when}, says: Look., to: manager, cite: P-1{start}}}\n"
    return pack(ANSWER + rules).waits_for["small:one"]


def test_a_warning_waits_for_its_condition_and_for_its_first_day():
    since = ", from: {within: 5 days, after: complaint.received}"
    assert warning("{recorded: review.asked}") == {"review.asked"}
    assert warning("{not: {recorded: review.asked}}") is None
    assert warning("{not: {recorded: review.asked}}", since) == {"complaint.received"}
    assert warning("{recorded: [review.asked, answer.sent]}", since) == {"complaint.received"}
    either = ", from: {within: 5 days, after: [review.asked, answer.sent]}"
    assert warning("{recorded: attempt.failed}", either) == {"attempt.failed"}


def test_what_hangs_on_a_duty_without_a_day_has_no_day():
    rules = pack(ANSWER.replace("    due: {within: 10 working days, after: complaint.received}\n", "")).by_key
    assert Waiting(rules, {None: ("x",)}).limit(On((DueDay("small:answer"),))) == frozenset()


def test_a_duty_whose_answer_came_before_its_beginning_is_met():
    assert stand(pack(ANSWER), fact("answer.sent", 5), on=6).duty("answer").state == "met"


LATER = """
duties:
  tell:
    title: Tell
    owed_by: deputy
    when: {recorded: review.asked}
    met_by: notice.sent
    cite: P-1
  keep:
    title: Keep
    owed_by: deputy
    when: {recorded: review.asked}
    met_by: notice.sent
    after_closing: yes
    cite: P-1
"""


def test_a_rule_that_is_not_asked_stands_as_if_it_had_been():
    open_case = stand(pack(LATER), on=6)
    assert [(one.state, one.owed_by, one.due, one.met_on) for one in open_case.duties] == [
        ("not yet", "deputy", None, None)
    ] * 2
    closed = stand(pack(LATER), fact("case.closed", 5), on=6)
    assert [one.state for one in closed.duties] == ["excused", "not yet"]


SECOND_STAGE = """
stage: second
title: Second
begins_with: hearing.arranged
cite: P-1
duties:
  answer:
    title: Answer
    owed_by: manager
    due: {within: 10 working days, after: complaint.received}
    met_by: answer.sent
    cite: P-1
  check:
    title: Check
    owed_by: manager
    due: {on: due of answer}
    met_by: notice.sent
    cite: P-1
  tell:
    title: Tell
    owed_by: manager
    when: {recorded: review.asked}
    met_by: notice.sent
    cite: P-1
"""


def test_what_hangs_on_no_fact_of_its_own_comes_about_with_its_stage():
    """The answer hangs on the complaint itself; the check on a due day, and what is to be told on no day at all."""
    asked, arranged = fact("review.asked", 5), fact("hearing.arranged", 6)
    before = stand(pack(SECOND_STAGE), asked, on=7)
    assert [one.state for one in before.duties] == ["owed", "not yet", "not yet"]
    after = stand(pack(SECOND_STAGE), asked, arranged, on=7)
    assert [one.state for one in after.duties] == ["owed", "owed", "owed"]


@cache
def read(name):
    """A procedure, the same with every rule asked each time, and its calendar."""
    procedure = read_pack(name)
    awake = replace(procedure)
    vars(awake)["waits_for"] = dict.fromkeys(procedure.waits_for)
    return procedure, awake, read_calendar(procedure.calendar)


@pytest.mark.parametrize("name", procedures())
@settings(max_examples=12, deadline=None)
@given(st.integers(0, 1_000_000).map(random.Random))
def test_asking_every_rule_each_time_gives_the_same_standing(name, chance):
    procedure, awake, calendar = read(name)
    timeline, on = story(procedure, calendar, chance)
    # Also without some of the facts: what follows from them may then stand without them.
    left = Timeline(one for one in timeline if chance.random() < 0.7)
    for facts in (timeline, left):
        quick, full = (assess(one, facts, calendar, on) for one in (procedure, awake))
        assert quick.duties == full.duties
        assert quick.warnings == full.warnings


def test_most_rules_of_a_real_pack_wait_for_something():
    waits = read("leicestershire")[0].waits_for
    assert sum(bool(kinds) for kinds in waits.values()) > 0.8 * len(waits)
