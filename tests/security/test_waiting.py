"""Whoever waits for a case while somebody changes its team, or its officer, finds it afterwards as it is then."""

import threading
import time
from datetime import timedelta

import pytest
from django.db import connection

from heard.cases import due
from heard.cases.entries import Entry
from heard.cases.models import Case, Due
from heard.cases.record import record
from tests.things.council import MONDAY, key, made_up_council

TUESDAY = MONDAY + timedelta(days=1)


@pytest.fixture
def council(committed_db):
    """A made-up council in a database of this test's own, where commits are real."""
    made = made_up_council()
    made.database = committed_db
    return made


def while_it_moves(council, case, act):
    """Let `act` wait for the case while its team is changed; what it gave, or what it raised."""
    given = []

    def waiting():
        try:
            given.append(act())
        except Exception as problem:
            given.append(problem)
        finally:
            connection.close()

    with council.database.as_owner() as other:
        other.execute("BEGIN")
        other.execute(
            "UPDATE cases_case SET team_id = %s WHERE id = %s", [council.teams["South"].pk, case.pk]
        )
        thread = threading.Thread(target=waiting)
        thread.start()
        for _ in range(200):
            if other.execute("SELECT 1 FROM pg_locks WHERE NOT granted").fetchone():
                break
            time.sleep(0.05)
        else:
            pytest.fail("Nobody waited for the case.")
        other.execute("COMMIT")
        thread.join(timeout=20)
    (answer,) = given
    if isinstance(answer, Exception):
        raise answer
    return answer


def test_a_fact_is_recorded_on_a_case_that_moves_to_another_team_meanwhile(council):
    case, officer = council.opened().case, council.people["officer"]
    done = while_it_moves(
        council,
        case,
        lambda: record(case.pk, Entry("acknowledgement.sent", TUESDAY), officer, TUESDAY, key=key()),
    )
    assert done.case.team == council.teams["South"]
    assert set(Due.objects.filter(case=case).values_list("team_name", flat=True)) == {"South"}


def test_who_sees_the_old_team_only_may_not_record_once_the_case_has_gone(council):
    case, north = council.opened().case, council.people["north"]
    council.person("south", "team_manager", "South")
    entry = Entry("note.added", TUESDAY, {"note": "Mine no more"})
    with pytest.raises(Exception, match="you may not see it"):
        while_it_moves(council, case, lambda: record(case.pk, entry, north, TUESDAY, key=key()))
    assert case.rows.count() == 1


@pytest.mark.parametrize("again", [due.refresh, lambda case, on: due.rebuild(on, [case.pk])])
def test_the_index_is_made_again_for_a_case_that_moves_meanwhile(council, again):
    case = council.opened().case
    while_it_moves(council, case, lambda: again(case, TUESDAY))
    assert set(Due.objects.filter(case=case).values_list("team_name", flat=True)) == {"South"}


def test_an_older_copy_of_a_case_does_not_set_back_the_day_of_its_first_fact(db):
    from heard.cases.entries import Correction
    from heard.cases.record import correct

    council = made_up_council()
    case = council.opened(TUESDAY).case
    older = Case.objects.get(pk=case.pk)
    first = case.rows.get(seq=1)
    right = Entry(first.kind, MONDAY, first.answers)
    correct(
        case.pk, Correction(1, "It came the day before", right), council.people["officer"], TUESDAY, key=key()
    )
    older.summary = "Another line"
    older.save()
    case.refresh_from_db()
    assert (case.opened_on, case.summary) == (MONDAY, "Another line")
