"""Logging a complaint: what is asked, what is refused kindly, possible duplicates first, and once only."""

from datetime import date

import pytest

from heard.authority.models import AdoptedProcedure
from heard.cases.models import Case
from tests.screens.reading import Page


def day(name, value):
    return (
        {f"{name}-day": value.day, f"{name}-month": value.month, f"{name}-year": value.year} if value else {}
    )


def filled(form, received=date(2025, 11, 3), born=None, **more):
    """The form as somebody fills it in: `form` is what stood in it."""
    given = {
        "complainant_name": "Jo Invented",
        "relationship": "Mother",
        "email": "jo@mail.example",
        "contact_by": "email",
        "format": "large print",
        "advocate_name": "Ada Vocate",
        "child_name": "Sam Invented",
        "summary": "Visits were cancelled",
        "happened": "Nobody came.\nWe waited.",
        "happened_on_words": "In September",
        "wants": "An apology",
        "answer_channel": "telephone",
        "answer_oral": "yes",
    }
    return {**form, **given, **day("received", received), **day("child_born", born), **more}


@pytest.fixture
def officer(at):
    return at("officer")


def form(client):
    return Page(client.get("/log/")).form()


def test_everything_that_was_said_is_kept_with_the_case(council, officer):
    team = council.teams["North"]
    answer = officer.post("/log/", filled(form(officer), born=date(2014, 5, 3), team=team.pk), follow=True)
    case = Case.objects.select_related("complainant", "child").get()
    assert answer.redirect_chain == [(f"/cases/{case.reference}/", 302)]
    assert (case.complainant.name, case.complainant.email) == ("Jo Invented", "jo@mail.example")
    assert (case.complainant.contact_by, case.complainant.format) == ("email", "large print")
    assert (case.child.name, case.child.born) == ("Sam Invented", date(2014, 5, 3))
    assert case.happened.splitlines() == ["Nobody came.", "We waited."]
    assert (case.wants, case.happened_on_words) == ("An apology", "In September")
    assert (case.team, case.officer) == (team, council.people["officer"])
    assert case.channel == "On the complaints telephone line"
    row = case.rows.get()
    assert (row.kind, row.date) == ("complaint.received", date(2025, 11, 3))
    assert row.answers == {"channel": "telephone", "oral": True}
    assert f"The complaint is logged as {case.reference}." in Page(answer).banners[0]
    assert "owed it by Monday 10 November 2025" in Page(answer).banners[0]


def test_the_form_begins_with_today_and_with_me_as_officer(council, officer):
    begun = form(officer)
    assert (begun["received-day"], begun["received-month"], begun["received-year"]) == ("12", "11", "2025")
    assert begun["officer"] == str(council.people["officer"].pk)


def test_sent_twice_it_logs_once(officer):
    sent = filled(form(officer))
    first = officer.post("/log/", sent)
    second = officer.post("/log/", sent, follow=True)
    assert Case.objects.count() == 1
    assert second.redirect_chain == [(first["Location"], 302)]
    assert "This complaint was logged already, as MU-2025-0001." in Page(second).banners[-1]


@pytest.mark.parametrize(
    ("received", "said"),
    [
        (date(2025, 11, 13), "The date must be on or before Wednesday 12 November 2025"),
        (date(2005, 1, 3), "has adopted no such procedure for complaints received on Monday 3 January 2005"),
    ],
)
def test_a_wrong_day_of_receipt_is_refused_by_name_and_nothing_is_lost(officer, received, said):
    page = Page(officer.post("/log/", filled(form(officer), received=received)))
    assert page.status == 422
    assert any(said in words for words in page.errors)
    assert page.form()["happened"] == "Nobody came.\nWe waited."
    assert page.form()["answer_channel"] == "telephone"
    assert Case.objects.count() == 0


def test_a_day_that_does_not_exist_is_refused(officer):
    sent = {**filled(form(officer)), "received-day": "31", "received-month": "11"}
    page = Page(officer.post("/log/", sent))
    assert page.errors == {"The date must be a real date": "#id_received-day"}


def test_what_is_needed_is_asked_for_in_sentences(officer):
    sent = filled(form(officer), complainant_name=" ", summary="", email="", contact_by="email")
    page = Page(officer.post("/log/", sent))
    assert set(page.errors) == {
        'Fill in "Name"',
        'Fill in "The complaint in one line"',
        "Give the e-mail address, since that is how they wish to be contacted.",
    }


def test_a_date_of_birth_without_a_name_is_asked_about(officer):
    page = Page(officer.post("/log/", filled(form(officer), born=date(2014, 5, 3), child_name="")))
    assert page.errors == {
        "Give the child's name too, or take the date of birth away.": "#id_child_name",
    }


def test_a_line_that_is_too_long_is_refused_with_its_length(officer):
    page = Page(officer.post("/log/", filled(form(officer), summary="x" * 301)))
    assert page.errors == {"Shorten this to 300 characters. It has 301 now.": "#id_summary"}


def test_a_possible_duplicate_is_shown_before_anything_is_saved(council, officer):
    known = council.opened(date(2025, 10, 27)).case
    page = Page(officer.post("/log/", filled(form(officer))))
    assert Case.objects.count() == 1
    assert "This may be logged already" in page.text
    assert "Complainant of the same or a like name: Jo Invented" in page.text
    assert page.links[f"{known.reference}: Jo Invented, about Sam Invented"] == f"/cases/{known.reference}/"
    again = page.form()
    assert again["happened"] == "Nobody came.\nWe waited."
    officer.post("/log/", again)
    assert Case.objects.count() == 2


def test_a_duplicate_that_was_not_shown_yet_is_shown_first(council, officer):
    council.opened(date(2025, 10, 27))
    seen = Page(officer.post("/log/", filled(form(officer)))).form()
    other = council.opened(date(2025, 11, 4)).case
    page = Page(officer.post("/log/", seen))
    assert Case.objects.count() == 2
    assert other.reference in page.text


def test_a_duplicate_that_the_person_may_not_see_is_not_shown(council, at):
    secret = council.opened(team="Fostering").case
    client = at("north")
    sent = filled(form(client), team=council.teams["North"].pk)
    answer = client.post("/log/", sent, follow=True)
    assert secret.reference not in Page(answer).text
    assert Case.objects.count() == 2


def test_a_team_manager_may_not_log_for_another_team(council, at):
    client = at("north")
    page = Page(client.post("/log/", filled(form(client), team=council.teams["Fostering"].pk)))
    assert any("Only somebody who handles complaints for this team may log one" in one for one in page.errors)
    assert Case.objects.count() == 0


def test_a_team_of_another_council_is_no_choice(officer):
    from tests.things.council import made_up_council

    other = made_up_council("OT")
    page = Page(officer.post("/log/", filled(form(officer), team=other.teams["North"].pk)))
    assert "#id_team" in page.errors.values()


def adopts(council, procedure, edition):
    AdoptedProcedure.objects.create(
        authority=council.authority, procedure=procedure, edition=edition, from_date=date(2020, 1, 1)
    )


def test_the_councils_own_procedure_is_the_ordinary_one_and_another_can_be_chosen(council, officer):
    adopts(council, "england", "2006-09-01")
    adopts(council, "corporate", "2024-04-01")
    page = Page(officer.get("/log/"))
    assert page.heading.startswith("Log a complaint")
    assert "Another procedure?" in page.text
    assert officer.post("/log/", filled(page.form())).status_code == 302
    assert Case.objects.get().procedure == "leicestershire"


def test_another_procedure_than_the_ordinary_one_is_a_link_away(council, officer):
    adopts(council, "england", "2006-09-01")
    page = Page(officer.get("/log/"))
    chosen = next(href for href in page.links.values() if href and "england" in href)
    officer.post(chosen, filled(Page(officer.get(chosen)).form()))
    assert Case.objects.get().procedure == "england"


def test_where_none_of_several_procedures_is_the_ordinary_one_it_is_asked_first(council, officer):
    AdoptedProcedure.objects.filter(authority=council.authority).update(
        procedure="corporate", edition="2024-04-01"
    )
    adopts(council, "sussex-conferences", "2017-10-24")
    page = Page(officer.get("/log/"))
    assert page.heading == "Log a complaint Which procedure does the complaint fall under?"
    assert len([href for href in page.links.values() if href and "?procedure=" in href]) == 2


def test_a_council_without_a_procedure_is_told_so(council, officer):
    AdoptedProcedure.objects.all().delete()
    page = Page(officer.get("/log/"))
    assert page.heading == "No procedure holds today"


def test_a_service_request_is_logged_as_what_it_is(council, officer):
    AdoptedProcedure.objects.create(
        authority=council.authority, procedure="corporate", edition="2024-04-01", from_date=date(2024, 4, 1)
    )
    page = Page(officer.get("/log/?procedure=corporate"))
    where = page.links["Service request received"]
    assert where == "/log/?procedure=corporate&as=service_request.received"
    page = Page(officer.get(where))
    assert "What is asked for?" in page.text
    assert "Who is complaining?" not in page.text
    asked = page.form()
    given = {name: value for name, value in filled(asked).items() if not name.startswith("answer_")}
    officer.post(where, given | {"answer_what": "A ramp at the door"})
    case = Case.objects.get()
    assert (case.procedure, [row.kind for row in case.rows.all()]) == (
        "corporate",
        ["service_request.received"],
    )
    page = Page(officer.get(f"/cases/{case.reference}/"))
    assert "Put right what is asked for, or say that it is a complaint" in page.text
    other = Page(officer.get("/log/?procedure=corporate&as=case.closed"))
    assert "Who is complaining?" in other.text, "what no case begins with is asked for as a complaint"
