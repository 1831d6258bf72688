"""The worker as a program of its own: run twice, run doubly, killed with -9 wherever it hurts, and put right again."""

import os
import signal
import subprocess
import sys
import time
from contextlib import contextmanager

import pytest

from heard.chasers.models import Outgoing
from tests.chasers.larkshire import CHASE, DAY_7, TELL, complaint, facts

ALWAYS = "00:00-23:59:59.999999"
COMMAND = [sys.executable, "-m", "heard.cli", "worker"]


@pytest.fixture
def env(worker_db, post):
    """What the worker is given: the test's database as the worker's role, the test's mail server, a pinned day."""
    return {
        **worker_db.env,
        "DATABASE_URL": worker_db.url("heard_worker"),
        "HEARD_SMTP_URL": post.url,
        "HEARD_FROM_EMAIL": "Heard <heard@council.example>",
        "HEARD_TODAY": DAY_7.isoformat(),
        "HEARD_CHASER_HOURS": ALWAYS,
    }


def once(env, **more):
    done = subprocess.run(
        [*COMMAND, "--once"], env={**env, **more}, capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 0, done.stderr[-3000:]


@contextmanager
def running(env, *words):
    """A worker that is certainly dead afterwards."""
    process = subprocess.Popen(
        [*COMMAND, *words], env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def eventually(what, within=30):
    for _ in range(within * 20):
        if what():
            return
        time.sleep(0.05)
    raise AssertionError("it did not come to that")


def sent(post, case):
    """The messages of this case's chaser of day 7."""
    name = f"{case.reference}.{CHASE}@"
    return [message for message in post.messages if name in message["Message-ID"]]


def test_what_is_due_is_sent_once_however_often_the_worker_runs(council, post, env):
    case = complaint(council)
    once(env)
    once(env)
    assert len(facts(case)) == 1
    assert len(facts(case, TELL)) == 1
    assert len(post.messages) == 4, "two chasers, each to one person with a copy to another"


def test_at_the_weekend_nothing_is_sent_and_on_monday_everything(council, post, env):
    case = complaint(council)
    once(env, HEARD_TODAY="2025-11-15")
    assert post.messages == []
    once(env, HEARD_TODAY="2025-11-17")
    assert len(facts(case)) == 1


def test_two_workers_at_once_send_each_chaser_once(council, post, env):
    cases = [complaint(council) for _ in range(6)]
    with running(env, "--once") as one, running(env, "--once") as other:
        assert (one.wait(60), other.wait(60)) == (0, 0)
    once(env)
    for case in cases:
        assert len(facts(case)) == 1
        assert len(facts(case, TELL)) == 1
    assert len(post.messages) == len(cases) * 4
    assert len({(message["Message-ID"], address) for address, message in post.taken}) == len(post.messages)


def killed_at(env, post, place):
    """A worker, killed with -9 while the mail server holds it there."""
    post.hold_at = place
    with running(env, "--once") as worker:
        assert post.reached_hold.wait(30)
        os.kill(worker.pid, signal.SIGKILL)
        worker.wait()
    post.let_go()


def test_killed_after_the_server_took_it_and_before_it_was_recorded(council, post, env):
    case = complaint(council)
    killed_at(env, post, "taken")
    assert facts(case) == []
    assert facts(case, TELL) == []
    assert Outgoing.objects.filter(case=case, trying_since__isnull=False).exists()
    once(env)
    assert len(facts(case)) == 1
    assert len(facts(case, TELL)) == 1
    assert 2 <= len(sent(post, case)) <= 3, "the copy that left before the kill may come twice"
    assert len({message["Message-ID"] for message in sent(post, case)}) == 1, "and bears the same Message-ID"


def test_killed_after_the_claim_and_before_anything_left(council, post, env):
    case = complaint(council)
    killed_at(env, post, "greeting")
    assert post.messages == []
    once(env)
    assert len(facts(case)) == 1
    assert len(sent(post, case)) == 2


def test_killed_while_it_waits_for_the_case(council, post, env, worker_db):
    case = complaint(council)
    waiting = "SELECT count(*) FROM pg_locks WHERE NOT granted"
    with worker_db.as_owner() as looker, worker_db.as_owner() as owner, owner.transaction():
        owner.execute("SELECT 1 FROM cases_case WHERE id = %s FOR UPDATE", [case.pk])
        with running(env, "--once") as worker:
            eventually(lambda: looker.execute(waiting).fetchone()[0] > 0)
            os.kill(worker.pid, signal.SIGKILL)
            worker.wait()
    assert post.messages == []
    once(env)
    assert len(facts(case)) == 1
    assert len(sent(post, case)) == 2


def test_killed_again_and_again_at_any_moment(council, post, env):
    cases = [complaint(council) for _ in range(4)]
    for patience in (0.9, 1.2, 1.5, 1.8):
        with running(env, "--once") as worker:
            time.sleep(patience)
            os.kill(worker.pid, signal.SIGKILL)
            worker.wait()
    Outgoing.objects.exclude(state=Outgoing.SENT).update(next_try=None)
    once(env)
    for case in cases:
        assert len(facts(case)) == 1
        assert len(facts(case, TELL)) == 1


def test_what_was_answered_while_the_worker_was_dead_is_not_sent_again(council, post, env):
    case = complaint(council)
    killed_at(env, post, "taken")
    taken = len(post.messages)
    council.recorded(case, "stage1.responded", DAY_7)
    once(env)
    assert len(post.messages) == taken
    assert facts(case) == []
    assert facts(case, TELL) == []
    assert Outgoing.objects.filter(case=case, may_have_gone=True).exists()


def test_jobs_of_a_dead_worker_are_swept(council, post, env, worker_db):
    complaint(council)
    killed_at(env, post, "taken")
    with worker_db.as_owner() as owner:
        doing = "SELECT count(*) FROM procrastinate_jobs WHERE status = 'doing'"
        assert owner.execute(doing).fetchone()[0] > 0
        owner.execute("UPDATE procrastinate_workers SET last_heartbeat = now() - interval '10 minutes'")
        once(env)
        assert owner.execute(doing).fetchone()[0] == 0


def test_jobs_whose_worker_the_queue_has_forgotten_are_swept(council, post, env, worker_db):
    complaint(council)
    killed_at(env, post, "taken")
    with worker_db.as_owner() as owner:
        owner.execute("UPDATE procrastinate_jobs SET worker_id = NULL WHERE status = 'doing'")
        once(env)
        assert (
            owner.execute("SELECT count(*) FROM procrastinate_jobs WHERE status = 'doing'").fetchone()[0] == 0
        )


def test_a_standing_worker_begins_at_once_and_ends_when_told(council, post, env):
    case = complaint(council)
    with running(env) as worker:
        eventually(lambda: len(facts(case)) == 1 and len(facts(case, TELL)) == 1)
        worker.send_signal(signal.SIGTERM)
        assert worker.wait(30) == 0


def test_a_refusing_server_that_recovers(council, post, env):
    case = complaint(council)
    post.busy = True
    once(env)
    assert facts(case) == []
    assert Outgoing.objects.get(case=case, chaser=CHASE).problem
    post.busy = False
    once(env)
    assert facts(case) == [], "not before its pause is over"
    Outgoing.objects.update(next_try=None)
    once(env)
    assert len(facts(case)) == 1
