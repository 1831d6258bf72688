"""How far the clauses of the documents are held and proven: which by a worked case, which by a letter, which not yet.

Example: LEI-S1-05-b is a reminder; the worked case of the ladder proves it and the chaser of day 7 cites it.
The lists here are the register of issue: a clause that loses its rule or its proof makes a test fail.
"""

from __future__ import annotations

import pytest

from heard.engine import read_pack
from tests.procedures.shipped import PACKS, cited, proven

LEI = "leicestershire/2024-01-01"
LAW = "england/2006-09-01"

# Leicestershire's clauses of the kinds that must be proven, all stages.
CLAUSES = {
    "clock": "P-05 S1-03-c S1-03-e S1-04-a S1-05-a S1-06-b S1-06-d S1-08-a S1-10-a S1-12-b S2-03-a S2-03-c S2-04-b",
    "reminder": "S1-05-b S1-06-c S1-07-a S1-09-a",
    "right": "S1-07-c S1-09-b S1-11-c S1-12-c S2-04-a",
    "hold": "S1-11-a",
    "eligibility": "P-04 S1-01 S1-04-b",
    "letter-content": "S1-06-a S1-07-b S1-07-d S1-08-b S2-03-d",
    "permission": "S1-03-d",
    "notification": "S1-03-a S1-03-b S1-05-c S2-01-b",
    "document": "S2-01-c S2-02-b S2-03-b",
    "role": "P-02 S1-04-c S1-12-a S2-01-a S2-02-a S2-03-e",
    "record": "S1-02-a S1-02-b S1-11-b",
    "principle": "P-01 P-06 S1-10-b",
    "accessibility": "P-03",
}

# A clause about the words of a letter (or message): where they are, and words that must be there.
IN_LETTERS = {
    "LEI-S1-06-a": ("delay-letter", "We are sorry"),
    "LEI-S1-06-b": ("delay-letter", "That is ten working days more"),
    "LEI-S1-07-b": ("offer-of-stage-2", "We are sorry"),
    "LEI-S1-07-c": ("offer-of-stage-2", "You have the right to ask for stage 2 now"),
    "LEI-S1-07-d": ("offer-of-stage-2", "give us ten working days more"),
    "LEI-S1-12-c": ("stage-1-response", "You do not have to"),
    "LEI-S2-03-d": ("stage-2-response", "a copy of the report"),
    "LEI-S2-04-a": ("stage-2-response", "the right to ask for stage 3"),
    "LEI-S2-04-b": ("stage-2-response", "within 30 days"),
    "AMB-12": ("stage-2-response", "If 20 working days is longer than that"),
    "AMB-13": ("acknowledgement", "at any time"),
    "NAT-5.5": ("acknowledgement", "An advocate is somebody who is on your side"),
    "NAT-6.6": ("stage-1-response", "you have the right to ask for stage 2"),
    "NAT-10.1": ("stage-2-response", "If you are late, ask all the same"),
}

# Clauses that nothing in the pack has to prove, each with its reason.
NOT_PROVEN = {
    "LEI-P-01": "says what the document is: procedure.yaml holds it",
    "LEI-P-02": "says whom the document addresses",
    "LEI-P-03": "a list of ways to complain: the choices of complaint.received, compared below",
    "LEI-P-06": "an aim, which the ladder as a whole serves",
    "AMB-16": "a flowchart that is missing from the document: there is nothing to hold",
}


def lei_ids():
    return {f"LEI-{part}" for parts in CLAUSES.values() for part in parts.split()}


def test_the_register_of_leicestershire_is_whole():
    assert len(lei_ids()) == 52
    assert {id for id in read_pack(LEI).paragraphs if id.startswith("LEI-")} == lei_ids()
    assert {id for id in read_pack(LEI).readings if id.startswith("AMB-")} >= {
        f"AMB-{n:02}" for n in range(1, 17)
    }


def test_every_clause_and_reading_of_leicestershire_is_proven_or_says_why_not():
    wanted = lei_ids() | {f"AMB-{n:02}" for n in range(1, 17)}
    assert wanted - proven(LEI) - set(IN_LETTERS) == set(NOT_PROVEN)


def test_the_kinds_that_must_be_proven_are():
    must = {"clock", "reminder", "right", "hold", "eligibility", "letter-content"}
    wanted = {f"LEI-{part}" for kind in must for part in CLAUSES[kind].split()}
    assert wanted - proven(LEI) - set(IN_LETTERS) == set()


def test_what_leicestershire_proves_is_cited_by_a_rule_a_fact_or_a_letter():
    ours = {id for id in proven(LEI) if id.startswith(("LEI-", "AMB-"))}
    assert ours - cited(LEI) == set()


# National clauses about the three stages that no worked case proves yet, each with its reason.
LAW_NOT_PROVEN = {
    "NAT-7.7": "the contents of the stage 2 response: fields of its letter, tested with the letters",
}


def test_the_laws_clauses_about_the_three_stages_are_proven_or_say_why_not():
    stages = {
        id for id in read_pack(LAW).paragraphs if id.startswith(("NAT-6.", "NAT-7.", "NAT-8.", "NAT-10."))
    }
    assert stages - proven(LAW) == set(LAW_NOT_PROVEN)


@pytest.mark.parametrize("name", PACKS)
def test_nothing_is_cited_that_the_register_of_paragraphs_does_not_hold(name):
    pack = read_pack(name)
    assert (cited(name) | proven(name)) - set(pack.paragraphs) - set(pack.readings) == set()


@pytest.mark.parametrize(("clause", "letter", "words"), [(id, *where) for id, where in IN_LETTERS.items()])
def test_the_letter_says_what_the_clause_asks_for(clause, letter, words):
    template = read_pack(LEI).letters[letter]
    said = [passage for passage in template.must_say if words in " ".join(passage.words.split())]
    assert said, f"{letter} does not say “{words}” in a passage that must be there"
    assert any(clause in passage.cites for passage in said), f"the passage does not cite {clause}"


def test_the_head_of_service_is_told_of_the_delay_and_what_follows():
    """LEI-S1-08-b."""
    chaser = read_pack(LEI).chasers["reissue-to-head-of-service"]
    message = " ".join(chaser.message.split())
    assert "LEI-S1-08-b" in chaser.cites
    assert "It was not answered within 20 working days" in message
    assert "goes to stage 2 at once" in message


@pytest.mark.proves("LEI-P-03")
def test_the_ways_to_complain_are_those_of_the_guidance():
    """LEI-P-03."""
    channel = read_pack(LEI).facts["complaint.received"].question("channel")
    assert channel is not None
    assert {"web_form", "email", "telephone", "form", "referral"} <= set(channel.choices)
