"""`heard events` takes in what a social care record system sends, whole or not at all, and again without harm."""

import subprocess
import sys

import pytest

HEARD = [sys.executable, "-m", "heard.cli", "events"]


@pytest.fixture
def town(committed_db):
    from tests.reviews.town import made_up_town

    made = made_up_town()
    made.child.record_number = "RN-1"
    made.child.save()
    made.env = {**committed_db.env, "HEARD_TODAY": "2025-11-05"}
    return made


def heard(town, text, *more):
    given = [*HEARD, "-", "--council", town.authority.name, *more]
    return subprocess.run(given, input=text, env=town.env, capture_output=True, text=True, timeout=120)


def test_events_are_taken_in_once(town):
    text = "event,date,child,reference\nnew_referral,2025-11-03,RN-1,EV-1\n"
    first = heard(town, text)
    assert first.returncode == 0, first.stderr
    assert "1 events taken in, 0 known before, 1 reviews of files asked for." in first.stdout
    assert "0 events taken in, 1 known before" in heard(town, text).stdout


def test_what_is_wrong_is_said_line_by_line(town):
    wrong = heard(town, "event,date,child\nparty,2025-11-03,RN-1\nnew_referral,2025-11-03,RN-2\n")
    assert wrong.returncode == 1
    assert "Nothing was taken in." in wrong.stderr
    assert "Line 2, event" in wrong.stderr
    assert "Line 3, child" in wrong.stderr


def test_a_council_that_is_not_there_and_a_file_that_is_not_there(town, tmp_path):
    stranger = subprocess.run(
        [*HEARD, "-", "--council", "Nowhere"],
        input="",
        env=town.env,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert stranger.returncode == 1
    assert town.authority.name in stranger.stderr
    missing = [*HEARD, str(tmp_path / "none.csv"), "--council", town.authority.name]
    answer = subprocess.run(missing, env=town.env, capture_output=True, text=True, timeout=120)
    assert answer.returncode == 1
    assert "cannot be read" in answer.stderr
