"""What `make bench` measures the engine on is a real case, and what it is measured against does its work."""

import re

from bench.engine import ON, Case
from bench.workflow import FILE, Process

from heard.engine import Allowed, Timeline, may_record


def test_the_measured_case_has_thirty_facts_in_three_stages_each_permitted_when_it_happened():
    case = Case(30)
    assert len(case.facts) == 30
    known = Timeline()
    for fact in Timeline(case.facts):
        answer = may_record(case.procedure, known, case.calendar, fact.date, fact)
        assert answer == Allowed(), (fact.kind, answer)
        known = known.adding(fact)
    standing = case.look()
    assert standing.on == ON
    assert standing.stage.id == "stage-3"
    assert {duty.rule.stage for duty in standing.duties if duty.state == "met"} >= {
        "stage-1",
        "stage-2",
        "stage-3",
    }


def test_a_longer_case_is_the_same_with_notes():
    longer = Case(200)
    assert len(longer.facts) == 200
    assert {f.kind for f in longer.facts[30:]} == {"note.added"}
    assert [d.due for d in longer.look().duties] == [d.due for d in Case(30).look().duties]


def test_the_process_that_it_is_measured_against_waits_for_twenty_messages():
    assert len(re.findall("<intermediateCatchEvent", FILE.read_text(encoding="utf-8"))) == 20
    process = Process()
    assert len(process.events) == 20
    process.run()
