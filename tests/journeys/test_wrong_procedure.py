"""A complaint that was put through the wrong procedure, moved to the right one and back, in a real browser.

A care leaver's complaint, logged as a corporate one on Monday 3 November 2025. The officer sees the warning on the same
day; sixteen days later a manager looks at what would follow, moves it, and everything is there on a telephone too.
"""

from datetime import date

import pytest
from playwright.sync_api import expect

from heard.cases import due
from heard.cases.models import Case
from heard.cases.verify import verify
from tests.journeys.served import Product
from tests.journeys.test_stage_1 import Desk

MONDAY, LATER = date(2025, 11, 3), date(2025, 11, 19)
PHONE, DESK = {"width": 320, "height": 640}, {"width": 1280, "height": 900}
WHY = "A care leaver complains of what was promised in the pathway plan"


@pytest.fixture
def product(committed_db):
    """A made-up council on a database of this test's own."""
    from heard.demonstration.council import make_council

    make_council(MONDAY)
    return Product(committed_db)


@pytest.mark.timeout(300)
def test_a_complaint_in_the_wrong_procedure_is_seen_moved_and_moved_back(product, page, tmp_path):
    from heard.demonstration.accounts import ACCOUNTS

    officer, manager = ACCOUNTS[0], ACCOUNTS[1]
    desk = Desk(page, product.address, tmp_path)
    with product.on(MONDAY), desk.telling():
        desk.sign_in(officer)
        reference = logged(desk)
        desk.sees("it was logged as a corporate one", "A complaints manager can move it to:")
    with product.on(LATER), desk.telling():
        page.context.clear_cookies()
        desk.sign_in(manager)
        look_at_what_would_follow(desk, reference)
        move_it(desk, reference)
        page.set_viewport_size(PHONE)
        desk.open(f"/cases/{reference}/")
        page.screenshot(path=desk.pictures / "moved-case-phone.png", full_page=True)
        move_it_back(desk, reference)
    assert verify() == []
    assert due.rebuild(LATER).differences == ()


def logged(desk):
    page = desk.page
    desk.open("/log/?procedure=corporate")
    desk.sees("Service request received")
    page.screenshot(path=desk.pictures / "log.png", full_page=True)
    page.get_by_label("By e-mail").first.check()
    page.get_by_label("A care leaver", exact=True).check()
    page.get_by_label("Help for a child in need, looking after a child, or leaving care").check()
    page.get_by_label("Name", exact=True).fill("Jordan Madeup")
    page.get_by_label("The complaint in one line").fill("My pathway plan was not kept to")
    desk.press("Log the complaint")
    return Case.objects.get().reference


def look_at_what_would_follow(desk, reference):
    page = desk.page
    for size, name in ((DESK, "desk"), (PHONE, "phone")):
        page.set_viewport_size(size)
        desk.open(f"/cases/{reference}/")
        desk.sees("it was logged as a corporate one")
        desk.picture(f"warned-{name}.png")
        desk.follow("Move it to: ", exact=False)
        desk.sees("Nothing is moved yet", "Late at once", "Monday 3 November 2025", "The commonest faults")
        page.screenshot(path=desk.pictures / f"preview-{name}.png", full_page=True)
    page.set_viewport_size(DESK)


def move_it(desk, reference):
    page = desk.page
    desk.press("Move this complaint")
    expect(page.get_by_role("alert")).to_contain_text("Why does it belong there?")
    page.get_by_label("Why does it belong there?").fill(WHY)
    page.locator("main").get_by_role("button", name="Move this complaint").dblclick()
    expect(page).to_have_url(f"{desk.address}/cases/{reference}/")
    expect(page.locator("#timeline")).to_be_visible()
    page.wait_for_load_state()
    desk.look()
    desk.sees("Moved to another procedure", WHY, "Recorded under: Corporate complaints")
    case = Case.objects.get(reference=reference)
    assert (case.procedure, case.rows.filter(kind="case.moved").count()) == ("leicestershire", 1)
    page.screenshot(path=desk.pictures / "moved-case.png", full_page=True)


def move_it_back(desk, reference):
    page = desk.page
    desk.follow("Move to another procedure")
    desk.follow("Corporate complaints (the Ombudsman's Complaint Handling Code)")
    page.screenshot(path=desk.pictures / "preview-back-phone.png", full_page=True)
    page.get_by_label("Why does it belong there?").fill("It was about a parking permit after all")
    desk.press("Move this complaint")
    desk.sees("Moved to: Corporate complaints", "it was logged as a corporate one")
    assert Case.objects.get(reference=reference).procedure == "corporate"
