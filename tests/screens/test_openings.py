"""The record of openings: who sees it, what of it, and what is handed out of it."""

import csv
import io
import time

import pytest
import time_machine
from django.test import Client

from heard.cases.models import CaseRole
from heard.files.models import Opening
from heard.office.openings import safe_cell
from tests.files.practice_note import DAY, practice_note_council
from tests.screens.reading import Page


@pytest.fixture
def council(db, settings):
    settings.HEARD_TODAY = DAY
    return practice_note_council()


@pytest.fixture
def case(council, at):
    """A complaint that several people have opened."""
    made = council.complaint()
    at("north").get(f"/cases/{made.reference}/")
    at("north").get(f"/children/{council.child.pk}/folders/allegations/")
    at("worker").get(f"/children/{council.child.pk}/folders/complaints/")
    return made


def test_the_complaints_manager_sees_who_opened_what_and_why(council, at, case):
    rows = Page(at("manager").get("/openings/")).rows()
    assert [(row[1], row[2], row[4]) for row in rows][-3:] == [
        ("Worker Made-Up", "Folder Complaints", "Front-line worker; the child is allocated to them"),
        ("North Made-Up", "Folder Allegations Against Staff", "Team manager"),
        ("North Made-Up", "Complaint", "Team manager"),
    ]


def test_an_officer_sees_nothing_of_the_folder_that_they_may_not_open(council, at, case):
    page = Page(at("officer").get("/openings/"))
    assert "Allegations" not in page.html
    assert "Folder Complaints" in page.text


@pytest.mark.parametrize("who", ["worker", "north", "head", "admin", "outsider", "director"])
def test_for_others_there_is_no_such_page(who, council, at, case):
    for path in (
        "/openings/",
        f"/openings/child/{council.child.pk}/",
        f"/openings/child/{council.child.pk}/csv/",
    ):
        assert at(who).get(path).status_code == 404


def test_another_authority_sees_none_of_it(council, case):
    stranger = practice_note_council("OT")
    client = Client()
    client.force_login(stranger.people["manager"], backend="django.contrib.auth.backends.ModelBackend")
    assert {row[2] for row in Page(client.get("/openings/")).rows()} == {"Record of access"}
    assert "Nothing matches" in Page(client.get(f"/openings/?child={council.child.pk}")).text
    assert client.get(f"/openings/child/{council.child.pk}/").status_code == 404
    assert client.get(f"/openings/complainant/{case.complainant_id}/").status_code == 404


def test_a_manager_complained_about_sees_no_openings_of_that_case(council, at, case):
    second = council.person("second", "complaints_manager")
    CaseRole.objects.create(case=case, role="person_complained_about", person=second, from_date=DAY)
    page = Page(at("second").get("/openings/"))
    assert case.reference not in page.html
    assert "North Made-Up" not in [row[1] for row in page.rows()]


def test_filters_narrow_and_nonsense_finds_nothing(council, at, case):
    manager = at("manager")
    worker = council.people["worker"].pk
    assert [row[1] for row in Page(manager.get(f"/openings/?person={worker}")).rows()] == ["Worker Made-Up"]
    assert len(Page(manager.get(f"/openings/?case={case.reference}")).rows()) == 1
    assert len(Page(manager.get(f"/openings/?day={DAY.isoformat()}&person={worker}")).rows()) == 1
    for nonsense in ("person=x", "child=99999999999999999999", "day=yesterday"):
        page = Page(manager.get(f"/openings/?{nonsense}"))
        assert page.status == 200
        assert "Nothing matches" in page.text


def test_looking_is_itself_on_record_and_asks_again_later(council, at, case):
    client = at("manager")
    client.get(f"/openings/child/{council.child.pk}/")
    kept = Opening.objects.get(what="log")
    assert (kept.person, kept.child) == (council.people["manager"], council.child)
    with time_machine.travel(time.time() + 960):
        assert Page(client.get("/openings/")).heading == "Show that it is you"


def test_a_childs_own_record_is_a_page_and_a_table(council, at, case):
    page = Page(at("manager").get(f"/openings/child/{council.child.pk}/"))
    assert page.heading == "Sam Invented Record of access"
    assert [row[1] for row in page.rows()][:3] == ["North Made-Up", "North Made-Up", "Worker Made-Up"]
    answer = at("manager").get(f"/openings/child/{council.child.pk}/csv/")
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert rows[1][1:5] == ["North Made-Up", "Complaint", case.reference, ""]
    assert "attachment" in answer["Content-Disposition"]


def test_a_complainants_own_record_has_their_complaints(council, at, case):
    page = Page(at("manager").get(f"/openings/complainant/{case.complainant_id}/"))
    assert [row[1] for row in page.rows()] == ["North Made-Up"]
    assert at("manager").get("/openings/somebody/1/").status_code == 404


@pytest.mark.parametrize("words", ["=1+1", "+44", "-1", "@sum", "\tx", "\rx"])
def test_no_cell_is_taken_for_a_formula(words):
    assert safe_cell(words) == f"'{words}"
    assert safe_cell("Ann") == "Ann"
