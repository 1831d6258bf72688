"""A pack that is wrong is refused: each time with the file, the line, what is wrong, and what to write instead."""

# ruff: noqa: E501
# One line for each thing that can be wrong: what is written, the line it is told on, and what is said.

import pytest

from heard.engine import read_pack
from tests.engine.small import ANSWER, FACTS, HEAD, REGISTER, pack, problems, write

DUTY = """duties:
  answer:
    title: Answer the complaint
    owed_by: manager
    due: {within: 10 working days, after: complaint.received}
    met_by: answer.sent
    cite: P-1
"""


def changed(old, new, text=DUTY):
    assert old in text
    return text.replace(old, new)


def duty(due, more=""):
    return changed("{within: 10 working days, after: complaint.received}", due) + more


def when(condition):
    return DUTY + f"    when: {condition}\n"


RULES = {
    "an unknown key": (changed("title:", "tittle:"), 3, "'tittle' is not a word that is used here. Did you mean 'title'?"),
    "an unknown group": (DUTY + "dutys: {}\n", 8, "'dutys' is not a word that is used here. Did you mean 'duties'?"),
    "a repeated key": (DUTY + "    cite: P-1\n", 8, "'cite' is there twice (first on line 7). Keep one of them."),
    "a missing title": (changed("    title: Answer the complaint\n", ""), 3, "'title' is missing. Add for example: title:"),
    "an empty title": (changed("title: Answer the complaint", "title:"), 3, "'title' is empty."),
    "no cite": (changed("    cite: P-1\n", ""), 2, "'answer' does not say where it comes from. Add 'cite:'"),
    "an unlisted paragraph": (changed("P-1", "P-2"), 2, "There is no paragraph called 'P-2'. Did you mean 'P-1'?"),
    "a far paragraph": (changed("P-1", "XYZ"), 2, "There is no paragraph called 'XYZ'. List it in paragraphs.yaml"),
    "an unknown fact": (changed("answer.sent", "answer.send"), 2, "no fact called 'answer.send'. Did you mean 'answer.sent'?"),
    "an unknown role": (changed("manager", "manger"), 2, "There is no role called 'manger'. Did you mean 'manager'?"),
    "an unknown receiver": (DUTY + "    owed_to: childd\n", 2, "no role called 'childd'. List it under 'roles'"),
    "an unknown anchor": (duty("{within: 1 day, after: answer.snt}"), 2, "There is no fact called 'answer.snt'."),
    "a bad duration": (duty("{within: ten days, after: answer.sent}"), 5, "'ten days' is not a length of time. Write for example: 10 working days"),
    "no days at all": (duty("{within: 0 days, after: answer.sent}"), 5, "'0 days' is not a length of time."),
    "too long a time": (duty("{within: 9999 days, after: answer.sent}"), 5, "'9999 days' is not a length of time."),
    "a bad anchor": (duty("{within: 1 day, after: the answer}"), 5, "'the answer' does not name a day. Write a fact (complaint.received)"),
    "no anchor": (duty("{within: 1 day, after: }"), 5, "must be words"),
    "an empty list of anchors": (duty("{within: 1 day, after: []}"), 5, "'after' names no day."),
    "an empty on": (duty("{on: []}"), 5, "'on' names no day."),
    "after left out": (duty("{within: 1 day}"), 5, "'after' names no day."),
    "two before": (duty("{at_least: 1 day, before: [answer.sent, notice.sent]}"), 5, "'at_least' takes one day in 'before', not a list."),
    "later of nothing": (duty("{later_of: []}"), 5, "'later_of' compares two days or more."),
    "earlier of one": (duty("{earlier_of: [{on: answer.sent}]}"), 5, "'earlier_of' compares two days or more."),
    "no day in due": (duty("{}"), 5, "This does not say which day. Use within and after"),
    "a due that is words": (duty("soon"), 5, "'due' must say which day."),
    "a due of an unknown duty": (duty("{on: due of reply}"), 5, "There is no duty 'reply'. Write the id of a duty"),
    "a due of a duty without one": (
        duty("{within: 1 day, after: due of other}", "  other: {title: T, owed_by: manager, met_by: answer.sent, cite: P-1}\n"),
        2,
        "'other' has no due day to count from.",
    ),
    "a due of itself": (duty("{within: 1 day, after: due of answer}"), 2, "The due day of 'answer' hangs on itself"),
    "an unknown date question": (
        duty("{at_least: 1 day, before: hearing_day of hearing.arranged}"),
        2,
        "hearing.arranged asks for no date called 'hearing_day'. It asks for: hearing_date.",
    ),
    "a date question that is no date": (
        duty("{at_least: 1 day, before: ground of answer.extended}"),
        2,
        "answer.extended asks for no date called 'ground'. It asks for: new_date.",
    ),
    "a bad condition word": (when("{happened: answer.sent}"), 8, "A condition must be one of the words recorded, answered,"),
    "two condition words": (when("{recorded: answer.sent, not: {recorded: answer.sent}}"), 8, "A condition must be one of"),
    "a condition that is words": (when("later"), 8, "here is something else. Write for example: {recorded:"),
    "recorded nothing": (when("{recorded: []}"), 8, "'recorded' names no fact."),
    "any of nothing": (when("{any: []}"), 8, "'any' lists no conditions."),
    "an unknown fact in a condition": (when("{recorded: answer.sended}"), 2, "There is no fact called 'answer.sended'."),
    "an unknown question": (
        when("{answered: {fact: answer.extended, question: grounds, is: leave}}"),
        2,
        "There is no question in answer.extended called 'grounds'. Did you mean 'ground'?",
    ),
    "an unknown choice": (
        when("{answered: {fact: answer.extended, question: ground, is: complex}}"),
        2,
        "There is no answer to answer.extended/ground called 'complex'. Did you mean 'complexity'?",
    ),
    "an answer that is not yes or no": (
        when("{answered: {fact: answer.extended, question: agreed, is: maybe}}"),
        2,
        "The answers are: yes, no.",
    ),
    "answered with nothing": (when("{answered: {fact: answer.extended, question: ground, is: []}}"), 8, "'is' names no answer."),
    "at least none": (when("{at least: {count: 0, of: attempt.failed}}"), 8, "'0' is not a number of facts."),
    "at least some": (when("{at least: {count: some, of: attempt.failed}}"), 8, "'some' is not a number of facts."),
    "a list after before": (when("{before: [answer.sent]}"), 8, "'before' takes one day, not a list."),
    "a limit without a day": (when("{before: {limit: {on: answer.sent}}}"), 8, "'day' names no day."),
    "beside nothing": (DUTY + "    beside: reply\n    beside_as: limit\n", 2, "'answer' stands beside 'reply', which is not a duty."),
    "beside without as": (DUTY + "    beside: answer\n", 2, "'beside' and 'beside_as' go together."),
    "a letter that is not there": (DUTY + "    letter: reply\n", 2, "There is no letter 'reply'. Add letters/reply.md"),
    "passing to an unknown role": (DUTY + "    passes_to: {boss: {recorded: answer.sent}}\n", 2, "There is no role called 'boss'."),
    "a yes that is not": (DUTY + "    after_closing: perhaps\n", 8, "'after_closing' must be yes or no, not 'perhaps'."),
    "an id with capitals": (changed("answer:", "Answer:"), 2, "'Answer' is not a name for a rule."),
    "replacing without a floor": (DUTY + "    replaces: answer\n", 2, "which the pack it builds on does not have. It has: none of this kind."),
    "an extension with nothing": (
        duty("{within: 1 day, after: answer.sent, extensions: [{by: answer.extended}]}"),
        5,
        "An extension needs exactly one of adds, to and reaches.",
    ),
    "an extension with two": (
        duty("{within: 1 day, after: answer.sent, extensions: [{by: answer.extended, adds: 1 day, to: new_date}]}"),
        5,
        "An extension needs exactly one of adds, to and reaches.",
    ),
    "an extension by nothing": (
        duty("{within: 1 day, after: answer.sent, extensions: [{by: answer.extended, adds: }]}"),
        5,
        "'adds' is empty. Write for example: adds: 10 working days",
    ),
    "an extension with a wrong ground": (
        duty("{within: 1 day, after: answer.sent, extensions: [{by: answer.extended, adds: 1 day, only_if: {ground: rain}}]}"),
        2,
        "There is no answer to answer.extended/ground called 'rain'.",
    ),
    "an extension to no date": (
        duty("{within: 1 day, after: answer.sent, extensions: [{by: answer.extended, to: ground}]}"),
        2,
        "answer.extended asks for no date called 'ground'.",
    ),
    "an extension of a day that is not counted": (
        duty("{on: answer.sent, extensions: [{by: answer.extended, adds: 1 day}]}"),
        5,
        "Only a day counted with 'within' can be extended.",
    ),
    "a right exercised by nothing": ("rights:\n  ask: {title: Ask, opens: answer.sent, cite: P-1}\n", 2, "'exercised_by' is missing."),
    "a right that never opens": ("rights:\n  ask: {title: Ask, exercised_by: review.asked, cite: P-1}\n", 2, "A day is missing here."),
    "a chaser about nothing": (
        DUTY + "chasers:\n  chase: {title: C, on: answer.sent, to: manager, about: answr, message: Hello, cite: P-1}\n",
        9,
        "There is no duty 'answr'. Did you mean 'answer'?",
    ),
    "a hold of nothing": (
        "holds:\n  wait: {title: W, starts_with: clock.stopped, ends_with: clock.started, stops: answer, cite: P-1}\n",
        2,
        "There is no duty 'answer'.",
    ),
    "a warning without when": ("warnings:\n  w: {says: Look out., cite: P-1}\n", 2, "A condition must be one of the words"),
    "a stage without cite": (DUTY + "stage: stage-1\ntitle: Stage 1\nbegins_with: complaint.received\n", 1, "The stage 'stage-1' does not say where it comes from."),
    "a rule that is words": ("duties:\n  answer: soon\n", 2, "'answer' must have entries beneath it."),
    "rules that are words": ("duties: none\n", 1, "'duties' must have entries beneath it."),
    "the same id for a duty and a right": (
        DUTY + "rights:\n  answer: {title: Ask, opens: answer.sent, exercised_by: review.asked, cite: P-1}\n",
        9,
        "'answer' is there twice, also in rules.yaml:2.",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("rules", "line", "said"), RULES.values(), ids=RULES.keys())
def test_a_wrong_rule_is_refused(tmp_path, rules, line, said):
    found = problems(write(tmp_path, rules))
    assert [one for one in found if one.startswith(f"rules.yaml:{line}: ") and said in one], found


def test_the_pack_that_these_are_made_from_is_good(tmp_path):
    assert problems(write(tmp_path, DUTY)) == []


def test_all_problems_are_told_at_once(tmp_path):
    found = problems(write(tmp_path, changed("manager", "manger").replace("P-1", "P-2")))
    assert len(found) == 2


HEADS = {
    "a bad name": ({"procedure": "North Shire"}, "'North Shire' is not a name for a pack. Use small letters and hyphens"),
    "no name": ({"procedure": None}, "'procedure' is missing."),
    "a bad kind": ({"kind": "national"}, "'national' is not a kind of pack. Write kind: local"),
    "no in_force": ({"in_force": None}, "'in_force' is missing. Add: in_force:"),
    "a bad day": ({"in_force": "{from: 1 April 2025, status: draft}"}, "'1 April 2025' is not a day"),
    "a week for a day": ({"in_force": "{from: 2025-W14-2, status: draft}"}, "'2025-W14-2' is not a day"),
    "no day": ({"in_force": "{status: draft}"}, "'from' is missing."),
    "a bad status": ({"in_force": "{from: 2025-04-01, status: new}"}, "'new' is not a status."),
    "nothing to begin with": ({"begins_with": None}, "'begins_with' is missing."),
    "a beginning that is no fact": ({"begins_with": "complaint.came"}, "There is no fact called 'complaint.came'."),
    "a closing that is no fact": ({"closed_by": "case.shut"}, "There is no fact called 'case.shut'."),
    "an unlisted document": ({"documents": "{OTHER: {title: Another}}"}, "comes from a document 'DOC' that is not listed."),
    "an unknown word": ({"editon": "2025"}, "'editon' is not a word that is used here. Did you mean 'edition'?"),
    "a role with too much": ({"roles": "{manager: {title: M, pay: 1}, complainant: {title: C}}"}, "'pay' is not a word"),
    "a role that cites nothing listed": ({"roles": "{manager: {title: M, cite: P-9}, complainant: {title: C}}"}, "no paragraph called 'P-9'"),
}  # fmt: skip


@pytest.mark.parametrize(("changes", "said"), HEADS.values(), ids=HEADS.keys())
def test_a_wrong_head_is_refused(tmp_path, changes, said):
    found = problems(write(tmp_path, ANSWER, **changes))
    assert [
        one for one in found if one.startswith(("procedure.yaml:", "paragraphs.yaml:")) and said in one
    ], found


KINDS = {
    "a bad name": ("Answer Sent: {title: T, cite: P-1}", "'Answer Sent' is not a name for a fact. Write subject.verb"),
    "no cite": ("a.done: {title: T}", "'a.done' does not say where it comes from."),
    "no title": ("a.done: {cite: P-1}", "'title' is missing."),
    "an unknown word": ("a.done: {title: T, cite: P-1, onec: yes}", "Did you mean 'once'?"),
    "a bad kind of answer": ("a.done: {title: T, cite: P-1, asks: {q: {question: Q?, kind: colour}}}", "'colour' is not a kind of answer. Write one of: choice, text,"),
    "a choice of nothing": ("a.done: {title: T, cite: P-1, asks: {q: {question: Q?, kind: choice}}}", "A choice needs 'choices'"),
    "choices of no choice": ("a.done: {title: T, cite: P-1, asks: {q: {question: Q?, choices: {a: A}}}}", "only a choice has them"),
    "a question called date": ("a.done: {title: T, cite: P-1, asks: {date: {question: Q?, kind: date}}}", "'date' is not a name for a question."),
    "an unknown recorder": ("a.done: {title: T, cite: P-1, recorded_by: boss}", "There is no role called 'boss'."),
    "a guard that says nothing": ("a.done: {title: T, cite: P-1, may_be_recorded: [{when: {recorded: a.done}}]}", "'otherwise' is missing."),
    "a guard that cites nothing listed": ("a.done: {title: T, cite: P-1, may_be_recorded: [{when: {recorded: a.done}, otherwise: No., cite: P-9}]}", "no paragraph called 'P-9'"),
    "a guard about a question it has not": ("a.done: {title: T, cite: P-1, may_be_recorded: [{when: {answered: {fact: this, question: q, is: a}}, otherwise: No.}]}", "There is no question in a.done called 'q'."),
    "a guard that is words": ("a.done: {title: T, cite: P-1, may_be_recorded: [never]}", "Each entry of 'may_be_recorded' must have keys."),
    "replacing what is not there": ("a.done: {title: T, cite: P-1, replaces: b.done}", "'a.done' replaces 'b.done', which is not a fact of that name"),
}  # fmt: skip


@pytest.mark.parametrize(("kind", "said"), KINDS.values(), ids=KINDS.keys())
def test_a_wrong_fact_is_refused(tmp_path, kind, said):
    found = problems(write(tmp_path, ANSWER, facts=f"{FACTS}  {kind}\n"))
    line = FACTS.count("\n") + 1
    assert [one for one in found if one.startswith(f"facts.yaml:{line}: ") and said in one], found


def test_this_outside_a_fact_is_refused(tmp_path):
    found = problems(write(tmp_path, when("{answered: {fact: this, question: ground, is: leave}}")))
    assert "There is no fact called 'this'." in found[0]


def test_a_fact_or_a_paragraph_listed_in_two_files_is_refused(tmp_path):
    found = problems(write(tmp_path, more={
        "facts-more.yaml": "facts:\n  answer.sent: {title: T, cite: P-1}\n",
        "paragraphs-more.yaml": REGISTER,
    }))  # fmt: skip
    assert any("'answer.sent' is listed twice, also in facts" in one for one in found), found
    assert any("'P-1' is listed twice." in one for one in found), found
    assert any("'R-1' is listed twice." in one for one in found), found


def test_how_a_paragraph_was_checked_is_one_of_three_words(tmp_path):
    register = REGISTER.replace("unverified", "hearsay")
    found = problems(write(tmp_path, more={"paragraphs.yaml": register}))
    assert (
        "'hearsay' does not say how the words were checked. Write source, secondary or unverified."
        in found[0]
    )


def test_a_rule_in_two_files_is_refused(tmp_path):
    found = problems(write(tmp_path, DUTY, more={"rules-2.yaml": DUTY}))
    assert any("'answer' is there twice, also in rules" in one for one in found), found


def test_a_chain_of_due_days_that_leads_back_is_refused(tmp_path):
    other = "  other: {title: T, owed_by: manager, due: {within: 1 day, after: due of answer}, met_by: answer.sent, cite: P-1}\n"
    found = problems(write(tmp_path, duty("{within: 1 day, after: due of other}", other)))
    assert any("The due day of 'answer' hangs on itself" in one for one in found), found


def test_what_the_reader_keeps_as_text(tmp_path):
    made = read_pack(write(tmp_path, changed("P-1", "P-14.10").replace("Answer the complaint", "on")))
    assert made.duties["answer"].title == "on"
    assert made.paragraphs["P-14.10"].paragraph == "14.10"
    assert made.label(("P-14.10", "R-1")) == "DOC 14.10; R-1"
    assert made.paragraphs["P-14.10"].unverified
    assert made.edition == "2025-01-01"


def test_yes_and_no_and_numbers_and_nothing_stay_text(tmp_path):
    facts = (
        FACTS
        + "  a.done:\n    title: no\n    says: ~\n    cite: P-1\n    asks: {on: {question: 007, hint: 1e3, kind: text}}\n"
    )
    kind = read_pack(write(tmp_path, ANSWER, facts=facts)).facts["a.done"]
    assert (kind.title, kind.says) == ("no", "~")
    assert (kind.asks[0].id, kind.asks[0].question, kind.asks[0].hint) == ("on", "007", "1e3")


def test_a_pack_may_be_written_by_an_editor_that_marks_its_files(tmp_path):
    folder = write(tmp_path, ANSWER)
    for path in folder.glob("*.yaml"):
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert problems(folder) == []


def test_a_citation_that_is_not_listed_cannot_be_looked_up():
    with pytest.raises(KeyError):
        pack().citation("P-99")


def test_the_head_of_the_small_pack_is_what_it_says():
    assert pack().title == "A small procedure"
    assert "{name}" in HEAD
