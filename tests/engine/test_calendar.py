"""The calendar: what a working day is, and counting forwards and back, with pauses and at the ends."""

from datetime import date

import pytest

from heard.engine import Calendar, CalendarEnds, Duration, Unit
from heard.engine.calendar import Pause, add_months, in_full, short
from tests.engine.small import ENGLAND, MONDAY, calendar, day


def working(count):
    return Duration(count, Unit.WORKING_DAY)


def days(count):
    return Duration(count, Unit.DAY)


def months(count):
    return Duration(count, Unit.MONTH)


def test_the_day_of_the_event_is_day_0():
    assert ENGLAND.add(MONDAY, working(1)) == day(4)
    assert ENGLAND.add(MONDAY, working(10)) == day(17)


def test_a_complaint_at_the_weekend_is_counted_from_the_monday():
    assert ENGLAND.add(day(1), working(1)) == ENGLAND.add(day(2), working(1)) == day(3)


def test_christmas_boxing_day_and_new_year_do_not_count():
    assert ENGLAND.add(date(2025, 12, 24), working(1)) == date(2025, 12, 29)
    assert ENGLAND.add(date(2025, 12, 31), working(1)) == date(2026, 1, 2)


def test_easter_does_not_count():
    assert ENGLAND.add(date(2026, 4, 2), working(1)) == date(2026, 4, 7)


@pytest.mark.parametrize(
    ("when", "why"),
    [
        (date(2025, 12, 25), "Christmas Day"),
        (date(2026, 4, 3), "Good Friday"),
        (date(2025, 11, 8), "Saturday"),
        (date(2025, 11, 9), "Sunday"),
        (date(2025, 11, 10), None),
    ],
)
def test_why_a_day_does_not_count(when, why):
    assert ENGLAND.why_not(when) == why
    assert ENGLAND.is_working(when) is (why is None)


def test_a_closure_day_counts_for_the_law_and_not_for_the_council():
    closed = calendar(day(10))
    assert closed.why_not(day(10)) == "closure day"
    assert closed.add(MONDAY, working(10)) == day(18)
    assert closed.statutory.add(MONDAY, working(10)) == day(17)


def test_closure_days_add_up_and_never_reach_the_law():
    twice = calendar(day(10)).with_closures([day(11)])
    assert twice.add(MONDAY, working(10)) == day(19)
    assert twice.statutory is ENGLAND


def test_no_closure_days_is_the_same_calendar():
    assert ENGLAND.with_closures([]) is ENGLAND


def test_a_closure_day_at_a_weekend_changes_nothing():
    assert calendar(day(8)).add(MONDAY, working(10)) == day(17)


def test_counting_between_two_days():
    assert ENGLAND.count(MONDAY, day(17)) == 10
    assert ENGLAND.count(MONDAY, MONDAY) == 0
    assert ENGLAND.count(day(17), MONDAY) == 0
    assert ENGLAND.count(day(7), day(9)) == 0


def test_days_run_through_weekends():
    assert ENGLAND.add(MONDAY, days(30)) == date(2025, 12, 3)
    assert ENGLAND.add(day(1), days(1)) == day(2)


@pytest.mark.parametrize(
    ("start", "count", "end"),
    [
        ("2025-01-31", 1, "2025-02-28"),
        ("2024-01-31", 1, "2024-02-29"),
        ("2025-11-03", 12, "2026-11-03"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2025-12-31", 2, "2026-02-28"),
        ("2025-03-31", -1, "2025-02-28"),
        ("2025-01-15", -1, "2024-12-15"),
    ],
)
def test_a_month_ends_on_the_same_day_or_the_last_of_a_shorter_month(start, count, end):
    assert add_months(day(start), count) == day(end)


def test_months_on_the_calendar():
    assert ENGLAND.add(day("2025-01-31"), months(1)) == day("2025-02-28")
    assert ENGLAND.back(day("2025-03-31"), months(1)) == day("2025-02-28")


def test_notice_before_a_hearing_counts_back():
    assert ENGLAND.back(day(17), working(10)) == day(3)
    assert ENGLAND.back(day(17), days(10)) == day(7)
    assert ENGLAND.back(day(16), working(1)) == day(14)


def test_paused_days_do_not_count():
    pause = (Pause(day(5), day(12)),)
    assert ENGLAND.add(MONDAY, working(10), pause) == day(24)
    assert ENGLAND.add(MONDAY, days(10), pause) == day(20)


def test_a_pause_from_the_due_day_on_changes_nothing():
    assert ENGLAND.add(MONDAY, working(10), (Pause(day(17), day(27)),)) == day(17)
    assert ENGLAND.add(MONDAY, days(10), (Pause(day(13), day(27)),)) == day(13)


def test_a_pause_from_before_the_start_counts_only_after_it():
    pause = (Pause(date(2025, 10, 1), day(4)),)
    assert ENGLAND.add(MONDAY, working(10), pause) == day(18)
    assert ENGLAND.add(MONDAY, days(10), pause) == day(14)


def test_a_pause_that_moves_the_day_into_the_next_pause_is_moved_on_by_both():
    pauses = (Pause(day(10), day(17)), Pause(day(20), day(21)))
    assert ENGLAND.add(MONDAY, working(10), pauses) == day(25)


@pytest.mark.parametrize(
    "ask",
    [
        lambda c: c.add(date(2005, 12, 31), working(1)),
        lambda c: c.add(date(2035, 12, 31), working(1)),
        lambda c: c.add(date(2035, 12, 1), months(12)),
        lambda c: c.add(MONDAY, days(99_999_999)),
        lambda c: c.add(MONDAY, months(999_999)),
        lambda c: c.add(MONDAY, working(10), (Pause(day(4), date(2035, 12, 31)),)),
        lambda c: c.back(date(2006, 1, 4), working(5)),
        lambda c: c.back(date(2006, 1, 4), days(5)),
        lambda c: c.back(date(2036, 1, 1), working(5)),
        lambda c: c.why_not(date(2036, 1, 1)),
        lambda c: c.count(date(2001, 1, 1), MONDAY),
    ],
)
def test_beyond_the_stored_days_it_says_so_and_guesses_nothing(ask):
    with pytest.raises(CalendarEnds) as caught:
        ask(ENGLAND)
    assert "calendar" in str(caught.value)


def test_the_end_of_the_calendar_is_told_in_a_sentence():
    with pytest.raises(CalendarEnds) as caught:
        ENGLAND.add(date(2035, 12, 31), working(1))
    said = str(caught.value)
    assert "holds the days from 2006-01-01 to 2035-12-31 only" in said
    assert "bring the calendar up to date" in said


def test_days_are_told_in_words():
    assert short(MONDAY) == "Mon 3 Nov 2025"
    assert in_full(MONDAY) == "Monday 3 November 2025"


def test_units_are_told_in_the_singular_and_the_plural():
    assert str(working(1)) == "1 working day"
    assert str(months(12)) == "12 months"
    assert str(Duration(5, Unit.WORKING_DAY, "scotland")) == "5 working days in scotland"


def test_a_calendar_says_which_it_is():
    bare = Calendar("bare", "2025", (date(2025, 1, 1), date(2025, 12, 31)), {})
    assert repr(bare.with_closures([MONDAY])) == "Calendar('bare', '2025', 1 closure days)"


# --- a calendar of one week, to see its ends


def week():
    return Calendar("week", "test", (day(3), day(6)), {})


def test_a_calendar_counts_its_first_and_its_last_day_and_none_outside():
    short_week = week()
    assert short_week.count(day(3), day(6)) == 3
    assert short_week.add(day(3), working(3)) == day(6)
    assert short_week.back(day(6), working(3)) == day(3)
    for ask in (lambda: short_week.add(day(3), working(4)), lambda: short_week.back(day(6), working(4))):
        with pytest.raises(CalendarEnds):
            ask()


def test_a_weekend_within_a_short_calendar_does_not_count():
    fortnight = Calendar("fortnight", "test", (day(3), day(16)), {day(12): "a holiday"})
    assert fortnight.add(day(7), working(1)) == day(10)
    assert fortnight.count(day(3), day(16)) == 8


def test_days_and_months_that_end_outside_a_short_calendar_are_refused_both_ways():
    short_week = week()
    assert short_week.add(day(3), days(3)) == day(6)
    assert short_week.back(day(6), days(3)) == day(3)
    for ask in (lambda: short_week.add(day(3), days(4)), lambda: short_week.back(day(6), days(4))):
        with pytest.raises(CalendarEnds, match=r"only. Check the date, or bring the calendar up to date.$"):
            ask()


def test_a_new_calendar_stands_alone_and_is_proclaimed_to_its_end():
    short_week = week()
    assert (short_week.proclaimed_to, short_week.by_hand, short_week.statutory) == (
        day(6),
        frozenset(),
        short_week,
    )
    assert short_week.named("") is short_week.named("week") is short_week
    with pytest.raises(
        CalendarEnds,
        match="^The calendar 'moon' was not read with this case, so its days cannot be counted.$",
    ):
        short_week.named("moon")


def test_calendars_beside_another_are_beside_its_statutory_one_too():
    short_week = week()
    moon = Calendar("moon", "test", (day(3), day(6)), {})
    closed = short_week.with_closures([day(5)]).with_others({"moon": moon})
    assert closed.named("moon") is closed.statutory.named("moon") is moon
    assert (closed.add(day(3), working(2)), closed.statutory.add(day(3), working(2))) == (day(6), day(5))
    assert short_week.with_others({"moon": moon}).statutory.named("moon") is moon
    assert short_week.others == {}


@pytest.mark.parametrize(
    ("start", "count", "end"),
    [("0001-02-01", -1, "0001-01-01"), ("9999-11-30", 1, "9999-12-30"), ("2025-10-31", 2, "2025-12-31")],
)
def test_months_reach_as_far_as_there_are_years(start, count, end):
    assert add_months(day(start), count) == day(end)


@pytest.mark.parametrize(("start", "count"), [("0001-01-01", -1), ("9999-12-01", 1)])
def test_months_beyond_all_years_are_refused(start, count):
    with pytest.raises(CalendarEnds, match="beyond any calendar"):
        add_months(day(start), count)


def test_a_pause_before_the_start_does_not_keep_a_later_one_from_counting():
    pauses = (Pause(date(2025, 10, 1), date(2025, 10, 2)), Pause(day(5), day(12)))
    assert ENGLAND.add(MONDAY, working(10), pauses) == day(24)
    assert ENGLAND.add(MONDAY, days(10), pauses) == day(20)


def test_a_pause_of_a_clock_that_runs_out_of_days_is_told_as_such():
    with pytest.raises(CalendarEnds):
        week().add(day(3), working(4), (Pause(day(4), day(5)),))
