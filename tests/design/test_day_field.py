"""A day in three boxes: what is taken, and what is said of what is not."""

from datetime import date

import pytest
from django import forms

from heard.design.day_field import DayField
from heard.design.field_params import boxes_in_error, error_id


def form(day="", month="", year="", **options):
    class Letter(forms.Form):
        sent = DayField(label="Date of the letter", **options)

    return Letter({"sent-day": day, "sent-month": month, "sent-year": year})


@pytest.mark.parametrize("month", ["11", "nov", "Nov.", "NOVEMBER"])
def test_a_real_day_is_taken_with_its_month_in_figures_or_words(month):
    letter = form(" 3 ", month, "2025")
    assert letter.is_valid()
    assert letter.cleaned_data["sent"] == date(2025, 11, 3)


@pytest.mark.parametrize(
    ("typed", "says", "wrong"),
    [
        (("3", "11", ""), "Date of the letter must include a year", ("year",)),
        (("", "", "2025"), "Date of the letter must include a day and a month", ("day", "month")),
        (("31", "2", "2025"), "Date of the letter must be a real date", ("day", "month", "year")),
        (("29", "2", "2025"), "Date of the letter must be a real date", ("day", "month", "year")),
        (("x", "2", "2025"), "Date of the letter must be a real date", ("day", "month", "year")),
        (("-3", "2", "2025"), "Date of the letter must be a real date", ("day", "month", "year")),
        (("3", "13", "2025"), "Date of the letter must be a real date", ("day", "month", "year")),
        (("3", "Smarch", "2025"), "Date of the letter must be a real date", ("day", "month", "year")),
        (("٣", "2", "2025"), "Date of the letter must be a real date", ("day", "month", "year")),
        (("3", "2", "0000"), "Date of the letter must be a real date", ("day", "month", "year")),
        (("3", "2", "9" * 5000), "Date of the letter must have a year with 4 figures", ("year",)),
        (("9" * 5000, "2", "2025"), "Date of the letter must be a real date", ("day", "month", "year")),
        (("3", "9" * 5000, "2025"), "Date of the letter must be a real date", ("day", "month", "year")),
        (("3", "11", "25"), "Date of the letter must have a year with 4 figures", ("year",)),
        (("", "", ""), 'Fill in "Date of the letter"', ("day", "month", "year")),
    ],
)
def test_what_is_wrong_is_said_and_its_boxes_are_known(typed, says, wrong):
    letter = form(*typed)
    assert letter.errors["sent"] == [says]
    assert boxes_in_error(letter["sent"]) == wrong
    assert error_id(letter["sent"]) == f"id_sent-{wrong[0]}"


def test_limits_are_inclusive_and_said_in_full():
    limits = {"not_before": date(2025, 11, 3), "not_after": date(2025, 11, 17)}
    assert form("3", "11", "2025", **limits).is_valid()
    assert form("17", "11", "2025", **limits).is_valid()
    late = form("18", "11", "2025", **limits)
    assert late.errors["sent"] == ["Date of the letter must be on or before Monday 17 November 2025"]
    early = form("2", "11", "2025", **limits)
    assert early.errors["sent"] == ["Date of the letter must be on or after Monday 3 November 2025"]


def test_the_name_of_the_day_in_errors_can_be_given():
    assert form(what="the date you sent it").errors["sent"] == ["Enter the date you sent it"]
    assert form("3", what="the date you sent it").errors["sent"] == [
        "The date you sent it must include a month and a year"
    ]


def test_a_question_is_not_put_into_a_sentence():
    class Asked(forms.Form):
        when = DayField(label="When did it arrive?")

    assert Asked({"when-day": "3"}).errors["when"] == ["The date must include a month and a year"]
    assert Asked({}).errors["when"] == ['Answer "When did it arrive?"']


def test_an_optional_day_may_be_left_empty_but_not_half_empty():
    empty = form(required=False)
    assert empty.is_valid()
    assert empty.cleaned_data["sent"] is None
    half = form("3", required=False)
    assert half.errors["sent"] == ["Date of the letter must include a month and a year"]


def test_a_day_that_did_not_change_is_known():
    letter = form("3", "11", "2025")
    letter.fields["sent"].initial = date(2025, 11, 3)
    assert not letter.has_changed()
