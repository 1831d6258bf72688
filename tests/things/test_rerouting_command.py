"""`heard move procedure/NAME --case`: one case moved to another procedure, by command and by several at once."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from django.db import connection

from heard.authority.models import AdoptedProcedure
from heard.cases.entries import Rerouting
from heard.cases.models import Case
from heard.cases.outcome import NotRecorded
from heard.cases.record import move
from heard.cases.verify import verify
from tests.things.council import MONDAY, made_up_council

LATER = date(2025, 11, 19)


@pytest.fixture
def live(committed_db):
    """A committed council with the law's procedure and the corporate one, and a case under the latter."""
    council = made_up_council()
    AdoptedProcedure.objects.create(
        authority=council.authority, procedure="corporate", edition="2024-04-01", from_date=date(2024, 4, 1)
    )
    council.case = council.opened(MONDAY, procedure="corporate", answers={"channel": "email"}).case
    council.recorded(council.case, "acknowledgement.sent", MONDAY)
    council.env = {**committed_db.env, "HEARD_TODAY": LATER.isoformat()}
    return council


def heard(live, *words):
    command = [sys.executable, "-m", "heard.cli", *words]
    return subprocess.run(command, env=live.env, capture_output=True, text=True, timeout=60, check=False)


def asked(live, what="procedure/england", *more, case=None):
    return heard(
        live, "move", what, "--case", case or live.case.reference, "--council", live.authority.name, *more
    )


def now(live):
    live.case.refresh_from_db()
    return live.case.procedure, live.case.rows.count()


def test_the_command_says_what_would_follow_and_then_moves_and_everything_agrees(live):
    said = asked(live)
    assert (said.returncode, said.stderr, now(live)) == (0, "", ("corporate", 2))
    assert "counted from Monday 3 November 2025" in said.stdout
    assert "Answer the complaint: was due on Monday 17 November 2025, so it is late" in said.stdout
    assert "Complaint acknowledged, of Monday 3 November 2025: It explained another procedure" in said.stdout
    without = asked(live, "procedure/england", "--apply")
    assert (without.returncode, now(live)) == (1, ("corporate", 2))
    assert "Say why" in without.stderr
    done = asked(live, "procedure/england/2006-09-01", "--apply", "--reason", "It is about a care leaver")
    assert (done.returncode, done.stderr, now(live)) == (0, "", ("england", 3))
    again = asked(live, "procedure/england", "--apply", "--reason", "It is about a care leaver")
    assert (again.returncode, now(live)) == (1, ("england", 3))
    assert "is under this procedure already" in again.stderr
    assert heard(live, "verify").stdout.endswith("1 cases, 0 problems.\n")
    assert heard(live, "rebuild-due").stdout.endswith("0 lines were not right and now are.\n")
    back = asked(live, "procedure/corporate", "--apply", "--reason", "It was right before")
    assert (back.returncode, now(live)) == (0, ("corporate", 4))
    assert verify() == []


@pytest.mark.parametrize(
    ("what", "case", "words", "code"),
    [
        ("procedure/rutland", None, "has adopted no procedure called", 1),
        ("procedure/england/2005-01-01", None, "are under edition 2006-09-01 of england, not 2005-01-01", 1),
        ("procedure/england", "MU-1999-0001", "has no case MU-1999-0001", 1),
        ("calendar", None, "name the procedure that it belongs to", 2),
        ("procedure", None, "name the procedure that it belongs to", 2),
    ],
)
def test_what_cannot_be_is_said_in_a_sentence(live, what, case, words, code):
    said = asked(live, what, "--apply", "--reason", "Because", case=case)
    assert (said.returncode, said.stdout, now(live)) == (code, "", ("corporate", 2))
    assert words in said.stderr
    assert "Traceback" not in said.stderr


def test_two_who_move_it_at_once_move_it_once(live):
    manager = live.people["manager"]

    def one(number):
        try:
            move(live.case.pk, Rerouting("england", "Seen by two"), manager, LATER, key=f"{number}" * 32)
            return "moved"
        except NotRecorded as problem:
            return problem.sentence
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as many:
        said = list(many.map(one, range(4)))
    assert said.count("moved") == 1
    assert all("already" in sentence for sentence in said if sentence != "moved")
    assert now(live) == ("england", 3)
    assert verify() == []
    assert Case.objects.get(pk=live.case.pk).last_seq == 3
