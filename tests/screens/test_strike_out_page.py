"""Striking a fact out and correcting one: what would follow is said first, and a reason is needed."""

from datetime import date

import pytest

from heard.cases.models import Row
from tests.screens.reading import Page


@pytest.fixture
def case(council):
    case = council.opened(date(2025, 11, 3), officer=council.people["officer"]).case
    council.recorded(case, "stage1.extended", date(2025, 11, 10), ground="complexity")
    return case


def strike(case, seq=2):
    return f"/cases/{case.reference}/facts/{seq}/strike-out/"


def correct(case, seq=2):
    return f"/cases/{case.reference}/facts/{seq}/correct/"


def test_the_page_shows_the_fact_and_what_would_follow(at, case):
    page = Page(at("officer").get(strike(case)))
    assert page.heading.endswith("Strike out “Stage 1 extended”")
    assert "It happened on Monday 10 November 2025" in page.text
    assert (
        "Answer the complaint is now due on Monday 17 November 2025. It was due on Monday 1 December 2025."
        in page.text
    )


def test_with_a_reason_it_is_struck_out_and_the_dates_follow(at, case):
    client = at("officer")
    sent = {**Page(client.get(strike(case))).form(), "reason": "It was another complaint"}
    page = Page(client.post(strike(case), sent, follow=True))
    assert "Struck out: Stage 1 extended." in page.banners[0]
    assert "Answer the complaint 5 days left Monday 17 November 2025" in page.text
    assert "Struck out: It was another complaint" in page.text


def test_without_a_reason_nothing_happens(at, case):
    client = at("officer")
    page = Page(client.post(strike(case), {**Page(client.get(strike(case))).form(), "reason": "  "}))
    assert page.errors == {'Answer "Why is it wrong?"': "#id_reason"}
    assert Row.objects.filter(case=case).count() == 2


def test_struck_out_twice_it_is_struck_out_once(at, case):
    client = at("officer")
    sent = {**Page(client.get(strike(case))).form(), "reason": "Wrong"}
    client.post(strike(case), sent)
    client.post(strike(case), sent)
    assert Row.objects.filter(case=case).count() == 3
    fresh = {**Page(client.get(strike(case))).form(), "reason": "Again"}
    page = Page(client.post(strike(case), fresh))
    assert any("struck out already" in words for words in page.errors)


def test_who_may_not_strike_out_is_told_who_may(at, case):
    for address in (strike(case), correct(case)):
        page = Page(at("north").get(address))
        assert page.status == 403
        assert "Only a complaints manager or a complaints officer may do this." in page.text


def test_the_first_fact_can_only_be_corrected(at, case):
    assert at("officer").get(strike(case, 1))["Location"] == correct(case, 1)


def test_a_correction_begins_with_what_is_recorded_and_moves_the_days(at, case):
    client = at("officer")
    form = Page(client.get(correct(case, 1))).form()
    assert (form["date-day"], form["date-month"]) == ("3", "11")
    sent = {**form, "date-day": "4", "reason": "It came on the Tuesday"}
    page = Page(client.post(correct(case, 1), sent, follow=True))
    assert "Corrected: Complaint received." in page.banners[0]
    assert "Tuesday 2 December 2025" in page.banners[0]
    assert [row.kind for row in Row.objects.filter(case=case).order_by("seq")] == [
        "complaint.received",
        "stage1.extended",
        "fact.struck_out",
        "complaint.received",
    ]


def test_a_correction_that_the_timeline_forbids_is_refused_beside_the_day(at, case):
    client = at("officer")
    sent = {**Page(client.get(correct(case, 1))).form(), "date-day": "11", "reason": "Wrong day"}
    page = Page(client.post(correct(case, 1), sent))
    assert any("Other facts are recorded on Monday 10 November 2025" in words for words in page.errors)
    assert Row.objects.filter(case=case).count() == 2


def test_a_stale_page_strikes_nothing_out(council, at, case):
    client = at("officer")
    sent = {**Page(client.get(strike(case))).form(), "reason": "Wrong"}
    council.recorded(case, "note.added", date(2025, 11, 12), note="Meanwhile")
    page = Page(client.post(strike(case), sent))
    assert page.status == 409
    assert "Officer Made-Up recorded “Note”" in page.banners[0]
    assert page.form()["reason"] == "Wrong"
    client.post(strike(case), page.form())
    assert Row.objects.filter(case=case, kind="fact.struck_out").count() == 1


def test_there_is_no_such_fact(at, case):
    assert at("officer").get(strike(case, 9)).status_code == 404
    assert at("officer").get(correct(case, 9)).status_code == 404
