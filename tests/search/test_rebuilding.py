"""The index made anew: by the command, and by the worker after PostgreSQL has emptied it."""

import subprocess
import sys

from django.db import connection

from heard.search.models import Entry
from heard.search.rebuilding import is_whole, rebuild
from heard.search.tasks import look_at_index
from tests.search.making import child, document
from tests.things.council import made_up_council


def kept():
    return sorted(Entry.objects.values_list("kind", "source_id", "words"))


def test_the_worker_makes_anew_what_is_gone(council):
    council.opened()
    document(council.people["officer"], child(council), "complaints", "A pelican")
    before = kept()
    assert is_whole()
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE search_entry")
    assert not is_whole()
    look_at_index()
    assert kept() == before
    assert is_whole()


def test_one_that_was_broken_off_is_begun_again(council):
    council.opened()
    council.opened()
    Entry.objects.filter(kind=Entry.CASE).order_by("source_id")[0].delete()
    assert not is_whole()
    look_at_index()
    assert is_whole()
    assert sum(rebuild().values()) == 0


def test_the_command_says_what_was_not_right(committed_db):
    made_up_council().opened()
    Entry.objects.filter(kind=Entry.CASE).delete()
    for said in ("1 entries were not right", "0 entries were not right"):
        done = subprocess.run(
            [sys.executable, "-m", "heard.cli", "search", "rebuild"],
            env=committed_db.env,
            capture_output=True,
            text=True,
            timeout=60,
        )
        assert done.returncode == 0, done.stderr
        assert said in done.stdout


def test_the_worker_may_make_it_anew_and_the_web_may_not(committed_db):
    made_up_council().opened()
    for role, code in (("heard_worker", 0), ("heard_web", 1)):
        env = {**committed_db.env, "DATABASE_URL": committed_db.url(role)}
        del env["HEARD_OWNER_URL"]
        done = subprocess.run(
            [sys.executable, "-m", "heard.cli", "search", "rebuild"],
            env=env,
            capture_output=True,
            text=True,
            timeout=60,
        )
        assert done.returncode == code, done.stderr
        if code:
            assert "Give HEARD_OWNER_URL" in done.stderr
