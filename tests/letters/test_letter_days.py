"""The days that letters name, by the packs' own rules."""

from datetime import date

import pytest

from heard.engine import Fact, Timeline, letter_days, read_calendar, read_pack

RECEIVED = Fact("complaint.received", date(2025, 11, 3))
EXTENDED = Fact("stage1.extended", date(2025, 11, 14), {"ground": "complexity"})


def days(pack, letter, *facts, on=date(2025, 11, 14), closed=()):
    procedure = read_pack(pack)
    calendar = read_calendar("england-and-wales").with_closures(closed)
    found = letter_days(procedure, procedure.letters[letter], Timeline(facts), calendar, on)
    return {name: day.isoformat() for name, day in found.items()}


@pytest.mark.parametrize("pack", ["england", "leicestershire"])
def test_an_acknowledgement_names_the_first_day_and_the_last_lawful_one(pack):
    assert days(pack, "acknowledgement", RECEIVED) == {
        "first_due": "2025-11-17",
        "due": "2025-11-17",
        "maximum": "2025-12-01",
    }


@pytest.mark.parametrize("pack", ["england", "leicestershire"])
def test_an_extension_moves_the_day_and_not_the_first_one(pack):
    found = days(pack, "delay-letter", RECEIVED, EXTENDED)
    assert (found["first_due"], found["due"], found["new_due"]) == ("2025-11-17", "2025-12-01", "2025-12-01")
    assert found["new_day"] == "2025-12-01"


def test_an_extension_that_is_still_to_come_changes_nothing():
    found = days("leicestershire", "stage-1-response", RECEIVED, EXTENDED, on=date(2025, 11, 13))
    assert found["due"] == "2025-11-17"
    assert "new_due" not in found


def test_the_offer_names_the_last_day_of_the_time_asked_for():
    assert days("leicestershire", "offer-of-stage-2", RECEIVED)["final_day"] == "2025-12-15"


def test_days_of_the_law_do_not_know_the_councils_closure_days():
    closed = [date(2025, 11, 12)]
    local = days("leicestershire", "acknowledgement", RECEIVED, closed=closed)
    assert (local["first_due"], local["maximum"]) == ("2025-11-18", "2025-12-01")
    assert days("england", "acknowledgement", RECEIVED, closed=closed)["first_due"] == "2025-11-17"


def test_a_letter_of_a_stage_that_has_not_begun_has_no_days():
    assert days("leicestershire", "stage-2-response", RECEIVED) == {}
    asked = Fact("stage2.requested", date(2025, 11, 13))
    assert days("england", "stage-2-response", RECEIVED, asked)["first_due"] == "2025-12-18"
