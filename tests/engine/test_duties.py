"""Duties: every state, who owes them, what excuses them, what outlives a closing, and the law beside the council."""

import pytest

from heard.engine import first_owed
from tests.engine.small import ANSWER, day, fact, pack, stand

RULES = (
    ANSWER
    + """    excused_by: [complaint.withdrawn, review.asked]
    passes_to:
      deputy: {recorded: answer.extended}
      director: {all: [{recorded: answer.extended}, {after: due of answer}]}
"""
)
MORE = """
  acknowledge:
    title: Acknowledge
    owed_by: deputy
    met_by: notice.sent
    cite: P-1
  tell-why:
    title: Tell why
    owed_by: manager
    when: {recorded: answer.extended}
    met_by: notice.sent
    cite: P-1
  confirm:
    title: Confirm the withdrawal
    owed_by: manager
    when: {recorded: complaint.withdrawn}
    met_by: notice.sent
    after_closing: yes
    cite: P-1
  latest-day:
    title: Latest day
    owed_by: manager
    due: {within: 20 working days, after: complaint.received}
    met_by: answer.sent
    beside: answer
    beside_as: limit
    cite: P-1
  notice:
    title: Notice of the hearing
    owed_by: manager
    due: {at_least: 5 working days, before: hearing_date of hearing.arranged}
    met_by: notice.sent
    cite: P-1
"""
HEARING = fact("hearing.arranged", 10, hearing_date=day(28))


def duty(id, *facts, on=10, rules=RULES + MORE, begins=3):
    return stand(pack(rules), *facts, on=on, begins=begins).duty(id)


@pytest.mark.parametrize(
    ("facts", "on", "state"),
    [
        ([], 3, "owed"),
        ([], 17, "owed"),
        ([], 18, "overdue"),
        ([fact("answer.sent", 17)], 17, "met"),
        ([fact("answer.sent", 17)], 30, "met"),
        ([fact("answer.sent", 18)], 30, "met late"),
        ([fact("complaint.withdrawn", 10)], 30, "excused"),
        ([fact("review.asked", 10)], 30, "excused"),
        ([fact("case.closed", 10)], 30, "excused"),
        ([fact("answer.sent", 10), fact("complaint.withdrawn", 11)], 30, "met"),
        ([fact("answer.sent", 20), fact("case.closed", 21)], 30, "met late"),
    ],
)
def test_the_states_of_a_duty_with_a_day(facts, on, state):
    assert duty("answer", *facts, on=on).state == state


def test_before_the_case_begins_nothing_is_owed():
    standing = stand(pack(RULES + MORE), on=10, begins=None)
    assert {d.state for d in standing.duties} == {"not yet"}


def test_the_day_on_which_it_was_met_is_the_first():
    found = duty("answer", fact("answer.sent", 20), fact("answer.sent", 14))
    assert (found.state, found.met_on) == ("owed", None)
    found = duty("answer", fact("answer.sent", 20), fact("answer.sent", 14), on=28)
    assert (found.state, found.met_on) == ("met", day(14))


def test_a_duty_without_a_day_is_owed_as_soon_as_its_stage_begins():
    found = duty("acknowledge")
    assert (found.state, found.due) == ("owed", None)
    assert duty("acknowledge", on=28).state == "owed"
    assert duty("acknowledge", fact("notice.sent", 28), on=28).state == "met"


def test_a_duty_with_a_condition_is_not_owed_before_it_holds():
    assert duty("tell-why").state == "not yet"
    assert duty("tell-why", fact("answer.extended", 5)).state == "owed"


def test_a_fact_from_before_the_event_does_not_meet_the_duty():
    early = fact("notice.sent", 5)
    assert duty("notice", early, HEARING).state == "owed"
    assert duty("notice", early, HEARING, fact("notice.sent", 12), on=12).state == "met"


def test_a_hearing_arranged_again_needs_a_notice_again():
    again = fact("hearing.arranged", 14, hearing_date=day("2025-12-12"))
    assert duty("notice", HEARING, fact("notice.sent", 12), on=13).state == "met"
    assert duty("notice", HEARING, fact("notice.sent", 12), again, on=14).state == "owed"


def test_what_excused_it_before_the_event_does_not_excuse_it():
    rules = """
duties:
  review:
    title: Review
    owed_by: manager
    due: {within: 5 working days, after: latest review.asked}
    met_by: notice.sent
    excused_by: attempt.failed
    cite: P-1
"""
    asked = [fact("review.asked", 4), fact("attempt.failed", 5)]
    assert duty("review", *asked, rules=rules).state == "excused"
    assert duty("review", *asked, fact("review.asked", 7), rules=rules).state == "owed"


def test_a_duty_passes_to_the_last_role_whose_condition_holds():
    assert duty("answer").owed_by == "manager"
    assert duty("answer", fact("answer.extended", 5)).owed_by == "deputy"
    assert duty("answer", fact("answer.extended", 5), on=18).owed_by == "director"
    assert duty("answer", fact("answer.extended", 5), fact("answer.sent", 18), on=18).owed_by == "director"


def test_what_outlives_the_closing_is_still_owed():
    withdrawn = fact("complaint.withdrawn", 10)
    assert duty("confirm", withdrawn, on=12).state == "owed"
    assert duty("confirm", withdrawn, fact("notice.sent", 11), on=12).state == "met"
    assert duty("acknowledge", withdrawn, on=12).state == "excused"


def test_a_reopened_case_owes_again():
    closed = [fact("case.closed", 10), fact("case.reopened", 12)]
    assert duty("acknowledge", *closed, on=11).state == "excused"
    assert duty("acknowledge", *closed, on=12).state == "owed"


def test_a_second_day_for_the_same_act():
    found = duty("latest-day")
    assert (found.due, found.rule.beside, found.rule.beside_as) == (day("2025-12-01"), "answer", "limit")


def test_what_comes_first_is_the_earliest_day_and_those_without_a_day_last():
    standing = stand(pack(RULES + MORE), on=10)
    assert first_owed(standing).id == "answer"
    standing = stand(pack(RULES + MORE), fact("answer.sent", 10), on=10)
    assert first_owed(standing).id == "acknowledge"
    assert first_owed(stand(pack(RULES + MORE), on=10, begins=None)) is None


LAW = ANSWER
LOOSER = ANSWER.replace("10 working days", "15 working days") + "    replaces: answer\n"
TIGHTER = ANSWER.replace("10 working days", "5 working days") + "    replaces: answer\n"
WITHOUT = ANSWER.replace(
    "    due: {within: 10 working days, after: complaint.received}\n", "    replaces: answer\n"
)


@pytest.mark.parametrize(
    ("local", "due", "departs"), [(LOOSER, 24, True), (TIGHTER, 10, False), (WITHOUT, None, True)]
)
def test_the_laws_day_stands_beside_the_councils(local, due, departs):
    found = stand(pack(local, floor=LAW), on=18).duty("answer")
    assert found.due == (day(due) if due else None)
    assert (found.statutory.due, found.statutory.state) == (day(17), "overdue")
    assert found.departs is departs


def test_where_the_law_names_no_day_nothing_departs():
    law = ANSWER.replace("    due: {within: 10 working days, after: complaint.received}\n", "")
    assert not stand(pack(TIGHTER, floor=law), on=18).duty("answer").departs


def test_a_stage_that_has_not_begun_owes_nothing():
    stage = "stage: second\ntitle: Second\nbegins_with: review.asked\ncite: P-1\n"
    rules = stage + "duties:\n  look: {title: Look again, owed_by: manager, met_by: notice.sent, cite: P-1}\n"
    assert duty("look", rules=rules).state == "not yet"
    found = stand(pack(rules), fact("review.asked", 5), on=10)
    assert found.duty("look").state == "owed"
    assert found.stage.id == "second"


def test_the_stage_is_none_before_any_has_begun():
    assert stand(pack(), on=10).stage is None


def test_an_unknown_id_is_a_key_error():
    standing = stand(pack(), on=10)
    for ask in (standing.duty, standing.right, standing.chaser):
        with pytest.raises(KeyError):
            ask("nothing")


def test_facts_of_later_days_are_left_out_and_counted():
    standing = stand(pack(), fact("answer.sent", 14), fact("review.asked", 15), on=10)
    assert (standing.duty("answer").state, standing.later_facts) == ("owed", 2)


def test_what_was_done_before_the_event_is_not_when_a_duty_was_done():
    due = "{within: 10 working days, after: review.asked}"
    rules = ANSWER.replace("{within: 10 working days, after: complaint.received}", due)
    found = stand(pack(rules), fact("answer.sent", 4), fact("review.asked", 5), on=6).duty("answer")
    assert (found.state, found.met_on) == ("owed", None)
