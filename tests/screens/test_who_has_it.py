"""The page on which a case is given to another team or officer."""

from datetime import date

import pytest

from heard.cases.models import Case
from tests.screens.reading import Page

RECEIVED = date(2025, 11, 3)


@pytest.fixture
def case(council):
    return council.opened(RECEIVED, officer=council.people["officer"]).case


def address(case):
    return f"/cases/{case.reference}/who/"


def sent(client, case, **changes):
    form = Page(client.get(address(case))).form()
    return client.post(address(case), {**form, **changes})


def test_the_case_page_leads_there_and_says_who_has_it_afterwards(at, council, case):
    client = at("officer")
    page = Page(client.get(f"/cases/{case.reference}/"))
    assert page.links["Give it to somebody else"] == address(case)
    team, officer = council.teams["Fostering"], council.people["manager"]
    answer = sent(client, case, team=team.pk, officer=officer.pk, reason="The family moved")
    assert answer["Location"] == f"/cases/{case.reference}/"
    page = Page(client.get(answer["Location"]))
    assert "Now with: team Fostering, officer Manager Made-Up. Heard has told nobody" in page.banners[0]
    assert "Given to somebody else" in page.text
    assert (
        "Officer: Manager Made-Up, before that Officer Made-Up" in page.text
        or "Manager Made-Up, before" in page.text
    )


def test_it_begins_with_who_has_it_and_says_so_where_nothing_changes(at, council, case):
    client = at("officer")
    page = Page(client.get(address(case)))
    form = page.form()
    assert (form["team"], form["officer"]) == (
        str(council.teams["North"].pk),
        str(council.people["officer"].pk),
    )
    again = Page(sent(client, case))
    assert again.status == 422
    assert any("Nothing is different" in one for one in again.errors)


def test_access_follows_at_once(at, council, case):
    assert at("fostering").get(f"/cases/{case.reference}/").status_code == 404
    sent(at("officer"), case, team=council.teams["Fostering"].pk)
    assert at("fostering").get(f"/cases/{case.reference}/").status_code == 200
    assert at("north").get(f"/cases/{case.reference}/").status_code == 404


def test_a_team_manager_is_not_offered_it_and_may_not(at, council, case):
    page = Page(at("north").get(f"/cases/{case.reference}/"))
    assert "Give it to somebody else" not in page.links
    assert at("north").get(address(case)).status_code == 403
    answer = at("north").post(address(case), {"key": "a" * 32, "seen": "1", "team": "", "officer": ""})
    assert answer.status_code == 403
    assert Case.objects.get(pk=case.pk).team == council.teams["North"]


@pytest.mark.parametrize("who", ["fostering", "roads"])
def test_a_stranger_finds_no_such_page(at, case, who):
    assert at(who).get(address(case)).status_code == 404


def test_the_second_of_two_people_is_told_and_keeps_what_was_chosen(at, council, case):
    client = at("manager")
    form = Page(client.get(address(case))).form()
    sent(at("officer"), case, team=council.teams["South"].pk)
    page = Page(client.post(address(case), {**form, "team": council.teams["Fostering"].pk}))
    assert page.status == 409
    assert "Somebody was quicker" in page.text
    assert page.form()["team"] == str(council.teams["Fostering"].pk)
    assert client.post(address(case), page.form()).status_code == 302
    assert Case.objects.get(pk=case.pk).team == council.teams["Fostering"]
