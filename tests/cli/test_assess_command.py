"""`heard assess`: where a case stands, in words and as JSON, and what is said of timelines and days that are wrong."""

import json
import subprocess
import sys

import pytest

from tests.cli.commands import STORY, alone, heard


@pytest.fixture
def timeline(tmp_path):
    path = tmp_path / "timeline.yaml"
    path.write_text(STORY, encoding="utf-8")
    return path


def test_in_words(capsys, timeline):
    code, out, err = heard(capsys, "assess", "leicestershire", timeline, "--on", "2025-11-12")
    assert (code, err) == (0, "")
    for words in (
        "on Wednesday 12 November 2025",
        "Answer the complaint: Team manager, by Monday 17 November 2025",
        "10 working days from Mon 3 Nov 2025 (Complaint received), 0 bank holidays: Mon 17 Nov 2025",
        "Rights",
        "TO SEND",
        "Wednesday 12 November 2025: ",
    ):
        assert words in out, words


def test_as_json(capsys, timeline):
    code, out, _ = heard(capsys, "assess", "leicestershire", timeline, "--on", "2025-11-12", "--json")
    data = json.loads(out)
    assert code == 0
    assert (data["stage"], data["closed"], data["on"]) == ("stage-1", False, "2025-11-12")
    duty = next(one for one in data["duties"] if one["id"] == "stage-1-response")
    assert (duty["owed_by"], duty["due"], duty["state"]) == ("team_manager", "2025-11-17", "owed")
    assert duty["statutory"]["due"] == "2025-11-17"
    chaser = next(one for one in data["chasers"] if one["on"] == "2025-11-12")
    assert (chaser["state"], chaser["to"], chaser["copied"]) == (
        "to send",
        ["team_manager"],
        ["service_manager"],
    )


def test_closure_days_in_the_timeline(capsys, timeline):
    timeline.write_text(STORY + "closures: [2025-11-10]\n", encoding="utf-8")
    _, out, _ = heard(capsys, "assess", "leicestershire", timeline, "--on", "2025-11-12", "--json")
    duty = next(one for one in json.loads(out)["duties"] if one["id"] == "stage-1-response")
    assert (duty["due"], duty["statutory"]["due"], duty["departs"]) == ("2025-11-18", "2025-11-17", True)


def test_where_the_law_has_another_day_it_is_shown(capsys, timeline):
    timeline.write_text(STORY + "closures: [2025-11-10]\n", encoding="utf-8")
    _, out, _ = heard(capsys, "assess", "leicestershire", timeline, "--on", "2025-11-12")
    assert "The law's day: Monday 17 November 2025" in out
    assert "this procedure departs from it" in out


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (
            "  - {fact: stage1.responded, date: 2025-11-20}\n",
            "1 fact is dated after this day and was left out.",
        ),
        (
            "  - {fact: stage1.responded, date: 2025-11-20}\n  - {fact: stage2.requested, date: 2025-11-25}\n",
            "2 facts are dated after this day and were left out.",
        ),
    ],
)
def test_facts_of_later_days_are_said_to_be_left_out(capsys, timeline, more, said):
    timeline.write_text(STORY + more, encoding="utf-8")
    assert said in heard(capsys, "assess", "england", timeline, "--on", "2025-11-12")[1]


def test_a_case_that_has_not_begun(capsys, timeline):
    timeline.write_text("facts: []\n", encoding="utf-8")
    code, out, _ = heard(capsys, "assess", "england", timeline, "--on", "2025-11-12")
    assert code == 0
    assert "not begun" in out
    assert "Owed" not in out


def test_a_closed_case_says_so(capsys, timeline):
    timeline.write_text(STORY + "  - {fact: complaint.withdrawn, date: 2025-11-10}\n", encoding="utf-8")
    assert "(closed)" in heard(capsys, "assess", "england", timeline, "--on", "2025-11-12")[1]


@pytest.mark.parametrize(
    "on", ["tomorrow", "12/11/2025", "20251112", "2025-W46-3", "2025-02-30", "2025-1-2", ""]
)
def test_a_day_that_is_none_is_a_misuse(capsys, timeline, on):
    code, _, err = heard(capsys, "assess", "england", timeline, "--on", on)
    assert code == 2
    assert f"'{on}' is not a day; write it as 2025-11-12" in err


def test_the_day_must_be_given(capsys, timeline):
    code, _, err = heard(capsys, "assess", "england", timeline)
    assert code == 2
    assert "--on" in err


@pytest.mark.parametrize("on", ["1999-01-01", "2036-01-01"])
def test_a_case_beyond_the_calendar_is_told_in_a_sentence(capsys, timeline, on):
    timeline.write_text(f"facts: [{{fact: complaint.received, date: {on}}}]\n", encoding="utf-8")
    code, out, err = heard(capsys, "assess", "england", timeline, "--on", on)
    assert (code, out) == (1, "")
    assert "holds the days from 2006-01-01 to 2035-12-31 only" in err


def test_a_timeline_that_is_not_there(capsys, tmp_path):
    code, _, err = heard(capsys, "assess", "england", tmp_path / "none.yaml", "--on", "2025-11-12")
    assert code == 1
    assert "none.yaml: there is no such file. Give the path of a timeline." in err


def test_a_timeline_with_mistakes_tells_them_all(capsys, timeline):
    timeline.write_text(
        STORY
        + "  - {fact: stage1.respondd, date: 2025-11-10}\n"
        + "  - {fact: stage1.extended, date: 2025-11-10, ground: rain}\n",
        encoding="utf-8",
    )
    code, out, err = heard(capsys, "assess", "england", timeline, "--on", "2025-11-12")
    assert (code, out) == (1, "")
    assert (
        "timeline.yaml:5: There is no fact called 'stage1.respondd' in england. Did you mean 'stage1.responded'?"
        in err
    )
    assert "timeline.yaml:6: 'rain' is not an answer to" in err


def test_a_pack_that_is_not_there(capsys, timeline):
    code, _, err = heard(capsys, "assess", "atlantis", timeline, "--on", "2025-11-12")
    assert code == 1
    assert "atlantis: There is no such procedure. There are: " in err


def test_it_loads_no_web_framework(timeline):
    program = (
        "import sys\nfrom heard.cli import main\n"
        f"main(['assess', 'leicestershire', {str(timeline)!r}, '--on', '2025-11-12', '--json'])\n"
        "print([name for name in ('django', 'psycopg', 'procrastinate', 'typst', 'holidays') if name in sys.modules])"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60
    )
    assert ran.stdout.splitlines()[-1] == "[]"


def test_in_a_process_of_its_own_from_another_folder(timeline, tmp_path):
    ran = alone("assess", "leicestershire", timeline, "--on", "2025-11-12", "--json", cwd=tmp_path)
    assert ran.returncode == 0, ran.stderr
    assert json.loads(ran.stdout)["procedure"] == "leicestershire"
