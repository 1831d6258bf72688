"""The page of a date's working, and the pages of the procedures: words and paragraphs, never an id."""

from datetime import date

import pytest

from tests.screens.reading import Page


@pytest.fixture
def case(council):
    return council.opened(date(2025, 11, 3)).case


def why(at, case, id):
    return Page(at("officer").get(f"/cases/{case.reference}/why/{id}/"))


def test_the_working_of_a_duty_holds_every_date_of_it(at, case):
    page = why(at, case, "stage-1-response")
    assert page.heading == f"Why, {case.reference} Answer the complaint"
    assert "Answer the complaint: Monday 17 November 2025" in page.text
    assert "Last day that the law allows for stage 1: Monday 1 December 2025" in page.text
    assert page.rows()[2][0] == "17 Nov day 10"
    assert "As the complaint stood on Wednesday 12 November 2025" in page.text
    assert "edition 2024-01-01" in page.text


def test_bank_holidays_stand_in_the_weeks_by_their_name(council, at, settings):
    settings.HEARD_TODAY = date(2025, 12, 18)
    late = council.opened(date(2025, 12, 17)).case
    page = why(at, late, "stage-1-response")
    assert "3 bank holidays" in page.text
    for cell in ("25 Dec Christmas Day", "26 Dec Boxing Day", "1 Jan New Year's Day", "20 Dec weekend"):
        assert any(cell in row for row in page.rows()), cell


def test_a_right_and_a_chaser_have_their_working_too(at, case):
    assert (
        "Ask for stage 2: the day it opens: Monday 1 December 2025" in why(at, case, "ask-for-stage-2").text
    )
    chaser = why(at, case, "chase-team-manager").text
    assert (
        "7 working days from Mon 3 Nov 2025 (Complaint received), 0 bank holidays: Wed 12 Nov 2025" in chaser
    )


def test_a_duty_that_stands_beside_another_can_be_linked_to(at, case):
    assert "20 working days from" in why(at, case, "stage-1-maximum").text


def test_an_unknown_rule_has_no_working(at, case):
    assert at("officer").get(f"/cases/{case.reference}/why/no-such-rule/").status_code == 404


def test_the_procedures_in_force_are_listed_with_what_they_build_on(at):
    page = Page(at("officer").get("/procedures/"))
    assert page.links["Complaints about children's social care (Leicestershire)"] == (
        "/procedures/leicestershire/2024-01-01/"
    )
    assert "/procedures/england/2006-09-01/" in page.links.values()


@pytest.mark.parametrize("name", ["leicestershire/2024-01-01", "england/2006-09-01"])
def test_a_procedure_is_told_in_words(at, name):
    page = Page(at("officer").get(f"/procedures/{name}/"))
    assert page.status == 200
    assert "10 working days after" in page.text
    for id in ("complaint.received", "stage1.extended", "team_manager", "due of"):
        assert id not in page.text


def test_local_rules_show_what_the_law_says_instead(at):
    page = Page(at("officer").get("/procedures/leicestershire/2024-01-01/"))
    assert (
        "Ask the team manager how the answer is coming on 7 working days after the complaint was received"
        in page.text
    )
    assert "The law says instead" in page.text
    assert "AMB-01" in page.text


def test_a_procedure_that_the_council_has_not_adopted_is_not_shown(at):
    assert at("officer").get("/procedures/leicestershire/1999-01-01/").status_code == 404
    assert at("officer").get("/procedures/hertfordshire/2017-04-01/").status_code == 404


def test_a_procedure_page_has_the_whole_procedure(at):
    text = Page(at("officer").get("/procedures/leicestershire/2024-01-01/")).text
    assert "Three different people sit on the panel Must be met first" in text
    assert "Until then this cannot be recorded: “Panel papers sent”" in text
    assert "A foster carer In this procedure" in text
    assert "It goes to: The council's corporate complaints procedure" in text
    assert "The complainant is not available to meet From: " in text
    assert "What the procedure states in principle" in text
    assert "Sending it records “" in text


def test_departures_stand_with_the_councils_paragraphs_and_the_laws_and_without_ids(at):
    text = Page(at("officer").get("/procedures/leicestershire/2024-01-01/")).text
    departs = text.split("Where it departs from the law")[-1].split("Signs of a fault to come")[0]
    assert "The council: LEI paragraph" in departs
    assert "The law: REG" in departs
    assert "staff_leave" not in departs
    assert "stage1." not in departs


def test_the_flowchart_stands_beside_its_list_of_steps(at):
    page = Page(at("officer").get("/procedures/leicestershire/2024-01-01/chart/"))
    assert page.status == 200
    assert "<svg" in page.html
    assert "&lt;svg" not in page.html
    assert page.text.count("Answer the complaint") >= 2
    assert at("officer").get("/procedures/rutland/2020-04-01/chart/").status_code == 404
