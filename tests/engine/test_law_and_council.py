"""What the council's closure days change: its own rules, whatever they are made of, and never the law's.

The council is closed on Monday the 10th, so that the fifth working day after the 3rd is the 10th for the law and the
11th for the council.
"""

from heard.engine import Timeline, assess, read_calendar
from tests.engine.small import day, fact, pack, received, stand

CLOSED = [day(10)]
IN_FIVE_DAYS = "{after: {day: review.asked, limit: {within: 5 working days, after: complaint.received}}}"


def both(rules, *facts, on=12):
    """The standing of a duty that a council took over word for word: the council's own, and the law's beside it."""
    local = rules.replace("cite: P-1", "replaces: answer\n    cite: P-1")
    found = stand(pack(local, floor=rules), *facts, on=on, closures=CLOSED).duty("answer")
    return found, found.statutory


def duty(*lines):
    head = ("title: Answer", "owed_by: manager", "met_by: answer.sent", *lines, "cite: P-1")
    return "duties:\n  answer:\n" + "".join(f"    {line}\n" for line in head)


def test_the_condition_of_a_duty():
    own, law = both(duty(f"when: {IN_FIVE_DAYS}"), fact("review.asked", 11))
    assert (own.state, law.state) == ("not yet", "owed")


def test_the_condition_for_whom_a_duty_passes_to():
    own, law = both(duty(f"passes_to: {{deputy: {IN_FIVE_DAYS}}}"), fact("review.asked", 11))
    assert (own.owed_by, law.owed_by) == ("manager", "deputy")


def test_a_day_before_another():
    notice = "due: {at_least: 5 working days, before: hearing_date of hearing.arranged}"
    own, law = both(duty(notice), fact("hearing.arranged", 4, hearing_date=day(17)), on=5)
    assert (own.due, law.due) == (day(7), day(10))


def test_a_day_before_another_on_the_days_of_another_country():
    """Saint Andrew's Day, Monday 1 December 2025, is a bank holiday in Scotland only."""
    notice = "due: {at_least: 5 working days in scotland, before: hearing_date of hearing.arranged}"
    calendar = read_calendar("england-and-wales").with_others({"scotland": read_calendar("scotland")})
    facts = Timeline([received(3), fact("hearing.arranged", 4, hearing_date=day("2025-12-03"))])
    assert assess(pack(duty(notice)), facts, calendar, day(5)).duty("answer").due == day(25)


def test_on_a_closed_case_neither_is_owed():
    due = "due: {within: 10 working days, after: complaint.received}"
    own, law = both(duty(due), fact("case.closed", 5))
    assert (own.state, law.state) == ("excused", "excused")


def test_the_law_stands_beside_what_is_met_and_what_has_not_begun():
    due = "due: {within: 10 working days, after: review.asked}"
    own, law = both(duty(due))
    assert (own.state, law.state, law.owed_by) == ("not yet", "not yet", "manager")
    own, law = both(duty(due), fact("review.asked", 3), fact("answer.sent", 5))
    assert (own.state, own.due, own.day.date, own.met_on) == ("met", day(18), day(18), day(5))
    assert (law.state, law.due) == ("met", day(17))


def test_a_duty_departs_where_its_day_is_later_or_its_pack_says_so():
    due = "due: {within: 10 working days, after: complaint.received}"
    local = duty(due).replace("cite: P-1", "replaces: answer\n    cite: P-1")
    same = stand(pack(local, floor=duty(due)), on=5).duty("answer")
    assert (same.due == same.statutory.due, same.departs) == (True, False)
    told = local.replace("cite: P-1", "departs: the law asks for less\n    cite: P-1")
    assert stand(pack(told, floor=duty(due)), on=5).duty("answer").departs


def test_a_right_that_the_law_does_not_know_departs_from_nothing():
    rules = """
rights:
  review: {title: Ask, opens: complaint.received, exercised_by: review.asked, if_late: It is weighed., cite: P-1}
"""
    found = stand(pack(rules), on=5).right("review")
    assert (found.state, found.statutory, found.departs) == ("open", None, False)
