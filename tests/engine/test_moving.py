"""What another edition does to a case: which days move and by how much, and which facts do not fit."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heard.engine import PackError, Timeline, assess, misfits, notes, read_pack, shifts
from tests.engine.small import ANSWER, FACTS, calendar, day, fact, pack, received, stand, write

LAW = ANSWER
LOCAL = ANSWER.replace("10 working", "8 working").replace("answer:\n", "quick:\n    replaces: answer\n", 1)


def both(*facts, closed, on=5, law=LAW, local=LOCAL):
    procedure = pack(local, floor=law)
    return stand(procedure, *facts, on=on), stand(procedure, *facts, on=on, closures=closed)


def test_a_closure_day_moves_the_councils_day_and_never_the_laws():
    (shift,) = shifts(*both(closed=[day(10)]))
    assert (shift.id, shift.statutory, shift.days) == ("quick", False, 1)
    assert shift.sentence() == (
        "Answer the complaint: from Thursday 13 November 2025 to Friday 14 November 2025 (the council's own day)"
    )


def test_a_bank_holiday_moves_both_and_each_is_told():
    procedure, facts = pack(LOCAL, floor=LAW), Timeline([received()])
    before = assess(procedure, facts, calendar(holidays=[]), day(5))
    after = assess(procedure, facts, calendar(holidays=[day(10)]), day(5))
    assert [(shift.statutory, shift.days) for shift in shifts(before, after)] == [(False, 1), (True, 1)]


def test_what_a_move_makes_late_or_no_longer_late_is_said():
    before, after = both(closed=[day(10)], on=14)
    (back,) = shifts(before, after)
    assert (back.was.late, back.now.late, back.made_late) == (True, False, False)
    (forth,) = shifts(after, before)
    assert (forth.days, forth.made_late) == (-1, True)


def test_a_day_that_was_met_matters_only_where_it_becomes_late_or_in_time():
    assert shifts(*both(fact("answer.sent", 12), closed=[day(10)], on=20)) == ()
    (shift,) = shifts(*both(fact("answer.sent", 14), closed=[day(10)], on=20))
    assert (str(shift.was), str(shift.now), shift.days) == ("done late", "done in time", 0)


def test_a_duty_that_the_other_edition_does_not_have_or_brings_is_told():
    old, new = pack(ANSWER), pack(ANSWER.replace("answer:\n", "reply:\n", 1))
    assert [(s.id, str(s.was), str(s.now)) for s in shifts(stand(old, on=5), stand(new, on=5))] == [
        ("reply", "nothing", "Monday 17 November 2025"),
        ("answer", "Monday 17 November 2025", "nothing"),
    ]


@given(closed=st.sets(st.integers(3, 28), max_size=6), on=st.integers(3, 28))
def test_there_and_back_is_the_same_with_the_sign_turned(closed, on):
    before, after = both(closed=[day(number) for number in closed], on=on)
    there, back = shifts(before, after), shifts(after, before)
    assert {(s.id, s.what, s.statutory, s.days) for s in there} == {
        (s.id, s.what, s.statutory, -s.days) for s in back
    }
    assert shifts(before, before) == ()


def changed(old, new):
    assert old in FACTS
    return pack(facts=FACTS.replace(old, new))


def test_facts_that_fit_have_nothing_said_of_them():
    facts = Timeline([received(), fact("answer.extended", 10, ground="leave", new_date=day(20), agreed=True)])
    assert misfits(facts, pack(), pack()) == ()


@pytest.mark.parametrize(
    ("other", "words"),
    [
        (("answer.extended:", "answer.delayed:"), "“Answer extended”, of Monday 10 November 2025, is a kind of fact"),
        (("leave: Leave, ", ""), "has an answer to “Why?” that cannot be given there"),
        (("agreed: {question: Agreed?, kind: yes or no}", ""), "an answer to “agreed”, which is not asked there"),
        (("question: Until when?, kind: date", "question: Until when?, kind: text"), "“Until when?” that cannot"),
        (("kind: long text}", "kind: long text, required: yes}"), "has no answer to “In your words”"),
    ],
)  # fmt: skip
def test_a_fact_or_an_answer_that_is_not_there_is_told_in_a_sentence(other, words):
    extended = fact("answer.extended", 10, ground="leave", new_date=day(20), agreed=True)
    (sentence,) = misfits(Timeline([received(), extended]), pack(), changed(*other))
    assert words in sentence


def test_a_fact_that_was_struck_out_and_a_chaser_need_not_fit():
    struck = Timeline([
        received(), fact("notice.sent", 10, id="2"), fact("fact.struck_out", 11, strikes="2", reason="Wrong"),
        fact("chaser.sent", 12, chaser="x", to="a"),
    ])  # fmt: skip
    assert misfits(struck, pack(), changed("notice.sent: {", "notice.given: {")) == ()


def test_a_case_that_did_not_begin_as_the_procedure_begins_does_not_fit():
    (sentence,) = misfits(Timeline([fact("notice.sent", 10)]), pack(), pack())
    assert "begins with" in sentence


def edition(folder, name, in_force):
    try:
        return read_pack(write(folder / name, in_force=in_force, edition=name))
    except PackError as error:
        raise AssertionError(error.problems) from error


def test_what_must_be_known_of_an_edition_depends_on_the_day(tmp_path):
    old = edition(tmp_path, "2025-01-01", "{from: 2025-01-01, status: in force, review_by: 2025-12-31}")
    new = edition(tmp_path, "2026-06-01", "{from: 2026-06-01, status: in force}")
    draft = edition(tmp_path, "2027-01-01", "{from: 2027-01-01, status: draft}")
    all_three = (old, new, draft)

    def kinds(one, on):
        return [note.kind for note in notes(one, day(on), all_three) if note.kind != "unverified"]

    assert kinds(old, "2025-12-31") == []
    assert kinds(old, "2026-01-01") == ["review overdue"]
    assert kinds(old, "2026-06-01") == ["superseded", "review overdue"]
    assert kinds(new, "2026-05-31") == ["not yet in force"]
    assert kinds(new, "2027-02-01") == [], "a draft supersedes nothing"
    assert kinds(draft, "2026-06-01") == ["draft", "not yet in force"]


def test_paragraphs_not_checked_at_their_source_are_named():
    (note,) = notes(pack(), day(5))
    assert note.words == "1 paragraph was not yet checked at their source: P-14.10."
