"""Staff in a real browser: somebody joins, moves, is stood in for, has a part in a case and leaves; then a family.

The worker ends the leaver's part in a case. axe-core finds nothing on any page on the way, and none is wider than its
window.
"""

from datetime import date
from uuid import uuid4

import pytest

from heard.cases.entries import NewCase
from heard.cases.models import CaseRole
from heard.cases.record import open_case
from heard.demonstration.accounts import ACCOUNTS
from heard.people.models import Child, Complainant, Person, Post
from tests.journeys.served import Product
from tests.journeys.test_stage_1 import Desk

MONDAY, WEDNESDAY = date(2025, 11, 3), date(2025, 11, 5)
BY_ROLE = {account.role: account for account in reversed(ACCOUNTS)}


@pytest.fixture
def product(committed_db):
    """A made-up council with one complaint about one child, on a database of this test's own."""
    from heard.demonstration.council import make_council

    made = make_council(MONDAY)
    council, team = made.authority, made.teams[0]
    new = NewCase(
        received_on=MONDAY,
        complainant=Complainant(authority=council, name="Jordan Madeup"),
        child=Child(authority=council, name="Sam Madeup", born=date(2014, 5, 3), team=team),
        summary="Visits were cancelled",
        procedure="leicestershire",
        team=team,
        officer=made.officers[0],
    )
    open_case(new, made.officers[0], MONDAY, key=uuid4().hex)
    return Product(committed_db)


def typed_day(page, group, *typed):
    """Fill in the three boxes of a day."""
    box = page.get_by_role("group", name=group)
    for name, words in zip(("Day", "Month", "Year"), typed, strict=True):
        box.get_by_label(name).fill(words)


@pytest.mark.timeout(300)
def test_from_the_first_day_to_the_last(product, page, tmp_path):
    desk = Desk(page, product.address, tmp_path)
    with product.on(WEDNESDAY), desk.telling():
        desk.sign_in(BY_ROLE["complaints_manager"])
        page.get_by_role("navigation", name="Menu").get_by_role("link", name="People").click()
        desk.look()
        desk.sees("Amina Example", "Complaints officer")
        desk.picture("people.png")
        joins(desk, page)
        moves(desk, page)
        is_stood_in_for(desk, page)
        takes_part(desk, page)
        leaves(desk, page)
        product.work(WEDNESDAY)
        desk.open("/cases/LC-2025-0001/people/")
        desk.sees("Before", "Nora Notional", "Advocate")
        desk.picture("parts.png")
        family(desk, page)
        on_a_telephone(desk, page)
    nora = Person.objects.get(name="Nora Notional")
    assert not nora.is_active
    assert CaseRole.objects.get(person=nora).to_date == WEDNESDAY


def joins(desk, page):
    """Nora joins as a team manager."""
    desk.follow("Teams and their managers")
    desk.sees("Leaving Care", "Nobody")
    desk.open("/people/")
    page.get_by_role("button", name="Add somebody who joins").click()
    desk.look()
    page.get_by_label("Name", exact=True).fill("Nora Notional")
    page.get_by_label("E-mail address at work").fill("nora@larkshire.example")
    page.get_by_label("Role").select_option(label="Team manager")
    desk.press("Add them")
    desk.sees("There is a problem", "Choose the team")
    page.get_by_label("Team").select_option(label="Leaving Care")
    desk.press("Add them")
    desk.sees("Nora Notional has an account and the post", "sent a link", "No password has been chosen")


def moves(desk, page):
    """She moves to another team on the day."""
    desk.follow("Move", exact=False)
    page.get_by_label("Role").select_option(label="Service manager")
    page.get_by_label("Team").select_option(label="Fostering")
    desk.press("Move them")
    desk.sees("moves on Wednesday 5 November 2025", "Service manager", "Fostering", "What changed")
    desk.picture("person.png")


def is_stood_in_for(desk, page):
    """Somebody stands in for her until a day."""
    desk.follow("Name somebody to stand in for them")
    page.get_by_label("Who stands in for them?").fill("Example")
    typed_day(page, "Last day", "14", "11", "2025")
    desk.press("Save")
    desk.sees("There is a problem", "More than one person matches")
    desk.picture("which-of-them.png")
    page.get_by_label("Grace Example", exact=False).check()
    desk.press("Save")
    desk.sees(
        "Grace Example stands in for Nora Notional from Wednesday 5 November 2025 until Friday 14 November 2025"
    )


def takes_part(desk, page):
    """She is given a part in the complaint, and somebody is complained about."""
    desk.open("/cases/LC-2025-0001/")
    page.get_by_role("link", name="People on this case").click()
    desk.look()
    page.get_by_role("button", name="Give somebody a part").click()
    desk.look()
    page.get_by_label("Which part?").select_option(label="Advocate")
    page.get_by_label("Who?", exact=True).fill("nora@larkshire.example")
    desk.press("Give the part")
    desk.sees("Nora Notional has the part", "From Wednesday 5 November 2025, no end yet")
    page.get_by_role("button", name="Say who is complained about").click()
    desk.look()
    page.get_by_label("Who?", exact=True).fill("Amina Example")
    desk.press("They are complained about")
    desk.sees(
        "Amina Example can no longer see this complaint", "Nobody looks after this complaint", "Joe Specimen"
    )
    desk.picture("complained-about.png")


def leaves(desk, page):
    """She leaves, today."""
    desk.open(f"/people/{Person.objects.get(name='Nora Notional').pk}/")
    page.get_by_role("button", name="They leave").click()
    desk.look()
    desk.picture("leaves.png")
    desk.press("They leave")
    desk.sees("Nora Notional has left", "This account is closed")
    assert not Post.objects.filter(person__name="Nora Notional", to_date=None).exists()


def family(desk, page):
    """Who is who in the child's family, and who works with the child."""
    child = Child.objects.get().pk
    desk.open(f"/children/{child}/family/")
    desk.sees("Nobody is named yet.", "Disabled Children North")
    page.get_by_role("button", name="Add somebody", exact=True).click()
    desk.look()
    page.get_by_label("Who? (optional)").select_option(label="Jordan Madeup")
    page.get_by_label("Who are they to the child?").select_option(label="Mother")
    page.get_by_label("They have parental responsibility").check()
    page.get_by_label("May act: has parental responsibility").check()
    desk.press("Save")
    desk.sees("Jordan Madeup", "Mother", "Parental responsibility")
    desk.picture("family.png")


def on_a_telephone(desk, page):
    """The same pages on the narrowest screen."""
    page.set_viewport_size({"width": 320, "height": 640})
    nora, child = Person.objects.get(name="Nora Notional"), Child.objects.get()
    away = f"/people/{Person.objects.get(name='Joe Specimen').pk}"
    team = Post.objects.filter(role="team_manager").first().team_id
    desk.open("/people/?show=closed")
    desk.sees("Nora Notional")
    for path in (
        "/people/new/", f"/people/{nora.pk}/", f"{away}/leaves/", f"{away}/leave/", "/teams/", f"/teams/{team}/",
        f"/teams/{team}/change/", "/cases/LC-2025-0001/people/", "/cases/LC-2025-0001/people/new/",
        f"/children/{child.pk}/family/", f"/children/{child.pk}/family/new/", f"/children/{child.pk}/team/",
    ):  # fmt: skip
        desk.open(path)
    desk.picture("narrow-team.png")
    page.goto(desk.address + "/cases/LC-2025-0001/people/")
    desk.picture("narrow-parts.png")
