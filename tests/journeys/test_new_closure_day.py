"""A closure day in a real browser: added, previewed, moved by the worker, and seen on the complaint with its reason.

axe-core finds nothing on any page on the way.
"""

from datetime import date
from uuid import uuid4

import pytest
from playwright.sync_api import expect

from heard.cases.entries import NewCase
from heard.cases.record import open_case
from heard.people.models import Complainant, Post
from tests.journeys.served import Product
from tests.journeys.test_stage_1 import Desk

MONDAY, WEDNESDAY = date(2025, 11, 3), date(2025, 11, 5)


@pytest.fixture
def product(committed_db):
    """A made-up council with three open complaints, on a database of this test's own."""
    from heard.demonstration.council import make_council

    made = make_council(MONDAY)
    officer = made.officers[0]
    for name in ("Jordan Madeup", "Kim Madeup", "Lee Madeup"):
        new = NewCase(
            received_on=MONDAY,
            complainant=Complainant(authority=made.authority, name=name),
            summary="Visits were cancelled",
            procedure="leicestershire",
        )
        open_case(new, officer, MONDAY, key=uuid4().hex)
    return Product(committed_db)


def manager():
    from heard.demonstration.accounts import ACCOUNTS

    post = Post.objects.filter(role="complaints_manager").select_related("person").first()
    return next(account for account in ACCOUNTS if account.email == post.person.email)


@pytest.mark.timeout(300)
def test_a_closure_day_is_added_previewed_and_moved_and_the_complaint_says_why(product, page, tmp_path):
    desk = Desk(page, product.address, tmp_path)
    with product.on(WEDNESDAY), desk.telling():
        desk.sign_in(manager())
        page.get_by_role("navigation", name="Menu").get_by_role("link", name="Editions").click()
        desk.look()
        desk.sees("Every open complaint is on the newest editions.")
        day = page.get_by_role("group", name="Day on which the council is closed")
        for box, typed in (("Day", "14"), ("Month", "11"), ("Year", "2025")):
            day.get_by_label(box).fill(typed)
        page.get_by_label("Why", exact=True).fill("The offices move")
        desk.press("Add, and see what would move")
        desk.sees("Jordan Madeup", "Monday 17 November 2025", "Tuesday 18 November 2025", "1 day later")
        desk.picture("what-would-move.png")
        desk.press("Move the open complaints")
        expect(page.get_by_role("alert").first).to_contain_text("Why are these complaints moved")
        page.get_by_label("Why are these complaints moved?").fill("The offices move on that Friday")
        desk.press("Move the open complaints")
        desk.sees("This is being done.", "Not finished")
        product.work(WEDNESDAY)
        page.reload()
        desk.look()
        desk.sees("Complaints moved", "3", "The offices move on that Friday")
        desk.picture("moved.png")
        desk.open("/?whose=all")
        desk.follow("Jordan Madeup", exact=False)
        desk.sees("Tuesday 18 November 2025", "Moved to another edition", "The offices move on that Friday")
        desk.open("/editions/")
        desk.sees("Friday 14 November 2025", "Every open complaint is on the newest editions.")
        desk.picture("editions.png")
