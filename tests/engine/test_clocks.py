"""Clocks: limits, extensions with grounds and caps, two days compared, notice before a hearing, chains of due days."""

import pytest

from heard.engine import Fact
from heard.engine.facts import answer_text
from tests.engine.small import ANSWER, day, fact, pack, received, stand


def clock(due, *facts, on=28, closures=(), more="", floor=None, begins=3):
    """The standing of one duty whose `due` is given."""
    rules = f"""
duties:
  answer:
    title: Answer
    owed_by: manager
    due: {due}
    met_by: answer.sent
    cite: P-1
{more}"""
    return stand(pack(rules, floor=floor), *facts, on=on, closures=closures, begins=begins).duty("answer")


EXTENDED = """{within: 10 working days, after: complaint.received, extensions: [
      {by: answer.extended, adds: 10 working days,
       only_if: {ground: [complexity, advocate]}, at_most: 20 working days}]}"""
REACHING = """{within: 10 working days, after: complaint.received, extensions: [
      {by: answer.extended, reaches: 20 working days}]}"""
TO_A_DATE = """{within: 10 working days, after: complaint.received, extensions: [
      {by: answer.extended, to: new_date, at_most: 25 working days}]}"""


def test_working_days_days_weeks_months_and_years():
    for phrase, due in (
        ("10 working days", day(17)),
        ("1 working day", day(4)),
        ("30 days", day("2025-12-03")),
        ("2 weeks", day(17)),
        ("12 months", day("2026-11-03")),
        ("1 year", day("2026-11-03")),
    ):
        assert clock(f"{{within: {phrase}, after: complaint.received}}").due == due


def test_nothing_is_due_until_the_event():
    found = clock("{within: 5 days, after: answer.extended}")
    assert (found.due, found.state) == (None, "not yet")


def test_a_clock_runs_from_the_first_fact_of_a_kind():
    assert clock(
        "{within: 1 day, after: attempt.failed}", fact("attempt.failed", 5), fact("attempt.failed", 7)
    ).due == day(6)


def test_a_clock_that_says_latest_runs_from_the_newest():
    due = "{within: 1 day, after: latest attempt.failed}"
    assert clock(due, fact("attempt.failed", 5), fact("attempt.failed", 7)).due == day(8)


def test_the_first_anchor_that_exists_is_taken():
    due = "{within: 1 day, after: [attempt.failed, review.asked, complaint.received]}"
    assert clock(due, fact("review.asked", 5)).due == day(6)
    assert clock(due, fact("review.asked", 5), fact("attempt.failed", 9)).due == day(10)
    assert clock(due).due == day(4)


def test_on_a_day_is_that_day():
    assert clock("{on: review.asked}", fact("review.asked", 8)).due == day(8)


def test_closure_days_count_for_local_clocks_only():
    due = "{within: 10 working days, after: complaint.received}"
    law = f"duties:\n  answer: {{title: A, owed_by: manager, due: {due}, met_by: answer.sent, cite: P-1}}\n"
    found = clock(due, closures=[day(10)], more="    replaces: answer\n", floor=law)
    assert found.due == day(18)
    assert found.statutory.due == day(17)
    assert found.departs


# --- extensions


def test_an_extension_is_added_to_the_due_day():
    found = clock(EXTENDED, fact("answer.extended", 14, ground="complexity"))
    assert found.due == day("2025-12-01")


def test_an_extension_recorded_after_the_due_day_still_counts_from_it():
    assert clock(EXTENDED, fact("answer.extended", 20, ground="advocate")).due == day("2025-12-01")


def test_a_ground_that_is_not_listed_extends_nothing():
    assert clock(EXTENDED, fact("answer.extended", 14, ground="leave")).due == day(17)
    assert clock(EXTENDED, fact("answer.extended", 14)).due == day(17)


def test_a_second_extension_ends_at_the_cap():
    twice = (fact("answer.extended", 14, ground="complexity"), fact("answer.extended", 18, ground="advocate"))
    found = clock(EXTENDED, *twice)
    assert found.due == day("2025-12-01")
    assert [step.capped for step in found.day.steps] == [False, False, True]


def test_two_extensions_on_one_day_are_two():
    uncapped = EXTENDED.replace(", at_most: 20 working days", "")
    twice = [fact("answer.extended", 14, ground="complexity"), fact("answer.extended", 14, ground="advocate")]
    assert clock(uncapped, *twice).due == clock(uncapped, *reversed(twice)).due == day("2025-12-15")


def test_an_extension_to_a_date():
    found = clock(TO_A_DATE, fact("answer.extended", 14, new_date=day(21)))
    assert found.due == day(21)
    assert found.day.steps[-1].duration is None


def test_an_extension_to_a_date_never_shortens():
    found = clock(TO_A_DATE, fact("answer.extended", 14, new_date=day(10)))
    assert found.due == day(17)
    assert len(found.day.steps) == 1


def test_an_extension_to_the_due_day_itself_is_told_and_moves_nothing():
    found = clock(TO_A_DATE, fact("answer.extended", 14, new_date=day(17)))
    assert (found.due, len(found.day.steps)) == (day(17), 2)


def test_an_extension_that_moves_nothing_does_not_keep_a_later_one_from_counting():
    twice = (fact("answer.extended", 13, new_date=day(10)), fact("answer.extended", 14, new_date=day(21)))
    assert clock(TO_A_DATE, *twice).due == day(21)


def test_an_extension_to_a_date_beyond_the_cap_ends_at_the_cap():
    found = clock(TO_A_DATE, fact("answer.extended", 14, new_date=day("2026-03-02")))
    assert found.due == day("2025-12-08")
    assert found.day.steps[-1].capped


def test_an_extension_to_a_date_without_the_date_moves_nothing():
    assert clock(TO_A_DATE, fact("answer.extended", 14)).due == day(17)


def test_an_extension_that_reaches_counts_from_where_the_clock_began():
    found = clock(REACHING, fact("answer.extended", 25))
    assert found.due == day("2025-12-01")
    assert found.day.steps[-1].start == day(3)
    assert clock(REACHING, fact("answer.extended", 14), fact("answer.extended", 25)).due == day("2025-12-01")


def test_an_extension_that_reaches_less_than_is_reached_already_leaves_no_leg():
    both = """{within: 10 working days, after: complaint.received, extensions: [
      {by: answer.extended, adds: 30 working days}, {by: review.asked, reaches: 20 working days}]}"""
    found = clock(both, fact("answer.extended", 10), fact("review.asked", 12))
    assert found.due == day("2025-12-31")
    assert len(found.day.steps) == 2


def test_extensions_are_applied_in_the_order_of_their_days():
    mixed = """{within: 10 working days, after: complaint.received, extensions: [
      {by: answer.extended, adds: 5 working days}, {by: review.asked, reaches: 20 working days}]}"""
    first = clock(mixed, fact("answer.extended", 10), fact("review.asked", 12)).due
    last = clock(mixed, fact("answer.extended", 12), fact("review.asked", 10)).due
    assert first == day("2025-12-01")
    assert last == day("2025-12-08")


def test_an_extension_of_a_clock_that_does_not_run_is_nothing():
    due = "{within: 5 days, after: review.asked, extensions: [{by: answer.extended, adds: 5 days}]}"
    assert clock(due, fact("answer.extended", 10)).due is None


# --- two days, and days before a day

LATER = "{later_of: [{within: 30 days, after: review.asked}, {within: 20 working days, after: review.asked}]}"


def test_the_later_and_the_earlier_of_two_days():
    asked = fact("review.asked", 3)
    assert clock(LATER, asked).due == day("2025-12-03")
    earlier = clock(LATER.replace("later_of", "earlier_of"), asked)
    assert earlier.due == day("2025-12-01")
    assert [other.date for other in earlier.day.passed_over] == [day("2025-12-03")]


def test_over_christmas_the_working_days_are_the_later():
    assert clock(LATER, fact("review.asked", "2025-12-10"), on=day("2025-12-20")).due == day("2026-01-12")


def test_only_the_days_that_exist_are_compared():
    due = "{later_of: [{on: complaint.received}, {on: review.asked}]}"
    assert clock(due).due == day(3)
    assert clock("{later_of: [{on: attempt.failed}, {on: review.asked}]}").due is None


HEARING = "{at_least: 10 working days, before: hearing_date of hearing.arranged}"


def test_notice_counts_back_from_the_hearing():
    found = clock(HEARING, fact("hearing.arranged", 5, hearing_date=day("2025-12-01")))
    assert found.due == day(17)
    assert found.day.steps[-1].backwards


def test_a_hearing_arranged_again_moves_the_notice():
    twice = [
        fact("hearing.arranged", 5, hearing_date=day("2025-12-01")),
        fact("hearing.arranged", 9, hearing_date=day("2025-12-15")),
    ]
    assert clock(HEARING, *twice).due == day("2025-12-01")


def test_without_a_hearing_there_is_no_day():
    assert clock(HEARING).due is None


# --- chains

CHAIN = """
  review:
    title: Review
    owed_by: manager
    due: {within: 5 working days, after: [review.asked, due of answer]}
    met_by: notice.sent
    cite: P-1
"""


def review(*facts, on=5, due="{within: 10 working days, after: complaint.received}"):
    first = f"{{title: Answer, owed_by: manager, due: {due}, met_by: answer.sent, cite: P-1}}"
    rules = f"duties:\n  answer: {first}\n{CHAIN}"
    return stand(pack(rules), *facts, on=on).duty("review")


def test_a_day_counted_from_a_due_day_is_provisional():
    found = review()
    assert (found.due, found.provisional) == (day(24), True)


def test_it_is_settled_once_the_fact_is_there():
    found = review(fact("review.asked", 10), on=12)
    assert (found.due, found.provisional) == (day(17), False)


def test_it_moves_with_the_day_that_it_is_counted_from():
    assert review(fact("answer.extended", 4, ground="complexity"), due=EXTENDED).due == day("2025-12-08")


@pytest.mark.parametrize("begins", [None])
def test_an_empty_timeline_owes_nothing(begins):
    assert clock("{within: 1 day, after: complaint.received}", begins=begins).state == "not yet"


def test_a_repeated_message_does_not_restart_a_clock():
    assert clock("{within: 10 working days, after: complaint.received}", received(10)).due == day(17)


# --- the law counts without closure days, whatever its limit is made of

TWO = "[{within: 10 working days, after: complaint.received}, {within: 1 day, after: complaint.received}]"


@pytest.mark.parametrize("due", [f"{{later_of: {TWO}}}", f"{{first_of: {TWO}}}"])
def test_closure_days_never_move_the_laws_own_days_compared_or_chosen(due):
    law = f"duties:\n  answer: {{title: A, owed_by: manager, due: {due}, met_by: answer.sent, cite: P-1}}\n"
    found = clock(due, closures=[day(10)], more="    replaces: answer\n", floor=law)
    assert (found.due, found.statutory.due) == (day(18), day(17))


WHEN_LONG = """{first_of: [
      {within: 5 days, after: review.asked,
       when: {after: {day: review.asked, limit: {within: 5 working days, after: complaint.received}}}},
      {within: 10 days, after: review.asked}]}"""


def test_the_condition_of_a_chosen_day_is_counted_on_the_days_of_its_own_rule():
    """The fifth working day is Monday the 10th for the law, and the 11th for a council that is closed on it."""
    law = f"duties:\n  answer: {{title: A, owed_by: manager, due: {WHEN_LONG}, met_by: answer.sent, cite: P-1}}\n"
    asked = fact("review.asked", 11)
    found = clock(WHEN_LONG, asked, closures=[day(10)], more="    replaces: answer\n", floor=law)
    assert (found.due, found.statutory.due) == (day(21), day(16))


# --- an extension only before the day is due

ONLY_BEFORE = """{within: 10 working days, after: complaint.received, extensions: [
      {by: answer.extended, adds: 5 working days, only_before_due: yes},
      {by: review.asked, adds: 2 working days}]}"""


@pytest.mark.parametrize(("on", "due"), [(17, 24), (18, 17)])
def test_an_extension_only_before_the_due_day_may_come_on_that_day(on, due):
    assert clock(ONLY_BEFORE, fact("answer.extended", on)).due == day(due)


def test_an_extension_that_came_too_late_does_not_keep_a_later_one_from_counting():
    assert clock(ONLY_BEFORE, fact("answer.extended", 18), fact("review.asked", 19)).due == day(19)


# --- what is kept of a day that was taken out of several


def test_days_that_are_the_same_are_compared_without_fault():
    due = (
        "{later_of: [{within: 10 working days, after: review.asked}, {within: 14 days, after: review.asked}]}"
    )
    found = clock(due, fact("review.asked", 3))
    assert (found.due, [other.date for other in found.day.passed_over]) == (day(17), [day(17)])


def test_an_answer_from_before_the_event_does_not_meet_a_day_taken_out_of_several():
    assert clock(LATER, fact("answer.sent", 4), fact("review.asked", 5), on=6).state == "owed"


def test_a_due_day_taken_out_of_several_is_not_settled():
    due = "{later_of: [{on: due of answer}, {within: 5 working days, after: complaint.received}]}"
    other = f"  other: {{title: O, owed_by: manager, due: {due}, met_by: notice.sent, cite: P-1}}\n"
    found = stand(pack(ANSWER + other), on=5).duty("other")
    assert (found.due, found.provisional) == (day(17), True)


@pytest.mark.parametrize(
    ("answer", "text"),
    [(True, "yes"), (False, "no"), (0, "0"), ("so", "so"), (day(3), "2025-11-03"), (None, None)],
)
def test_answers_are_compared_as_text(answer, text):
    answers = {} if answer is None else {"asked": answer}
    assert answer_text(Fact("note.added", day(3), answers), "asked") == text


def test_a_day_hung_on_one_taken_out_of_several_tells_of_the_others():
    later = "{later_of: [{within: 5 days, after: complaint.received}, {within: 9 days, after: complaint.received}]}"
    first = ANSWER.replace("{within: 10 working days, after: complaint.received}", later)
    other = (
        "  other: {title: O, owed_by: manager, due: {on: due of answer}, met_by: notice.sent, cite: P-1}\n"
    )
    found = stand(pack(first + other), on=5).duty("other")
    assert (found.due, [one.date for one in found.day.passed_over]) == (day(12), [day(8)])


def test_a_day_before_one_taken_out_of_several_tells_of_the_others():
    later = "{later_of: [{within: 5 days, after: complaint.received}, {within: 9 days, after: complaint.received}]}"
    first = ANSWER.replace("{within: 10 working days, after: complaint.received}", later)
    due = "{at_least: 2 days, before: due of answer}"
    other = f"  other: {{title: O, owed_by: manager, due: {due}, met_by: notice.sent, cite: P-1}}\n"
    found = stand(pack(first + other), on=5).duty("other")
    assert (found.due, [one.date for one in found.day.passed_over]) == (day(10), [day(8)])
