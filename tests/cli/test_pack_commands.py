"""`heard check`, `try` and `show`: what they print, and how they end, for good packs, wrong ones and no packs."""

import subprocess
import sys

import pytest

from tests.cli.commands import alone, heard
from tests.engine.small import ANSWER, write

CASE = """
worked_cases:
  - case: A complaint is due two weeks later
    proves: P-1
    facts: [{fact: complaint.received, date: 2025-11-03}]
    expect: [{on: 2025-11-12, duties: {answer: {due: 2025-11-17}}}]
"""


@pytest.fixture
def good(tmp_path):
    return write(tmp_path / "good", ANSWER, more={"worked-cases/a.yaml": CASE})


@pytest.fixture
def wrong(tmp_path):
    return write(tmp_path / "wrong", ANSWER.replace("manager", "manger"))


def test_check_says_what_a_good_pack_holds(capsys, good):
    code, out, err = heard(capsys, "check", good)
    assert (code, err) == (0, "")
    assert out.splitlines()[0] == (
        "small/2025-01-01: no problems. 0 stages, 1 duties, 0 rights, 0 chasers, 12 kinds of fact, 1 worked cases."
    )
    assert "1 paragraph was not yet checked at their source: P-14.10." in out


def test_check_says_what_is_wrong_with_file_and_line(capsys, wrong):
    code, out, _ = heard(capsys, "check", wrong)
    assert code == 1
    assert out == f"{wrong}: rules.yaml:3: There is no role called 'manger'. Did you mean 'manager'?\n"


def test_check_goes_on_after_a_wrong_pack(capsys, good, wrong):
    code, out, _ = heard(capsys, "check", wrong, good)
    assert code == 1
    assert "small/2025-01-01: no problems." in out


def test_check_says_that_an_edition_is_a_draft(capsys, tmp_path):
    folder = write(tmp_path, ANSWER, in_force="{from: 2025-01-01, status: draft}")
    assert "Note: This edition is marked as a draft." in heard(capsys, "check", folder)[1]


def test_check_finds_what_is_wrong_in_worked_cases(capsys, tmp_path):
    folder = write(tmp_path, ANSWER, more={"worked-cases/a.yaml": CASE.replace("expect", "expects")})
    code, out, _ = heard(capsys, "check", folder)
    assert code == 1
    assert "worked-cases/a.yaml:6: 'expects' is not a word that is used here. Did you mean 'expect'?" in out


def test_check_finds_a_calendar_that_is_not_there(capsys, tmp_path):
    code, out, _ = heard(capsys, "check", write(tmp_path, ANSWER, calendar="atlantis"))
    assert code == 1
    assert "There is no calendar 'atlantis'." in out


@pytest.mark.parametrize(
    "name", ["atlantis", "england/1066-10-14", "no/such/folder", "../..", "_template", "."]
)
def test_a_pack_that_is_not_there(capsys, name):
    code, out, _ = heard(capsys, "check", name)
    assert code == 1
    assert "There " in out or "no procedure.yaml" in out


def test_a_command_without_a_pack_is_misused(capsys):
    for command in (["check"], ["try"], ["show"], [], ["ceck"]):
        code, _, err = heard(capsys, *command)
        assert code == 2
        assert "usage: heard" in err


def test_try_counts_what_passed_on_its_last_line(capsys, good):
    assert heard(capsys, "try", good) == (0, "1 passed, 0 failed\n", "")


def test_try_says_what_does_not_hold(capsys, tmp_path):
    folder = write(tmp_path, ANSWER, more={"worked-cases/a.yaml": CASE.replace("2025-11-17", "2025-11-18")})
    code, out, _ = heard(capsys, "try", folder)
    assert code == 1
    assert out.splitlines() == [
        "FAILED  A complaint is due two weeks later",
        "        worked-cases/a.yaml:6: on Wed 12 Nov 2025 'answer' has due 2025-11-17; the case says 2025-11-18",
        "0 passed, 1 failed",
    ]


def test_try_goes_on_after_a_case_that_cannot_be_counted(capsys, tmp_path):
    late = CASE.replace("2025-11-03", "2035-12-30").replace("2025-11-12", "2035-12-31")
    nowhere = CASE.replace("    proves", "    calendar: atlantis\n    proves")
    both = late + nowhere.replace("\nworked_cases:\n", "") + CASE.replace("\nworked_cases:\n", "")
    code, out, _ = heard(capsys, "try", write(tmp_path, ANSWER, more={"worked-cases/a.yaml": both}))
    assert code == 1
    assert "holds the days from 2006-01-01 to 2035-12-31 only" in out
    assert "There is no calendar 'atlantis'." in out
    assert out.endswith("1 passed, 2 failed\n")


def test_try_counts_a_pack_that_cannot_be_read_as_failed(capsys, good, wrong):
    code, out, _ = heard(capsys, "try", wrong, good)
    assert code == 1
    assert "There is no role called 'manger'." in out
    assert out.endswith("1 passed, 1 failed\n")


def test_try_says_that_there_is_nothing_to_try(capsys, tmp_path):
    code, out, err = heard(capsys, "try", write(tmp_path, ANSWER))
    assert (code, out) == (0, "0 passed, 0 failed\n")
    assert "small/2025-01-01 has no worked cases." in err


def test_show_tells_every_rule(capsys, good):
    code, out, _ = heard(capsys, "show", good)
    assert code == 0
    assert "answer: Answer the complaint rules.yaml:3 (DOC paragraph 1)" in out


def test_show_of_a_wrong_pack_says_what_is_wrong(capsys, wrong):
    code, out, err = heard(capsys, "show", wrong)
    assert (code, out) == (1, "")
    assert "rules.yaml:3: There is no role called 'manger'." in err


def test_a_pack_that_nobody_may_read_is_told(capsys, good):
    (good / "rules.yaml").unlink()
    (good / "rules.yaml").mkdir()
    code, out, _ = heard(capsys, "check", good)
    assert code == 1
    assert "rules.yaml: This is not a file." in out


def test_the_shipped_packs_in_a_process_of_their_own():
    ran = alone("check", "england", "leicestershire")
    assert (ran.returncode, ran.stderr) == (0, "")
    assert ran.stdout.count("no problems") == 2


def test_a_reader_that_goes_away_is_no_error():
    program = f"{sys.executable} -m heard.cli show leicestershire | head -1"
    ran = subprocess.run(["bash", "-c", program], capture_output=True, text=True, check=False, timeout=60)
    assert ran.stderr == ""


@pytest.mark.parametrize("command", [["check", "england"], ["try", "england"], ["show", "england"]])
def test_these_commands_load_no_web_framework(command):
    program = (
        "import sys\nfrom heard.cli import main\n"
        f"main({command!r})\n"
        "print([name for name in ('django', 'psycopg', 'procrastinate', 'typst', 'holidays') if name in sys.modules])"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60
    )
    assert ran.stdout.splitlines()[-1] == "[]"


def test_show_says_what_counts_of_a_case_from_another_procedure(capsys):
    code, out, _ = heard(capsys, "show", "leicestershire")
    assert code == 0
    assert (
        "acknowledgement.sent does not count: It explained another procedure, and said nothing of advocacy."
        in out
    )
    assert (
        "complaint.received is counted from: first_received of route.corrected, else complaint.received"
        in out
    )
    assert "Goes to corporate, where one of these warns: outside-this-procedure" in out


def test_check_reads_what_a_pack_says_of_moves(capsys, good):
    (good / "moves").mkdir()
    (good / "moves/moves.yaml").write_text("moves_her: {}\n")
    code, out, _ = heard(capsys, "check", good)
    assert code == 1
    assert "moves/moves.yaml:1: 'moves_her' is not a word that is used here" in out
