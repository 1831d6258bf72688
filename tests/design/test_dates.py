"""Days and moments as screens write them."""

from datetime import UTC, date, datetime

import pytest

from heard.design import dates


def test_a_day_in_full_and_short():
    assert dates.day(date(2025, 11, 17)) == "Monday 17 November 2025"
    assert dates.short_day(date(2025, 11, 3)) == "Mon 3 Nov 2025"
    assert dates.iso(date(2025, 11, 3)) == "2025-11-03"


def test_no_day_is_nothing():
    assert dates.day(None) == dates.short_day(None) == dates.iso(None) == dates.moment(None) == ""


@pytest.mark.parametrize(
    ("utc", "written"),
    [
        (datetime(2025, 11, 17, 14, 5, tzinfo=UTC), "Monday 17 November 2025 at 2:05pm"),
        (datetime(2025, 7, 1, 23, 30, tzinfo=UTC), "Wednesday 2 July 2025 at 12:30am"),
        (datetime(2025, 7, 1, 11, 0, tzinfo=UTC), "Tuesday 1 July 2025 at 12:00pm"),
        (datetime(2025, 10, 26, 0, 59, tzinfo=UTC), "Sunday 26 October 2025 at 1:59am"),
    ],
)
def test_a_moment_is_told_in_london(utc, written):
    assert dates.moment(utc) == written


def test_a_moment_of_late_summer_evening_belongs_to_the_next_day_in_london():
    assert dates.day(datetime(2025, 7, 1, 23, 30, tzinfo=UTC)) == "Wednesday 2 July 2025"


def test_a_moment_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="no time zone"):
        dates.moment(datetime(2025, 11, 17, 14, 5))  # noqa: DTZ001 - this is what is refused


@pytest.mark.parametrize(
    ("due", "words"),
    [
        (date(2025, 11, 17), "due today"),
        (date(2025, 11, 18), "due tomorrow"),
        (date(2025, 11, 20), "3 days left"),
        (date(2025, 11, 16), "1 day overdue"),
        (date(2025, 11, 10), "7 days overdue"),
    ],
)
def test_how_near_a_day_is(due, words):
    assert dates.days_from(due, date(2025, 11, 17)) == words


def test_counted_things():
    assert dates.plural(1, "working day", "working days") == "1 working day"
    assert dates.plural(1200, "case", "cases") == "1,200 cases"
