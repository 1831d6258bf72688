"""A case that was put through the wrong procedure moves to the right one with its history and its first day."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings

from heard.authority.models import AdoptedProcedure
from heard.cases import due, history, standing, timeline
from heard.cases.editions import held
from heard.cases.entries import Correction, Entry, Redaction, Rerouting, Striking
from heard.cases.models import Case, Due
from heard.cases.outcome import Invalid, NotAllowed, Stale, Unmoved
from heard.cases.record import correct, move, record, strike_out
from heard.cases.redact import redact
from heard.cases.rerouting import choices, destination, looked_at
from heard.cases.verify import verify
from heard.engine.telling import as_data
from tests.things.council import MONDAY, key, made_up_council
from tests.things.test_due_index import STORIES, live_through

CORPORATE, STATUTORY = "corporate", "england"
WEDNESDAY, THURSDAY, LATER = date(2025, 11, 5), date(2025, 11, 6), date(2025, 11, 19)
WHY = "It is about how a looked after child is cared for"


@pytest.fixture
def council(db):
    """A council with the law's procedure and the corporate one."""
    return both(made_up_council())


def both(made, from_date=date(2024, 4, 1)):
    AdoptedProcedure.objects.create(
        authority=made.authority, procedure=CORPORATE, edition="2024-04-01", from_date=from_date
    )
    return made


def logged(council, procedure=CORPORATE, **answers):
    return council.opened(MONDAY, procedure=procedure, answers={"channel": "email", **answers}).case


def moved(council, case, to=STATUTORY, on=LATER, who="manager", reason=WHY, **more):
    by = council.people[who] if who else None
    return move(case.pk, Rerouting(to, reason, **more), by, on, key=key())


def unchanged(case):
    return held(case), list(case.rows.values()), list(Due.objects.filter(case=case).values())


def test_its_days_are_counted_from_the_day_on_which_it_was_first_received(council):
    case = logged(council)
    done = moved(council, case, on=LATER)
    case.refresh_from_db()
    assert (case.procedure, case.edition, case.opened_on) == (STATUTORY, "2006-09-01", MONDAY)
    answer = done.standing.duty("stage-1-response")
    assert (answer.due, str(answer.state)) == (date(2025, 11, 17), "overdue")
    assert Due.objects.get(case=case, rule="stage-1-response").due == date(2025, 11, 17)
    assert due.rebuild(LATER, [case.pk]).differences == ()
    assert verify([case.pk]) == []


def test_what_was_done_counts_and_what_means_nothing_there_stays_readable(council):
    case = logged(council)
    council.recorded(case, "acknowledgement.sent", WEDNESDAY)
    council.recorded(case, "stage1.assigned", WEDNESDAY, name="Sam Invented")
    council.recorded(case, "stage1.responded", THURSDAY, outcome="not_upheld")
    council.recorded(case, "stage2.requested", date(2025, 11, 10))
    done = moved(council, case, on=LATER)
    stands = done.standing
    assert stands.stage.id == "stage-2"
    assert str(stands.duty("stage-1-response").state) == "met"
    assert stands.duty("stage-2-response").due == date(2025, 12, 15), "25 working days from the request"
    assert str(stands.duty("acknowledge").state) != "met" or stands.duty("acknowledge").met_on != WEDNESDAY
    case.refresh_from_db()
    lines = {line.seq: line for line in history.of(case)}
    assert lines[2].title == "Complaint acknowledged"
    assert lines[2].under == "Corporate complaints (the Ombudsman's Complaint Handling Code)"
    assert lines[2].because == "It explained another procedure, and said nothing of advocacy."
    assert dict(lines[3].answers) == {"Who?": "Sam Invented"}
    assert lines[3].because == "This procedure has nothing of the kind."
    assert (lines[4].because, lines[4].under != "") == ("", True)


def test_the_fact_says_who_why_from_what_to_what_by_which_rule_and_what_follows(council):
    case = logged(council)
    council.recorded(case, "acknowledgement.sent", WEDNESDAY)
    moved(council, case, on=LATER)
    case.refresh_from_db()
    line = history.of(case)[-1]
    said = dict(line.answers)
    assert (line.title, line.recorded_by) == ("Moved to another procedure", "Manager Made-Up")
    assert "Sent to" not in said, "that is what a chaser says"
    assert said["From"].startswith("Corporate complaints")
    assert said["To"] == "Complaints about children's social care (the law in England), edition 2006-09-01"
    assert said["Why"] == WHY
    assert said["Counted from"] == "Monday 3 November 2025"
    assert "report of 2015" in said["By which rule"]
    assert (
        "Answer the complaint: was due on Monday 17 November 2025, so it is late"
        in said["What was owed then"]
    )
    assert said["What counts"] == "Complaint received, of Monday 3 November 2025"
    assert (
        "Complaint acknowledged, of Wednesday 5 November 2025: It explained"
        in said["What stays in the timeline without counting"]
    )


def test_the_preview_says_the_same_as_the_move_and_writes_nothing(council):
    case = logged(council)
    council.recorded(case, "acknowledgement.sent", WEDNESDAY)
    case.refresh_from_db()
    before = unchanged(case)
    found = looked_at(case, list(case.rows.all()), destination(case, STATUTORY), LATER)
    assert [duty.id for duty in found.late] == ["stage-1-response"]
    assert [one.fact.kind for one in found.counted] == ["complaint.received"]
    assert [one.fact.kind for one in found.left] == ["acknowledgement.sent"]
    assert found.received == MONDAY
    assert unchanged(case) == before
    done = moved(council, case, on=LATER)
    assert as_data(done.standing) == as_data(found.after)


def test_moving_back_gives_everything_as_it_was(council):
    case = logged(council)
    council.recorded(case, "acknowledgement.sent", WEDNESDAY)
    council.recorded(case, "stage1.assigned", WEDNESDAY, name="Sam Invented")
    before = as_data(standing.of(Case.objects.get(pk=case.pk), LATER))
    moved(council, case, STATUTORY, on=LATER)
    moved(council, case, CORPORATE, on=LATER, reason="It is about a parking permit after all")
    case.refresh_from_db()
    assert as_data(standing.of(case, LATER)) == before
    assert case.rows.count() == 5
    assert due.rebuild(LATER, [case.pk]).differences == ()
    assert verify([case.pk]) == []
    assert [line.because for line in history.of(case)] == [""] * 5


def test_what_is_recorded_between_two_moves_counts_as_far_as_it_fits(council):
    case = logged(council)
    moved(council, case, STATUTORY, on=WEDNESDAY)
    council.recorded(case, "stage1.responded", THURSDAY, who="manager", outcome="upheld")
    council.recorded(case, "advocate.offered", THURSDAY)
    moved(council, case, CORPORATE, on=LATER, reason="It is about a parking permit after all")
    case.refresh_from_db()
    stands = standing.of(case, LATER)
    assert str(stands.duty("stage-1-response").state) == "met"
    assert {line.kind: line.because for line in history.of(case)}["advocate.offered"] != ""


def test_the_past_is_seen_under_the_procedure_of_then(council):
    case = logged(council)
    council.recorded(case, "acknowledgement.sent", WEDNESDAY)
    before = as_data(standing.of(Case.objects.get(pk=case.pk), WEDNESDAY))
    moved(council, case, on=LATER)
    case.refresh_from_db()
    assert as_data(standing.of(case, WEDNESDAY)) == before
    assert standing.of(case, LATER).procedure.name == STATUTORY


def test_a_service_request_that_was_not_solved_becomes_a_complaint_of_that_day(council):
    case = council.opened(MONDAY, procedure=CORPORATE, kind="service_request.received", answers={}).case
    assert standing.of(case, MONDAY).stage is None
    done = council.recorded(case, "service_request.unsolved", WEDNESDAY)
    assert done.standing.duty("acknowledge").due == date(2025, 11, 12)
    done = moved(council, case, on=LATER)
    assert done.standing.duty("stage-1-response").due == date(2025, 11, 19), "ten working days from Wednesday"
    case.refresh_from_db()
    lines = history.of(case)
    assert (lines[0].title, lines[0].because) == (
        "Service request received",
        "Another fact of this case stands for it.",
    )
    assert dict(lines[-1].answers)["Counted from"] == "Wednesday 5 November 2025"


def test_a_complaint_that_was_logged_as_a_service_request_is_counted_from_its_first_day(council):
    case = council.opened(MONDAY, procedure=CORPORATE, kind="service_request.received", answers={}).case
    assert moved(council, case).standing.duty("stage-1-response").due == date(2025, 11, 17)
    manager = council.people["manager"]
    with pytest.raises(NotAllowed, match="cannot be without"):
        strike_out(case.pk, Striking(1, "Wrong"), manager, LATER, key=key())


def test_a_case_begins_only_with_what_its_procedure_begins_with(council):
    with pytest.raises(Invalid, match="begins with this"):
        council.opened(MONDAY, procedure=CORPORATE, kind="stage1.responded", answers={})
    with pytest.raises(Invalid, match="begins with this"):
        council.opened(MONDAY, procedure=STATUTORY, kind="service_request.received", answers={})


def test_a_fact_that_is_struck_out_before_or_after_the_move_counts_nowhere(council):
    case = logged(council)
    council.recorded(case, "stage1.responded", THURSDAY, outcome="upheld")
    moved(council, case, on=LATER)
    assert str(standing.of(Case.objects.get(pk=case.pk), LATER).duty("stage-1-response").state) == "met"
    done = strike_out(
        case.pk, Striking(2, "It was another case"), council.people["manager"], LATER, key=key()
    )
    assert str(done.standing.duty("stage-1-response").state) == "overdue"
    assert due.rebuild(LATER, [case.pk]).differences == ()


def test_what_the_case_begins_with_cannot_be_struck_out_after_a_move_but_can_be_corrected(council):
    case, manager = logged(council), council.people["manager"]
    moved(council, case, on=LATER)
    with pytest.raises(NotAllowed, match="cannot be without the fact that it begins with"):
        strike_out(case.pk, Striking(1, "Wrong"), manager, LATER, key=key())
    right = Entry("complaint.received", date(2025, 10, 31), {"channel": "letter"})
    done = correct(case.pk, Correction(1, "It came on the Friday", right), manager, LATER, key=key())
    assert done.standing.duty("stage-1-response").due == date(2025, 11, 14)
    assert verify([case.pk]) == []


@pytest.mark.parametrize("who", ["officer", "north", "head", "nobody"])
def test_only_a_complaints_manager_moves_a_case(council, who):
    case = logged(council)
    case.refresh_from_db()
    before = unchanged(case)
    with pytest.raises(NotAllowed):
        moved(council, case, who=who)
    assert unchanged(case) == before


def test_a_stranger_of_another_council_moves_nothing(council):
    case = logged(council)
    stranger = both(made_up_council("OT")).people["manager"]
    with pytest.raises(NotAllowed, match="no such case"):
        move(case.pk, Rerouting(STATUTORY, WHY), stranger, LATER, key=key())


@pytest.mark.parametrize("reason", ["", "   ", "\x00", "x" * 501])
def test_a_reason_is_required(council, reason):
    case = logged(council)
    with pytest.raises(Invalid, match="Say why"):
        moved(council, case, reason=reason)
    assert case.rows.count() == 1


def test_a_procedure_that_is_not_the_councils_is_refused_with_what_there_is(council):
    case = logged(council)
    for unknown in ("rutland", "no-such-thing", "", "../england", "england/2006-09-01"):
        with pytest.raises(Unmoved, match="has adopted no procedure called .* can be moved to: england"):
            moved(council, case, to=unknown)
    assert [one.procedure for one in choices(case)] == [STATUTORY]


def test_a_procedure_that_was_not_in_force_on_the_day_of_receipt_is_refused(db):
    council = both(made_up_council(), from_date=date(2025, 11, 10))
    case = logged(council, STATUTORY)
    with pytest.raises(Unmoved, match="was not in force at .* on Monday 3 November 2025"):
        moved(council, case, to=CORPORATE)
    assert choices(case) == []


def test_the_same_form_moves_once_and_a_second_one_finds_nothing_to_move(council):
    case, once = logged(council), key()
    asked, manager = Rerouting(STATUTORY, WHY), council.people["manager"]
    assert not move(case.pk, asked, manager, LATER, key=once).repeated
    again = move(case.pk, asked, manager, LATER, key=once)
    assert again.repeated
    assert again.standing.procedure.name == STATUTORY
    with pytest.raises(Unmoved, match="is under this procedure already"):
        moved(council, case)
    assert case.rows.count() == 2


def test_somebody_who_was_quicker_is_told(council):
    case = logged(council)
    case.refresh_from_db()
    seen = case.last_seq
    council.recorded(case, "acknowledgement.sent", WEDNESDAY)
    with pytest.raises(Stale, match="Complaint acknowledged"):
        moved(council, case, seen=seen)


def test_what_others_recorded_before_the_move_is_told_in_the_words_of_then(council):
    case = logged(council)
    council.recorded(case, "stage1.assigned", WEDNESDAY, name="Sam Invented")
    moved(council, case)
    with pytest.raises(Stale) as told:
        record(
            case.pk,
            Entry("note.added", LATER, {"note": "-"}, seen=1),
            council.people["officer"],
            LATER,
            key=key(),
        )
    assert "“Somebody answers at stage 1”" in told.value.sentence
    assert "“Moved to another procedure”" in told.value.sentence


def test_a_closed_case_stays_where_it_is(council):
    case = logged(council)
    council.recorded(case, "complaint.withdrawn", WEDNESDAY)
    with pytest.raises(Unmoved, match="is closed"):
        moved(council, case)


def test_a_case_is_not_moved_on_a_day_before_its_last_move(council):
    case = logged(council)
    moved(council, case, on=LATER)
    with pytest.raises(Unmoved, match="was moved on a later day"):
        moved(council, case, to=CORPORATE, on=WEDNESDAY)


def test_the_fact_of_the_move_is_nobodys_to_write_strike_or_redact(council):
    case, manager = logged(council), council.people["manager"]
    moved(council, case)
    with pytest.raises(NotAllowed, match="not recorded by hand"):
        record(case.pk, Entry("case.moved", LATER, {"to": "corporate/2024-04-01"}), manager, LATER, key=key())
    with pytest.raises(Invalid):
        strike_out(case.pk, Striking(2, "Wrong"), manager, LATER, key=key())
    with pytest.raises(Invalid):
        redact(case.pk, Redaction(2, "Wrong"), manager, LATER, key=key())


def test_words_taken_out_of_an_earlier_fact_leave_the_move_and_the_chain_whole(council):
    case, manager = logged(council), council.people["manager"]
    council.recorded(case, "stage1.assigned", WEDNESDAY, name="Sam Invented")
    moved(council, case)
    redact(case.pk, Redaction(2, "Court order of 3 March"), manager, LATER, key=key())
    case.refresh_from_db()
    assert verify([case.pk]) == []
    assert timeline.read(case).has("complaint.received")


def test_a_case_that_never_moved_costs_no_query_more(council, django_assert_num_queries):
    case = logged(council)
    with django_assert_num_queries(2):
        standing.of(case, LATER)
    moved(council, case)
    case = Case.objects.select_related("authority").get(pk=case.pk)
    with django_assert_num_queries(2):
        standing.of(case, LATER)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(story=STORIES)
def test_any_story_moved_there_and_back_stands_as_it_did(council, story):
    case = council.opened(MONDAY, procedure=STATUTORY).case
    on, _ = live_through(council, case, story)
    case.refresh_from_db()
    due.refresh(case, on)
    before = as_data(standing.of(case, on))
    try:
        moved(council, case, CORPORATE, on=on)
    except Unmoved:
        assert standing.of(case, on).closed, "nothing else keeps it from being moved"
        return
    assert due.rebuild(on, [case.pk]).differences == ()
    moved(council, case, STATUTORY, on=on)
    case.refresh_from_db()
    assert as_data(standing.of(case, on)) == before
    assert due.rebuild(on, [case.pk]).differences == ()
    assert verify([case.pk]) == []
