"""The stored bank holidays, compared with GOV.UK's list (2012 to 2028), read offline from a package.

Example: Monday 19 September 2022, the late Queen's funeral, is in the calendar of each part of the country.
It does not test counting: that is the engine's own affair.
"""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import govuk_bank_holidays
import pytest
import yaml

from heard.engine import calendar_editions

CALENDARS = Path(__file__).parents[2] / "calendars"
NAMES = ("england-and-wales", "scotland", "northern-ireland")
# Proclaimed after the package's list was made.
KNOWN_TO_US_ALONE = {"scotland": {date(2026, 6, 15)}}


def stored(name):
    newest = CALENDARS / name / f"{calendar_editions(name)[-1]}.yaml"
    return yaml.safe_load(newest.read_text(encoding="utf-8"))


def days(name):
    return [entry["date"] for entry in stored(name)["days"]]


def published(name):
    listed = Path(govuk_bank_holidays.__file__).parent / "bank-holidays.json"
    return {date.fromisoformat(event["date"]) for event in json.loads(listed.read_text())[name]["events"]}


@pytest.mark.parametrize("name", NAMES)
def test_the_same_days_as_gov_uk_from_2012_to_2028(name):
    ours = {day for day in days(name) if 2012 <= day.year <= 2028}
    theirs = published(name)
    assert {day.year for day in theirs} == set(range(2012, 2029)), "GOV.UK's list reaches further now"
    assert theirs - ours == set(), "GOV.UK has days that we lack"
    assert ours - theirs == KNOWN_TO_US_ALONE.get(name, set()), "we have days that GOV.UK lacks"


@pytest.mark.parametrize("name", NAMES)
def test_days_are_in_order_once_each_on_weekdays_and_within_the_calendar(name):
    calendar, listed = stored(name), days(name)
    assert listed == sorted(set(listed))
    assert [day for day in listed if day.weekday() >= 5] == []
    assert calendar["from"] <= listed[0]
    assert listed[-1] <= calendar["to"]
    assert calendar["from"] <= calendar["proclaimed_to"] <= calendar["to"]
    assert calendar["calendar"] == name


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2012, 6, 5), "Diamond Jubilee"),
        (date(2020, 5, 8), "Early May"),
        (date(2022, 9, 19), "State funeral"),
        (date(2023, 5, 8), "Coronation"),
        (date(2021, 12, 28), "Boxing Day (substitute day)"),
    ],
)
def test_days_that_only_happened_once_or_were_moved_are_there_with_a_plain_name(day, words):
    by_day = {entry["date"]: entry["name"] for entry in stored("england-and-wales")["days"]}
    assert words in by_day[day]


def test_a_moved_early_may_bank_holiday_leaves_its_usual_monday_a_working_day():
    assert date(2020, 5, 4) not in days("england-and-wales")


@pytest.mark.parametrize("name", NAMES)
def test_every_year_has_the_days_that_never_fail(name):
    listed = stored(name)["days"]
    for year in range(2006, 2036):
        names = [entry["name"] for entry in listed if entry["date"].year == year]
        for wanted in ("Good Friday", "Christmas Day", "Boxing Day", "New Year's Day"):
            assert any(wanted in given for given in names), f"{year} has no {wanted}"
