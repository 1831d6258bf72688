"""What must hold for every calendar and every timeline, tried on small packs with random ones by Hypothesis."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from heard.engine import STRUCK_OUT, Fact, Timeline, assess, working_of
from heard.engine.telling import as_data
from tests.engine.small import ANSWER, calendar, fact, pack

START = date(2025, 1, 6)
LATE = date(2026, 6, 1)
RULES = """
duties:
  answer:
    title: Answer
    owed_by: manager
    due:
      within: {length}
      after: complaint.received
      extensions:
        - {{by: answer.extended, adds: {more}, only_if: {{ground: complexity}}, at_most: {cap}}}
        - {{by: answer.extended, to: new_date, only_if: {{ground: leave}}}}
        - {{by: review.asked, reaches: {cap}}}
    met_by: answer.sent
    excused_by: complaint.withdrawn
    {replaces}
    cite: P-1
"""
HOLDS = """
holds:
  wait: {title: Waiting, starts_with: clock.stopped, ends_with: clock.started, stops: answer, cite: P-1}
"""
KINDS = ["answer.extended", "review.asked", "clock.stopped", "clock.started", "answer.sent", "attempt.failed",
         "hearing.arranged", "notice.sent", "case.closed", "case.reopened", "complaint.withdrawn"]  # fmt: skip

days = st.integers(0, 250).map(lambda n: START + timedelta(days=n))
early = st.integers(0, 40).map(lambda n: START + timedelta(days=n))
holidays = st.sets(st.integers(0, 500).map(lambda n: START + timedelta(days=n)), max_size=40)
counts = st.integers(1, 30)


@st.composite
def lengths(draw):
    return f"{draw(counts)} {draw(st.sampled_from(['working day', 'day', 'month']))}s"


@st.composite
def facts(draw):
    kind = draw(st.sampled_from(KINDS))
    answers = {}
    if kind == "answer.extended":
        answers = {
            "ground": draw(st.sampled_from(["complexity", "leave", "advocate"])),
            "new_date": draw(days),
        }
    if kind == "hearing.arranged":
        answers = {"hearing_date": draw(days)}
    return Fact(kind, draw(days), answers)


timelines = st.lists(facts(), max_size=12).map(lambda some: [fact("complaint.received", START), *some])
quickly = settings(max_examples=60, deadline=None)


def made(length="10 working days", more="5 working days", cap="20 working days", **how):
    rules = RULES.format(length=length, more=more, cap=cap, replaces="")
    floor = how.get("floor")
    if floor:
        rules = RULES.format(length=length, more=more, cap=cap, replaces="replaces: answer")
        floor = RULES.format(length=floor, more=more, cap=cap, replaces="") + HOLDS
    return pack(rules + ("" if floor else HOLDS), floor=floor)


def due(procedure, some, off=(), closures=(), on=LATE):
    found = assess(procedure, Timeline(some), calendar(*closures, holidays=off), on)
    return found.duty("answer").due


@quickly
@given(counts, st.integers(1, 10), timelines, holidays)
def test_a_due_day_in_working_days_is_a_working_day(length, more, some, off):
    procedure = made(f"{length} working days", f"{more} working days", f"{length + 20} working days")
    named = {f.answers.get("new_date") for f in some}
    found = due(procedure, some, off)
    assert found in named or calendar(holidays=off).is_working(found)


@quickly
@given(lengths(), timelines, holidays, st.randoms(use_true_random=False))
def test_the_order_of_recording_changes_nothing(length, some, off, chance):
    procedure, shuffled = made(length), list(some)
    chance.shuffle(shuffled)
    bare = calendar(holidays=off)
    for on in (START + timedelta(days=30), LATE):
        one, other = (assess(procedure, Timeline(f), bare, on) for f in (some, shuffled))
        assert as_data(one) == as_data(other)


@quickly
@given(counts, early, st.integers(1, 60), holidays)
def test_a_hold_of_n_working_days_moves_the_due_day_by_n(length, stops, lasts, off):
    procedure, bare = made(f"{length} working days"), calendar(holidays=off)
    first = fact("complaint.received", START)
    starts = stops + timedelta(days=lasts)
    before = due(procedure, [first], off)
    after = due(procedure, [first, fact("clock.stopped", stops), fact("clock.started", starts)], off)
    held = bare.count(stops, starts) if stops < before else 0
    assert bare.count(before, after) == held
    assert after >= before


@quickly
@given(lengths(), early, st.integers(1, 30), st.integers(0, 30), holidays, timelines)
def test_splitting_a_hold_changes_nothing(length, stops, first, second, off, some):
    middle = stops + timedelta(days=first)
    starts = middle + timedelta(days=second)
    rest = [f for f in some if not f.kind.startswith("clock.")]
    whole = [*rest, fact("clock.stopped", stops), fact("clock.started", starts)]
    split = [*whole, fact("clock.started", middle), fact("clock.stopped", middle)]
    assert due(made(length), whole, off) == due(made(length), split, off)


@quickly
@given(lengths(), timelines, st.sampled_from(["complexity", "leave", "advocate"]), days, days, holidays)
def test_an_extension_never_shortens(length, some, ground, on, until, off):
    procedure = made(length)
    longer = [*some, fact("answer.extended", on, ground=ground, new_date=until)]
    assert due(procedure, longer, off) >= due(procedure, some, off)


@quickly
@given(lengths(), timelines, holidays)
def test_the_explanation_ends_on_the_due_day(length, some, off):
    procedure = made(length)
    found = assess(procedure, Timeline(some), calendar(holidays=off), LATE).duty("answer").day
    working = working_of(found, procedure)
    assert working.date == found.date == found.steps[-1].end
    for step, leg in zip(found.steps, working.legs, strict=True):
        if leg.days:
            assert leg.days[-1].date == step.end
            numbers = [d.number for d in leg.days if d.counted]
            assert numbers == list(range(1, len(numbers) + 1))
            if not step.capped and step.duration.unit != "month":
                assert len(numbers) == step.duration.count
    assert working.sentence()


@quickly
@given(counts, counts, timelines, holidays, holidays)
def test_closure_days_never_move_a_statutory_day(law, local, some, off, closures):
    procedure = made(f"{local} working days", floor=f"{law} working days")
    bare = calendar(holidays=off)
    without = assess(procedure, Timeline(some), bare, LATE).duty("answer")
    closed = assess(procedure, Timeline(some), bare.with_closures(closures), LATE).duty("answer")
    assert closed.statutory.due == without.statutory.due
    assert closed.due >= without.due


@quickly
@given(lengths(), timelines, facts(), st.integers(0, 300), holidays)
def test_what_was_struck_out_might_never_have_been_recorded(length, some, wrong, later, off):
    procedure, bare = made(length), calendar(holidays=off)
    wrong = Fact(wrong.kind, wrong.date, wrong.answers, "wrong")
    strike = fact(STRUCK_OUT, wrong.date, strikes="wrong")
    on = wrong.date + timedelta(days=later)
    struck = assess(procedure, Timeline([*some, wrong, strike]), bare, on)
    assert as_data(struck) == as_data(assess(procedure, Timeline(some), bare, on))


@quickly
@given(lengths(), timelines, st.integers(-5, 300), holidays)
def test_a_look_at_the_past_does_not_know_what_came_later(length, some, after, off):
    procedure, on, bare = made(length), START + timedelta(days=after), calendar(holidays=off)
    known = [f for f in some if f.date <= on]
    one, other = (assess(procedure, Timeline(f), bare, on) for f in (some, known))
    assert one.later_facts == len(some) - len(known)
    assert {**as_data(one), "later_facts": 0} == {**as_data(other), "later_facts": 0}


def test_the_small_pack_of_these_is_what_they_think():
    assert due(made(), [fact("complaint.received", START)]) == START + timedelta(days=14)
    assert "within: 10 working days" in ANSWER.replace("{", "")
