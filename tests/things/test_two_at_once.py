"""Several people at once, on connections of their own, with real commits."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connection

from heard.cases.entries import Entry
from heard.cases.models import Case, Row
from heard.cases.outcome import NotRecorded, Stale
from heard.cases.record import open_case, record
from heard.cases.verify import verify
from tests.things.council import MONDAY, key, made_up_council

TUESDAY = MONDAY + timedelta(days=1)


@pytest.fixture
def council(committed_db):
    """A made-up council in a database of this test's own, where commits are real."""
    return made_up_council()


def at_once(acts):
    """Run the acts at the same moment, each on its own connection; what each gave, or the refusal it met."""
    barrier = Barrier(len(acts))

    def one(act):
        try:
            barrier.wait(timeout=20)
            return act()
        except NotRecorded as problem:
            return problem
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(one, acts))


def test_the_second_of_two_people_saving_at_once_is_told_what_changed(council):
    case, officer, manager = council.opened().case, council.people["officer"], council.people["manager"]
    outcomes = at_once(
        [
            lambda: record(
                case.pk, Entry("acknowledgement.sent", TUESDAY, seen=1), officer, TUESDAY, key=key()
            ),
            lambda: record(
                case.pk, Entry("procedure.explained", TUESDAY, seen=1), manager, TUESDAY, key=key()
            ),
        ]
    )
    (stale,) = [outcome for outcome in outcomes if isinstance(outcome, Stale)]
    (recorded,) = [outcome for outcome in outcomes if not isinstance(outcome, Stale)]
    assert len(stale.changes) == 1
    assert recorded.row.recorded_by.name in stale.changes[0]
    assert Row.objects.filter(case=case).count() == 2


def test_the_same_post_five_times_at_once_records_once(council):
    case, officer, once = council.opened().case, council.people["officer"], key()
    entry = Entry("acknowledgement.sent", TUESDAY, seen=1)
    outcomes = at_once([lambda: record(case.pk, entry, officer, TUESDAY, key=once)] * 5)
    assert sorted(outcome.repeated for outcome in outcomes) == [False, True, True, True, True]
    assert {outcome.row.pk for outcome in outcomes} == {Row.objects.get(case=case, seq=2).pk}


def test_the_same_new_complaint_five_times_at_once_opens_one_case(council):
    officer, once = council.people["officer"], key()
    outcomes = at_once([lambda: open_case(council.new_case(), officer, MONDAY, key=once)] * 5)
    assert {outcome.case.reference for outcome in outcomes} == {"MU-2025-0001"}
    assert Case.objects.count() == 1


def test_references_run_without_gaps_or_twins_whoever_opens_at_once(council):
    officer, too_early = council.people["officer"], MONDAY - timedelta(days=1)
    opens = [lambda: open_case(council.new_case(), officer, MONDAY, key=key())] * 8
    refused = [lambda: open_case(council.new_case(), officer, too_early, key=key())] * 4
    outcomes = at_once([act for pair in zip(opens, refused * 2, strict=True) for act in pair])
    given = sorted(outcome.case.reference for outcome in outcomes if not isinstance(outcome, NotRecorded))
    assert given == [f"MU-2025-{number:04d}" for number in range(1, 9)]


def test_many_facts_at_once_make_one_unbroken_chain(council):
    cases = [council.opened().case for _ in range(2)]
    officer = council.people["officer"]
    acts = [
        lambda c=case, n=number: record(
            c.pk, Entry("note.added", TUESDAY, {"note": f"{n}"}), officer, TUESDAY, key=key()
        )
        for number in range(6)
        for case in cases
    ]
    assert all(outcome.row.pk for outcome in at_once(acts))
    assert [case.rows.count() for case in cases] == [7, 7]
    assert verify() == []
