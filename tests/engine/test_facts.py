"""Facts and timelines: their order, striking out, and the timeline as it stood on a day."""

from heard.engine import STRUCK_OUT, Timeline
from tests.engine.small import day, fact, received


def strike(id, on=20, own=""):
    return fact(STRUCK_OUT, on, own, strikes=id)


def kinds(timeline):
    return [found.kind for found in timeline]


def test_facts_stand_in_the_order_of_their_days():
    timeline = Timeline([fact("b.done", 5), received(3), fact("a.done", 4)])
    assert kinds(timeline) == ["complaint.received", "a.done", "b.done"]


def test_the_order_of_recording_changes_nothing_even_on_one_day():
    one, two = fact("a.done", 4, "2", ground="x"), fact("a.done", 4, "1", ground="y")
    assert Timeline([one, two]).facts == Timeline([two, one]).facts


def test_the_first_and_the_latest_of_a_kind():
    timeline = Timeline([fact("a.done", 5), fact("a.done", 3), fact("a.done", 4)])
    assert timeline.first("a.done").date == day(3)
    assert timeline.latest("a.done").date == day(5)
    assert [f.date for f in timeline.of("a.done")] == [day(3), day(4), day(5)]
    assert timeline.first("b.done") is timeline.latest("b.done") is None
    assert timeline.of("b.done") == []


def test_a_struck_fact_is_gone_and_kept_apart():
    timeline = Timeline([received(3), fact("a.done", 4, "7"), strike("7")])
    assert not timeline.has("a.done")
    assert [f.id for f in timeline.struck] == ["7"]


def test_striking_one_of_two_leaves_the_other():
    timeline = Timeline([fact("a.done", 4, "7"), fact("a.done", 5, "8"), strike("7")])
    assert [f.id for f in timeline.of("a.done")] == ["8"]


def test_striking_an_id_that_is_not_there_takes_nothing_away():
    timeline = Timeline([fact("a.done", 4, "7"), strike("9"), fact("b.done", 4), strike("")])
    assert timeline.has("a.done")
    assert timeline.has("b.done")


def test_a_striking_that_was_struck_out_takes_nothing_away():
    timeline = Timeline([fact("a.done", 4, "1"), strike("1", 5, "2"), strike("2", 6, "3")])
    assert timeline.has("a.done")
    assert [f.id for f in timeline.struck] == ["2"]
    again = Timeline([*timeline, *timeline.struck, strike("3", 7, "4")])
    assert not again.has("a.done")


def test_strikings_that_strike_each_other_take_nothing_away():
    timeline = Timeline(
        [fact("a.done", 4, "1"), strike("3", 5, "2"), strike("2", 6, "3"), strike("1", 6, "4")]
    )
    assert len(timeline.of(STRUCK_OUT)) == 3
    assert not timeline.has("a.done")


def test_a_long_chain_of_strikings_ends():
    chain = [strike(str(n - 1), 5, str(n)) for n in range(1, 400)]
    timeline = Timeline([fact("a.done", 4, "0"), *chain])
    assert not timeline.has("a.done")


def test_a_timeline_as_it_stood_on_a_day():
    timeline = Timeline([received(3), fact("a.done", 10), fact("b.done", 12)])
    assert kinds(timeline.until(day(10))) == ["complaint.received", "a.done"]
    assert timeline.until(day(12)) is timeline
    assert len(timeline.until(day(1))) == 0


def test_before_it_was_struck_out_a_fact_still_stood():
    timeline = Timeline([received(3), fact("a.done", 10, "1"), strike("1", 12)])
    assert timeline.until(day(11)).has("a.done")
    assert not timeline.until(day(12)).has("a.done")


def test_adding_a_fact_leaves_the_timeline_as_it_was():
    timeline = Timeline([received(3), fact("a.done", 10, "1"), strike("1", 12)])
    longer = timeline.adding(fact("b.done", 13))
    assert longer.has("b.done")
    assert not longer.has("a.done")
    assert not timeline.has("b.done")


def test_an_empty_timeline_has_nothing():
    assert len(Timeline()) == 0
    assert Timeline().until(day(3)).facts == ()
