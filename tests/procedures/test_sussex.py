"""What the worked cases on child protection conferences cannot say: what stands, and who decides.

Example: the decision of the conference stands while the complaint goes on; the law's own procedure would freeze it.
"""

from __future__ import annotations

from datetime import date

import pytest

from heard.engine import Fact, Timeline, assess, read_pack
from heard.engine.conditions import holds, seen
from tests.procedures.shipped import calendar

SUS = "sussex-conferences/2017-10-24"


@pytest.mark.proves("SUS-7.1.2-a", "SUS-7.1.2-b")
def test_the_decision_of_the_conference_stands_meanwhile():
    """AMB-58, AMB-68: the law's own pack has the opposite."""
    effect = read_pack(SUS).arrangements.decision_effect
    assert effect is not None
    assert effect.id == "stands"
    assert "cannot itself change it" in effect.says
    law = read_pack("england").arrangements.decision_effect
    assert law is not None
    assert law.id == "freeze"


def test_nothing_of_the_laws_three_stages_applies():
    """AMB-67: another procedure, with a panel of members of the partner agencies."""
    pack = read_pack(SUS)
    assert pack.floor is None
    assert not any(rule.law for rule in pack.by_key.values())
    assert "stage3.requested" not in pack.facts


@pytest.mark.proves("SUS-0")
def test_it_says_that_its_source_is_superseded():
    """AMB-60."""
    pack = read_pack(SUS)
    assert "superseded" in pack.in_force.note
    assert pack.in_force.end is None
    assert "24 October 2017" in pack.documents["SUS"].title


@pytest.mark.proves("SUS-7.1.16-d")
def test_the_list_of_addresses_is_for_the_panel_alone():
    """AMB-62."""
    folder = read_pack(SUS).arrangements.folders["panel-papers"]
    assert set(folder.read) == {"panel_chair", "panel_member", "complaints_manager"}
    assert folder.write == ("complaints_manager",)


@pytest.mark.proves("SUS-7.1.3")
def test_there_are_three_end_results_and_no_others():
    result = read_pack(SUS).facts["result.recorded"].question("result")
    assert result is not None
    assert set(result.choices) == {"reconvened", "brought_forward", "status_quo"}


@pytest.mark.parametrize(
    ("kind", "roles"),
    [
        pytest.param(
            "late.accepted", {"conference_chair", "chairs_manager"}, marks=pytest.mark.proves("SUS-7.1.8")
        ),
        pytest.param(
            "late.declined", {"conference_chair", "chairs_manager"}, marks=pytest.mark.proves("SUS-7.1.8")
        ),
        pytest.param("challenge.accepted", {"complaints_manager"}, marks=pytest.mark.proves("SUS-7.1.28-b")),
        pytest.param("challenge.declined", {"complaints_manager"}, marks=pytest.mark.proves("SUS-7.1.28-b")),
    ],
)
def test_who_decides(kind, roles):
    assert set(read_pack(SUS).facts[kind].recorded_by) == roles


@pytest.mark.parametrize("question", ["procedures_followed", "decision_reasonable", "outcome", "concerns"])
def test_the_panel_answers_both_of_its_questions_and_thinks_of_the_agencies(question):
    """SUS-7.1.18, SUS-7.1.23."""
    asked = read_pack(SUS).facts["panel.decided"].question(question)
    assert asked is not None
    assert asked.required


def test_every_duty_of_stage_1_that_is_the_chairs_passes_to_the_chairs_manager():
    """AMB-56: nobody judges their own case."""
    duties = [
        d for d in read_pack(SUS).duties.values() if d.stage == "stage-1" and d.owed_by == "conference_chair"
    ]
    assert len(duties) == 8
    assert all(set(duty.passes_to) == {"chairs_manager"} for duty in duties)


@pytest.mark.proves("SUS-7.1.13-b")
def test_reasons_that_came_later_are_enough():
    pack = read_pack(SUS)
    asked = [Fact("complaint.received", date(2025, 4, 11)), Fact("stage2.requested", date(2025, 6, 2))]
    given = Fact("reasons.received", date(2025, 6, 5), {"reasons": "The report was not shared"})
    rule = pack.eligibility["stage-2-without-reasons"]
    for facts, applies in ((asked, True), ([*asked, given], False)):
        assert holds(rule.when, seen(pack, Timeline(facts), calendar(), date(2025, 6, 5))) is applies


def test_a_case_can_begin_with_a_concern_or_with_a_complaint():
    """SUS-7.1.5-a, SUS-7.1.6-b."""
    pack = read_pack(SUS)
    for kind, stage in (("concern.raised", "immediate"), ("complaint.received", "stage-1")):
        begun = Timeline([Fact(kind, date(2025, 4, 11), {"what": "The report came late"})])
        standing = assess(pack, begun, calendar(), date(2025, 4, 11))
        assert standing.stage is not None
        assert standing.stage.id == stage
