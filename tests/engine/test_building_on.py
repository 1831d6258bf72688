"""A pack that builds on another: what it inherits, replaces and may not do, through two and three packs."""

import pytest

from heard.engine import read_pack
from tests.engine.small import ANSWER, FACTS, fact, pack, problems, stand, write

OTHER = ANSWER.replace("answer:", "reply:", 1)
LOCAL = ANSWER.replace("10 working days", "5 working days") + "    replaces: answer\n"
CHASER = """
chasers:
  chase:
    title: Ask how it goes
    on: {within: 3 working days, after: complaint.received}
    to: manager
    about: answer
    message: Hello
    cite: P-1
holds:
  wait:
    title: Waiting
    starts_with: clock.stopped
    ends_with: clock.started
    stops: answer
    cite: P-1
"""


def folders(tmp_path, rules, *, floor=ANSWER, facts=None, **changes):
    write(tmp_path / "law", floor, name="law", kind="law")
    settings = {"builds_on": tmp_path / "law", "begins_with": None, **changes}
    write(tmp_path / "own", rules, facts=facts, more={"paragraphs.yaml": None}, **settings)
    return tmp_path / "own"


def test_what_is_not_replaced_is_inherited():
    made = pack(OTHER, floor=ANSWER)
    assert list(made.duties) == ["answer", "reply"]
    assert made.duties["answer"].pack == "law"
    assert made.begins_with == "complaint.received"
    assert "P-1" in made.paragraphs
    assert made.calendar == "england-and-wales"


def test_a_replaced_rule_stands_where_the_other_stood_with_the_law_beside_it():
    made = pack(LOCAL, floor=ANSWER)
    assert made.duties["answer"].pack == "small"
    assert made.twins == {"small:answer": "law:answer"}
    assert set(made.by_key) == {"small:answer", "law:answer"}


def test_a_rule_may_be_replaced_under_a_new_name():
    made = pack(LOCAL.replace("answer:", "reply:", 1), floor=ANSWER)
    assert list(made.duties) == ["reply"]
    assert made.root("small:reply") == "law:answer"


def test_a_rule_of_the_same_name_must_say_that_it_replaces(tmp_path):
    found = problems(folders(tmp_path, ANSWER))
    assert found == [
        "rules.yaml:3: 'answer' is also a rule of the pack that this one builds on. "
        "Add 'replaces: answer', or give it another name."
    ]


def test_replacing_what_is_not_there_is_refused_with_what_there_is(tmp_path):
    found = problems(folders(tmp_path, LOCAL.replace("replaces: answer", "replaces: reply")))
    assert (
        "'answer' replaces 'reply', which the pack it builds on does not have. It has: answer."
        in "\n".join(found)
    )


def test_a_fact_of_the_same_name_must_say_that_it_replaces(tmp_path):
    own = "facts:\n  answer.sent: {title: Another title, cite: P-1}\n"
    found = problems(folders(tmp_path, OTHER, facts=own))
    assert "'answer.sent' is also a fact of the pack that this one builds on." in found[0]
    own = own.replace("cite: P-1", "cite: P-1, replaces: answer.sent")
    assert read_pack(folders(tmp_path, OTHER, facts=own)).facts["answer.sent"].title == "Another title"


def test_packs_that_build_on_each_other_are_refused(tmp_path):
    write(tmp_path / "a", ANSWER, name="a", builds_on=tmp_path / "b")
    write(tmp_path / "b", ANSWER, name="b", builds_on=tmp_path / "a")
    assert "The packs build on each other in a circle" in problems(tmp_path / "a")[0]


def test_a_pack_that_builds_on_itself_is_refused(tmp_path):
    write(tmp_path / "a", ANSWER, name="a", builds_on=tmp_path / "a")
    assert "The packs build on each other in a circle" in problems(tmp_path / "a")[0]


def test_a_pack_of_the_same_name_beneath_is_refused(tmp_path):
    found = problems(folders(tmp_path, OTHER, procedure="law"))
    assert "'law' builds on a pack that is called 'law' too." in found[0]


def test_too_many_packs_on_top_of_each_other_are_refused(tmp_path):
    write(tmp_path / "p0", ANSWER, name="p0", kind="law")
    for n in range(1, 8):
        write(
            tmp_path / f"p{n}", "warnings: {}\n", facts=None, name=f"p{n}", builds_on=tmp_path / f"p{n - 1}"
        )
    assert "or too deep" in problems(tmp_path / "p7")[0]


def test_a_pack_that_builds_on_nothing_there_is_refused(tmp_path):
    write(tmp_path / "a", ANSWER, builds_on="atlantis/2025-01-01")
    assert "There is no such procedure. There are: " in problems(tmp_path / "a")[0]


def test_a_local_hold_may_not_stop_the_laws_own_clock(tmp_path):
    hold = CHASER.split("holds:")[1]
    found = problems(folders(tmp_path, "holds:" + hold))
    assert "'wait' cannot stop 'answer', which is the law's own clock." in found[0]
    assert problems(folders(tmp_path, LOCAL + "holds:" + hold)) == []


def three(tmp_path, top=LOCAL, middle=LOCAL + CHASER):
    write(tmp_path / "law", ANSWER, name="law", kind="law")
    inherit = {"facts": None, "more": {"paragraphs.yaml": None}, "begins_with": None}
    write(tmp_path / "middle", middle, name="middle", builds_on=tmp_path / "law", **inherit)
    write(tmp_path / "top", top, name="top", builds_on=tmp_path / "middle", **inherit)
    return read_pack(tmp_path / "top")


def test_through_three_packs_the_law_is_still_the_law(tmp_path):
    made = three(tmp_path)
    assert made.root("top:answer") == "law:answer"
    assert stand(made, on=10).duty("answer").statutory.rule.pack == "law"


def test_through_three_packs_a_chaser_is_about_the_duty_in_effect(tmp_path):
    made = three(tmp_path)
    assert made.chasers["chase"].about == "top:answer"
    assert stand(made, on=6).chaser("chase").state == "to send"


def test_through_three_packs_a_hold_stops_the_duty_in_effect(tmp_path):
    standing = stand(three(tmp_path), fact("clock.stopped", 4), fact("clock.started", 6), on=10)
    assert standing.duty("answer").due.day == 12
    assert standing.duty("answer").statutory.due.day == 17


@pytest.mark.parametrize("floor", [None, ANSWER])
def test_a_stage_of_the_pack_beneath_keeps_its_place(floor):
    stage = "\nstage: stage-1\ntitle: {}\nbegins_with: complaint.received\ncite: P-1\n"
    made = pack(OTHER + stage.format("Ours"), floor=floor and floor + stage.format("The law's"))
    assert [s.title for s in made.stages] == ["Ours"]


def test_the_facts_of_both_are_there():
    assert set(pack(OTHER, floor=ANSWER).facts) == set(pack(facts=FACTS).facts)
