"""Search in a real browser, from the box on every page to what was found: with and without scripts, wide and narrow.

axe-core finds nothing on any page on the way, nothing runs off a narrow screen, no address has what was typed.
"""

from datetime import date
from uuid import uuid4

import pytest
from playwright.sync_api import expect

from heard.cases.entries import NewCase
from heard.cases.record import open_case
from heard.people.models import Child, Complainant
from tests.journeys.served import Product
from tests.journeys.test_stage_1 import Desk

MONDAY = date(2025, 11, 3)


@pytest.fixture
def product(committed_db):
    """A made-up council with thirty complaints, on a database of this test's own."""
    from heard.demonstration.council import make_council

    made = make_council(MONDAY)
    for number in range(30):
        new = NewCase(
            received_on=MONDAY,
            complainant=Complainant(authority=made.authority, name=f"Jordan Madeup-{number}"),
            child=Child(authority=made.authority, name="Robin O'Madeup", born=date(2014, 5, 3)),
            team=made.teams[number % 2],
            summary="Visits were cancelled",
            happened="The organisation of the visits & the <b>behaviour</b> of the centre. " * 5,
            procedure="leicestershire",
        )
        open_case(new, made.officers[0], MONDAY, key=uuid4().hex)
    return Product(committed_db)


@pytest.fixture(params=[(1280, True), (320, True), (1280, False)], ids=["wide", "narrow", "without scripts"])
def desk(request, product, browser, tmp_path):
    width, scripts = request.param
    context = browser.new_context(
        locale="en-GB",
        timezone_id="Europe/London",
        viewport={"width": width, "height": 900},
        java_script_enabled=scripts,
    )
    context.set_default_timeout(15_000)
    desk = Desk(context.new_page(), product.address, tmp_path)
    if not scripts:
        desk.look = lambda: None  # axe-core is a script itself
    yield desk
    context.close()


@pytest.mark.timeout(300)
def test_from_the_box_to_what_was_found(product, desk):
    from heard.demonstration.accounts import ACCOUNTS

    page = desk.page
    with product.on(MONDAY), desk.telling():
        desk.sign_in(ACCOUNTS[0])
        page.get_by_label("Search for").fill("vissits cancelled")
        page.get_by_role("banner").get_by_role("button", name="Search", exact=True).click()
        desk.look()
        desk.sees("Nothing found", "Did you mean")
        desk.press("visits cancelled")
        desk.sees("30 found", "Showing 1 to 20 of 30")
        assert "visits" not in page.url
        desk.picture("search.png")
        expect(page.locator("mark").first).to_have_text("Visits")
        page.get_by_role("link", name="Next").click()
        desk.look()
        desk.sees("Showing 21 to 30 of 30")
        page.get_by_text("Filters and order").click()
        page.get_by_label("Team", exact=True).select_option(label="Disabled Children North")
        desk.press("Show")
        desk.sees("15 found")
        desk.follow("Clear filters")
        desk.sees("30 found")
        page.locator("main").get_by_label("Names, references").fill("lc 2025 7")
        desk.press("Search")
        page.locator(".office-hit a").first.click()
        desk.look()
        desk.sees("LC-2025-0007")
        page.go_back()
        desk.sees("LC-2025-0007")
        page.locator("main").get_by_label("Names, references").fill("robin 3 May 2014")
        desk.press("Search")
        desk.sees("Robin O'Madeup", "Born on Saturday 3 May 2014")
        desk.open("/search/")
        desk.sees("You find only what you may see.")
