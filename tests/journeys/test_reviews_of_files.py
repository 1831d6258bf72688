"""Reading a child's file in a real browser: a case is allocated, worker and manager are asked.

axe-core finds nothing on any page on the way, nor on the file of events with a line that is wrong.
"""

from dataclasses import dataclass
from datetime import date

import pytest

from tests.journeys.served import Product
from tests.journeys.test_stage_1 import Desk
from tests.reviews.town import MONDAY, made_up_town

TUESDAY, MUCH_LATER = date(2025, 11, 4), date(2025, 11, 12)
PASSWORD = "a made-up council"


@dataclass
class Account:
    email: str
    password: str = PASSWORD


@pytest.fixture
def town(committed_db):
    """A made-up council that goes by the practice note; its people have a password."""
    made = made_up_town()
    for person in made.people.values():
        person.set_password(PASSWORD)
        person.save()
    made.child.record_number = "RN-1"
    made.child.save()
    made.product = Product(committed_db)
    return made


@pytest.mark.timeout(300)
def test_a_case_is_allocated_and_its_file_is_read(town, page, tmp_path):
    desk = Desk(page, town.product.address, tmp_path)

    def sign_in(who):
        page.context.clear_cookies()
        desk.sign_in(Account(town.people[who].email))

    with town.product.on(TUESDAY), desk.telling():
        sign_in("north")
        desk.open(f"/children/{town.child.pk}/event/")
        desk.press("Save")
        desk.sees('Answer "What happened?"')
        page.get_by_label("Case allocated to a worker").check()
        page.locator("[name=worker]").select_option("Worker Made-Up")
        desk.press("Save")
        desk.sees("Whoever has something to read in the file is asked to read it.")
        desk.open("/")
        desk.sees("You have 1 file to read")
        desk.open(f"/children/{town.child.pk}/")
        desk.sees("Reviews of the file", "Read what is held before allocating the case")
        desk.follow("Change the number")
        page.get_by_label("Number in the social care records").fill("RN-2")
        desk.press("Save")
        desk.sees("RN-2")
        desk.picture("child.png")
        sign_in("worker")
        desk.open("/reviews/")
        desk.follow("Sam Invented", exact=False)
        desk.sees("Read the complaints about the child allocated to you", "Tuesday 11 November 2025")
        page.get_by_text("Why?").first.click()
        desk.sees("5 working days from Tue 4 Nov 2025")
        desk.picture("review.png")
        desk.press("I have read the file")
        desk.sees("What did you learn that matters for your work?")
        page.get_by_label("What did you learn that matters for your work?").fill("Two visits were missed.")
        desk.press("I have read the file")
        desk.sees("Two visits were missed.", "Done")
        desk.picture("review-done.png")
    with town.product.on(MUCH_LATER), desk.telling():
        sign_in("complaints")
        desk.open("/reviews/?which=all")
        desk.sees("Late", "North Made-Up")
        desk.picture("reviews.png")
        desk.open("/reviews/counts/")
        desk.sees("Done in time")
        desk.picture("counts.png")
        desk.open("/events/csv/")
        taken = tmp_path / "events.csv"
        taken.write_text(f"event,date,child\nassessment,{MONDAY},RN-404\n")
        page.get_by_label("Choose a CSV file").set_input_files(taken)
        desk.press("Take in")
        desk.sees("Line 2, child: There is no child with this number in Heard.")
        desk.picture("csv.png")
        taken.write_text(f"event,date,child,worker\nassessment,{MONDAY},RN-2,{town.people['worker'].email}\n")
        page.get_by_label("Choose a CSV file").set_input_files(taken)
        desk.press("Take in")
        desk.sees("Taken in: 1 events. Known before: 0.")
