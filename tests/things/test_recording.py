"""Recording a fact: what is recorded, what is not, and what the person is told."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from heard.cases.entries import Entry, NewCase
from heard.cases.models import Case, Due, ReferenceCounter, Row
from heard.cases.outcome import Invalid, NotAllowed, NotRecorded, Refused, Stale
from heard.cases.record import open_case, record
from heard.people.models import Child, Complainant
from tests.things.council import MONDAY, key, made_up_council

TUESDAY = MONDAY + timedelta(days=1)


def everything():
    """How many rows each table has that recording writes: compared before and after what must record nothing."""
    return {model: model.objects.count() for model in (Row, Case, Complainant, Child)} | {
        "counters": list(ReferenceCounter.objects.values_list("authority", "year", "last")),
        "due": sorted(Due.objects.values_list("case", "kind", "rule", "due")),
        "seen": sorted(Case.objects.values_list("pk", "last_seq")),
    }


def refusal_of(act) -> NotRecorded:
    """What is raised, after seeing that nothing was recorded."""
    before = everything()
    with pytest.raises(NotRecorded) as caught:
        act()
    assert everything() == before
    assert caught.value.sentence.endswith(".")
    return caught.value


def test_a_complaint_is_logged_with_a_reference_a_first_fact_and_what_is_owed(council):
    recorded = council.opened(MONDAY)
    assert recorded.case.reference == "MU-2025-0001"
    assert (recorded.row.seq, recorded.row.kind, recorded.row.date) == (1, "complaint.received", MONDAY)
    assert recorded.standing.duty("stage-1-response").due == date(2025, 11, 17)
    owed = Due.objects.get(case=recorded.case, rule="stage-1-response")
    assert (owed.due, owed.child_name, owed.team_name) == (date(2025, 11, 17), "Sam Invented", "North")
    assert council.opened(MONDAY).case.reference == "MU-2025-0002"
    assert council.opened(date(2026, 1, 5)).case.reference == "MU-2026-0001"


def test_a_fact_is_recorded_with_typed_answers_and_moves_the_due_day(council):
    case = council.opened().case
    done = council.recorded(case, "stage1.extended", TUESDAY, ground="complexity", agreed="yes")
    assert done.row.answers == {"ground": "complexity", "agreed": True}
    assert done.standing.duty("stage-1-response").due == date(2025, 12, 1)
    assert Due.objects.get(case=case, rule="stage-1-response").due == date(2025, 12, 1)
    council.recorded(case, "delay_letter.sent", TUESDAY, new_date="2025-12-01")
    case.refresh_from_db()
    assert case.last_seq == 3


def test_the_same_key_records_once_and_answers_the_same(council):
    case, officer, once = council.opened().case, council.people["officer"], key()
    entry = Entry("acknowledgement.sent", TUESDAY, seen=1)
    first = record(case.pk, entry, officer, TUESDAY, key=once)
    before = everything()
    again = record(case.pk, entry, officer, TUESDAY, key=once)
    assert everything() == before
    assert (again.repeated, again.row.pk) == (True, first.row.pk)
    assert again.standing.duty("acknowledge").state == first.standing.duty("acknowledge").state == "met"


def test_the_same_key_opens_one_case(council):
    new, officer, once = council.new_case(), council.people["officer"], key()
    first = open_case(new, officer, MONDAY, key=once)
    before = everything()
    again = open_case(council.new_case(), officer, MONDAY, key=once)
    assert everything() == before
    assert (again.repeated, again.case.reference) == (True, first.case.reference)


def test_a_key_that_was_used_for_something_else_is_refused(council):
    one, other, officer, once = council.opened().case, council.opened().case, council.people["officer"], key()
    record(one.pk, Entry("acknowledgement.sent", TUESDAY), officer, TUESDAY, key=once)
    for act in (
        lambda: record(other.pk, Entry("acknowledgement.sent", TUESDAY), officer, TUESDAY, key=once),
        lambda: record(one.pk, Entry("procedure.explained", TUESDAY), officer, TUESDAY, key=once),
        lambda: open_case(council.new_case(), officer, TUESDAY, key=once),
    ):
        assert "used already" in refusal_of(act).sentence


def test_a_stale_page_is_told_what_changed(council):
    case, officer = council.opened().case, council.people["officer"]
    record(
        case.pk, Entry("acknowledgement.sent", TUESDAY, seen=1), council.people["manager"], TUESDAY, key=key()
    )
    act = lambda: record(case.pk, Entry("procedure.explained", TUESDAY, seen=1), officer, TUESDAY, key=key())  # noqa: E731
    problem = refusal_of(act)
    assert isinstance(problem, Stale)
    assert problem.changes == (
        "Manager Made-Up recorded “Complaint acknowledged”, of Tuesday 4 November 2025.",
    )
    assert "Nothing of yours was recorded" in problem.sentence


@pytest.mark.parametrize(
    ("kind", "day", "answers", "kind_of_problem", "words"),
    [
        ("acknowledgement.sent", TUESDAY + timedelta(days=1), {}, Refused, "in the future"),
        (
            "acknowledgement.sent",
            MONDAY - timedelta(days=1),
            {},
            Refused,
            "before the complaint was received",
        ),
        ("cake.eaten", TUESDAY, {}, Refused, "There is no fact called 'cake.eaten'"),
        ("stage1.resumed", TUESDAY, {}, Refused, "was not suspended"),
        ("complaint.received", TUESDAY, {}, Refused, "already recorded"),
        ("stage1.extended", TUESDAY, {}, Invalid, "“Why is more time needed?” needs an answer."),
        (
            "stage1.extended",
            TUESDAY,
            {"ground": "holiday"},
            Invalid,
            "Choose one of: The complaint is complex",
        ),
        (
            "stage1.extended",
            TUESDAY,
            {"ground": "complexity", "agreed": "perhaps"},
            Invalid,
            "the answer yes or no",
        ),
        ("delay_letter.sent", TUESDAY, {"new_date": "31 November"}, Invalid, "is not a day"),
        ("delay_letter.sent", TUESDAY, {"new_date": "2025-11-31"}, Invalid, "is not a day"),
        ("note.added", TUESDAY, {"note": "x" * 50_001}, Invalid, "50,001 characters"),
        ("note.added", TUESDAY, {"note": "  "}, Invalid, "“Your note” needs an answer."),
        ("note.added", TUESDAY, {"note": ["a"]}, Invalid, "an answer in words"),
        ("note.added", TUESDAY, {"note": "yes", "secret": "1"}, Invalid, "has no question"),
        ("fact.struck_out", TUESDAY, {"strikes": "1"}, NotAllowed, "choose it in the timeline"),
        ("chaser.sent", TUESDAY, {"chaser": "x"}, NotAllowed, "not recorded by hand"),
    ],
)
def test_what_may_not_be_recorded_says_why_and_records_nothing(
    council, kind, day, answers, kind_of_problem, words
):
    case, officer = council.opened().case, council.people["officer"]
    problem = refusal_of(lambda: record(case.pk, Entry(kind, day, answers), officer, TUESDAY, key=key()))
    assert isinstance(problem, kind_of_problem)
    assert words in problem.sentence


def test_a_refusal_carries_its_citation(council):
    case = council.opened().case
    problem = refusal_of(lambda: council.recorded(case, "stage1.resumed", TUESDAY))
    assert isinstance(problem, Refused)
    assert "NAT-6.3" in problem.cites


def test_an_answer_far_beyond_the_calendar_is_refused_in_words(council):
    case = council.opened().case
    council.recorded(case, "stage1.responded", TUESDAY)
    council.recorded(case, "stage2.requested", TUESDAY)
    problem = refusal_of(lambda: council.recorded(case, "stage2.extended", TUESDAY, new_date="9999-12-31"))
    assert isinstance(problem, NotRecorded)


def test_people_who_may_not_are_told_and_record_nothing(council):
    case, stranger = council.opened().case, made_up_council().people["officer"]
    for person in (stranger, council.people["nobody"], council.people["fostering"], council.people["roads"]):
        entry = Entry("acknowledgement.sent", TUESDAY)
        problem = refusal_of(lambda p=person, e=entry: record(case.pk, e, p, TUESDAY, key=key()))
        assert problem.sentence == "There is no such case, or you may not see it."
    missing = refusal_of(lambda: record(10**9, Entry("note.added", TUESDAY), stranger, TUESDAY, key=key()))
    assert missing.sentence == problem.sentence


def test_heard_itself_records_only_the_e_mails_that_it_sends(council):
    case = council.opened().case
    assert (
        "only the e-mails that it sends"
        in refusal_of(
            lambda: record(case.pk, Entry("acknowledgement.sent", TUESDAY), None, TUESDAY, key=key())
        ).sentence
    )
    sent = record(
        case.pk, Entry("chaser.sent", TUESDAY, {"chaser": "x", "to": "north"}), None, TUESDAY, key=key()
    )
    assert sent.row.recorded_by is None


def bad_new_cases(council):
    """New cases that may not be opened, each with words that the refusal must hold."""
    other = made_up_council()
    someone = Complainant(authority=council.authority, name="Jo Invented")
    return [
        (council.new_case(MONDAY + timedelta(days=9)), "in the future"),
        (council.new_case(date(1999, 1, 1)), "adopted no such procedure"),
        (council.new_case(procedure="nowhere"), "adopted no such procedure"),
        (council.new_case(summary=" "), "in one line"),
        (council.new_case(complainant=Complainant(authority=council.authority, name=" ")), "Give the name"),
        (council.new_case(child=Child(authority=council.authority, name="")), "leave the child out"),
        (council.new_case(child=Child(authority=other.authority, name="Sam")), "of your own authority"),
        (
            NewCase(complainant=someone, received_on=MONDAY, summary="x", team=other.teams["North"]),
            "your own authority",
        ),
        (council.new_case(answers={"channel": "pigeon"}), "Choose one of"),
        (council.new_case(summary="x" * 301), "300"),
        (
            council.new_case(complainant=Complainant(authority=council.authority, name="Jo", email="jo")),
            "valid email address",
        ),
    ]


def test_what_may_not_be_opened_says_why_and_uses_no_number(council):
    council.opened()
    for new, words in bad_new_cases(council):
        problem = refusal_of(lambda n=new: open_case(n, council.people["officer"], MONDAY, key=key()))
        assert words in problem.sentence
    assert council.opened().case.reference == "MU-2025-0002"


def test_a_complaint_that_was_refused_can_be_logged_once_it_is_put_right(council):
    new = council.new_case(answers={"channel": "pigeon"})
    refusal_of(lambda: open_case(new, council.people["officer"], MONDAY, key=key()))
    done = open_case(replace(new, answers={"channel": "email"}), council.people["officer"], MONDAY, key=key())
    assert (done.case.complainant.name, Complainant.objects.count()) == ("Jo Invented", 1)


def test_a_key_that_no_form_makes_is_a_fault_of_ours(council):
    case, officer = council.opened().case, council.people["officer"]
    for wrong in ("", "x" * 81):
        with pytest.raises(ValueError, match="A key of 1 to 80"):
            record(case.pk, Entry("acknowledgement.sent", TUESDAY), officer, TUESDAY, key=wrong)
        with pytest.raises(ValueError, match="A key of 1 to 80"):
            open_case(council.new_case(), officer, TUESDAY, key=wrong)


def test_only_somebody_who_handles_complaints_for_the_team_logs_one(council):
    assert open_case(council.new_case(team="North"), council.people["north"], MONDAY, key=key()).row.seq == 1
    for who in ("fostering", "roads", "nobody"):
        problem = refusal_of(
            lambda w=who: open_case(council.new_case(), council.people[w], MONDAY, key=key())
        )
        assert "may log one" in problem.sentence
