"""Due days worked out twice more: by clingo, from a statement of what a working day is, and by stepping through days.

Neither knows anything of the engine. Weekends, bank holidays and holds are given to clingo as facts; the other counter
walks from one day to the next.
"""

import random
from datetime import date, timedelta

import clingo
import pytest

from tests.engine.small import ANSWER, ENGLAND, calendar, fact, pack, stand

RULES = (
    ANSWER.replace(
        "complaint.received}",
        "complaint.received, extensions: [{by: answer.extended, adds: 7 working days}]}",
    )
    + """
  notice:
    title: Notice
    owed_by: manager
    due: {at_least: 10 working days, before: hearing_date of hearing.arranged}
    met_by: notice.sent
    cite: P-1
holds:
  wait: {title: Waiting, starts_with: clock.stopped, ends_with: clock.started, stops: answer, cite: P-1}
"""
)
FIRST = date(2025, 10, 6)  # a Monday, and day 0 of clingo's
DAYS = 160
ONE = timedelta(days=1)

WORKING_DAYS = f"""
day(0..{DAYS}).
weekend(D) :- day(D), D \\ 7 >= 5.
working(D) :- day(D), not weekend(D), not holiday(D).
held(Q, D) :- hold(Q, A, B), day(D), A < D, D <= B.
counted(Q, D) :- clock(Q, S, _), working(D), S < D, not held(Q, D).
due(Q, D) :- clock(Q, _, N), counted(Q, D), N = #count {{ E : counted(Q, E), E <= D }}.
notice(Q, D) :- hearing(Q, H, N), working(D), D < H, N = #count {{ E : working(E), D <= E, E < H }}.
#show due/2.  #show notice/2.
"""


def number(day):
    return (day - FIRST).days


def solve(facts):
    """What clingo finds: {("due", question): day}."""
    control = clingo.Control(["--warn=none"])
    control.add("base", [], WORKING_DAYS + "\n".join(facts))
    control.ground([("base", [])])
    found = {}
    with control.solve(yield_=True) as answers:
        for model in answers:
            for symbol in model.symbols(shown=True):
                question, day = (argument.number for argument in symbol.arguments)
                found[symbol.name, question] = FIRST + timedelta(days=day)
    return found


def stories(seed, count=40):
    """Random cases around Christmas: the day received, a hold or None, whether extended, and a hearing."""
    chance = random.Random(seed)
    for _ in range(count):
        received = FIRST + timedelta(days=chance.randrange(60))
        stops = received + timedelta(days=chance.randrange(14))
        starts = stops + timedelta(days=chance.randrange(1, 14))
        hearing = received + timedelta(days=chance.randrange(30, 90))
        yield received, (stops, starts) if chance.random() < 0.6 else None, chance.random() < 0.5, hearing


def engine(story):
    """The due day and the notice that the engine gives, as it stands when all is over."""
    received, hold, extended, hearing = story
    facts = [fact("complaint.received", received), fact("hearing.arranged", received, hearing_date=hearing)]
    if hold:
        facts += [fact("clock.stopped", hold[0]), fact("clock.started", hold[1])]
    if extended:
        facts.append(fact("answer.extended", received))
    standing = stand(pack(RULES), *facts, on=date(2026, 3, 2), begins=None)
    return standing.duty("answer").due, standing.duty("notice").due


@pytest.mark.parametrize("seed", range(3))
def test_clingo_finds_the_same_days(seed):
    told = list(stories(seed))
    facts = [f"holiday({number(day)})." for day in ENGLAND.holidays if FIRST <= day <= FIRST + ONE * DAYS]
    for question, (received, hold, extended, hearing) in enumerate(told):
        facts.append(f"clock({question}, {number(received)}, {17 if extended else 10}).")
        facts.append(f"hearing({question}, {number(hearing)}, 10).")
        if hold:
            facts.append(f"hold({question}, {number(hold[0])}, {number(hold[1])}).")
    found = solve(facts)
    assert [engine(story) for story in told] == [
        (found["due", question], found["notice", question]) for question in range(len(told))
    ]


def is_working(day):
    return day.weekday() not in (5, 6) and day not in ENGLAND.holidays


def walk(received, hold, extended):
    """The due day, by walking: a day counts if it is a working day and the clock is not stopped on it."""
    day, left = received, 17 if extended else 10
    while left:
        day += ONE
        stopped = hold is not None and hold[0] < day <= hold[1]
        if is_working(day) and not stopped:
            left -= 1
    return day


def walk_back(hearing):
    day, left = hearing, 10
    while left:
        day -= ONE
        if is_working(day):
            left -= 1
    return day


@pytest.mark.parametrize("seed", range(3, 6))
def test_walking_from_day_to_day_finds_the_same_days(seed):
    for story in stories(seed, count=120):
        received, hold, extended, hearing = story
        assert engine(story) == (walk(received, hold, extended), walk_back(hearing)), story


def test_every_day_of_thirty_years_is_a_working_day_or_not_as_walking_says():
    day = ENGLAND.start
    while day < ENGLAND.end:
        assert ENGLAND.is_working(day) is is_working(day)
        day += ONE


def test_counting_agrees_with_walking_over_closure_days():
    chance = random.Random(7)
    closures = {FIRST + timedelta(days=chance.randrange(DAYS)) for _ in range(20)}
    closed = calendar(*closures)
    for _ in range(200):
        start = FIRST + timedelta(days=chance.randrange(DAYS))
        end = start + timedelta(days=chance.randrange(60))
        days = [start + timedelta(days=n) for n in range(1, (end - start).days + 1)]
        assert closed.count(start, end) == sum(is_working(d) and d not in closures for d in days)
