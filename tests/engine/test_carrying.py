"""What the facts of a case count as under another procedure: by what the packs say, by their names, or not at all."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heard.engine import (
    CHASER_SENT,
    STRUCK_OUT,
    Fact,
    PackError,
    Timeline,
    arrival_from,
    assess,
    carried,
    lineage,
    misfits,
    read_calendar,
    read_moves,
    read_pack,
)
from heard.engine.reading.folders import procedures
from tests.engine.small import FACTS, day, fact, pack, write
from tests.engine.stories import story

REQUEST = """
  request.made:
    title: Asked for something
    asks: {first_on: {question: When?, kind: date}}
    cite: P-1
"""
OTHER = FACTS.replace("answer.sent: {title: Answer sent", "reply.sent: {title: Reply sent") + REQUEST.lstrip(
    "\n"
)
REPLIES = """
duties:
  answer:
    title: Answer the complaint
    owed_by: manager
    due: {within: 5 working days, after: complaint.received}
    met_by: reply.sent
    cite: P-1
"""
MOVES = """
moves_here:
  from-other:
    title: From the other
    from: other
    counts:
      answer.sent: reply.sent
      complaint.received: [first_on of request.made, complaint.received]
    not_counted: {notice.sent: It was another notice.}
    cite: P-1
"""
PAIRS = [(one, other) for one in procedures() for other in procedures() if one != other]


def two(tmp_path, moves=MOVES):
    """A procedure, another one, and what the first says of cases that come from the other."""
    now = write(tmp_path / "small")
    if moves:
        (now / "moves").mkdir()
        (now / "moves" / "moves.yaml").write_text(moves, encoding="utf-8")
    return read_pack(now), read_pack(write(tmp_path / "other", REPLIES, facts=OTHER, name="other"))


def counted(now, was, *facts):
    found = carried(facts, was, now, arrival_from(read_moves(now), was))
    return [(one.counts.kind, one.counts.date) if one.counts else one.because for one in found]


def test_what_the_pack_says_counts_and_the_rest_goes_by_its_name(tmp_path):
    now, was = two(tmp_path)
    facts = [
        fact("complaint.received", 3),
        fact("reply.sent", 10),
        fact("notice.sent", 11),
        fact("case.closed", 12),
        fact("answer.sent", 13),
    ]
    assert counted(now, was, *facts) == [
        ("complaint.received", day(3)),
        ("answer.sent", day(10)),
        "It was another notice.",
        ("case.closed", day(12)),
        ("answer.sent", day(13)),
    ]


def test_the_first_that_there_is_counts_with_the_day_that_was_answered(tmp_path):
    now, was = two(tmp_path)
    asked = fact("request.made", 5, first_on=day(2))
    assert counted(now, was, asked, fact("complaint.received", 6)) == [
        ("complaint.received", day(2)),
        "Another fact of this case stands for it.",
    ]
    assert counted(now, was, fact("request.made", 5), fact("complaint.received", 6))[1] == (
        "complaint.received",
        day(6),
    )


def test_a_fact_that_was_struck_out_takes_no_others_place(tmp_path):
    now, was = two(tmp_path)
    asked = Fact("request.made", day(5), {"first_on": day(2)}, id="1")
    struck = Fact(STRUCK_OUT, day(6), {"strikes": "1"}, id="3")
    received = Fact("complaint.received", day(6), id="2")
    assert counted(now, was, asked, received, struck)[1:] == [
        ("complaint.received", day(6)),
        (STRUCK_OUT, day(6)),
    ]


def test_answers_that_cannot_be_given_there_are_left_out_and_those_that_must_be_are_missed(tmp_path):
    now, was = two(tmp_path)
    given = fact("answer.extended", 5, ground="complexity", agreed=True, letter="7", more="words")
    (kept,) = carried([given], was, now, arrival_from(read_moves(now), was))
    assert dict(kept.counts.answers) == {"ground": "complexity", "agreed": True, "letter": "7"}
    assert counted(now, was, fact("hearing.arranged", 5)) == [
        "It does not say what must be answered here: “On which day?”"
    ]


def test_reminders_of_the_other_procedure_do_not_count(tmp_path):
    now, was = two(tmp_path)
    assert counted(now, was, fact(CHASER_SENT, 5, chaser="ask", to="manager")) == [
        "A reminder of the other procedure."
    ]


def test_without_a_word_in_the_packs_only_what_a_case_begins_with_counts(tmp_path):
    now, was = two(tmp_path, moves="")
    assert counted(
        now, was, fact("complaint.received", 3), fact("notice.sent", 4), fact("reply.sent", 5)
    ) == [
        ("complaint.received", day(3)),
        "It means something else in this procedure.",
        "This procedure has nothing of the kind.",
    ]


def test_between_two_that_build_on_the_same_one_facts_of_the_same_name_count():
    one, other = read_pack("leicestershire"), read_pack("rutland")
    assert "england" in set(lineage(one)) & set(lineage(other))
    found = carried([fact("stage1.responded", 10)], one, other, None)
    assert found[0].counts is not None


def test_under_its_own_procedure_every_fact_is_what_it_is(tmp_path):
    now, _was = two(tmp_path)
    facts = [fact("complaint.received", 3), fact("attempt.failed", 4), fact("no.such", 5)]
    assert [one.counts for one in carried(facts, now, now, None)] == facts


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("from: other", "form: other", "'from' is missing"),
        (
            "      answer.sent: reply.sent",
            "      answer.sended: reply.sent",
            "no fact called 'answer.sended' in this procedure",
        ),
        (
            "answer.sent: reply.sent",
            "answer.sent: the reply",
            "'the reply' is not a fact of another procedure",
        ),
        ("    cite: P-1", "    cite: P-9", "'P-9' is not listed"),
        ("    cite: P-1", "", "does not say where it comes from"),
        ("moves_here:", "move_here:", "'move_here' is not a word that is used here"),
        ("It was another notice.", "''", "'notice.sent' is empty"),
        ("    not_counted:", "    same_names: perhaps\n    not_counted:", "must be yes or no"),
        ("    counts:", "    counts: all\n    count:", "'counts' must have entries"),
        ("from: other", "from: other\n    from: other", "is there twice"),
        ("from-other:", "from-other: &a", "anchors"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(tmp_path, old, new, words):
    assert old in MOVES
    with pytest.raises(PackError) as wrong:
        read_moves(two(tmp_path, MOVES.replace(old, new))[0])
    assert words in str(wrong.value)
    assert "moves/moves.yaml:" in str(wrong.value)


def test_a_warning_that_leads_elsewhere_must_be_there(tmp_path):
    away = "moves_away: {there: {title: There, to: other, warned_by: no-such, cite: P-1}}\n"
    with pytest.raises(PackError, match="There is no warning called 'no-such'"):
        read_moves(two(tmp_path, away)[0])


def test_a_pack_says_what_the_one_beneath_says_unless_it_says_it_itself():
    moves = read_moves(read_pack("leicestershire"))
    assert arrival_from(moves, read_pack("corporate")).id == "from-corporate"
    assert arrival_from(moves, read_pack("rutland")).id == "from-another-childrens-procedure"
    assert arrival_from(read_moves(read_pack("corporate")), read_pack("rutland")).id == "from-childrens"
    assert arrival_from(read_moves(pack()), read_pack("corporate")) is None


@pytest.mark.parametrize(("one", "other"), PAIRS)
@settings(max_examples=6, deadline=None)
@given(chance=st.integers(0, 1_000_000).map(random.Random))
def test_any_story_can_be_moved_fits_there_and_is_the_same_when_it_comes_back(one, other, chance):
    was, now = read_pack(one), read_pack(other)
    timeline, on = story(was, read_calendar(was.calendar), chance, length=10)
    found = carried((*timeline.facts, *timeline.struck), was, now, arrival_from(read_moves(now), was))
    facts = Timeline(one.counts for one in found if one.counts is not None)
    assert misfits(facts, now, now) == (), "what counts there could have been recorded there"
    standing = assess(now, facts, read_calendar(now.calendar), on)
    assert standing.procedure is now
    first = min(fact.date for fact in timeline)
    assert min(fact.date for fact in facts) == first, "the first day is kept"
    assert all(one.because for one in found if one.counts is None), "a reason for each that does not count"
