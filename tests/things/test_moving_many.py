"""Moving all open cases that a change concerns: preview, command and the worker's job; killed, twice, by strangers."""

import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import psycopg
import pytest
from django.db import connection

from heard.authority import days
from heard.authority.closures import close
from heard.cases import previewing
from heard.cases.changes import Change
from heard.cases.models import Case, Due, EditionMove, Row
from heard.cases.moves import Asked, ask, run
from heard.cases.outcome import Invalid, NotAllowed
from heard.cases.previewing import offers, preview
from heard.cases.verify import verify
from tests.things.council import MONDAY, key, made_up_council
from tests.things.editions import BEGAN, NEWEST_SHIPPED, OWN, Shelf, adopt, kept

ON = date(2025, 11, 5)
ADDED, MOURNING = "2027-02-01", "2025-11-10"
CALENDAR = Change("calendar", ADDED)
HEARD = [sys.executable, "-m", "heard.cli"]


@pytest.fixture
def shelf(tmp_path, monkeypatch):
    made = Shelf(tmp_path, monkeypatch)
    made.procedure(BEGAN)
    return made


@pytest.fixture
def council(db, shelf):
    return under_larkshire(made_up_council())


def under_larkshire(made):
    adopt(made, BEGAN)
    return made


def asked(council, who="manager", change=CALENDAR, once=None):
    return ask(council.authority, Asked(change, "Proclaimed", once or key()), council.people[who], ON)


def snapshot(authority):
    """Everything of a council that a move could touch."""
    cases = Case.objects.filter(authority=authority)
    return [list(cases.order_by("pk").values()),
            list(Row.objects.filter(authority=authority).order_by("pk").values()),
            list(Due.objects.filter(authority=authority).order_by("pk").values())]  # fmt: skip


def test_the_preview_says_which_days_move_on_which_cases_and_changes_nothing(council, shelf):
    early, late = council.opened(MONDAY).case, council.opened(date(2025, 11, 4)).case
    later = council.opened(date(2025, 12, 1)).case
    shelf.holiday(ADDED, MOURNING)
    before = snapshot(council.authority)
    found = preview(council.authority, CALENDAR, ON)
    assert snapshot(council.authority) == before
    assert (found.total, len(found.moved), found.same, found.refused) == (3, 2, 1, ())
    assert [line.case_id for line in found.moved] == [early.pk, late.pk]
    assert later.pk not in {line.case_id for line in found.moved}
    days = {(shift.id, shift.statutory): str(shift.now) for shift in found.moved[0].shifts}
    assert days["larkshire-response", False] == days["larkshire-response", True] == "Tuesday 18 November 2025"
    assert (found.statutory, found.made_late) == (2, 0)


def test_closed_cases_and_those_that_are_there_already_are_not_concerned(council, shelf):
    closed = council.opened().case
    council.recorded(closed, "complaint.withdrawn", ON)
    council.opened()
    shelf.holiday(ADDED, MOURNING)
    council.opened()
    assert preview(council.authority, CALENDAR, ON).total == 1
    run(asked(council).pk, ON)
    assert preview(council.authority, CALENDAR, ON).total == 0
    assert kept(closed)[1] == NEWEST_SHIPPED


def test_a_bank_holiday_elsewhere_concerns_no_case_that_is_not_counted_there(council, shelf):
    council.opened()
    shelf.holiday(ADDED, MOURNING, calendar="scotland")
    assert offers(council.authority, ON) == []
    assert preview(council.authority, CALENDAR, ON).total == 0


def test_what_is_on_offer_follows_what_is_stored_adopted_and_closed(council, shelf):
    council.opened()
    assert offers(council.authority, ON) == []
    shelf.holiday(ADDED, MOURNING)
    close(council.authority, date(2025, 11, 12), "Moving house")
    shelf.procedure("2025-11-01", within="8 working days")
    assert {str(offer.change) for offer in offers(council.authority, ON)} == {
        "closures/1",
        f"calendar/{ADDED}",
    }
    adopt(council, "2025-11-01", ON)
    found = {str(offer.change): offer.cases for offer in offers(council.authority, ON)}
    assert found == {"closures/1": 1, f"calendar/{ADDED}": 1, f"procedure/{OWN}/2025-11-01": 1}


def test_a_preview_is_kept_until_something_is_recorded(council, shelf, monkeypatch):
    case = council.opened().case
    shelf.holiday(ADDED, MOURNING)
    looked = []
    whole = previewing._preview
    monkeypatch.setattr(previewing, "_preview", lambda *given: looked.append(1) or whole(*given))
    assert preview(council.authority, CALENDAR, ON) == preview(council.authority, CALENDAR, ON)
    assert len(looked) == 1
    council.recorded(case, "stage1.responded", ON)
    assert preview(council.authority, CALENDAR, ON).total == 1
    assert len(looked) == 2


def test_all_are_moved_with_a_fact_each_and_another_council_is_left_alone(council, shelf):
    other = under_larkshire(made_up_council("OT"))
    cases = [council.opened().case for _ in range(4)]
    other.opened()
    shelf.holiday(ADDED, MOURNING)
    before = snapshot(other.authority)
    done = run(asked(council).pk, ON)
    assert (done.moved, done.problem, done.finished_at is not None) == (4, "", True)
    assert all(case.rows.filter(kind="case.moved").count() == 1 for case in cases)
    assert snapshot(other.authority) == before
    assert verify() == []


def test_those_that_do_not_fit_stay_and_are_listed_and_the_others_move(council, shelf):
    fits, does_not = council.opened().case, council.opened().case
    council.recorded(does_not, "larkshire.called", ON, answer="nobody")
    shelf.procedure("2025-11-01", facts="")
    adopt(council, "2025-11-01", ON)
    change = Change("procedure", f"{OWN}/2025-11-01")
    assert run(asked(council, change=change).pk, ON).moved == 1
    assert (kept(fits)[0], kept(does_not)[0]) == (f"{OWN}/2025-11-01", f"{OWN}/{BEGAN}")
    (line,) = preview(council.authority, change, ON).refused
    assert line.case_id == does_not.pk
    assert "The family was called" in line.misfits[0]


def test_asked_twice_with_one_key_is_one_request_and_run_twice_moves_once(council, shelf):
    council.opened()
    shelf.holiday(ADDED, MOURNING)
    once = key()
    first, second = asked(council, once=once), asked(council, once=once)
    assert first.pk == second.pk
    assert run(first.pk, ON).moved == run(first.pk, ON).moved == 1
    assert run(asked(council).pk, ON).moved == 0
    assert Row.objects.filter(kind="case.moved").count() == 1


def test_only_a_complaints_manager_of_the_council_may_ask(council, shelf):
    council.opened()
    shelf.holiday(ADDED, MOURNING)
    stranger = under_larkshire(made_up_council("OT")).people["manager"]
    for who in ("officer", "north", "head", "nobody"):
        with pytest.raises(NotAllowed):
            asked(council, who)
    with pytest.raises(NotAllowed):
        ask(council.authority, Asked(CALENDAR, "Proclaimed", key()), stranger, ON)
    with pytest.raises(Invalid, match="Say why"):
        ask(council.authority, Asked(CALENDAR, " ", key()), council.people["manager"], ON)
    assert not EditionMove.objects.exists()


def test_a_manager_whose_post_ended_meanwhile_moves_nothing(council, shelf):
    council.opened()
    shelf.holiday(ADDED, MOURNING)
    made = asked(council)
    council.people["manager"].posts.update(to_date=ON)
    done = run(made.pk, ON)
    assert done.moved == 0
    assert "There is no such case, or you may not see it" in done.problem


# ------------------------------------------------------------------ the command and the worker, as programs
@pytest.fixture
def live(committed_db, shelf):
    """A council whose cases are really in a database, and the environment of a program that works on it."""
    made = under_larkshire(made_up_council())
    made.cases = [made.opened().case for _ in range(6)]
    made.env = {**committed_db.env, **shelf.env, "HEARD_TODAY": ON.isoformat()}
    made.database = committed_db
    shelf.holiday(ADDED, MOURNING)
    return made


def heard(live, *words):
    return subprocess.run([*HEARD, *words], env=live.env, capture_output=True, text=True, timeout=60)


def move(live, *words):
    return heard(live, "move", "calendar", "--council", live.authority.name, *words)


def moved(live):
    return Row.objects.filter(authority=live.authority, kind="case.moved").count()


def killed_at(live, place, words, env=None):
    """A program killed with -9 while it waits for a case that somebody else holds."""
    with psycopg.connect(live.database.url("heard_owner")) as holder:
        holder.execute("SELECT 1 FROM cases_case WHERE id = %s FOR UPDATE", [live.cases[place].pk])
        program = subprocess.Popen([*HEARD, *words], env=env or live.env, stdout=subprocess.DEVNULL,
                                   stderr=subprocess.DEVNULL)  # fmt: skip
        try:
            for _ in range(600):
                if moved(live) == place:
                    break
                time.sleep(0.05)
            assert moved(live) == place
        finally:
            os.kill(program.pid, signal.SIGKILL)
            program.wait()


def test_the_command_previews_and_then_moves(live):
    said = move(live)
    assert said.returncode == 0, said.stderr
    assert "MU-2025-0001\n" in said.stdout
    assert "Answer the complaint: from Monday 17 November 2025 to Tuesday 18 November 2025" in said.stdout
    assert "6 open cases would move (6 on a day of the law, 0 made late)" in said.stdout
    assert moved(live) == 0
    without_reason = move(live, "--apply")
    assert (without_reason.returncode, moved(live)) == (1, 0)
    assert "Say why" in without_reason.stderr
    said = move(live, "--apply", "--reason", "Proclaimed")
    assert "6 cases moved" in said.stdout
    assert moved(live) == 6
    assert move(live, "--apply", "--reason", "Proclaimed").stdout.startswith("0 cases moved")
    assert heard(live, "verify").stdout.endswith("6 cases, 0 problems.\n")


def test_the_command_killed_in_the_middle_leaves_no_case_half_moved_and_goes_on_when_given_again(live):
    words = ["move", "calendar", "--council", live.authority.name, "--apply", "--reason", "Proclaimed"]
    for place in (2, 4):
        killed_at(live, place, words)
        wholly = [kept(case)[1] == ADDED for case in live.cases]
        assert wholly == [number < place for number in range(6)]
        assert verify() == []
    assert "2 cases moved" in move(live, "--apply", "--reason", "Proclaimed").stdout
    assert all(case.rows.filter(kind="case.moved").count() == 1 for case in live.cases)
    assert heard(live, "rebuild-due").stdout.endswith("0 lines were not right and now are.\n")
    assert verify() == []


def test_the_worker_does_what_was_asked_for_also_after_it_was_killed(live):
    from heard.cases.tasks import begin, move_cases

    env = {**live.env, "DATABASE_URL": live.database.url("heard_worker")}
    # The first look of a day makes its index, which would wait for the case that is held as well.
    subprocess.run([*HEARD, "worker", "--once"], env=env, capture_output=True, check=True, timeout=60)
    made = begin(live.authority, Asked(CALENDAR, "Proclaimed", "a-form"), live.people["manager"], ON)
    begin(live.authority, Asked(CALENDAR, "Proclaimed", "a-form"), live.people["manager"], ON)
    killed_at(live, 3, ["worker", "--once"], env)
    with live.database.as_owner() as owner:  # what the sweep does after a minute of silence
        owner.execute("UPDATE procrastinate_jobs SET status = 'todo', worker_id = NULL WHERE task_name = %s",
                      [move_cases.name])  # fmt: skip
    done = subprocess.run([*HEARD, "worker", "--once"], env=env, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr[-2000:]
    made.refresh_from_db()
    assert (made.moved, made.problem) == (6, "")
    assert moved(live) == 6
    assert Row.objects.filter(kind="case.moved", recorded_by=live.people["manager"]).count() == 6
    assert verify() == []


def test_two_at_once_move_each_case_once(live):
    first, second = asked(live), asked(live)

    def at_it(made):
        try:
            return run(made.pk, ON).moved
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        assert sum(pool.map(at_it, [first, second])) == 6
    assert all(case.rows.filter(kind="case.moved").count() == 1 for case in live.cases)
    assert verify() == []


def test_a_case_whose_edition_is_not_on_this_machine_is_listed_and_stays(live, shelf):
    assert run(asked(live).pk, ON).moved == 6
    (shelf.calendars / "england-and-wales" / f"{ADDED}.yaml").unlink()
    days._calendar.cache_clear()
    found = preview(live.authority, Change("calendar", NEWEST_SHIPPED), ON)
    assert len(found.refused) == 6
    assert f"No calendar is stored in edition '{ADDED}'" in found.refused[0].misfits[0]


def test_a_closure_day_by_command_is_previewed_like_any_other_change(live):
    name = live.authority.name
    said = heard(live, "closure-day", "add", "2025-11-12", "Moving house", "--council", name)
    assert "are now edition 1" in said.stdout
    said = heard(live, "move", "closures", "--council", name)
    assert "6 open cases would move (0 on a day of the law" in said.stdout
    again = heard(live, "closure-day", "add", "2025-11-12", "Again", "--council", name)
    assert (again.returncode, again.stderr) == (1, "Wednesday 12 November 2025 is a closure day already.\n")
    assert heard(live, "closure-day", "withdraw", "2025-11-12", "--council", name).returncode == 0
    assert "0 open cases would move" in heard(live, "move", "closures", "--council", name).stdout


def test_the_command_says_what_it_does_not_know(live):
    assert (
        "There is no council called Nowhere" in heard(live, "move", "calendar", "--council", "Nowhere").stderr
    )
    said = heard(live, "move", "procedure/nowhere/2020-01-01", "--council", live.authority.name)
    assert (said.returncode, "has not adopted" in said.stderr) == (1, True)
