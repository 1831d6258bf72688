"""Calendars in editions: the newest by default, an older one when asked, and a day after what is proclaimed says so."""

from datetime import date

import pytest

from heard.engine import (
    Calendar,
    PackError,
    calendar_editions,
    calendars_as_of,
    counted_on,
    horizon,
    newest_edition,
    read_calendar,
    read_pack,
    working_of,
)
from heard.engine.reading.calendars import in_order
from tests.engine.small import MONDAY, calendar, pack, stand

HEAD = """calendar: {name}
edition: {edition}
title: Made-up holidays
from: 2025-01-01
to: 2030-12-31
proclaimed_to: {proclaimed_to}
source: made up
days:
"""


@pytest.fixture
def shelf(tmp_path, monkeypatch):
    """A folder of calendars that is looked in first, and a way to put editions there."""
    monkeypatch.setenv("HEARD_CALENDARS", str(tmp_path))

    def put(name, edition, *days, proclaimed_to="2029-12-31", called=None):
        path = tmp_path / name / f"{edition}.yaml"
        path.parent.mkdir(exist_ok=True)
        head = HEAD.format(name=called or name, edition=edition, proclaimed_to=proclaimed_to)
        path.write_text(head + "".join(f"  - {{date: {day}, name: A day}}\n" for day in days) + "\n")

    return put


def test_the_newest_edition_is_the_default_and_older_ones_stay(shelf):
    shelf("moon", "2027-01-05", "2027-05-03")
    shelf("moon", "2027-03-01", "2027-05-03", "2027-05-04")
    assert read_calendar("moon").edition == "2027-03-01"
    assert not read_calendar("moon").is_working(date(2027, 5, 4))
    assert read_calendar("moon", "2027-01-05").is_working(date(2027, 5, 4))


def test_a_new_edition_is_seen_at_once_without_starting_again(shelf):
    shelf("moon", "2027-01-05", "2027-05-03")
    assert read_calendar("moon").is_working(date(2027, 5, 4))
    shelf("moon", "2027-01-05-2", "2027-05-04")
    assert not read_calendar("moon").is_working(date(2027, 5, 4))


def test_the_tenth_edition_of_a_day_is_newer_than_the_second():
    given = ["2027-01-05-10", "2027-01-05", "2027-01-06", "2027-01-05-2"]
    assert sorted(given, key=in_order) == ["2027-01-05", "2027-01-05-2", "2027-01-05-10", "2027-01-06"]


def test_files_that_are_not_editions_are_no_editions(shelf):
    shelf("moon", "2027-01-05", "2027-05-03")
    for name in ("draft", "2027-01-06 copy", "2027-01-07-1"):
        shelf("moon", name, "2027-05-03")
    assert calendar_editions("moon") == ("2027-01-05",)


def test_an_edition_that_is_not_stored_is_refused_and_never_replaced_by_another(shelf):
    shelf("moon", "2027-01-05", "2027-05-03")
    with pytest.raises(PackError, match="no edition '2027-01-04'.*There are: 2027-01-05"):
        read_calendar("moon", "2027-01-04")
    with pytest.raises(PackError, match="No calendar is stored in edition '2031-01-01'"):
        calendars_as_of("2031-01-01")


def test_an_edition_of_one_calendar_stands_with_what_the_others_were_then(shelf):
    shelf("moon", "2027-01-05", "2027-05-03")
    shelf("mars", "2027-02-01", "2027-05-03")
    shelf("moon", "2027-03-01", "2027-05-04")
    then = calendars_as_of("2027-02-01")
    assert (then["moon"].edition, then["mars"].edition) == ("2027-01-05", "2027-02-01")
    assert "mars" not in calendars_as_of("2027-01-05"), "it did not exist yet"
    assert newest_edition() == "2027-03-01"
    england = read_pack("england")
    assert counted_on(england, "mars", "2027-02-01") == counted_on(england, "mars", "2027-03-01")
    assert counted_on(england, "moon", "2027-02-01") != counted_on(england, "moon", "2027-03-01")


def test_a_file_that_says_that_it_is_another_is_refused(shelf):
    shelf("moon", "2027-01-05", "2027-05-03", called="mars")
    with pytest.raises(PackError, match="It says that it is mars/2027-01-05"):
        read_calendar("moon")


def test_a_day_that_rests_on_bank_holidays_not_yet_proclaimed_says_so():
    base = calendar()
    known = Calendar(base.name, "2025-01-01", (base.start, base.end), base.holidays)
    known.proclaimed_to = date(2025, 11, 10)
    procedure = pack()
    standing = stand(procedure, on=5)
    leg = standing.duty("answer").day
    assert working_of(leg, procedure).notes == ()
    known_leg = leg.steps[0].__class__(MONDAY, leg.date, leg.steps[0].duration, "complaint.received", known)
    (note,) = working_of(leg.__class__(leg.date, (known_leg,)), procedure).notes
    assert note.startswith("The bank holidays after Mon 10 Nov 2025 are not yet proclaimed")


def test_fifteen_months_before_the_end_of_what_is_proclaimed_a_warning_begins():
    known = read_calendar("england-and-wales")
    assert known.proclaimed_to == date(2028, 12, 31)
    assert horizon(known, date(2027, 9, 30)) == ""
    assert "until Sunday 31 December 2028 only" in horizon(known, date(2027, 10, 1))
