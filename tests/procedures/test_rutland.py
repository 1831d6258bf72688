"""Rutland's and the corporate pack: what a worked case cannot show, such as the document's head and what it states.

Example: the edition is a draft whose review in April 2025 is overdue (RUT-0-a, AMB-38).
Its clocks, rights, holds, checks, eligibility and letters are in procedures/rutland/2020-04-01/worked-cases.
"""

from __future__ import annotations

from datetime import date

import pytest

from heard.engine import read_pack
from tests.procedures.shipped import cited, proven

RUTLAND = read_pack("rutland/2020-04-01")
CORPORATE = read_pack("corporate/2024-04-01")
MUST = {"clock", "reminder", "right", "eligibility", "panel-rule", "hold", "letter-content"}


@pytest.mark.proves("RUT-0-a")
def test_the_edition_says_what_the_document_is():
    """RUT-0-a, AMB-38."""
    head = RUTLAND.in_force
    assert (head.status, head.start, head.review_by) == ("draft", date(2020, 4, 1), date(2025, 4, 30))
    assert "version 3" in RUTLAND.documents["RUT"].title
    for words in ("Version 3", "approval is empty", "Deputy Director Children's Services", "no flowchart"):
        assert words in head.note


def test_the_clauses_are_all_there():
    ids = {id for id in RUTLAND.paragraphs if id.startswith("RUT-")}
    assert len(ids) == 121
    assert {f"AMB-{n}" for n in (*range(17, 40), *range(63, 73))} <= set(RUTLAND.readings)


@pytest.mark.parametrize("pack", [RUTLAND, CORPORATE], ids=lambda pack: pack.name)
def test_every_clause_of_the_kinds_that_must_be_proven_has_a_worked_case_and_a_rule(pack):
    name = f"{pack.name}/{pack.edition}"
    wanted = {id for id, one in pack.paragraphs.items() if one.kind in MUST and not id.startswith("NAT-")}
    assert wanted
    assert wanted - proven(name) == set()
    assert wanted - cited(name) == set()


@pytest.mark.proves("RUT-5.1-a")
def test_a_complaint_is_taken_in_every_way_that_the_policy_names():
    channel = RUTLAND.facts["complaint.received"].question("channel")
    assert channel is not None
    assert {"telephone", "in_person", "letter", "text_message", "web_form"} <= set(channel.choices)


@pytest.mark.proves("RUT-6.1-a")
def test_the_ten_examples_are_all_there():
    issue = RUTLAND.facts["suitability.considered"].question("issue")
    assert issue is not None
    assert len(set(issue.choices) - {"other"}) == 10


@pytest.mark.proves("RUT-19.1-a", "RUT-19.1-b", "RUT-19.1-c", "RUT-19.1-d")
def test_the_annual_report_has_its_owner_its_readers_and_its_ten_headings():
    """AMB-37 for the headings."""
    report = RUTLAND.arrangements.reports["annual"]
    assert (report.every, report.owner, report.published) == ("financial year", "monitoring_officer", True)
    assert "Monitoring Officer" in RUTLAND.roles[report.owner].title
    assert "Audit and Risk Committee" in report.to
    assert {"staff", "the public on the council's website"} <= set(report.to)
    assert len(report.contents) == 10
    assert "AMB-37" in report.cites


STATED = {
    "RUT-1.3-a": "open to challenge",
    "RUT-1.4-a": "guidance of 2006",
    "RUT-2.0-a": "welfare of the child comes first",
    "RUT-2.0-b": "duty of care",
    "RUT-2.0-c": "dignity and respect",
    "RUT-2.0-d": "clear and easy to reach",
    "RUT-2.0-f": "not to blame",
    "RUT-15.1-a": "looks at practice",
    "RUT-16.1-a": "data protection",
}


@pytest.mark.proves(
    "RUT-1.3-a",
    "RUT-1.4-a",
    "RUT-2.0-a",
    "RUT-2.0-b",
    "RUT-2.0-c",
    "RUT-2.0-d",
    "RUT-2.0-f",
    "RUT-15.1-a",
    "RUT-16.1-a",
)
@pytest.mark.parametrize(("clause", "words"), STATED.items())
def test_what_has_no_clock_is_stated(clause, words):
    said = [one.says for one in RUTLAND.arrangements.principles.values() if clause in one.cites]
    assert any(words in says for says in said), said


def test_the_law_decides_whether_a_planned_change_waits_where_the_policy_is_silent():
    """AMB-68."""
    effect = RUTLAND.arrangements.decision_effect
    assert effect is not None
    assert (effect.id, effect.pack) == ("freeze", "england")


def test_each_post_is_one_role_with_the_policys_title():
    """AMB-72."""
    titles = {id: RUTLAND.roles[id].title for id in ("director", "head_of_service", "complaints_manager")}
    assert titles == {
        "director": "Director for People",
        "head_of_service": "Head of Service",
        "complaints_manager": "Complaints manager (nominated manager)",
    }


def test_the_panels_lines_say_that_they_are_no_second_source():
    """AMB-71."""
    assert "one source" in RUTLAND.readings["AMB-71"].reading
    assert {"RUT-11.3-e", "RUT-11.3-f", "RUT-11.3-g"} == set(RUTLAND.readings["AMB-71"].about)


def test_what_the_code_says_is_marked_as_not_read_in_the_code():
    """Nothing of the Complaint Handling Code was checked at its source."""
    marks = {one.checked for id, one in CORPORATE.paragraphs.items() if id.startswith("CODE-")}
    assert {str(mark) for mark in marks} == {"secondary", "unverified"}


def test_a_case_that_moves_keeps_the_facts_that_both_procedures_know():
    """AMB-C1: the clocks of the right procedure find the day on which the case was first received."""
    shared = {
        "complaint.received",
        "acknowledgement.sent",
        "stage1.responded",
        "stage2.requested",
        "case.closed",
    }
    assert shared <= set(RUTLAND.facts) & set(CORPORATE.facts)
