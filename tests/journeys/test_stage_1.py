"""A complaint from received to answered, in a real browser, with the real web server, worker and database.

Logged on Monday 3 November 2025 under Leicestershire's guidance; acknowledged; chased on working day 7; extended with a
ground; answered; and the right to stage 2 is open. axe-core finds nothing on any page on the way.
"""

import os
import shutil
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from heard.cases.models import Case
from tests.browser import ROOT, violations
from tests.journeys.served import Product

MONDAY, DAY_7, DAY_8, DAY_17 = date(2025, 11, 3), date(2025, 11, 12), date(2025, 11, 13), date(2025, 11, 26)
PICTURES = ROOT / "docs/images"


@dataclass
class Desk:
    """Somebody at a browser, who checks every page that they come to."""

    page: Page
    address: str
    pictures: Path

    @contextmanager
    def telling(self):
        """Where something goes wrong, the page as it is then stands in the test's output."""
        try:
            yield
        except Exception as problem:
            problem.add_note(f"{self.page.url}\n{self.page.locator('main').inner_text()[:4000]}")
            raise

    def look(self):
        """Nothing on the page keeps anybody out."""
        found = violations(self.page)
        assert not found, "\n".join(found)
        wide = self.page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        assert wide <= 0, f"{self.page.url} is {wide} pixels wider than the window"

    def open(self, path):
        self.page.goto(self.address + path)
        self.look()

    def follow(self, words, exact=True):
        self.page.locator("main").get_by_role("link", name=words, exact=exact).first.click()
        self.look()

    def follow_in(self, part, about, words):
        """A link in one of several like parts of the page: a duty, a right, a chaser."""
        inside = self.page.locator(part, has_text=about).first
        inside.get_by_role("link", name=words).first.click()
        self.look()

    def press_in(self, part, about, words):
        inside = self.page.locator(part, has_text=about).first
        inside.get_by_role("button", name=words).first.click()
        self.look()

    def press(self, words, exact=True):
        self.page.locator("main").get_by_role("button", name=words, exact=exact).first.click()
        self.look()

    def sees(self, *words):
        for one in words:
            expect(self.page.locator("main")).to_contain_text(one)

    def sign_in(self, account):
        from heard.demonstration.accounts import PASSWORD

        self.open("/sign-in/")
        self.page.get_by_label("E-mail address").fill(account.email)
        self.page.get_by_label("Password", exact=True).fill(PASSWORD)
        self.press("Sign in")
        self.sees("Worklist")

    def picture(self, name):
        """A picture of the window as it is; `make screenshots` keeps it in docs/images."""
        path = self.pictures / name
        self.page.screenshot(path=path)
        if os.environ.get("HEARD_SCREENSHOTS"):
            PICTURES.mkdir(exist_ok=True)
            shutil.copy(path, PICTURES / name)


@pytest.fixture
def product(committed_db):
    """A made-up council on a database of this test's own."""
    from heard.demonstration.council import make_council

    make_council(MONDAY)
    return Product(committed_db)


@pytest.mark.timeout(300)
def test_a_complaint_is_logged_acknowledged_chased_extended_and_answered(product, page, tmp_path):
    desk = Desk(page, product.address, tmp_path)
    with product.on(MONDAY), desk.telling():
        reference = log_the_complaint(desk)
        acknowledge(desk, reference)
    product.work(DAY_7)
    with product.on(DAY_7), desk.telling():
        see_that_the_team_manager_was_chased(desk, reference)
    with product.on(DAY_8), desk.telling():
        extend(desk, reference)
    with product.on(DAY_17), desk.telling():
        answer(desk, reference)
        see_that_stage_2_is_open(desk, reference)


def log_the_complaint(desk):
    from heard.demonstration.accounts import ACCOUNTS

    desk.sign_in(ACCOUNTS[0])
    desk.sees("You owe nothing at the moment")
    desk.page.get_by_role("navigation", name="Menu").get_by_role("link", name="Log a complaint").click()
    desk.look()
    desk.press("Log the complaint")
    expect(desk.page.get_by_role("alert")).to_contain_text('Fill in "Name"')
    page = desk.page
    page.get_by_label("By letter").first.check()
    page.get_by_label("Name", exact=True).fill("Jordan Madeup")
    page.get_by_label("Who are they to the child?").fill("Mother")
    page.get_by_label("E-mail address").fill("jordan@mail.example")
    page.get_by_label("By e-mail", exact=True).check()
    page.get_by_label("Name of the child or young person").fill("Robin Madeup")
    born = page.get_by_role("group", name="Date of birth")
    for box, typed in (("Day", "3"), ("Month", "5"), ("Year", "2014")):
        born.get_by_label(box).fill(typed)
    page.get_by_label("The complaint in one line").fill("Three visits were cancelled without a word")
    page.get_by_label("What happened?").fill("Nobody came on three Mondays.\nWe waited each time until six.")
    page.get_by_label("What do they want to happen?").fill("An apology, and visits as agreed.")
    page.get_by_label("Which team is it about?").select_option("Disabled Children North")
    desk.press("Log the complaint")
    reference = Case.objects.get().reference
    desk.sees(
        f"The complaint is logged as {reference}.",
        "Next: Decide whether the complaint suits the statutory procedure.",
        "Jordan Madeup, about Robin Madeup",
        "Monday 17 November 2025",
    )
    return reference


def acknowledge(desk, reference):
    desk.press_in(".heard-duty", "Acknowledge the complaint", "Write the letter")
    desk.press("Save and read it")
    desk.press("Go on to issue it")
    desk.press("Issue the letter")
    desk.open(f"/cases/{reference}/")
    desk.sees("Complaint acknowledged", "What has been done (1)")
    desk.follow_in(".heard-duty", "Decide whether", "Record: Route decided")
    desk.page.get_by_role("group", name="Is this somebody who may complain").get_by_label("Yes").check()
    desk.page.get_by_label("All of it").check()
    desk.press("Record")
    desk.sees("Recorded: Route decided.", "Done: Decide whether the complaint suits the statutory procedure.")


def see_that_the_team_manager_was_chased(desk, reference):
    desk.open("/mailbox/")
    desk.sees("tariq.invented@larkshire.example", "sheila.pretend@larkshire.example")
    desk.follow(reference)
    desk.sees(
        "A chaser sent",
        "Ask the team manager how the answer is coming on",
        "Sent on Wednesday 12 November 2025",
    )
    desk.follow_in(".office-chasers li", "Ask the team manager how the answer is coming on", "Why?")
    desk.sees("7 working days from Mon 3 Nov 2025 (Complaint received), 0 bank holidays: Wed 12 Nov 2025")


def extend(desk, reference):
    desk.open(f"/cases/{reference}/")
    desk.follow("Answer the complaint: Record: Stage 1 extended")
    desk.press("Record")
    expect(desk.page.get_by_role("alert")).to_contain_text('Answer "Why is more time needed?"')
    desk.page.get_by_label("Key staff are on annual leave").check()
    desk.press("Record")
    expect(desk.page.get_by_role("alert")).to_contain_text(
        "Staff leave is a reason only if the complainant agrees"
    )
    desk.page.get_by_label("The complaint is complex").check()
    desk.page.get_by_label("The reason in your own words", exact=False).fill("Two teams must answer.")
    desk.press("Record")
    desk.sees(
        "Recorded: Stage 1 extended.",
        "Answer the complaint is now due on Monday 1 December 2025. It was due on Monday 17 November 2025.",
    )
    desk.open(f"/cases/{reference}/")
    desk.page.set_viewport_size({"width": 320, "height": 800})
    desk.look()
    desk.page.set_viewport_size({"width": 1280, "height": 1400})
    desk.picture("case-page.png")
    desk.page.set_viewport_size({"width": 1280, "height": 900})
    desk.open("/")
    desk.picture("worklist.png")


def answer(desk, reference):
    desk.open(f"/cases/{reference}/")
    desk.press_in(".heard-duty", "Answer the complaint", "Write the letter")
    desk.press("Save and read it")
    desk.sees("This letter cannot be issued yet")
    desk.press("Change the words")
    desk.page.get_by_label("Your answer to each point", exact=False).fill(
        "We uphold it: nobody told you that we would not come."
    )
    desk.page.get_by_label("What will be done", exact=False).fill(
        "The team manager calls you before any change."
    )
    desk.press("Save and read it")
    desk.sees("If you are not happy with this answer you have the right to ask for stage 2.")
    desk.press("Go on to issue it")
    desk.page.get_by_label("Upheld", exact=True).check()
    desk.press("Issue the letter")


def see_that_stage_2_is_open(desk, reference):
    desk.open(f"/cases/{reference}/")
    desk.sees("Stage 1 answer sent", "Open since Wednesday 26 November 2025, with no last day.")
    right = desk.page.locator(".office-right", has_text="Ask for stage 2")
    expect(right).to_contain_text("Open")
    desk.follow_in(".office-right", "Ask for stage 2", "Why?")
    desk.sees("Wednesday 26 November 2025")
    desk.open(f"/cases/{reference}/")
    done = desk.page.locator(".office-done li").first
    expect(done).not_to_be_visible()
    desk.page.emulate_media(media="print")
    expect(done).to_be_visible()
    desk.page.emulate_media(media="screen")
    desk.open("/procedures/")
    desk.page.get_by_role("button", name="Sign out").click()
    desk.look()
    desk.open(f"/cases/{reference}/")
    assert "/sign-in/" in desk.page.url
