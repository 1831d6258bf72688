"""Editions and calendars in the office: what is on offer, the preview, the button, closure days, and who may."""

from datetime import date

import pytest

from heard.authority.closures import close
from heard.cases.models import EditionMove, Row
from heard.cases.moves import run
from tests.screens.reading import Page
from tests.things.council import made_up_council
from tests.things.editions import BEGAN, NEWEST_SHIPPED, OWN, Shelf, adopt, kept

RECEIVED = date(2025, 11, 3)
ADDED, MOURNING = "2027-02-01", "2025-11-14"
DAY = {"day-day": "14", "day-month": "11", "day-year": "2025"}
CALENDAR = f"/editions/calendar/{ADDED}/"


@pytest.fixture
def shelf(tmp_path, monkeypatch):
    made = Shelf(tmp_path, monkeypatch)
    made.procedure(BEGAN)
    return made


@pytest.fixture
def council(db, on, shelf):
    """A council under a procedure of its own, of which a test can make another edition."""
    made = made_up_council()
    adopt(made, BEGAN)
    return made


def seen(at, address, who="manager"):
    return Page(at(who).get(address))


def pressed(at, address, who="manager", **given):
    client = at(who)
    page = Page(client.get(address))
    sent = {name: value for name, value in page.form().items() if name != "withdraw"}
    return client.post(address, {**sent, **given})


def test_what_open_complaints_could_be_moved_to_is_offered_with_how_many(at, council, shelf):
    council.opened(RECEIVED)
    assert "Every open complaint is on the newest editions." in seen(at, "/editions/").text
    shelf.holiday(ADDED, MOURNING)
    page = seen(at, "/editions/")
    assert page.links[f"Bank holidays, edition {ADDED}"] == CALENDAR
    assert page.rows()[0] == [f"Bank holidays, edition {ADDED}", "1"]


def test_the_preview_says_case_by_case_what_moves_from_when_to_when_and_whose_day_it_is(at, council, shelf):
    case = council.opened(RECEIVED).case
    shelf.holiday(ADDED, MOURNING)
    page = seen(at, CALENDAR)
    assert page.heading == f"What would move Bank holidays, edition {ADDED}"
    first = [row for row in page.rows() if "Answer the complaint is due" in row]
    assert len(first) == 2, "the council's day and the law's"
    shown = {row[-4]: row[-3:] for row in first}
    assert shown["The law's"] == ["Monday 17 November 2025", "Tuesday 18 November 2025", "1 day later"]
    assert shown["The council's"] == shown["The law's"]
    assert page.links["Jo Invented"] == f"/cases/{case.reference}/"
    assert "A day moves 1" in page.text
    assert Row.objects.filter(kind="case.moved").count() == 0


def test_twenty_five_complaints_a_page(at, council, shelf):
    for _ in range(27):
        council.opened(RECEIVED)
    shelf.holiday(ADDED, MOURNING)
    pages = [seen(at, f"{CALENDAR}?page={number}") for number in (1, 2)]
    counts = [len({row[0] for row in page.rows() if row[0].startswith("Jo Invented")}) for page in pages]
    assert counts == [25, 2]
    assert "Open complaints concerned 27" in pages[0].text


def test_the_button_asks_for_it_once_with_a_reason_and_the_page_says_how_far_it_is(at, council, shelf, on):
    case = council.opened(RECEIVED).case
    shelf.holiday(ADDED, MOURNING)
    refused = pressed(at, CALENDAR, reason=" ")
    assert (refused.status_code, EditionMove.objects.count()) == (422, 0)
    assert "Why are these complaints moved" in str(Page(refused).errors)
    client = at("manager")
    form = Page(client.get(CALENDAR)).form() | {"reason": "Proclaimed on Monday"}
    first, second = client.post(CALENDAR, form), client.post(CALENDAR, form)
    assert first["Location"] == second["Location"]
    made = EditionMove.objects.get()
    assert "This is being done" in seen(at, first["Location"]).text
    run(made.pk, on)
    page = seen(at, first["Location"])
    assert "Complaints moved 1" in page.text
    assert "Left on an earlier edition 0" in page.text
    assert kept(case)[1] == ADDED
    assert "No open complaint is concerned" in seen(at, CALENDAR).text
    assert any("Proclaimed on Monday" in row for row in seen(at, "/editions/").rows())


def test_the_timeline_of_the_complaint_shows_the_move_in_words_and_it_cannot_be_struck_out(
    at, council, shelf, on
):
    case = council.opened(RECEIVED).case
    shelf.holiday(ADDED, MOURNING)
    pressed(at, CALENDAR, reason="Proclaimed on Monday")
    run(EditionMove.objects.get().pk, on)
    page = seen(at, f"/cases/{case.reference}/")
    assert "Moved to another edition" in page.text
    assert "Answer the complaint: from Monday 17 November 2025 to Tuesday 18 November 2025" in page.text
    assert "Tuesday 18 November 2025" in seen(at, f"/cases/{case.reference}/why/larkshire-response/").text
    assert "A day of mourning" in seen(at, f"/cases/{case.reference}/why/larkshire-response/").text
    assert f"/cases/{case.reference}/facts/2/strike-out/" not in page.links.values()
    assert at("manager").get(f"/cases/{case.reference}/facts/2/strike-out/").status_code == 404
    assert "case.moved" not in page.html


def test_complaints_that_cannot_be_moved_come_first_with_the_reason(at, council, shelf, on):
    case = council.opened(RECEIVED).case
    council.recorded(case, "larkshire.called", on, answer="nobody")
    shelf.procedure("2025-11-01", facts="")
    adopt(council, "2025-11-01", on)
    page = seen(at, f"/editions/procedure/{OWN}/2025-11-01/")
    assert (
        "Cannot be moved, and stays as it is. “The family was called”, of Wednesday 12 November 2025"
        in page.text
    )
    assert "Move the open complaints" not in page.text
    assert page.rows()[0][0].startswith("Jo Invented")


def test_a_closure_day_is_added_taken_away_and_previewed(at, council, on):
    council.opened(RECEIVED)
    answer = pressed(at, "/editions/", **DAY, why="Moving house")
    assert answer["Location"] == "/editions/closures/1/"
    page = seen(at, answer["Location"])
    assert "A day of the law moves 0" in page.text
    assert {row[-4] for row in page.rows() if len(row) >= 5} == {"The council's"}
    listed = seen(at, "/editions/")
    assert any("Friday 14 November 2025" in row for row in listed.rows())
    again = pressed(at, "/editions/", **DAY, why="Again")
    assert again.status_code == 422
    assert "Friday 14 November 2025 is a closure day already." in Page(again).errors
    gone = at("manager").post("/editions/", {"withdraw": "2025-11-14"})
    assert gone["Location"] == "/editions/closures/2/"
    assert "No open complaint is concerned" in seen(at, gone["Location"]).text
    assert at("manager").post("/editions/", {"withdraw": "rubbish"}).status_code == 302


@pytest.mark.parametrize("who", ["officer", "north", "head"])
def test_nobody_but_a_complaints_manager_looks_or_presses(at, council, shelf, who):
    council.opened(RECEIVED)
    shelf.holiday(ADDED, MOURNING)
    close(council.authority, date(2025, 11, 14), "Moving house")
    for address in ("/editions/", CALENDAR, "/editions/closures/1/", f"/editions/procedure/{OWN}/{BEGAN}/"):
        assert at(who).get(address).status_code == 403
        answer = at(who).post(address, {"reason": "Mine", "key": "a" * 32, "withdraw": "2025-11-14"})
        assert answer.status_code == 403
    assert not EditionMove.objects.exists()
    assert council.authority.closure_days.filter(withdrawn=None).count() == 1
    assert "/editions/" not in seen(at, "/procedures/", who).links.values()


def test_another_councils_manager_finds_nothing_of_this_one(at, council, shelf):
    council.opened(RECEIVED)
    shelf.holiday(ADDED, MOURNING)
    made = pressed(at, CALENDAR, reason="Proclaimed")
    other = made_up_council("OT").people["manager"]
    assert at(other).get(made["Location"]).status_code == 404
    assert at(other).get(f"/editions/procedure/{OWN}/{BEGAN}/").status_code == 404
    assert "Jo Invented" not in Page(at(other).get(CALENDAR)).text


@pytest.mark.parametrize(
    "address",
    ["calendar/2031-01-01", "calendar/rubbish", "closures/9", f"procedure/{OWN}/2031-01-01", "moves/999"],
)
def test_an_edition_that_is_not_there_is_no_page(at, council, address):
    assert at("manager").get(f"/editions/{address}/").status_code == 404


def test_the_page_warns_when_proclaimed_bank_holidays_run_out(at, council, settings):
    assert "running out" not in seen(at, "/editions/").text
    settings.HEARD_TODAY = date(2027, 11, 1)
    council.opened(date(2027, 10, 29))
    page = seen(at, "/editions/")
    assert "Bank holidays are running out. They are proclaimed until Sunday 31 December 2028." in page.text
    settings.HEARD_TODAY = date(2029, 1, 2)
    case = council.opened(date(2028, 12, 29)).case
    why = seen(at, f"/cases/{case.reference}/why/larkshire-response/").text
    assert f"not yet proclaimed in the calendar 'england-and-wales' (edition {NEWEST_SHIPPED})" in why
