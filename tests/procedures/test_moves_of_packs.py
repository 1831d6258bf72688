"""What the shipped packs say of cases in the wrong procedure: what counts where, and where their warnings lead.

A corporate answer is the answer of stage 1 in the law's procedure, say, and a corporate acknowledgement is none.
"""

from datetime import date

import pytest

from heard.engine import Fact, Timeline, arrival_from, assess, carried, lineage, read_moves, read_pack
from tests.procedures.shipped import PACKS, THREE_STAGES, calendar

MONDAY, ON = date(2025, 11, 3), date(2025, 12, 1)
CORPORATE = "corporate/2024-04-01"


def moved(was, now, *facts):
    """What the facts count as (by their kinds) when a case moves, and where it stands then."""
    one, other = read_pack(was), read_pack(now)
    found = carried(facts, one, other, arrival_from(read_moves(other), one))
    kept = Timeline(each.counts for each in found if each.counts is not None)
    return {each.fact.kind: each.counts and each.counts.kind for each in found}, assess(
        other, kept, calendar(other.calendar), ON
    )


def on(day, kind, **answers):
    return Fact(kind, date(2025, 11, day), answers)


@pytest.mark.parametrize("name", PACKS)
def test_every_pack_says_it_without_a_mistake_and_names_what_there_is(name):
    moves = read_moves(read_pack(name))
    names = {one.partition("/")[0] for one in PACKS}
    for arrival in moves.arrivals:
        assert arrival.origin in names
        there = {
            kind
            for pack in PACKS
            if arrival.origin in lineage(read_pack(pack))
            for kind in read_pack(pack).facts
        }
        wanted = {origin.kind for origins in arrival.counts.values() for origin in origins} | set(
            arrival.not_counted
        )
        assert wanted <= there, f"{name} {arrival.id}: {wanted - there} are facts of no such procedure"
    for departure in moves.departures:
        assert departure.to in names


@pytest.mark.parametrize("name", THREE_STAGES)
def test_a_corporate_complaint_comes_into_a_childrens_procedure(name):
    counts, standing = moved(
        CORPORATE,
        name,
        on(3, "complaint.received", channel="telephone", complainant_is="care_leaver", subject="services"),
        on(4, "acknowledgement.sent"),
        on(5, "stage1.extended", new_date=date(2025, 12, 1), reason="The manager is ill"),
        on(14, "stage1.responded", outcome="not_upheld"),
        on(17, "stage2.requested"),
        on(28, "stage2.responded", outcome="upheld"),
    )
    assert counts == {
        "complaint.received": "complaint.received",
        "acknowledgement.sent": None,
        "stage1.extended": None,
        "stage1.responded": "stage1.responded",
        "stage2.requested": "stage2.requested",
        "stage2.responded": None,
    }
    assert standing.stage.id == "stage-2"
    assert standing.duty("stage-2-maximum").due == date(2026, 2, 19), (
        "65 working days from Monday 17 November"
    )
    assert str(standing.duty("written-record").state) == "owed", (
        "it was made by telephone, and that is still known"
    )


@pytest.mark.parametrize("name", THREE_STAGES)
def test_a_childrens_complaint_comes_into_the_corporate_procedure(name):
    counts, standing = moved(
        name,
        CORPORATE,
        on(3, "complaint.received", channel="email"),
        on(4, "acknowledgement.sent"),
        on(5, "advocate.offered"),
        on(10, "stage1.resolved", terms="An apology"),
        on(17, "stage2.requested"),
        on(28, "adjudication.sent", outcome="upheld"),
    )
    assert counts["acknowledgement.sent"] == "acknowledgement.sent"
    assert counts["stage1.resolved"] == "stage1.responded"
    assert counts["adjudication.sent"] == "stage2.responded"
    assert counts["advocate.offered"] is None
    assert str(standing.duty("stage-1-response").state) == "met"


@pytest.mark.parametrize("name", THREE_STAGES)
@pytest.mark.proves("RUT-3.2-c")
def test_a_service_request_becomes_a_complaint_on_the_day_it_was_not_solved(name):
    asked, unsolved = on(3, "service_request.received"), on(12, "service_request.unsolved")
    assert moved(CORPORATE, name, asked, unsolved)[0] == {
        "service_request.received": None,
        "service_request.unsolved": "complaint.received",
    }
    counts, standing = moved(CORPORATE, name, asked)
    assert counts == {"service_request.received": "complaint.received"}
    assert standing.duty("stage-1-maximum").due == ON, "20 working days from Monday 3 November"


@pytest.mark.parametrize("name", THREE_STAGES)
def test_what_was_taken_as_a_complaint_after_all_has_its_first_day(name):
    raised = on(12, "concern.raised")
    taken = on(14, "route.corrected", first_received=MONDAY)
    _, standing = moved(CORPORATE, name, raised, taken)
    assert standing.duty("stage-1-maximum").due == ON


@pytest.mark.parametrize("name", [*THREE_STAGES, CORPORATE])
def test_nothing_of_a_conference_is_an_answer_elsewhere_nor_the_other_way_round(name):
    sussex = "sussex-conferences/2017-10-24"
    facts = [on(3, "complaint.received"), on(10, "stage1.responded"), on(17, "stage2.requested")]
    for was, now in ((name, sussex), (sussex, name)):
        assert moved(was, now, *facts)[0] == {
            "complaint.received": "complaint.received",
            "stage1.responded": None,
            "stage2.requested": None,
        }


@pytest.mark.parametrize(
    ("name", "warning", "to"),
    [
        ("corporate", "looks-like-a-childrens-complaint", "england"),
        ("corporate", "looks-like-a-conference-complaint", "sussex-conferences"),
        ("england", "outside-this-procedure", "corporate"),
        ("leicestershire", "belongs-to-conferences", "sussex-conferences"),
        ("rutland", "decided-for-another-way", "corporate"),
    ],
)
def test_each_warning_leads_to_the_procedure_it_speaks_of(name, warning, to):
    found = read_moves(read_pack(name)).departures
    assert [one.to for one in found if warning in one.warned_by] == [to]
