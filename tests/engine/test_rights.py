"""Rights: from when and until when, asked for in time and late, ended, and the law beside the council."""

import pytest

from tests.engine.small import day, fact, pack, stand

RIGHT = """
rights:
  review:
    title: Ask for a review
    held_by: complainant
    opens: answer.sent
    closes: {within: 20 working days, after: answer.sent}
    exercised_by: review.asked
    ended_by: complaint.withdrawn
    if_late: The reasons are weighed.
    cite: P-1
"""
SENT = fact("answer.sent", 5)


def right(*facts, on=10, rules=RIGHT, floor=None):
    return stand(pack(rules, floor=floor), *facts, on=on).right("review")


@pytest.mark.parametrize(
    ("facts", "on", "state"),
    [
        ([], 10, "not yet"),
        ([SENT], 5, "open"),
        ([SENT], "2025-12-03", "open"),
        ([SENT], "2025-12-04", "closed"),
        ([SENT, fact("review.asked", 10)], 10, "exercised"),
        ([SENT, fact("complaint.withdrawn", 10)], 10, "ended"),
        ([SENT, fact("review.asked", 9), fact("complaint.withdrawn", 10)], 10, "exercised"),
    ],
)
def test_the_states_of_a_right(facts, on, state):
    assert right(*facts, on=on).state == state


def test_the_days_on_which_it_opens_and_closes():
    found = right(SENT)
    assert (found.opens.date, found.closes.date) == (day(5), day("2025-12-03"))


def test_a_late_request_is_a_request():
    found = right(SENT, fact("review.asked", "2025-12-10"), on="2025-12-10")
    assert (found.state, found.late, found.exercised_on) == ("exercised", True, day("2025-12-10"))
    assert found.rule.if_late == "The reasons are weighed."
    assert not right(SENT, fact("review.asked", 10)).late
    assert not right(SENT).late


def test_the_last_day_is_in_time():
    last = day("2025-12-03")
    assert not right(SENT, fact("review.asked", last), on=last).late


def test_a_right_without_an_end_stays_open():
    rules = RIGHT.replace("    closes: {within: 20 working days, after: answer.sent}\n", "")
    assert right(SENT, on="2030-01-01", rules=rules).state == "open"


def test_a_right_with_a_condition():
    rules = RIGHT.replace("    cite: P-1", "    when: {not: {recorded: attempt.failed}}\n    cite: P-1")
    assert right(SENT, rules=rules).state == "open"
    assert right(SENT, fact("attempt.failed", 6), rules=rules).state == "not yet"


def test_a_right_that_opens_with_a_due_day_opens_the_day_after_it_or_with_the_answer():
    rules = """
duties:
  answer: {title: A, owed_by: manager, due: {within: 10 working days, after: complaint.received},
    met_by: answer.sent, cite: P-1}
rights:
  review: {title: R, held_by: complainant, opens: {earlier_of: [{on: answer.sent}, {on: due of answer}]},
    exercised_by: review.asked, cite: P-1}
"""
    assert right(rules=rules, on=16).state == "not yet"
    assert right(rules=rules, on=17).state == "open"
    assert right(SENT, rules=rules, on=10).opens.date == day(5)


@pytest.mark.parametrize(
    ("old", "new", "departs"),
    [
        ("20 working days", "10 working days", True),
        ("20 working days", "25 working days", False),
        ("opens: answer.sent", "opens: {within: 1 day, after: answer.sent}", True),
        ("opens: answer.sent", "opens: complaint.received", False),
        ("opens: answer.sent", "opens: notice.sent", True),
    ],
)
def test_a_council_departs_where_it_opens_later_or_closes_sooner(old, new, departs):
    found = right(SENT, rules=RIGHT.replace(old, new) + "    replaces: review\n", floor=RIGHT)
    assert found.departs is departs
    assert found.statutory.closes.date == day("2025-12-03")


def test_a_council_that_closes_what_the_law_leaves_open_departs():
    law = RIGHT.replace("    closes: {within: 20 working days, after: answer.sent}\n", "")
    assert right(SENT, rules=RIGHT + "    replaces: review\n", floor=law).departs
    assert not right(SENT, rules=law + "    replaces: review\n", floor=RIGHT).departs


LATE = RIGHT.replace("opens: answer.sent", "opens: {within: 3 working days, after: answer.sent}")


def test_closure_days_move_the_councils_right_and_never_the_laws():
    local = LATE.replace("cite: P-1", "replaces: review\n    cite: P-1")
    found = stand(pack(local, floor=LATE), SENT, on=6, closures=[day(10)]).right("review")
    assert (found.opens.date, found.statutory.opens.date) == (day(11), day(10))
    assert (found.closes.date, found.statutory.closes.date) == (day("2025-12-04"), day("2025-12-03"))


IN_TIME = RIGHT.replace(
    "exercised_by",
    "when: {not: {after: {day: answer.sent, limit: {within: 5 working days, after: complaint.received}}}}\n"
    "    exercised_by",
)


def test_the_condition_of_a_right_is_counted_on_the_days_of_its_own_rule():
    """The fifth working day is Monday the 10th for the law, and the 11th for a council that is closed on it."""
    local = IN_TIME.replace("cite: P-1", "replaces: review\n    cite: P-1")
    sent = fact("answer.sent", 11)
    found = stand(pack(local, floor=IN_TIME), sent, on=12, closures=[day(10)]).right("review")
    assert (found.state, found.statutory.state) == ("open", "not yet")
