"""A form's key: it records once, and nobody can take a key that Heard itself will need."""

from datetime import timedelta
from threading import Barrier

import pytest

from heard.cases.entries import Entry
from heard.cases.models import Row
from heard.cases.outcome import NotAllowed, NotRecorded
from heard.cases.record import open_case, record
from tests.screens.conftest import ON
from tests.things.council import MONDAY, key, made_up_council
from tests.things.test_two_at_once import at_once

TUESDAY = MONDAY + timedelta(days=1)
HEARDS_OWN = [
    "chaser-1",
    "letter-0123456789abcdef0123456789abcdef",
    "move-1-1",
    "0123456789abcdef0123456789abcdef/2",
]


@pytest.fixture
def busy(committed_db):
    """A made-up council where commits are real."""
    return made_up_council()


def test_the_same_key_on_two_cases_at_the_same_instant_gets_a_sentence(busy, monkeypatch):
    from heard.cases import record as recording

    cases, officer, once = [busy.opened().case for _ in range(2)], busy.people["officer"], key()
    both, looked = Barrier(2), recording.already_recorded

    def looked_together(*given):
        found = looked(*given)
        both.wait(timeout=20)
        return found

    monkeypatch.setattr(recording, "already_recorded", looked_together)
    entry = Entry("note.added", TUESDAY, {"note": "Twice"})
    given = at_once([lambda c=case: record(c.pk, entry, officer, TUESDAY, key=once) for case in cases])
    (refused,) = [one for one in given if isinstance(one, NotRecorded)]
    assert "used already, to record something else" in refused.sentence
    assert Row.objects.filter(key=once).count() == 1


def test_the_same_key_for_two_new_complaints_of_two_years_gets_a_sentence(busy):
    officer, once = busy.people["officer"], key()
    days = [MONDAY, MONDAY - timedelta(days=400)]
    given = at_once([lambda d=day: open_case(busy.new_case(d), officer, MONDAY, key=once) for day in days])
    assert Row.objects.filter(key=once).count() == 1
    assert all(not isinstance(one, Exception) or isinstance(one, NotRecorded) for one in given)


@pytest.mark.parametrize("taken", HEARDS_OWN)
def test_no_form_takes_a_key_that_heard_will_need_itself(council, at, taken):
    case = council.opened(officer=council.people["officer"]).case
    where = f"/cases/{case.reference}/record/note.added/"
    words = {
        "date-day": ON.day,
        "date-month": ON.month,
        "date-year": ON.year,
        "answer_note": "Words",
        "seen": 1,
    }
    answer = at("officer").post(where, {**words, "key": taken})
    assert answer.status_code == 422
    assert case.rows.count() == 1
    assert at("officer").post(where, {**words, "key": key()}).status_code == 302


def test_a_page_that_says_it_saw_more_than_there_is_does_not_pass_by_what_others_recorded(council):
    case, officer = council.opened().case, council.people["officer"]
    entry = Entry("note.added", ON, {"note": "Words"}, seen=999)
    with pytest.raises(NotAllowed, match="Open the case again"):
        record(case.pk, entry, officer, ON, key=key())
    assert case.rows.count() == 1
