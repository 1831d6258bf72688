"""A council that does not exist, its pack written as a newcomer would: from the guide and the law's files alone.

Example: the pack of Fenwick puts a manager's review between stage 1 and stage 2, and has a panel of four.
It is no procedure of anybody, and the command's own folders do not hold it.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from heard.charts import steps
from heard.engine import read_pack, read_worked_cases
from heard.engine.comparing import departures, left_behind
from heard.engine.proving import proof_of
from heard.engine.trying import try_case
from tests.procedures.shipped import PACKS, calendar

FENWICK = Path(__file__).parent / "invented" / "fenwick" / "2027-04-01"
CASES = [pytest.param(case, id=case.case) for case in read_worked_cases(read_pack(FENWICK))]


@pytest.mark.parametrize("case", CASES)
def test_its_worked_cases_hold(case):
    assert try_case(case, read_pack(FENWICK), calendar()) == []


def test_each_of_its_sixteen_paragraphs_is_proven_by_a_case():
    """Paragraph 7 only says again what the law says, so no rule of Fenwick's own could be taken away."""
    pack, cases = read_pack(FENWICK), [case.values[0] for case in CASES]
    own = {id for id in pack.paragraphs if id.startswith("FEN-")}
    assert len(own) == 16
    assert {id for id in own if not proof_of(id, pack, cases, calendar()).proven} == {"FEN-7"}


def test_it_departs_from_the_law_in_four_places_and_says_so():
    found = {(one.id, one.what) for one in departures(read_pack(FENWICK))}
    assert found == {
        (
            "stage-1-response",
            "may be extended whatever the ground; the law extends only on complexity, advocate",
        ),
        ("final-response", "20 working days; the law's is 15 working days"),
        ("complainant-is-abroad", "stops stage-1-response; the law's clock runs on"),
        ("panel-of-three", "the law has a panel of three"),
    }


def test_its_own_stage_stands_between_those_of_the_law():
    pack = read_pack(FENWICK)
    assert [stage.id for stage in pack.stages] == ["stage-1", "review", "stage-2", "stage-3"]
    assert [stage.id for stage in steps(pack)] == ["stage-1", "review", "stage-2", "stage-3", None]


def test_a_rule_that_takes_the_place_of_another_stands_in_its_stage():
    """The file with the final response names no stage; the response is one of stage 3 all the same."""
    assert read_pack(FENWICK).duties["final-response"].stage == "stage-3"


def test_it_leaves_nothing_of_the_law_behind_unseen():
    assert left_behind(read_pack(FENWICK)) == ()


def test_it_is_invented_and_says_so():
    pack = read_pack(FENWICK)
    assert pack.in_force.note == "Invented. Not the procedure of any council."
    assert not [name for name in PACKS if name.startswith("fenwick")]
