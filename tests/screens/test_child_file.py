"""The child's file on the screen: who finds it, what of it they see, and that each opening is on record."""

from datetime import timedelta

import pytest

from heard.cases.models import CaseRole
from heard.files.models import CaseNote, Opening
from heard.people.models import Relation
from tests.files.practice_note import DAY, practice_note_council
from tests.screens.reading import Page

CONDUCT = "Ned shouted at us"


@pytest.fixture
def council(db, settings):
    settings.HEARD_TODAY = DAY
    return practice_note_council()


def evaluate(client, case, concerns, elements=""):
    """The complaints manager says what the complaint concerns, on the ordinary page."""
    where = f"/cases/{case.reference}/record/complaint.evaluated/"
    sent = Page(client.get(where)).form()
    sent |= {"answer_concerns": concerns, "answer_elements": elements}
    return client.post(where, sent)


@pytest.mark.parametrize(
    "who", ["worker", "neighbour", "officer", "manager", "north", "support", "head", "director"]
)
def test_who_may_open_a_folder_finds_the_file(who, council, at):
    page = Page(at(who).get(f"/children/{council.child.pk}/"))
    if who == "director":  # sees the complaints of the authority, and the pack gives directors no folder
        assert page.status == 404
        return
    assert page.heading == "Child's file Sam Invented"
    assert "Complaints" in page.links


@pytest.mark.parametrize("who", ["worker", "neighbour", "officer"])
def test_the_stricter_folder_is_not_there_for_those_who_may_not_open_it(who, council, at):
    assert "Allegations" not in at(who).get(f"/children/{council.child.pk}/").content.decode()
    for key in ("allegations", "nothing"):
        assert at(who).get(f"/children/{council.child.pk}/folders/{key}/").status_code == 404


@pytest.mark.parametrize("who", ["nobody", "outsider", "admin", "roads"])
def test_for_everybody_else_there_is_no_such_file(who, council, at):
    there = at(who).get(f"/children/{council.child.pk}/")
    nowhere = at(who).get("/children/987654/")
    assert there.status_code == nowhere.status_code == 404
    assert "Sam" not in there.content.decode()


def test_each_opening_is_kept_with_why_they_could(council, at):
    at("neighbour").get(f"/children/{council.child.pk}/folders/complaints/")
    at("worker").get(f"/children/{council.child.pk}/")
    at("worker").head(f"/children/{council.child.pk}/")
    kept = [(one.person.name, one.what, one.because) for one in Opening.objects.order_by("pk")]
    assert kept == [
        ("Neighbour Made-Up", "folder", "Front-line worker; the child is not allocated to them"),
        ("Worker Made-Up", "file", "Front-line worker; the child is allocated to them"),
    ]


@pytest.mark.proves("HER-A-12", "HER-A-13")
def test_a_complaint_about_performance_is_kept_in_complaints_and_alerts_the_team_manager(council, at):
    case = council.complaint()
    evaluate(at("manager"), case, "individual_performance")
    page = Page(at("worker").get(f"/children/{council.child.pk}/folders/complaints/"))
    assert CONDUCT in page.text
    alert = CaseNote.objects.get(kind=CaseNote.ALERT)
    assert alert.alerts == council.people["north"]
    where = f"/children/{council.child.pk}/"
    assert "I have read it" in at("north").get(where).content.decode()
    assert "I have read it" not in at("worker").get(where).content.decode()
    at("north").post(f"{where}notes/{alert.pk}/read/")
    alert.refresh_from_db()
    assert alert.seen_at is not None
    assert case.rows.filter(kind="case_note.alerted").count() == 1


@pytest.mark.proves("HER-A-10", "HER-A-11")
def test_a_complaint_about_conduct_is_kept_in_allegations_and_makes_no_case_note(council, at):
    case = council.complaint()
    evaluate(at("manager"), case, "conduct")
    assert CONDUCT in Page(at("north").get(f"/children/{council.child.pk}/folders/allegations/")).text
    for where in ("", "folders/complaints/"):
        assert (
            case.reference not in at("worker").get(f"/children/{council.child.pk}/{where}").content.decode()
        )
    assert not CaseNote.objects.exclude(folder_key="allegations").exists()


def test_a_mixed_complaint_is_told_apart(council, at):
    case = council.complaint()
    answer = evaluate(at("manager"), case, "mixed", CONDUCT)
    assert answer["Location"] == f"/cases/{case.reference}/split/"
    folder = f"/children/{council.child.pk}/folders/complaints/"
    assert "shouted" not in at("worker").get(folder).content.decode()
    assert at("officer").get(answer["Location"]).status_code == 403
    sent = Page(at("manager").get(answer["Location"])).form() | {"words": "Nobody came on three Mondays."}
    at("manager").post(answer["Location"], sent)
    page = Page(at("worker").get(folder))
    assert "Nobody came on three Mondays." in page.text
    assert "shouted" not in page.text
    strict = Page(at("north").get(f"/children/{council.child.pk}/folders/allegations/")).text
    assert CONDUCT in strict
    assert "Nobody came" not in strict
    again = at("manager").get(answer["Location"])
    assert again.status_code == 302


def test_what_turns_out_to_be_about_conduct_leaves_the_looser_folder(council, at, settings):
    case = council.complaint()
    evaluate(at("manager"), case, "service_performance")
    settings.HEARD_TODAY = DAY + timedelta(days=1)
    evaluate(at("manager"), case, "conduct")
    assert (
        "shouted"
        not in at("worker").get(f"/children/{council.child.pk}/folders/complaints/").content.decode()
    )
    assert CONDUCT in Page(at("north").get(f"/children/{council.child.pk}/folders/allegations/")).text


def test_the_person_complained_about_sees_nothing_of_it_in_the_file(council, at):
    case = council.complaint()
    CaseRole.objects.create(
        case=case, role="person_complained_about", person=council.people["ned"], from_date=DAY
    )
    CaseRole.objects.create(
        case=case, role="person_complained_about", person=council.people["north"], from_date=DAY
    )
    evaluate(at("manager"), case, "individual_performance")
    for who in ("ned", "north"):
        for where in ("", "folders/complaints/"):
            assert case.reference not in at(who).get(f"/children/{council.child.pk}/{where}").content.decode()
    assert CaseNote.objects.get(kind=CaseNote.ALERT).alerts == council.people["servicenorth"]


def test_decided_twice_on_a_day_it_is_to_be_corrected_and_then_follows(council, at):
    case = council.complaint()
    evaluate(at("manager"), case, "service_performance")
    page = Page(evaluate(at("manager"), case, "conduct"))
    assert page.status == 422
    assert "choose “Correct” beside it" in page.text
    seq = case.rows.get(kind="complaint.evaluated").seq
    where = f"/cases/{case.reference}/facts/{seq}/correct/"
    sent = Page(at("manager").get(where)).form() | {"answer_concerns": "conduct", "reason": "He shouted."}
    assert at("manager").post(where, sent).status_code == 302
    assert (
        "shouted"
        not in at("worker").get(f"/children/{council.child.pk}/folders/complaints/").content.decode()
    )
    assert CONDUCT in Page(at("north").get(f"/children/{council.child.pk}/folders/allegations/")).text


@pytest.mark.parametrize("who", ["worker", "officer", "manager", "north", "head"])
def test_the_family_is_on_the_page_for_whoever_may_see_them(who, council, at):
    case = council.complaint()
    Relation.objects.create(
        authority=council.authority,
        child=council.child,
        complainant=case.complainant,
        kind="Mother",
        from_date=DAY,
    )
    page = Page(at(who).get(f"/children/{council.child.pk}/"))
    assert page.status == 200
    assert "Family" in page.text
    assert "Jo Invented Mother" in page.text


def test_the_complaints_team_hands_out_the_record_of_access(council, at):
    where = f"/children/{council.child.pk}/"
    assert "Record of access" in Page(at("manager").get(where)).links
    assert "Record of access" not in Page(at("worker").get(where)).links
