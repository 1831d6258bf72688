"""The working of a day: its sentence, its days one by one, and that they end on the day itself."""

# ruff: noqa: E501
# Sentences stand whole, as they are printed.

import pytest

from heard.engine import working_of
from tests.engine.small import ANSWER, day, fact, pack, stand

DUE = "{within: 10 working days, after: complaint.received}"
HOLD = """
holds:
  wait: {title: Waiting, starts_with: clock.stopped, ends_with: clock.started, stops: answer, cite: P-1}
"""


def working(due=DUE, *facts, on=28, closures=(), more="", begins=3):
    made = pack(ANSWER.replace(DUE, due) + more)
    standing = stand(made, *facts, on=on, closures=closures, begins=begins)
    return working_of(standing.duty("answer").day, made)


@pytest.mark.parametrize(
    ("due", "facts", "sentence"),
    [
        (DUE, [], "10 working days from Mon 3 Nov 2025 (Complaint received), 0 bank holidays: Mon 17 Nov 2025"),
        ("{within: 30 days, after: complaint.received}", [], "30 days from Mon 3 Nov 2025 (Complaint received): Wed 3 Dec 2025"),
        ("{within: 12 months, after: complaint.received}", [], "12 months from Mon 3 Nov 2025 (Complaint received): Tue 3 Nov 2026"),
        ("{within: 40 working days, after: complaint.received}", [], "40 working days from Mon 3 Nov 2025 (Complaint received), 2 bank holidays: Wed 31 Dec 2025"),
        ("{on: complaint.received}", [], "Mon 3 Nov 2025"),
        (
            "{at_least: 10 working days, before: hearing_date of hearing.arranged}",
            [fact("hearing.arranged", 5, hearing_date=day("2025-12-29"))],
            "at least 10 working days before Mon 29 Dec 2025 (Hearing arranged: On which day?), 2 bank holidays: Thu 11 Dec 2025",
        ),
        (
            "{within: 10 working days, after: complaint.received, extensions: [{by: answer.extended, adds: 5 working days}]}",
            [fact("answer.extended", 14)],
            "10 working days from Mon 3 Nov 2025 (Complaint received), 0 bank holidays: Mon 17 Nov 2025; then "
            "5 working days from Mon 17 Nov 2025 (Answer extended), 0 bank holidays: Mon 24 Nov 2025",
        ),
        (
            "{within: 10 working days, after: complaint.received, extensions: "
            "[{by: answer.extended, adds: 9 working days, at_most: 12 working days}]}",
            [fact("answer.extended", 14)],
            "10 working days from Mon 3 Nov 2025 (Complaint received), 0 bank holidays: Mon 17 Nov 2025; then "
            "9 working days from Mon 17 Nov 2025 (Answer extended), 0 bank holidays, cut to the most that is allowed: Wed 19 Nov 2025",
        ),
        (
            "{within: 10 working days, after: complaint.received, extensions: [{by: answer.extended, to: new_date}]}",
            [fact("answer.extended", 14, new_date=day(26))],
            "10 working days from Mon 3 Nov 2025 (Complaint received), 0 bank holidays: Mon 17 Nov 2025; then "
            "Wed 26 Nov 2025, the day named in 'Answer extended'",
        ),
    ],
)  # fmt: skip
def test_the_sentence(due, facts, sentence):
    assert working(due, *facts).sentence() == sentence


def test_closure_days_are_told():
    said = working(closures=[day(10), day(15)]).sentence()
    assert said.endswith("0 bank holidays, 1 closure day: Tue 18 Nov 2025")


def test_a_stopped_clock_is_told():
    said = working(DUE, fact("clock.stopped", 5), fact("clock.started", 12), more=HOLD).sentence()
    assert said.endswith("0 bank holidays, clock stopped for 7 days: Mon 24 Nov 2025")


def test_an_open_hold_is_told():
    found = working(DUE, fact("clock.stopped", 5), on=12, more=HOLD)
    assert found.notes == (
        "The clock is stopped by a hold that is still open, so the day will move further.",
    )


def test_every_day_is_told_with_why_it_counts_or_not():
    days = working(closures=[day(10)], begins=6).legs[0].days
    assert [(d.date.day, d.number, d.why) for d in days[:6]] == [
        (7, 1, "counts"), (8, None, "Saturday"), (9, None, "Sunday"), (10, None, "closure day"), (11, 2, "counts"), (12, 3, "counts"),
    ]  # fmt: skip


def test_the_last_day_is_the_due_day_and_its_number_the_length():
    for due in (DUE, "{within: 30 days, after: complaint.received}"):
        last = working(due).legs[-1].days[-1]
        assert last.date == working(due).date
        assert last.number == int(due.split()[1])


def test_bank_holidays_are_named_in_the_days():
    days = working("{within: 40 working days, after: complaint.received}").legs[0].days
    assert {d.why for d in days if d.date.month == 12 and d.date.weekday() < 5} == {
        "counts",
        "Christmas Day",
        "Boxing Day",
    }


def test_stopped_days_are_told():
    days = working(DUE, fact("clock.stopped", 5), fact("clock.started", 7), more=HOLD).legs[0].days
    assert [d.why for d in days[:4]] == ["counts", "counts", "the clock was stopped", "the clock was stopped"]


def test_counting_back_tells_the_days_backwards():
    due = "{at_least: 2 working days, before: hearing_date of hearing.arranged}"
    days = working(due, fact("hearing.arranged", 5, hearing_date=day(17))).legs[0].days
    assert [(d.date.day, d.number) for d in days] == [(16, None), (15, None), (14, 1), (13, 2)]


def test_what_was_passed_over_is_told():
    due = "{later_of: [{within: 30 days, after: complaint.received}, {within: 20 working days, after: complaint.received}]}"
    assert working(due).notes == ("Mon 1 Dec 2025 was the earlier of the days compared.",)
    assert working(due.replace("later", "earlier")).notes == (
        "Wed 3 Dec 2025 was the later of the days compared.",
    )


def test_a_day_counted_from_a_due_day_says_so():
    more = """
  review: {title: Review, owed_by: manager, due: {within: 5 working days, after: due of answer}, met_by: notice.sent, cite: P-1}
"""
    made = pack(ANSWER + more)
    found = working_of(stand(made, on=10).duty("review").day, made)
    assert "from Mon 17 Nov 2025 (the day on which 'Answer the complaint' is due)" in found.sentence()
    assert found.notes == ("Counted from a day that is only due, so it moves if that day moves.",)


def test_a_named_day_has_no_days_to_tell():
    found = working("{within: 1 day, after: complaint.received, extensions: [{by: answer.extended, to: new_date}]}",
                    fact("answer.extended", 4, new_date=day(26)))  # fmt: skip
    assert found.legs[-1].days == ()
