"""`heard calendar`: a day added at short notice, editions made anew from the package, and what it says of both."""

from datetime import date

import pytest

from heard.cli import main
from heard.cli.bank_holidays import JURISDICTIONS, changes, from_package, next_edition
from heard.engine import calendar_editions, newest_edition, read_calendar

SHIPPED = newest_edition()
TUESDAY = date(2027, 6, 8)


@pytest.fixture
def shelf(tmp_path, monkeypatch):
    """An empty folder of calendars, looked in before the shipped one; the day is pinned."""
    monkeypatch.setenv("HEARD_CALENDARS", str(tmp_path))
    monkeypatch.setenv("HEARD_TODAY", "2027-06-01")
    return tmp_path


def heard(capsys, *words):
    code = main(["calendar", *words])
    said = capsys.readouterr()
    return code, said.out + said.err


def test_a_day_added_makes_a_new_edition_and_leaves_the_old_one(shelf, capsys):
    code, said = heard(capsys, "add-day", "england-and-wales", "2027-06-08", 'Day of mourning: "one", two')
    assert code == 0
    assert "added: Tuesday 8 June 2027, Day of mourning" in said
    assert "No open case is moved yet" in said
    made = read_calendar("england-and-wales")
    assert (made.edition, made.holidays[TUESDAY]) == ("2027-06-01", 'Day of mourning: "one", two')
    assert made.by_hand == {TUESDAY}
    assert read_calendar("england-and-wales", SHIPPED).is_working(TUESDAY)
    assert calendar_editions("scotland") == (SHIPPED,)


def test_a_second_of_the_same_day_has_a_number_and_builds_on_the_first(shelf, capsys):
    heard(capsys, "add-day", "all", "2027-06-08", "One")
    heard(capsys, "add-day", "scotland", "2027-06-09", "Two")
    assert calendar_editions("scotland")[-2:] == ("2027-06-01", "2027-06-01-2")
    assert {TUESDAY, date(2027, 6, 9)} <= set(read_calendar("scotland").holidays)
    assert calendar_editions("england-and-wales")[-1] == "2027-06-01"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("england-and-wales", "2027-06-05", "A day"), "is a Saturday, and never counts anyway"),
        (("england-and-wales", "2027-12-27", "A day"), "is a bank holiday there already"),
        (("england-and-wales", "2027-06-08", " "), "Say what the day is called"),
        (("atlantis", "2027-06-08", "A day"), "There is no calendar 'atlantis'"),
        (("england-and-wales", "2050-06-08", "A day"), "holds the days from"),
    ],
)
def test_a_day_that_cannot_be_added_is_told_and_nothing_is_written(shelf, capsys, words, said):
    code, told = heard(capsys, "add-day", *words)
    assert (code, said in told) == (1, True), told
    assert list(shelf.rglob("*.yaml")) == []


def test_refreshing_where_nothing_changed_makes_no_edition(shelf, capsys):
    code, said = heard(capsys, "refresh")
    made = [line for line in said.splitlines() if "edition" in line]
    # The shipped calendars reach as far as those that were made in their year.
    assert code == 0
    assert len(made) == 3
    assert "holds the days to Wednesday 31 December 2036" in said
    code, said = heard(capsys, "refresh")
    assert said.count("nothing changed.") == 3


def test_refreshing_keeps_what_was_added_by_hand_and_says_what_changed(shelf, capsys):
    heard(capsys, "add-day", "scotland", "2027-06-08", "Day of mourning")
    code, said = heard(capsys, "refresh", "--proclaimed-to", "2030-12-31")
    assert code == 0
    assert "proclaimed to Tuesday 31 December 2030 (before: to Sunday 31 December 2028)" in said
    assert "taken away" not in said
    scotland = read_calendar("scotland")
    assert (scotland.edition, scotland.by_hand) == ("2027-06-01-2", {TUESDAY})
    assert scotland.proclaimed_to == date(2030, 12, 31)
    assert scotland.edition == read_calendar("england-and-wales").edition, "they are made together"


def test_what_a_package_gives_otherwise_is_told_day_by_day():
    earlier = read_calendar("england-and-wales")
    changed = read_calendar("england-and-wales")
    changed = changed.__class__(
        "england-and-wales", "x", (earlier.start, earlier.end), dict(earlier.holidays)
    )
    changed.proclaimed_to = earlier.proclaimed_to
    del changed.holidays[date(2027, 12, 27)]
    changed.holidays[TUESDAY] = "Made up"
    changed.holidays[date(2027, 1, 1)] = "First day"
    made = from_package(JURISDICTIONS["england-and-wales"], changed, date(2026, 11, 22))
    assert changes(changed, made) == [
        "named anew: Friday 1 January 2027, New Year's Day (before: First day)",
        "taken away: Tuesday 8 June 2027, Made up",
        "added: Monday 27 December 2027, Christmas Day (substitute day)",
    ]


def test_the_shipped_calendars_are_what_the_package_makes_of_them():
    for name, place in JURISDICTIONS.items():
        shipped = read_calendar(name, SHIPPED)
        assert changes(shipped, from_package(place, shipped, date(2026, 11, 22))) == []


def test_editions_of_one_day_are_numbered_from_two():
    assert next_edition(TUESDAY, ()) == "2027-06-08"
    assert next_edition(TUESDAY, ("2027-06-08", "2027-06-08-2")) == "2027-06-08-3"


def test_a_file_that_is_not_named_as_an_edition_is_pointed_out(shelf, capsys):
    (shelf / "scotland").mkdir()
    (shelf / "scotland" / "new.yaml").write_text("calendar: scotland\n")
    code, said = heard(capsys, "list")
    assert code == 1
    assert "new.yaml: not named as an edition, so it is not read" in said
    assert "england-and-wales: " in said


def test_the_list_and_check_warn_when_proclaimed_days_run_out(shelf, capsys, monkeypatch):
    assert "Note:" not in heard(capsys, "list")[1]
    monkeypatch.setenv("HEARD_TODAY", "2027-11-01")
    assert heard(capsys, "list")[1].count("Note: The bank holidays of") == 3
    main(["check", "england"])
    assert "proclaimed until Sunday 31 December 2028 only" in capsys.readouterr().out
