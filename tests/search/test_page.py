"""The page of search over HTTP: the box on every page, what is kept where, what is said, marked, narrowed and paged."""

import logging

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from heard.office import search as page_of_search
from heard.search import bounds, finding
from tests.screens.reading import Page
from tests.search.making import child, complainant, document, note


@pytest.fixture
def officer(council):
    return signed_in(council.people["officer"])


def signed_in(person):
    client = Client()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client


def asked(client, words):
    return client.post("/search/", {"words": words}, follow=True)


def hits(answer):
    """What each hit says, in one line."""
    return Page(answer).html.split('<li class="office-hit">')[1:]


def test_every_page_has_the_box(officer):
    for address in ("/", "/procedures/", "/search/"):
        html = officer.get(address).content.decode()
        assert 'action="/search/"' in html
        assert 'for="search-words"' in html


def test_the_empty_page_says_how_to_ask(officer):
    page = Page(officer.get("/search/"))
    assert page.heading == "Search"
    assert "You find only what you may see." in page.text
    assert officer.post("/search/", {"words": "  "})["Location"] == "/search/"


def test_what_was_typed_is_not_in_the_address_nor_in_the_log(council, officer, caplog):
    council.opened(complainant=complainant(council, "Zebedee Pretend"))
    with caplog.at_level(logging.DEBUG):
        answer = officer.post("/search/", {"words": "Zebedee Pretend"})
        page = officer.get(answer["Location"])
    assert answer.status_code == 302
    assert "ebedee" not in answer["Location"]
    assert "Zebedee" in Page(page).text
    assert "zebedee" not in caplog.text.lower()


def test_a_search_is_kept_for_the_session_and_for_nobody_else(council, officer):
    council.opened()
    where = officer.post("/search/", {"words": "visits"})["Location"]
    again = officer.post("/search/", {"words": "visits"})["Location"]
    assert where == again
    assert hits(officer.get(where))
    other = signed_in(council.people["manager"])
    page = Page(other.get(where))
    assert "That search is no longer kept" in page.text
    for number in range(page_of_search.KEPT_MOST + 5):
        officer.post("/search/", {"words": f"word {number}"})
    assert len(officer.session[page_of_search.KEPT]) == page_of_search.KEPT_MOST
    assert "no longer kept" in Page(officer.get(where)).text


def test_hits_say_what_they_are_and_lead_there(council, officer):
    case = council.opened(happened="A pelican").case
    filed = document(council.people["officer"], case.child, "complaints", "Pelican photograph", case=case)
    note(case.child, "complaints", "The pelican again")
    page = Page(asked(officer, "pelican"))
    assert page.links["Jo Invented about Sam Invented"] == f"/cases/{case.reference}/"
    assert page.links["Pelican photograph"] == f"/children/{case.child_id}/documents/{filed.pk}/"
    assert page.links["File of Sam Invented"] == f"/children/{case.child_id}/#notes"
    for where in ("Jo Invented about Sam Invented", "Pelican photograph", "File of Sam Invented"):
        assert officer.get(page.links[where].partition("#")[0]).status_code == 200
    assert "3 found" in page.text
    assert '<mark class="office-found">pelican</mark>' in page.html


def test_people_show_their_complaints(council, officer):
    case = council.opened().case
    page = Page(asked(officer, "jo invented"))
    assert "Complainant Jo Invented" in page.text
    assert page.links[case.reference] == f"/cases/{case.reference}/"
    born = Page(asked(officer, "3 May 2014"))
    assert "Child Sam Invented" in born.text
    assert "Born on Saturday 3 May 2014" in born.text


def test_words_of_others_are_never_html(council, officer):
    nasty = '<script>alert(1)</script> "quoted" & <img src=x onerror=alert(2)> walrus'
    council.opened(summary="<b>walrus</b>", happened=nasty)
    html = asked(officer, "walrus <script>alert(3)</script> -onclick").content.decode()
    assert "<script>alert" not in html
    html = asked(officer, "walrus").content.decode()
    assert "<script>alert" not in html
    assert "<img" not in html.partition("office-hits")[2]
    assert "&lt;b&gt;" in html


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("x" * 10_000, "That is too long to look for"),
        ("😀 !!", "There is no word in that"),
        ("-visit", "Type also what to look for"),
        ("the", "Nothing found"),
        ("visits " + "and " * 30, "Only the first 16 words were looked for"),
        ("'; DROP TABLE cases_case; --", "Nothing found"),
        ("\x01\x02", "There is no word in that"),
    ],
)
def test_hostile_questions_get_a_kind_answer(council, officer, typed, said):
    council.opened()
    answer = asked(officer, typed)
    assert answer.status_code == 200
    assert said in Page(answer).text


def test_a_nought_is_refused_or_passed_over(officer):
    assert officer.post("/search/", {"words": "a\x00b"}).status_code in (302, 400)


def test_nothing_found_helps_and_a_suggestion_is_one_press_away(council, officer):
    council.opened()
    page = Page(asked(officer, "vissits cancelled"))
    assert "Nothing found" in page.text
    assert 'value="visits cancelled"' in page.html
    assert "Did you mean" in page.text
    assert "Did you mean" not in Page(asked(officer, "qqqqq")).text


def test_filters_are_in_the_address_and_unknown_ones_are_passed_over(council, officer):
    council.opened()
    where = officer.post("/search/", {"words": "visits"})["Location"]
    page = Page(officer.get(f"{where}&kind=documents"))
    assert "Nothing found with these filters" in page.text
    assert page.links["Clear filters"].startswith("?look=")
    for odd in (
        "kind=nonsense",
        "team=99999999999999999999",
        "since=yesterday",
        "page=-1",
        "page=9999",
        "folder=%00",
    ):
        answer = officer.get(f"{where}&{odd}")
        assert answer.status_code in (200, 400), odd
        if answer.status_code == 200 and "page" not in odd:
            assert hits(answer), odd


def test_a_long_list_is_in_pages(council, officer):
    sam = child(council)
    for number in range(25):
        note(sam, "complaints", f"badger {number}")
    where = officer.post("/search/", {"words": "badger"})["Location"]
    assert len(hits(officer.get(where))) == 20
    second = officer.get(f"{where}&page=2")
    assert len(hits(second)) == 5
    assert "Showing 21 to 25 of 25" in Page(second).text


def test_the_queries_do_not_grow_with_what_is_found(council, officer):
    sam = child(council)
    note(sam, "complaints", "badger")

    def queries():
        where = officer.post("/search/", {"words": "badger"})["Location"]
        with CaptureQueriesContext(connection) as captured:
            assert officer.get(where).status_code == 200
        return len(captured)

    few = queries()
    for number in range(15):
        document(council.people["officer"], sam, "complaints", f"badger {number}")
        council.opened(happened="badger")
    assert queries() <= few + 3


def test_a_search_that_takes_too_long_is_stopped_and_says_so(council, officer, monkeypatch):
    council.opened()
    monkeypatch.setattr(finding, "in_time", lambda: bounds.in_time(0.05))
    monkeypatch.setattr(finding, "_search", lambda *given: connection.cursor().execute("SELECT pg_sleep(5)"))
    page = Page(asked(officer, "visits"))
    assert "That took too long" in page.text
    with connection.cursor() as cursor:
        cursor.execute("SHOW statement_timeout")
        assert cursor.fetchone()[0] == "0"


def test_no_statement_that_may_be_slow_has_what_was_typed_in_it(council, officer):
    """PostgreSQL writes a statement that it stops, or finds slow, into its log."""
    council.opened()
    with CaptureQueriesContext(connection) as captured:
        asked(officer, "zebedee visits")
    with_words = [query["sql"] for query in captured if "zebedee" in query["sql"]]
    assert with_words
    assert all(
        sql.startswith("SELECT set_config('heard.asked'") or "django_session" in sql for sql in with_words
    )


def test_who_has_no_post_does_not_search(council):
    nobody = signed_in(council.people["nobody"])
    assert nobody.post("/search/", {"words": "visits"}).status_code == 403
