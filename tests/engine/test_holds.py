"""Holds: clocks that stand still between two facts, the law's and the council's own."""

import pytest

from heard.engine.calendar import Pause
from heard.engine.pauses import joined
from heard.engine.showing import Teller
from tests.engine.small import ANSWER, day, fact, pack, problems, stand, write

HOLD = """
holds:
  wait:
    title: Waiting for an advocate
    starts_with: clock.stopped
    ends_with: clock.started
    stops: answer
    review_every: 5 working days
    cite: P-1
"""
SECOND = (
    HOLD
    + """
  other:
    title: Waiting for papers
    starts_with: review.asked
    ends_with: notice.sent
    stops: answer
    cite: P-1
"""
)
LOCAL = ANSWER + "    replaces: answer\n"


def stopped(on):
    return fact("clock.stopped", on)


def started(on):
    return fact("clock.started", on)


def answer(*facts, on=28, rules=ANSWER + HOLD, floor=None):
    return stand(pack(rules, floor=floor), *facts, on=on).duty("answer")


def test_a_hold_moves_the_due_day_by_its_working_days():
    assert answer(stopped(5), started(12)).due == day(24)


def test_the_day_that_stops_counts_and_the_day_that_starts_again_does_not():
    assert answer(stopped(5), started(6)).due == day(18)


def test_a_hold_of_a_weekend_moves_nothing():
    assert answer(stopped(7), started(9)).due == day(17)


def test_a_hold_that_begins_and_ends_on_one_day_moves_nothing():
    assert answer(stopped(5), started(5)).due == day(17)


def test_splitting_a_hold_changes_nothing():
    assert (
        answer(stopped(5), started(10), stopped(10), started(12)).due == answer(stopped(5), started(12)).due
    )


def test_overlapping_holds_stop_the_clock_once():
    both = (stopped(5), started(12), fact("review.asked", 10), fact("notice.sent", 14))
    assert answer(*both, rules=ANSWER + SECOND).due == day(26)


def test_a_hold_within_a_hold_adds_nothing():
    both = (stopped(5), started(12), fact("review.asked", 6), fact("notice.sent", 7))
    assert answer(*both, rules=ANSWER + SECOND).due == day(24)


def test_an_open_hold_moves_the_day_with_today():
    found = answer(stopped(5), on=12)
    assert (found.state, found.due, found.provisional) == ("held", day(24), True)
    assert answer(stopped(5), on=13).due == day(25)


def test_a_hold_holds_from_the_day_on_which_it_begins():
    assert answer(stopped(5), on=5).state == "held"
    assert answer(stopped(5), started(6), stopped(10), on=10).state == "held"


def test_a_stop_told_twice_is_one_stop():
    assert answer(stopped(5), stopped(6), started(12)).due == day(24)


def test_a_start_without_a_stop_is_nothing():
    assert answer(started(5)).due == day(17)


def test_a_hold_that_begins_on_or_after_the_due_day_changes_nothing():
    for begins in (17, 18):
        found = answer(stopped(begins), on=20)
        assert (found.due, found.state) == (day(17), "overdue")


def test_a_later_hold_does_not_excuse_what_was_overdue_after_an_earlier_one():
    found = answer(stopped(5), started(6), stopped(20), on=20)
    assert (found.due, found.state) == (day(18), "overdue")


def test_when_a_hold_ends_the_duty_is_owed_again():
    assert answer(stopped(5), started(12), on=12).state == "owed"


def test_an_open_hold_is_told_with_its_next_review():
    standing = stand(pack(ANSWER + HOLD), stopped(5), on=13)
    assert [(h.rule.id, h.since, h.review_on) for h in standing.holds] == [("wait", day(5), day(19))]
    assert stand(pack(ANSWER + HOLD), stopped(5), started(12), on=13).holds == ()


def test_a_hold_without_a_review_has_none():
    standing = stand(pack(ANSWER + SECOND), fact("review.asked", 5), on=13)
    assert [h.review_on for h in standing.holds] == [None]


def test_a_local_hold_stops_the_local_clock_and_never_the_laws():
    found = answer(stopped(5), started(12), rules=LOCAL + HOLD, floor=ANSWER)
    assert (found.due, found.statutory.due, found.departs) == (day(24), day(17), True)


def test_the_laws_hold_stops_both():
    found = answer(stopped(5), started(12), rules=LOCAL, floor=ANSWER + HOLD)
    assert (found.due, found.statutory.due, found.departs) == (day(24), day(24), False)


def test_the_laws_hold_still_stops_the_law_when_a_local_one_took_its_place():
    other = HOLD.replace("clock.started", "notice.sent").replace("cite: P-1", "replaces: wait\n    cite: P-1")
    found = answer(stopped(5), started(12), fact("notice.sent", 14), rules=LOCAL + other, floor=ANSWER + HOLD)
    assert (found.due, found.statutory.due) == (day(26), day(24))


def test_a_hold_stops_only_the_duties_that_it_names():
    rules = ANSWER + ANSWER.replace("duties:\n", "").replace("answer:", "other:", 1) + HOLD
    standing = stand(pack(rules), stopped(5), started(12), on=13)
    assert (standing.duty("answer").due, standing.duty("other").due) == (day(24), day(17))


EXTENDED = ANSWER.replace(
    "complaint.received}",
    "complaint.received, extensions: [{by: answer.extended, adds: 5 working days, at_most: 15 working days}]}",
)


@pytest.mark.parametrize(("stops", "starts"), [(5, 12), (17, 24), (18, 25)])
def test_a_hold_before_on_or_after_the_first_due_day_moves_an_extended_clock(stops, starts):
    found = answer(stopped(stops), started(starts), fact("answer.extended", 4), rules=EXTENDED + HOLD)
    assert found.due == day("2025-12-01")


def test_of_two_stops_and_one_start_on_a_day_one_stop_remains():
    assert answer(stopped(5), stopped(5), started(5), on=6).state == "held"


def test_pauses_that_touch_are_one():
    assert joined([Pause(day(7), day(10)), Pause(day(5), day(7))]) == (Pause(day(5), day(10)),)
    apart = (Pause(day(5), day(6)), Pause(day(7), day(10)))
    assert joined(apart) == apart


COMPARED = ANSWER.replace(
    "{within: 10 working days, after: complaint.received}",
    "{later_of: [{within: 10 working days, after: complaint.received}, {within: 2 days, after: complaint.received}]}",
)
CHOSEN = COMPARED.replace("later_of", "first_of")


@pytest.mark.parametrize("rules", [COMPARED, CHOSEN])
def test_a_hold_stops_each_of_several_days_that_are_compared_or_chosen(rules):
    assert answer(stopped(5), started(12), rules=rules + HOLD).due == day(24)


BEFORE_THE_ANSWER = """
  draft:
    title: Draft
    owed_by: manager
    due: {at_least: 2 working days, before: due of answer}
    met_by: notice.sent
    cite: P-1
"""


def test_a_day_before_a_due_day_that_is_held_is_held_and_not_settled():
    rules = ANSWER + BEFORE_THE_ANSWER + HOLD
    held = stand(pack(rules), stopped(5), on=12).duty("draft")
    assert (held.state, held.due, held.provisional) == ("held", day(20), True)
    free = stand(pack(rules), on=12).duty("draft")
    assert (free.state, free.due, free.provisional) == ("owed", day(13), True)


def test_an_extension_of_what_hangs_on_a_due_day_leaves_it_unsettled():
    due = "{within: 2 days, after: due of answer, extensions: [{by: answer.extended, adds: 2 days}]}"
    rules = ANSWER + BEFORE_THE_ANSWER.replace("{at_least: 2 working days, before: due of answer}", due)
    found = stand(pack(rules), fact("answer.extended", 5), on=6).duty("draft")
    assert (found.due, found.provisional) == (day(21), True)


def test_a_due_day_that_is_held_and_taken_out_of_several_is_held():
    due = "{later_of: [{on: due of answer}, {on: complaint.received}]}"
    rules = (
        ANSWER + BEFORE_THE_ANSWER.replace("{at_least: 2 working days, before: due of answer}", due) + HOLD
    )
    assert stand(pack(rules), stopped(5), on=12).duty("draft").state == "held"


ASKING = ANSWER + HOLD.replace(
    "starts_with: clock.stopped", "starts_with: answer.extended\n    only_if: {ground: [complexity, leave]}"
)


@pytest.mark.parametrize(
    ("ground", "state"), [("complexity", "held"), ("leave", "held"), ("advocate", "owed"), (None, "owed")]
)
def test_a_hold_that_asks_begins_only_with_the_answers_it_names(ground, state):
    answers = {"ground": ground} if ground else {}
    assert answer(fact("answer.extended", 5, **answers), rules=ASKING, on=6).state == state


def test_a_hold_that_asks_ends_whatever_is_answered():
    facts = (fact("answer.extended", 5, ground="complexity"), started(12))
    assert answer(*facts, rules=ASKING).due == day(24)


def test_a_hold_that_asks_shows_what_it_asks():
    line = Teller(pack(ASKING)).what(pack(ASKING).holds["wait"])
    assert line == "from answer.extended, if ground is complexity or leave, to clock.started, stops answer"


@pytest.mark.parametrize("asked", ["{reason_of_it: complexity}", "{ground: holiday}"])
def test_a_hold_that_asks_for_an_answer_that_there_is_not_is_refused(tmp_path, asked):
    assert problems(write(tmp_path, ASKING.replace("{ground: [complexity, leave]}", asked))) != []


def test_the_leg_of_an_extension_keeps_the_pauses_that_it_ran_through():
    found = answer(stopped(18), started(25), fact("answer.extended", 4), rules=EXTENDED + HOLD)
    assert [step.pauses for step in found.day.steps] == [(Pause(day(18), day(25)),)] * 2
