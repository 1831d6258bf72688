"""Hertfordshire's practice note on the child's file, walked point by point by the people it names, in a browser.

A made-up council that has adopted it: complaints come, the complaints manager evaluates them, managers are told,
letters are put in, and everybody sees what the note lets them see. Reviews of the file have a journey of their own.
"""

from datetime import date, timedelta

import pytest
from playwright.sync_api import expect

from heard.cases.models import Case
from heard.files.models import Document
from heard.people.models import Complainant
from tests.journeys.served import Product
from tests.journeys.test_stage_1 import Desk

DAY = date(2025, 11, 12)
NEXT = DAY + timedelta(days=1)


class Office(Desk):
    """One browser at which one person after another signs in."""

    def of(self, name):
        """Sign in as this person, in the place of whoever sat here before."""
        from heard.demonstration.accounts import SECOND_ACCOUNTS

        self.page.context.clear_cookies()
        self.sign_in(next(one for one in SECOND_ACCOUNTS if one.name == name))

    def narrow(self, path, picture=""):
        """The page on a telephone: nothing is wider than the screen."""
        self.page.set_viewport_size({"width": 320, "height": 800})
        self.open(path)
        if picture:
            self.picture(picture)
        self.page.set_viewport_size({"width": 1280, "height": 900})

    def misses(self, *words):
        for one in words:
            expect(self.page.locator("main")).not_to_contain_text(one)

    def is_not_there(self, path):
        """Asked for by its address, there is no such page."""
        answer = self.page.goto(self.address + path)
        assert answer.status == 404, f"{path} answered {answer.status}"


@pytest.fixture
def council(committed_db, settings, tmp_path):
    """Fernshire with a complaint about performance, one about conduct and one about both, none evaluated yet."""
    from heard.demonstration import fernshire
    from tests.files.practice_note import documents_kept

    documents_kept(settings, tmp_path)
    made = fernshire.make_fernshire(DAY)
    complainants = {}
    for number, told in enumerate(fernshire.COMPLAINTS):
        known = complainants.get(told.complainant) or Complainant(
            authority=made.authority, name=told.complainant, relationship="Parent"
        )
        case = fernshire.logged(made, told, known, DAY - timedelta(days=7 - number), number)
        complainants[told.complainant] = case.complainant
    return made


@pytest.fixture
def product(committed_db, settings, council):
    class WithDocuments(Product):
        """The product with a place for documents."""

        def env(self, day, role="heard_web"):
            kept = {
                name: getattr(settings, name)
                for name in ("HEARD_FILES", "HEARD_FILES_KEYS", "HEARD_FILES_KEY")
            }
            return {**super().env(day, role), **kept}

    return WithDocuments(committed_db)


@pytest.mark.timeout(420)
@pytest.mark.proves("HER-A-03", "HER-A-04", "HER-A-05", "HER-A-06", "HER-A-07", "HER-A-08")
def test_the_practice_note_bullet_by_bullet(product, council, page, tmp_path):
    office = Office(page, product.address, tmp_path)
    with product.on(DAY), office.telling():
        folders_are_restricted(office, council)
        the_manager_evaluates(office)
        performance_alerts_the_team_manager(office, council)
        answers_are_put_in(office, council)
        everybody_sees_what_the_note_lets_them(office, council)
    product.work(DAY)
    with product.on(DAY), office.telling():
        conduct_is_told_by_email_alone(office, council)
        a_letter_is_released_and_read(office, council, product)
        in_an_emergency(office, council)


def folders_are_restricted(office, council):
    """Paragraph 3 and bullet 1: who may read and who may write which folder."""
    robin = f"/children/{council.children['Robin Madeup'].pk}/"
    office.of("Wendy Fictional")
    office.page.get_by_role("navigation", name="Menu").get_by_role("link", name="Children's files").click()
    office.look()
    office.sees("Allocated to me", "Robin Madeup")
    office.follow("Robin Madeup")
    office.sees("Complaints", "You may read it.", "Wendy Fictional")
    office.misses("Allegations", "put things into it")
    office.follow("Complaints")
    office.misses("Put something in")
    office.is_not_there(f"{robin}folders/allegations/")
    office.of("Tess Invented")
    office.open(robin)
    office.sees("Complaints", "Allegations Against Staff", "You may read it and put things into it.")
    office.narrow(robin)
    for nobody in ("Ada Notional",):
        office.of(nobody)
        office.is_not_there(robin)
        office.is_not_there(f"{robin}folders/complaints/")


def the_manager_evaluates(office):
    """Bullets 2 to 4: the complaints manager decides what each complaint concerns."""
    office.of("Marta Example")
    for case, concerns, elements in (
        (1, "How the service performed", ""),
        (3, "Possible conduct or discipline of a member of staff", ""),
        (
            4,
            "Both performance, and possible conduct or discipline",
            "He is said to have sworn at the mother.",
        ),
    ):
        reference = f"FC-2025-{case:04d}"
        if case == 3:
            named_as_complained_about(office, reference)
        office.open(f"/cases/{reference}/record/complaint.evaluated/")
        office.page.get_by_label(concerns, exact=True).check()
        if elements:
            office.press("Record")
            expect(office.page.get_by_role("alert")).to_contain_text("Say which part is about conduct")
            office.page.get_by_label("which part of it is about conduct", exact=False).fill(elements)
        office.press("Record")
        if elements:
            office.sees("Tell the parts of the complaint apart", "He is said to have sworn at the mother.")
            office.picture("split.png")
            office.press("Keep it in the folder")
            expect(office.page.get_by_role("alert")).to_contain_text("The part about performance")
            office.page.get_by_label("The part about performance", exact=False).fill(
                "The report came too late."
            )
            office.press("Keep it in the folder")
            office.sees("Kept in the folder Complaints.")
        else:
            office.sees("Recorded: Nature of the complaint decided.")
    office.sees("FC-2025-0004")


def named_as_complained_about(office, reference):
    """Whom it is about is named first, so that he is told nothing."""
    from heard.cases.models import CaseRole
    from heard.people.models import Person

    CaseRole.objects.create(
        case=Case.objects.get(reference=reference),
        role="person_complained_about",
        person=Person.objects.get(name="Ned Madeup"),
        from_date=DAY,
    )


def performance_alerts_the_team_manager(office, council):
    """Bullet 4: into Complaints, and a case note that alerts the relevant manager."""
    office.of("Tess Invented")
    office.sees("Case notes for you to read", "A complaint (FC-2025-0001) was received on")
    office.picture("worklist-alert.png")
    office.follow("Robin Madeup")
    office.sees("It is kept in the folder Complaints.", "Not read yet.")
    office.press("I have read it", exact=False)
    office.sees("For Tess Invented. Read")
    office.picture("file.png")
    office.narrow(f"/children/{council.children['Robin Madeup'].pk}/", "file-320.png")
    office.of("Wendy Fictional")
    office.misses("Case notes for you to read")


def answers_are_put_in(office, council):
    """Bullets 5 and 6: managers put their answers in; each time a case note says where they are."""
    robin = f"/children/{council.children['Robin Madeup'].pk}/"
    office.of("Tess Invented")
    office.open(f"{robin}folders/complaints/")
    office.press("Put something in")
    put_in(office, "Answer", "FC-2025-0001", "No")
    office.sees("The document is put in.", "Answer", "Being checked")
    office.picture("folder.png")
    office.open(f"{robin}folders/complaints/add/")
    put_in(office, "Statement", "FC-2025-0004", "Yes")
    expect(office.page.get_by_role("alert").first).to_contain_text(
        "go into the folder Allegations Against Staff"
    )
    office.look()
    office.open(f"{robin}folders/allegations/add/")
    office.narrow(f"{robin}folders/allegations/add/", "upload-320.png")
    put_in(office, "Statement", "FC-2025-0004", "Yes")
    office.sees("The document is put in.", "Statement")
    office.open(robin)
    office.sees("A letter is in the folder Complaints: Answer.", "Letters are held in a restricted place.")
    office.misses("Statement")


def put_in(office, title, reference, about_conduct):
    """Fill in the form and send it: the file, its title, what it is, whose, and what it is about."""
    page = office.page
    words = f"{title}: we have looked into what you told us.\n".encode()
    page.get_by_label("Files").set_input_files(
        {"name": "letter.txt", "mimeType": "text/plain", "buffer": words}
    )
    page.get_by_label("Title").fill(title)
    page.get_by_label("Letters or e-mails").check()
    page.get_by_label("Which complaint").select_option(reference)
    page.get_by_role("group", name="Do the letters say").get_by_label(about_conduct, exact=True).check()
    page.locator("main").get_by_role("button", name="Put it in").click()
    page.wait_for_load_state()
    office.page.locator(".govuk-error-summary, .govuk-notification-banner").first.wait_for()
    office.look()


def everybody_sees_what_the_note_lets_them(office, council):
    """The purpose: workers learn from earlier complaints, and nobody sees what is not for them."""
    robin, jude = (f"/children/{council.children[name].pk}/" for name in ("Robin Madeup", "Jude Sample"))
    office.of("Wendy Fictional")
    office.open(f"{robin}folders/complaints/")
    office.sees("Complaint FC-2025-0001", "Part of a complaint", "Answer")
    for one in office.page.locator("details").all():
        one.locator("summary").click()
    office.sees("We were told six weeks.", "The report came too late.")
    office.misses("sworn", "Statement")
    office.picture("folder-worker.png")
    office.open(robin)
    office.sees("Letters are held in a restricted place.")
    office.misses("Allegations", "Statement", "sworn")
    office.is_not_there(f"{robin}documents/{Document.objects.get(title='Statement').pk}/")
    office.open(f"{jude}folders/complaints/")
    office.sees("No complaint is kept in this folder.")
    office.of("Colin Sample")
    office.open(robin)
    office.sees("Complaints")
    office.misses("Allegations Against Staff")
    office.of("Sara Imaginary")
    office.open(f"{jude}folders/allegations/")
    office.sees("Complaint FC-2025-0003")
    office.of("Ned Madeup")
    office.open(jude)
    office.misses("FC-2025-0003")
    office.is_not_there("/cases/FC-2025-0003/")
    office.is_not_there(f"{jude}folders/allegations/")


def conduct_is_told_by_email_alone(office, council):
    """Bullet 3: the managers are told by e-mail, which names nobody; the person complained about gets nothing."""
    for who in ("Tess Invented", "Sara Imaginary"):
        office.of(who)
        office.open("/mailbox/")
        office.follow("Something to read in Heard")
        office.sees("Something was put into a folder of a child's file", "/children/")
        office.misses("Ned", "Jude", "conduct", "shouted")
    office.picture("mail.png")
    office.of("Ned Madeup")
    office.open("/mailbox/")
    office.sees("No messages yet")
    office.of("Marta Example")
    office.open("/cases/FC-2025-0003/")
    office.sees("Managers told by e-mail")
    office.open(f"/children/{council.children['Jude Sample'].pk}/")
    office.sees("There are no case notes.")


def a_letter_is_released_and_read(office, council, product):
    """Nothing scans here, so the complaints manager releases a letter; then the worker reads it."""
    answer = Document.objects.get(title="Answer")
    where = f"/children/{council.children['Robin Madeup'].pk}/documents/{answer.pk}/"
    office.open(where)
    office.sees("a complaints manager may release it".capitalize())
    office.follow("Release it from quarantine")
    office.page.get_by_label("Why?").fill("I wrote it myself.")
    office.press("Release it")
    office.sees("It is released")
    office.picture("document.png")
    product.work(DAY)
    office.of("Wendy Fictional")
    office.open(where)
    with office.page.expect_download() as download:
        office.page.get_by_role("link", name="Download").click()
    assert download.value.suggested_filename == "letter.txt"
    assert b"Answer: we have looked into" in download.value.path().read_bytes()


def in_an_emergency(office, council):
    """Beyond the note: somebody who needs a record now, for a day, told and on record."""
    office.of("Will Placeholder")
    office.is_not_there("/cases/FC-2025-0003/")
    office.open("/emergency/")
    office.narrow("/emergency/", "emergency-320.png")
    office.page.get_by_label("A complaint, whose reference I know").check()
    office.page.get_by_label("Reference of the complaint").fill("FC-2025-0003")
    office.page.get_by_label("Why do you need it now?").fill("Jude has come to our office alone.")
    office.press("Give me access for today")
    office.sees("You are reading this by emergency access.", "Jude has come to our office alone.")
    office.picture("emergency-case.png")
    office.of("Marta Example")
    office.open("/emergency/asked/")
    office.sees("Will Placeholder", "To review")
    office.follow("Review it", exact=False)
    office.page.get_by_label("Yes").check()
    office.page.get_by_label("What did you find?").fill("He was right to ask.")
    office.press("Keep the review")
    office.sees("Right to ask")
    office.open("/openings/")
    office.sees("Will Placeholder", "Emergency access", "Front-line worker; the child is allocated to them")
    office.picture("openings.png")
    office.narrow("/openings/", "openings-320.png")
    office.open(f"/openings/child/{council.children['Robin Madeup'].pk}/")
    office.sees("Record of access", "Robin Madeup")
    office.picture("access-record.png")
