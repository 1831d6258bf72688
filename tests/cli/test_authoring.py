"""The commands for authors: compare, chart and new-council, as somebody types them."""

import pytest

from heard.cli import main
from heard.engine import calendars_of, read_pack, read_worked_cases
from heard.engine.proving import proof_of


def test_compare_says_what_differs_and_where_the_council_departs(capsys):
    assert main(["compare", "england", "leicestershire"]) == 0
    out = capsys.readouterr().out
    assert "chase-team-manager" in out
    assert "england/2006-09-01: has no such rule" in out
    assert "staff_leave, which the law does not know" in out
    assert "stage1.further_time_agreed; the law knows no such extension" in out


def test_a_procedure_compared_with_itself_differs_nowhere(capsys):
    assert main(["compare", "england", "england"]) == 0
    assert capsys.readouterr().out.strip() == ""


def test_chart_draws_a_file_and_prints_the_same_steps(capsys, tmp_path):
    place = tmp_path / "procedure.svg"
    assert main(["chart", "leicestershire", "-o", str(place)]) == 0
    out = capsys.readouterr().out
    assert "Answer the complaint, 10 working days after" in out
    assert place.read_text(encoding="utf-8").startswith("<svg")


def test_chart_says_where_it_cannot_write(capsys, tmp_path):
    assert main(["chart", "england", "-o", str(tmp_path / "nowhere" / "x.svg")]) == 1
    assert "could not be written" in capsys.readouterr().err


def test_a_new_council_begins_with_a_pack_that_checks_and_tries_green(capsys, tmp_path):
    assert main(["new-council", "north-shire", "--edition", "2027-04-01", "--in", str(tmp_path)]) == 0
    place = str(tmp_path / "north-shire" / "2027-04-01")
    assert main(["check", place]) == 0
    assert "north-shire/2027-04-01: no problems" in capsys.readouterr().out
    assert main(["try", place]) == 0
    assert capsys.readouterr().out.strip().splitlines()[-1] == "1 passed, 0 failed"


def test_a_new_council_never_overwrites(capsys, tmp_path):
    assert main(["new-council", "north-shire", "--in", str(tmp_path)]) == 0
    marker = tmp_path / "north-shire" / "draft" / "stage-1.yaml"
    marker.write_text("mine", encoding="utf-8")
    assert main(["new-council", "north-shire", "--in", str(tmp_path)]) == 1
    assert "is there already" in capsys.readouterr().err
    assert marker.read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("name", ["North Shire", "../outside", "a", "-x", ""])
def test_a_new_council_needs_a_name_that_can_be_a_folder(capsys, tmp_path, name):
    assert main(["new-council", "--in", str(tmp_path), "--", name]) == 1
    assert "small letters and hyphens" in capsys.readouterr().err
    assert not any(tmp_path.iterdir())


def test_a_clause_is_proven_only_while_its_rule_is_there():
    procedure = read_pack("leicestershire")
    cases, calendar = read_worked_cases(procedure), calendars_of(procedure)
    proof = proof_of("LEI-S1-05-b", procedure, cases, calendar)
    assert proof.proven
    assert any("chase-team-manager" in held.what for held in proof.held)
    silent = [case for case in cases if "LEI-S1-05-b" not in case.proves]
    assert not proof_of("LEI-S1-05-b", procedure, silent, calendar).proven
    assert not proof_of("LEI-P-06", procedure, cases, calendar).proven
