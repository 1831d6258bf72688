"""Striking a fact out and correcting it, and the timeline in words afterwards."""

from datetime import date, timedelta

import pytest

from heard.cases import history, timeline
from heard.cases.entries import Correction, Entry, Striking
from heard.cases.models import Due, Row
from heard.cases.outcome import Invalid, NotAllowed, NotRecorded, Refused, Stale
from heard.cases.record import correct, strike_out
from heard.cases.verify import verify
from tests.things.council import MONDAY, key

TUESDAY = MONDAY + timedelta(days=1)
WEDNESDAY = MONDAY + timedelta(days=2)


@pytest.fixture
def case(council):
    """A case whose answer was recorded on Tuesday."""
    case = council.opened().case
    council.recorded(case, "stage1.responded", TUESDAY, outcome="upheld")
    return case


def test_a_fact_that_is_struck_out_counts_no_more_and_stays_to_be_seen(council, case):
    assert not Due.objects.filter(case=case, rule="stage-1-response").exists()
    done = strike_out(
        case.pk, Striking(2, "Sent to the wrong family"), council.people["officer"], WEDNESDAY, key=key()
    )
    assert done.standing.duty("stage-1-response").state == "owed"
    assert Due.objects.get(case=case, rule="stage-1-response").due == date(2025, 11, 17)
    assert not timeline.read(case).has("stage1.responded")
    struck, striking = history.of(case)[1:]
    assert (struck.title, struck.answers) == ("Stage 1 answer sent", (("What is the outcome?", "Upheld"),))
    assert (struck.struck_by, struck.why_struck) == (3, "Sent to the wrong family")
    assert (striking.title, striking.recorded_by) == ("A fact struck out", "Officer Made-Up")
    assert verify([case.pk]) == []


@pytest.mark.parametrize(
    ("who", "striking", "kind_of_problem", "words"),
    [
        ("officer", Striking(2, "  "), Invalid, "Say why"),
        ("officer", Striking(9, "Wrong"), Invalid, "no such fact"),
        ("officer", Striking(1, "Wrong"), NotAllowed, "Correct it instead"),
        ("north", Striking(2, "Wrong"), NotAllowed, "Only a complaints manager or a complaints officer"),
        ("fostering", Striking(2, "Wrong"), NotAllowed, "you may not see it"),
    ],
)
def test_what_may_not_be_struck_out_says_why(council, case, who, striking, kind_of_problem, words):
    with pytest.raises(kind_of_problem, match=words):
        strike_out(case.pk, striking, council.people[who], WEDNESDAY, key=key())
    assert Row.objects.filter(case=case).count() == 2


def test_a_fact_is_struck_out_once_and_a_striking_never(council, case):
    officer, once = council.people["officer"], key()
    first = strike_out(case.pk, Striking(2, "Wrong"), officer, WEDNESDAY, key=once)
    again = strike_out(case.pk, Striking(2, "Wrong"), officer, WEDNESDAY, key=once)
    assert (again.repeated, again.row.pk) == (True, first.row.pk)
    for seq in (2, 3):
        with pytest.raises(Invalid):
            strike_out(case.pk, Striking(seq, "Wrong"), officer, WEDNESDAY, key=key())
    with pytest.raises(Stale, match="A fact struck out"):
        strike_out(case.pk, Striking(2, "Wrong", seen=2), officer, WEDNESDAY, key=key())


def test_the_first_fact_is_corrected_and_every_day_follows(council, case):
    friday = MONDAY - timedelta(days=3)
    right = Entry("complaint.received", friday, {"channel": "email"})
    once = key()
    done = correct(
        case.pk, Correction(1, "It came on Friday", right), council.people["officer"], WEDNESDAY, key=once
    )
    assert done.standing.duty("stage-1-response").due == date(2025, 11, 14)
    case.refresh_from_db()
    assert case.opened_on == friday
    assert [row.kind for row in case.rows.order_by("seq")][2:] == ["fact.struck_out", "complaint.received"]
    again = correct(
        case.pk, Correction(1, "It came on Friday", right), council.people["officer"], WEDNESDAY, key=once
    )
    assert (again.repeated, again.row.seq) == (True, 4)
    assert verify([case.pk]) == []


@pytest.mark.parametrize(
    ("correction", "words"),
    [
        (
            Correction(1, "Late", Entry("complaint.received", WEDNESDAY)),
            "before this day. Correct those first.",
        ),
        (Correction(1, "Wrong", Entry("note.added", MONDAY, {"note": "x"})), "of the same kind"),
        (Correction(1, "", Entry("complaint.received", MONDAY)), "Say why"),
        (Correction(1, "Wrong", Entry("complaint.received", date(2026, 1, 5))), "before this day"),
        (
            Correction(2, "Wrong", Entry("stage1.responded", MONDAY - timedelta(days=1))),
            "before the complaint",
        ),
        (Correction(2, "Wrong", Entry("stage1.responded", TUESDAY, {"outcome": "?"})), "Choose one of"),
    ],
)
def test_a_correction_is_made_whole_or_not_at_all(council, case, correction, words):
    with pytest.raises(NotRecorded, match=words):
        correct(case.pk, correction, council.people["officer"], WEDNESDAY, key=key())
    assert Row.objects.filter(case=case).count() == 2
    assert timeline.read(case).first("complaint.received").date == MONDAY


def test_a_corrected_fact_that_is_not_permitted_strikes_nothing(council, case):
    council.recorded(case, "stage2.requested", TUESDAY)
    future = Entry("stage1.responded", WEDNESDAY + timedelta(days=1))
    with pytest.raises(Refused, match="in the future"):
        correct(case.pk, Correction(2, "Wrong", future), council.people["officer"], WEDNESDAY, key=key())
    assert Row.objects.filter(case=case, kind="fact.struck_out").count() == 0
