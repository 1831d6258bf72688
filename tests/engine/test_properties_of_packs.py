"""What must hold for every story that can be told of the real packs, tried with random ones by Hypothesis."""

import random
from datetime import timedelta
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heard.engine import (
    STRUCK_OUT,
    Allowed,
    Fact,
    Timeline,
    Unit,
    assess,
    may_record,
    read_calendar,
    read_pack,
    working_of,
)
from heard.engine.reading.folders import procedures
from heard.engine.telling import as_data
from tests.engine.stories import answers_for, fitting, story

NAMES = procedures()
chances = st.integers(0, 1_000_000).map(random.Random)
some = settings(max_examples=12, deadline=None)


@cache
def read(name):
    procedure = read_pack(name)
    return procedure, read_calendar(procedure.calendar)


def told(name, chance):
    """A procedure, its calendar, a story and the day on which to look at it."""
    procedure, calendar = read(name)
    timeline, on = story(procedure, calendar, chance)
    return procedure, calendar, timeline, on


def days_of(standing):
    """Every day that was worked out for a standing, with the rule that it belongs to."""
    for duty in standing.duties:
        for one in (duty, duty.statutory):
            if one is not None and one.day is not None:
                yield one.rule, one.day
    for chaser in standing.chasers:
        if chaser.day is not None:
            yield chaser.rule, chaser.day


@pytest.mark.parametrize("name", NAMES)
@some
@given(chances)
def test_a_case_can_be_assessed_on_every_day_of_its_story(name, chance):
    procedure, calendar, timeline, on = told(name, chance)
    first = timeline.facts[0].date
    for days in (-1, 0, 5, 17, 20, 26, (on - first).days, 200, 400):
        data = as_data(assess(procedure, timeline, calendar, first + timedelta(days=days)))
        assert len(data["duties"]) == len(procedure.duties)


@pytest.mark.parametrize("name", NAMES)
@some
@given(chances, st.lists(st.tuples(st.integers(0, 10_000), st.integers(0, 300)), max_size=15))
def test_a_case_can_be_assessed_whatever_was_recorded(name, chance, wild):
    procedure, calendar, timeline, on = told(name, chance)
    kinds = list(procedure.facts.values())
    for which, days in wild:
        kind, when = kinds[which % len(kinds)], timeline.facts[0].date + timedelta(days=days)
        timeline = timeline.adding(Fact(kind.id, when, next(fitting(kind, when, chance), {})))
    as_data(assess(procedure, timeline, calendar, on + timedelta(days=300)))


@pytest.mark.parametrize("name", NAMES)
@some
@given(chances)
def test_the_order_of_recording_changes_nothing(name, chance):
    procedure, calendar, timeline, on = told(name, chance)
    facts = list(timeline)
    chance.shuffle(facts)
    shuffled = assess(procedure, Timeline(facts), calendar, on)
    assert as_data(shuffled) == as_data(assess(procedure, timeline, calendar, on))


@pytest.mark.parametrize("name", NAMES)
@some
@given(chances, st.integers(0, 90))
def test_every_explanation_ends_on_the_day_that_it_explains(name, chance, later):
    procedure, calendar, timeline, on = told(name, chance)
    for _, day in days_of(assess(procedure, timeline, calendar, on + timedelta(days=later))):
        working = working_of(day, procedure)
        assert working.date == day.date == (day.steps[-1].end if day.steps else day.date)
        for step, leg in zip(day.steps, working.legs, strict=True):
            numbers = [d.number for d in leg.days if d.counted]
            assert not leg.days or leg.days[-1].date == step.end
            assert numbers == list(range(1, len(numbers) + 1))


@pytest.mark.parametrize("name", NAMES)
@some
@given(chances, st.integers(0, 90))
def test_a_due_day_in_working_days_is_a_working_day(name, chance, later):
    procedure, calendar, timeline, on = told(name, chance)
    for rule, day in days_of(assess(procedure, timeline, calendar, on + timedelta(days=later))):
        if day.steps and day.steps[-1].duration and day.steps[-1].duration.unit is Unit.WORKING_DAY:
            moved = any(step.duration is None for step in day.steps)
            assert moved or day.steps[-1].calendar.is_working(day.date), rule.id


@pytest.mark.parametrize("name", NAMES)
@some
@given(chances, st.sets(st.integers(0, 200), max_size=20))
def test_closure_days_never_move_a_day_of_the_law(name, chance, closed):
    procedure, calendar, timeline, on = told(name, chance)
    first = timeline.facts[0].date
    closures = calendar.with_closures(first + timedelta(days=n) for n in closed)
    pairs = zip(
        assess(procedure, timeline, calendar, on).duties,
        assess(procedure, timeline, closures, on).duties,
        strict=True,
    )
    for without, within in pairs:
        for one, other in ((without, within), (without.statutory, within.statutory)):
            if one is not None and one.rule.law:
                assert one.due == other.due


@pytest.mark.parametrize("name", NAMES)
@some
@given(chances, st.integers(0, 40))
def test_what_was_struck_out_might_never_have_been_recorded(name, chance, later):
    procedure, calendar, timeline, on = told(name, chance)
    wrong = chance.choice(list(timeline)[1:] or list(timeline))
    rest = Timeline(fact for fact in timeline if fact is not wrong)
    struck = timeline.adding(Fact(STRUCK_OUT, wrong.date, {"strikes": wrong.id}))
    look = on + timedelta(days=later)
    assert as_data(assess(procedure, struck, calendar, look)) == as_data(
        assess(procedure, rest, calendar, look)
    )


@pytest.mark.parametrize("name", NAMES)
@settings(max_examples=5, deadline=None, derandomize=True)
@given(chances)
def test_what_is_permitted_may_be_recorded_with_answers_that_fit_and_nothing_else(name, chance):
    procedure, calendar, timeline, on = told(name, chance)
    standing = assess(procedure, timeline, calendar, on)
    days = [on, *(on - timedelta(days=n) for n in (3, 10, 30, 60, 100, 200, 300))]
    possible = [day for day in days if day >= timeline.facts[0].date]
    for kind in standing.permitted:
        # What looks at its own answers may be too late for today, and still be recorded of an earlier day.
        tried = possible if any(guard.about_this for guard in procedure.facts[kind].guards) else possible[:1]
        assert any(answers_for(procedure, timeline, calendar, day, kind, chance) for day in tried), kind
    for refusal in standing.refusals:
        answers = next(fitting(procedure.facts[refusal.fact], on, chance))
        answer = may_record(procedure, timeline, calendar, on, Fact(refusal.fact, on, answers))
        assert answer != Allowed(), refusal.fact
        assert answer.reason


@pytest.mark.parametrize("name", NAMES)
@some
@given(chances)
def test_what_the_law_never_counts_on_is_what_a_local_pack_says(name, chance):
    procedure, calendar, timeline, on = told(name, chance)
    floor = procedure.floor
    if floor is None:
        return
    known = Timeline(fact for fact in timeline if fact.kind in floor.facts)
    law = {duty.id: duty for duty in assess(floor, known, calendar, on).duties}
    for duty in assess(procedure, known, calendar, on).duties:
        if duty.statutory is not None and duty.statutory.id in law:
            assert duty.statutory.due == law[duty.statutory.id].due
