"""The case page: where it stands, what is owed and why, both clocks, rights, warnings, holds, people, timeline."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from heard.cases.record import Striking, strike_out
from heard.people.models import Child, Complainant
from tests.screens.reading import Page
from tests.things.council import key


@pytest.fixture
def case(council):
    return council.opened(
        date(2025, 11, 3),
        officer=council.people["officer"],
        happened="Nobody came.\nWe waited.",
        wants="An apology",
        complainant=Complainant(
            authority=council.authority,
            name="Jo Invented",
            relationship="Mother",
            contact_by="letter",
            format="large print",
            advocate_name="Ada Vocate",
        ),
    ).case


def opened(at, case, who="officer"):
    return Page(at(who).get(f"/cases/{case.reference}/"))


def test_it_says_where_the_case_stands_and_what_is_next(at, case):
    page = opened(at, case)
    assert page.heading == f"{case.reference} Jo Invented, about Sam Invented"
    assert page.title == f"{case.reference}: Jo Invented, about Sam Invented, Heard"
    assert (
        "Overdue: Decide whether the complaint suits the statutory procedure. "
        "The complaints officer owed it by Monday 10 November 2025." in page.text
    )


def test_each_duty_says_by_whom_by_name_and_when(at, case):
    text = opened(at, case).text
    assert (
        "Answer the complaint 5 days left Monday 17 November 2025 Owed by Team manager (North Made-Up)"
        in text
    )
    assert (
        "Acknowledge the complaint Owed As soon as possible Owed by Complaints officer (Officer Made-Up)"
        in text
    )


def test_why_tells_the_working_day_by_day_with_paragraphs_and_readings(at, case):
    text = opened(at, case).text
    assert (
        "10 working days from Mon 3 Nov 2025 (Complaint received), 0 bank holidays: Mon 17 Nov 2025" in text
    )
    assert "3 Nov day 0" in text
    assert "8 Nov weekend" in text
    assert "17 Nov day 10" in text
    assert "LEI paragraph 5, Complaints handling guidance for staff" in text
    assert "How we read an unclear text" in text
    assert "AMB-01" in text


def test_the_last_lawful_day_stands_beside_the_first_with_its_own_why(at, case):
    text = opened(at, case).text
    assert "Last day that the law allows for stage 1: Monday 1 December 2025" in text
    assert "Why 1 December?" in text


def test_where_no_day_is_left_beyond_the_first_that_is_said(council, at, case):
    council.recorded(case, "stage1.extended", date(2025, 11, 12), ground="complexity")
    text = opened(at, case).text
    assert "Answer the complaint 19 days left Monday 1 December 2025" in text
    assert "Last day that the law allows for stage 1: the same day, Monday 1 December 2025" in text


def test_where_the_council_departs_from_the_law_both_days_and_both_citations_are_shown(council, at, case):
    council.recorded(case, "stage1.extended", date(2025, 11, 12), ground="staff_leave", agreed=True)
    text = opened(at, case).text
    assert "The law's own day: Monday 17 November 2025 (REG regulation 14" in text
    assert "Later than the law's day" in text
    assert "The council's own rule: LEI" in text
    assert "The law does not know this ground" in text


def test_an_unverified_paragraph_is_marked_so(at, case):
    page = Page(at("officer").get(f"/cases/{case.reference}/why/acknowledge/"))
    assert "Not yet checked at its source" in page.text


def test_rights_say_when_they_open(at, case):
    text = opened(at, case).text
    assert "Ask for stage 2 Not yet Opens on Monday 1 December 2025." in text
    assert (
        "Go to the Local Government and Social Care Ombudsman Open Open since Monday 3 November 2025" in text
    )


def test_people_are_shown_by_name_with_how_they_wish_to_be_reached(at, case):
    text = opened(at, case).text
    for words in (
        "Complainant Jo Invented Mother Contact: By letter Format: Large print",
        "Advocate Ada Vocate",
        "Child or young person Sam Invented Born Saturday 3 May 2014, aged 11",
        "Service manager Support Made-Up",
    ):
        assert words in text


def test_a_role_that_nobody_holds_is_said_aloud(council, at):
    case = council.opened(team="").case
    assert "Team manager Nobody holds this role" in opened(at, case).text


def test_a_hold_and_its_next_review_stand_on_top(council, at, case):
    council.recorded(case, "stage1.suspended", date(2025, 11, 6), reason="An advocate is being found")
    text = opened(at, case).text
    assert "On hold: Stage 1 waits until an advocate is appointed, since Thursday 6 November 2025." in text
    assert "Look at it again on Thursday 20 November 2025." in text


def test_chasers_to_come_say_when_and_to_whom(at, case):
    text = opened(at, case).text
    assert (
        "Ask the team manager how the answer is coming on Goes out today To the team manager, "
        "copied to the service manager." in text
    )


def test_the_timeline_shows_who_recorded_what_and_strikes_through_what_was_wrong(council, at, case, on):
    done = council.recorded(case, "stage1.responded", date(2025, 11, 6), outcome="upheld")
    strike_out(
        case.pk, Striking(done.row.seq, "It was another complaint"), council.people["manager"], on, key=key()
    )
    page = opened(at, case)
    assert "Stage 1 answer sent Thursday 6 November 2025" in page.text
    assert "Struck out: It was another complaint (Manager Made-Up, Wednesday 12 November 2025 at" in page.text
    assert "<del>Stage 1 answer sent</del>" in page.html
    assert "What is the outcome? Upheld" in page.text
    assert "Recorded by Officer Made-Up" in page.text


def test_only_who_may_strike_out_is_offered_it(council, at, case):
    council.recorded(case, "acknowledgement.sent", date(2025, 11, 4))
    offered = [words for words in opened(at, case).links if words.startswith("Strike out")]
    assert offered == ["Strike out: Complaint acknowledged, Tuesday 4 November 2025"]
    assert not [words for words in opened(at, case, "north").links if words.startswith("Strike out")]


def test_what_somebody_wrote_is_never_html(council, at):
    nasty = "<img src=x onerror=alert(1)>"
    case = council.opened(
        summary=nasty, happened=nasty, child=Child(authority=council.authority, name=nasty)
    ).case
    council.recorded(case, "note.added", date(2025, 11, 4), note=nasty)
    page = opened(at, case)
    assert "<img src=x" not in page.html
    assert page.text.count(nasty) >= 3


def test_no_id_of_a_rule_is_shown_where_words_are_expected(at, case):
    text = opened(at, case).text
    for id in (
        "stage-1-response",
        "team_manager",
        "complaint.received",
        "chase-team-manager",
        "leicestershire/",
    ):
        assert id not in text


@pytest.mark.parametrize("who", ["fostering", "roads", "nobody"])
def test_who_may_not_see_the_case_finds_no_such_page(at, case, who):
    assert at(who).get(f"/cases/{case.reference}/").status_code == 404
    assert at("officer").get("/cases/XX-2025-9999/").status_code == 404


def test_the_number_of_queries_does_not_grow_with_the_timeline(council, at, case):
    client = at("officer")

    def queries():
        with CaptureQueriesContext(connection) as taken:
            assert client.get(f"/cases/{case.reference}/").status_code == 200
        return len(taken)

    queries()  # the first page also begins the session
    few = queries()
    for number in range(20):
        council.recorded(case, "note.added", date(2025, 11, 4), note=f"Note {number}")
    assert queries() == few
    assert few <= 18


def test_what_nothing_has_opened_yet_is_closed_away(at, case):
    text = opened(at, case).text
    open_rights, later = text.split("What may come later (")
    assert "Nothing has opened it yet" in later
    assert "Nothing has opened it yet" not in open_rights


def test_a_check_that_is_asked_for_is_shown_as_met_or_not(council, at, case):
    assert "Checks of people and panels" not in opened(at, case).text
    council.recorded(case, "stage2.requested", date(2025, 11, 12))
    council.recorded(
        case, "investigators.appointed", date(2025, 11, 12), investigating_officer="A", independent_person="B"
    )
    text = opened(at, case).text
    assert "The investigators' independence was asked and answered Not met: a warning" in text


def test_who_may_complain_is_shown_where_a_rule_applies(council, at, case):
    assert "Whether it belongs here" not in opened(at, case).text
    council.recorded(
        case,
        "suitability.considered",
        date(2025, 11, 12),
        person="foster_carer",
        subject="services",
        covers="all",
    )
    text = opened(at, case).text
    assert "Whether it belongs here" in text
    assert "Who may complain: A foster carer In this procedure" in text


def test_how_it_came_is_said_in_the_words_of_the_choice(at, case):
    case.channel = "web_form"
    case.save()
    text = opened(at, case).text
    assert "Monday 3 November 2025, On the council's website" in text
    assert "web_form" not in text
