"""The worklist's page: whose and when, filters that stay in the address, rows, empty states, and few queries."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from heard.people.models import Child, Complainant
from tests.screens.reading import Page


def complainant(council, name):
    return Complainant(authority=council.authority, name=name)


def test_a_row_says_who_what_by_whom_by_when_and_whose(council, at):
    case = council.opened(date(2025, 11, 3), officer=council.people["officer"]).case
    page = Page(at("officer").get("/"))
    answer = next(row for row in page.rows() if "Answer the complaint" in row[1])
    assert answer == [
        f"Jo Invented about Sam Invented {case.reference}",
        "Answer the complaint Stage 1: local resolution",
        "Team manager North",
        "5 days left Mon 17 Nov 2025",
        "Officer Made-Up",
    ]
    assert page.links["Jo Invented"] == f"/cases/{case.reference}/"


def test_days_late_are_counted_and_the_longest_overdue_stands_first(council, at):
    council.opened(date(2025, 11, 3), complainant=complainant(council, "Later Invented"))
    council.opened(date(2025, 10, 20), complainant=complainant(council, "Earlier Invented"))
    rows = Page(at("officer").get("/?when=overdue&whose=all")).rows()
    assert rows[0][0].startswith("Earlier Invented")
    assert rows[0][3] == "16 days overdue Mon 27 Oct 2025"
    assert [row for row in rows if row[0].startswith("Later")][0][3] == "2 days overdue Mon 10 Nov 2025"


def test_a_team_manager_sees_only_the_teams_own_and_what_is_mine_is_what_i_owe(council, at):
    council.opened(team="North", complainant=complainant(council, "North Invented"))
    council.opened(team="Fostering", complainant=complainant(council, "Fostering Invented"))
    mine = Page(at("north").get("/"))
    assert {row[1] for row in mine.rows()} == {"Answer the complaint Stage 1: local resolution"}
    everything = Page(at("north").get("/?whose=all"))
    assert "North Invented" in everything.text
    assert "Fostering Invented" not in everything.text


def test_the_tabs_count_what_they_hold_and_keep_the_filters_in_the_address(council, at):
    council.opened(date(2025, 11, 3))
    council.opened(date(2025, 10, 20), complainant=complainant(council, "Alex Example"))
    page = Page(at("officer").get("/?whose=all&text=alex"))
    overdue = next(words for words in page.links if words.startswith("Overdue"))
    assert page.links[overdue] == "?whose=all&text=alex&when=overdue"
    shown = Page(at("officer").get("/" + page.links[overdue]))
    assert overdue == f"Overdue {len(shown.rows())}"
    assert all(row[0].startswith("Alex Example") for row in shown.rows())


@pytest.mark.parametrize(
    "query", ["page=0", "page=99", "page=x", "when=never&whose=them", "team=x", "text=%25_"]
)
def test_an_address_that_makes_no_sense_is_still_answered(council, at, query):
    council.opened()
    assert at("officer").get(f"/?{query}").status_code == 200


def test_25_a_page_and_the_pages_keep_the_filters(council, at):
    for number in range(14):
        council.opened(complainant=complainant(council, f"Number {number}"))
    page = Page(at("officer").get("/?whose=all&text=number"))
    assert len(page.rows()) == 25
    assert "Showing 1 to 25 of 42" in page.text
    assert page.links["Next page"] == "?whose=all&text=number&page=2"
    assert len(Page(at("officer").get("/" + page.links["Next page"])).rows()) == 17


def test_an_empty_list_says_so_and_offers_the_next_step(council, at):
    nothing = Page(at("officer").get("/?when=overdue"))
    assert "Nothing is overdue" in nothing.text
    assert nothing.links["Look at all that you may see"] == "?when=overdue&whose=all"
    council.opened()
    no_match = Page(at("officer").get("/?whose=all&text=zzz"))
    assert "Nothing matches" in no_match.text
    assert no_match.links["Clear filters"] == "?whose=all"


def test_a_closed_case_moves_to_its_tab(council, at):
    case = council.opened().case
    council.recorded(case, "case.closed", date(2025, 11, 10), reason="mistake")
    assert case.reference not in Page(at("officer").get("/?whose=all")).text
    assert "Closed" in Page(at("officer").get("/?whose=all&when=closed")).rows()[0][3]


def test_names_are_shown_as_words_never_as_html(council, at):
    council.opened(
        complainant=complainant(council, "<b>Jo</b> & Co"),
        child=Child(authority=council.authority, name="<script>alert(1)</script>"),
    )
    page = Page(at("officer").get("/?whose=all"))
    assert "<script>alert(1)</script>" in page.text
    assert "<script>alert" not in page.html


def test_the_number_of_queries_does_not_grow_with_the_cases(council, at):
    def queries():
        with CaptureQueriesContext(connection) as taken:
            assert at_officer.get("/?whose=all").status_code == 200
        return len(taken)

    at_officer = at("officer")
    council.opened()
    queries()  # the first page also begins the session
    few = queries()
    for number in range(12):
        council.opened(date(2025, 10, 20) + timedelta(number))
    assert queries() == few
    assert few <= 15
