"""The law's pack as a whole: what is proven, what letters must say, its report and principles, what must be answered.

Example: a complaint cannot be halted for proceedings that are not named (NAT-3.9).
Dates, states and refusals that a worked case can show are shown there, not here.
"""

from __future__ import annotations

from datetime import date

import pytest

from heard.engine import Allowed, Fact, Refusal, Timeline, may_record, read_pack
from tests.procedures.shipped import PACKS, calendar, cited, proven

LAW = "england/2006-09-01"
# The packs that are built on the law, and the law itself.
WITH_STAGES = [
    name for name in PACKS if {"contact.restricted", "stage3.requested"} <= set(read_pack(name).facts)
]

# Clauses that no worked case proves, each with what holds it.
HELD_ELSEWHERE = {
    "NAT-1.3": "says who is called the complainant: a role",
    "NAT-1.4": "says who is called an advocate: a role",
    "NAT-1.5": "says what a complaint is: a principle",
    "NAT-1.6": "says what a representation is: a principle",
    "NAT-5.2": "the complaints manager: a role that the duties of the law are owed by",
    "NAT-5.3": "staff know the procedure: a principle",
    "NAT-7.7": "the contents of the stage 2 response: fields of its letter",
    "NAT-15.2": "the annual report",
    "NAT-15.3": "the annual report names nobody",
    "NAT-15.5": "to whom the annual report goes",
    "NAT-15.6": "the year of the annual report",
}

# Words that a passage must say, with the paragraph that it cites.
SAYS = [
    ("refusal-late", "NAT-4.5", "This is what we thought, and why we will not look into it"),
    ("refusal-late", "NAT-4.3", "We thought about why it comes now"),
    ("refusal-late", "NAT-4.5", "Local Government and Social Care Ombudsman"),
    ("refusal-proceedings", "NAT-3.9", "other proceedings about the same matter: [[proceedings]]"),
    ("refusal-proceedings", "NAT-3.8", "it could do harm to them. This is why: [[reasons]]"),
    ("refusal-proceedings", "NAT-3.9", "You have one year from that day"),
    ("refusal", "NAT-3.10", "This is why: [[reasons]]"),
    ("not-this-procedure", "NAT-3.11", "This is what cannot, and why: [[what]]"),
    ("not-this-procedure", "NAT-3.11", "It will be answered in another way: [[other_way]]"),
    ("interest-refused", "NAT-2.8", "about what the child wants"),
    ("withdrawal-confirmed", "NAT-12.4", "We have stopped looking into it"),
    ("stage-3-acknowledgement", "NAT-10.5", "The panel will meet by [[panel_day]]"),
    ("stage-3-acknowledgement", "NAT-10.7", "an advocate and one other person"),
    ("stage-3-acknowledgement", "NAT-10.8", "at least 10 working days before"),
    ("panel-notice", "NAT-10.8", "The panel meets on [[panel_day]]"),
    ("panel-notice", "NAT-10.7", "your advocate or the other person"),
    ("panel-notice", "NAT-10.6", "the independent person of stage 2"),
    ("final-response", "NAT-10.12", "together with the independent person"),
    ("final-response", "NAT-10.13", "where we do not do what the panel asked: [[reasons]]"),
    ("final-response", "NAT-9.5", "Ombudsman at any time"),
]

# Letters that tell somebody no, or that something is over, must name the Ombudsman and stay kind.
CLOSING_DOORS = ("refusal", "refusal-late", "refusal-proceedings", "interest-refused", "not-this-procedure")

# An answer without which a decision may not be recorded.
INSISTED = [
    ("complaint.halted", "proceedings", "NAT-3.9"),
    ("complaint.halted", "reason", "NAT-3.9"),
    ("complaint.halted", "prejudice", "NAT-3.8"),
    ("complaint.halted_in_part", "part", "NAT-3.9"),
    ("complaint.halted_in_part", "proceedings", "NAT-3.9"),
    ("complaint.late_declined", "reason", "NAT-4.3"),
    ("complaint.late_declined", "reasonable_sooner", "NAT-4.3"),
    ("complaint.late_declined", "still_fair", "NAT-4.3"),
    ("interest.refused", "child_views", "NAT-2.8"),
    ("interest.refused", "reason", "NAT-2.8"),
    ("decision.goes_ahead", "reason", "NAT-12.1"),
    ("complaint.refused", "reason", "NAT-3.10"),
]
ANSWERS = {
    "kind": "court",
    "proceedings": "A trial in July",
    "prejudice": True,
    "reason": "A witness",
    "part": "The visit",
    "reasonable_sooner": True,
    "still_fair": False,
    "child_views": "Does not know this person",
    "risk_assessed": True,
    "ground": "same_complaint",
}


def test_every_clause_of_the_law_is_proven_or_says_what_holds_it():
    assert set(read_pack(LAW).paragraphs) - proven(LAW) == set(HELD_ELSEWHERE)


def test_every_clause_of_the_law_is_cited_by_something():
    pack = read_pack(LAW)
    arranged = pack.arrangements
    also = {
        id
        for part in (arranged.reports, arranged.principles)
        for thing in part.values()
        for id in thing.cites
    }
    assert set(pack.paragraphs) - cited(LAW) - also == set()


def test_every_reading_of_the_law_is_proven():
    assert set(read_pack(LAW).readings) - proven(LAW) == set()


@pytest.mark.parametrize(("letter", "clause", "words"), SAYS)
def test_a_letter_of_the_law_says_what_the_clause_asks_for(letter, clause, words):
    said = [p for p in read_pack(LAW).letters[letter].must_say if words in " ".join(p.words.split())]
    assert said, f"{letter} does not say “{words}” in a passage that must be there"
    assert any(clause in passage.cites for passage in said)


@pytest.mark.parametrize("letter", CLOSING_DOORS)
def test_a_letter_that_says_no_thanks_gives_reasons_and_names_the_ombudsman(letter):
    """NAT-2.8, NAT-3.9, NAT-3.11, NAT-4.5, NAT-9.5."""
    template = read_pack(LAW).letters[letter]
    assert "Thank you" in template.body or "We are sorry" in template.body
    assert template.fill_in, "somebody has to write the reasons"
    assert "[[ombudsman]]" in template.body
    assert any(passage.id == "ombudsman" for passage in template.must_say)


@pytest.mark.parametrize(
    ("duty", "letter"),
    [
        ("tell-interest-refused", "interest-refused"),
        ("tell-late-decision", "refusal-late"),
        ("tell-halted", "refusal-proceedings"),
        ("tell-refused", "refusal"),
        ("tell-which-procedure", "not-this-procedure"),
        ("confirm-withdrawal", "withdrawal-confirmed"),
        ("acknowledge-stage-3", "stage-3-acknowledgement"),
        ("panel-notice", "panel-notice"),
        ("final-response", "final-response"),
    ],
)
def test_a_duty_to_write_is_done_by_its_letter(duty, letter):
    assert read_pack(LAW).duties[duty].letter == letter


def test_the_annual_report_has_the_ten_headings_and_names_nobody():
    """NAT-15.2 to NAT-15.6."""
    report = read_pack(LAW).arrangements.reports["annual"]
    assert len(report.contents) == 10
    assert report.every == "financial year"
    assert "nothing by which a complainant could be recognised" in report.says
    assert len(report.to) == 4
    assert report.published
    assert set(report.cites) == {f"NAT-15.{n}" for n in range(2, 7)}


@pytest.mark.parametrize(
    ("clause", "words"),
    [
        ("NAT-1.5", "Dissatisfaction or disquiet"),
        ("NAT-1.6", "is a representation too"),
        ("NAT-5.3", "reasonable steps"),
        ("NAT-6.10", "run on meanwhile"),
        ("NAT-2.10", "needs no consent of the child"),
    ],
)
def test_what_has_no_clock_is_stated(clause, words):
    stated = [p for p in read_pack(LAW).arrangements.principles.values() if clause in p.cites]
    assert any(words in principle.says for principle in stated)


def test_a_planned_change_waits_by_the_law():
    """NAT-12.1, AMB-68: Leicestershire says nothing else, so it is the same there."""
    for name in (LAW, "leicestershire/2024-01-01"):
        effect = read_pack(name).arrangements.decision_effect
        assert effect is not None
        assert effect.id == "freeze"
        assert "NAT-12.1" in effect.cites


@pytest.mark.parametrize(("kind", "missing", "clause"), INSISTED)
def test_a_decision_against_a_complainant_is_not_recorded_without_its_answer(kind, missing, clause):
    pack, day = read_pack(LAW), date(2026, 6, 5)
    timeline = Timeline(
        [
            Fact("complaint.received", date(2026, 6, 1), {"happened_on": date(2020, 1, 1)}),
            Fact(
                "suitability.considered",
                date(2026, 6, 2),
                {"person": "other", "subject": "services", "covers": "all"},
            ),
        ]
    )
    asked = {question.id for question in pack.facts[kind].asks}
    whole = {key: answer for key, answer in ANSWERS.items() if key in asked}
    part = {key: answer for key, answer in whole.items() if key != missing}
    assert isinstance(may_record(pack, timeline, calendar(), day, Fact(kind, day, whole)), Allowed)
    refusal = may_record(pack, timeline, calendar(), day, Fact(kind, day, part))
    assert isinstance(refusal, Refusal)
    assert "needs an answer" in refusal.reason
    cites = {*pack.facts[kind].cites, *(id for guard in pack.facts[kind].guards for id in guard.cites)}
    assert clause in cites


@pytest.mark.parametrize("name", WITH_STAGES)
def test_no_restriction_of_contact_closes_a_stage(name):
    """NAT-13.1."""
    pack = read_pack(name)
    day = date(2026, 6, 5)
    restricted = {"how": "Letters", "reason": "Shouting", "bars_stages": False, "review_on": date(2026, 9, 1)}
    timeline = Timeline(
        [
            Fact(pack.begins_with, date(2026, 6, 1)),
            Fact("contact.restricted", date(2026, 6, 2), restricted),
        ]
    )
    for kind in ("stage2.requested", "ombudsman.approached"):
        assert isinstance(may_record(pack, timeline, calendar(), day, Fact(kind, day)), Allowed)
