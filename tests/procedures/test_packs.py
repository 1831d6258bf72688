"""The packs that Heard ships: each checks clean, and each of its worked cases holds (one test a case, by its sentence).

Example: test_worked_case[leicestershire: Agreement on day 22 still gives day 30, and the days lost are not given back].
What a worked case cannot show (the words of letters, the reach of the proofs) is in the neighbouring files.
"""

from __future__ import annotations

from datetime import date

import pytest

from heard.engine import Allowed, Fact, Refusal, Timeline, may_record, read_pack
from heard.engine.trying import try_case
from tests.procedures.shipped import PACKS, THREE_STAGES, calendar, worked_cases

CASES = [
    pytest.param(name, case, id=f"{name.split('/')[0]}: {case.case}")
    for name in PACKS
    for case in worked_cases(name)
]


@pytest.mark.parametrize("name", PACKS)
def test_the_pack_checks_clean(name):
    pack = read_pack(name)
    assert pack.duties
    assert pack.stages


@pytest.mark.parametrize(("name", "case"), CASES)
def test_worked_case(name, case):
    assert try_case(case, read_pack(name), calendar(case.calendar)) == []


@pytest.mark.parametrize("name", PACKS)
def test_every_worked_case_has_a_sentence_of_its_own_and_says_what_it_proves(name):
    cases = worked_cases(name)
    sentences = [case.case for case in cases]
    assert sorted(sentences) == sorted(set(sentences))
    assert [case.case for case in cases if not case.proves] == []


@pytest.mark.parametrize(("name", "case"), CASES)
def test_a_request_of_the_complainant_is_never_refused_for_coming_early_or_late(name, case):
    """The only grounds: no complaint, the same stage asked for before, or (for a panel) no stage 2 at all."""
    pack = read_pack(name)
    for look in case.looks:
        known = case.timeline.until(look.on)
        if not known.has("complaint.received"):
            continue
        for kind, before in (
            ("stage2.requested", "complaint.received"),
            ("stage3.requested", "stage2.requested"),
        ):
            if kind in pack.facts and known.has(before) and not known.has(kind):
                answer = may_record(pack, known, calendar(), look.on, Fact(kind, look.on))
                assert isinstance(answer, Allowed), f"{look.on}: {answer}"


@pytest.mark.parametrize("name", THREE_STAGES)
@pytest.mark.parametrize("missing", ["investigating_officer", "independent_person"])
def test_investigators_are_two_and_both_have_names(name, missing):
    """NAT-7.2, NAT-7.3; AMB-14 for Leicestershire."""
    day = date(2026, 1, 9)
    timeline = Timeline(
        [Fact("complaint.received", date(2025, 11, 3)), Fact("stage2.requested", date(2026, 1, 5))]
    )
    answers = {"investigating_officer": "Ines Porter", "independent_person": "Idris Poole"}
    whole = Fact("investigators.appointed", day, answers)
    part = Fact("investigators.appointed", day, {key: who for key, who in answers.items() if key != missing})
    assert isinstance(may_record(read_pack(name), timeline, calendar(), day, whole), Allowed)
    refusal = may_record(read_pack(name), timeline, calendar(), day, part)
    assert isinstance(refusal, Refusal)
    assert missing.replace("_", " ") in refusal.reason


@pytest.mark.parametrize("name", PACKS)
def test_every_refusal_is_a_whole_sentence_with_a_paragraph(name):
    for kind in read_pack(name).facts.values():
        for guard in kind.guards:
            assert guard.otherwise[0].isupper(), kind.id
            assert guard.otherwise.endswith("."), kind.id
            assert guard.cites, kind.id


@pytest.mark.parametrize("name", PACKS)
def test_a_message_to_staff_names_no_child_and_uses_known_fields(name):
    known = {"reference", "about", "due", "days_left", "recipient", "link", "received_on"}
    for chaser in read_pack(name).chasers.values():
        fields = {part.split("]]")[0] for part in chaser.message.split("[[")[1:]}
        assert fields <= known, chaser.id
        assert {"reference", "link"} <= fields, chaser.id


@pytest.mark.parametrize("name", PACKS)
def test_a_right_that_closes_says_what_follows_from_asking_late(name):
    for right in read_pack(name).rights.values():
        if right.closes is not None:
            assert "must still be considered" in right.if_late, right.id
