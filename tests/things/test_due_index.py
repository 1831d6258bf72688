"""The index of due days: what it holds, and that it can be thrown away and made again."""

from datetime import date, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from heard.authority.models import AdoptedProcedure
from heard.cases import due, standing
from heard.cases.due_lines import lines
from heard.cases.entries import Correction, Entry, Striking
from heard.cases.models import Case, Due
from heard.cases.outcome import NotRecorded
from heard.cases.record import correct, record, strike_out
from heard.cases.worklist import Look, page
from tests.things.council import MONDAY, key, made_up_council

KINDS = {
    "acknowledgement.sent": {},
    "stage1.suspended": {},
    "advocate.appointed": {},
    "stage1.resumed": {},
    "stage1.extended": {"ground": "complexity"},
    "stage1.responded": {},
    "stage1.resolved": {},
    "stage2.requested": {},
    "statement.agreed": {},
    "adjudication.sent": {},
    "stage3.requested": {},
    "panel.arranged": {"hearing_date": "2026-03-02"},
    "complaint.withdrawn": {},
    "case.closed": {"reason": "settled"},
    "case.reopened": {},
}


def content(case):
    """The lines of a case as plain values."""
    return sorted(
        tuple(str(value) for name, value in line.items() if name != "id")
        for line in Due.objects.filter(case=case).values()
    )


# What may happen to a case: days that pass, then something recorded, struck out or corrected.
WHAT = st.sampled_from([*KINDS, "strike", "correct"])
STORIES = st.lists(st.tuples(st.integers(0, 12), WHAT, st.integers(1, 8)), min_size=1, max_size=9)


def live_through(council, case, story):
    """Let a story happen to a case as far as it is permitted; the last day of it, and how much was recorded."""
    on, officer, done = MONDAY, council.people["officer"], 0
    for days, what, seq in story:
        on += timedelta(days=days)
        try:
            if what == "strike":
                strike_out(case.pk, Striking(seq, "Wrong case"), officer, on, key=key())
            elif what == "correct":
                first = case.rows.get(seq=1)
                entry = Entry(first.kind, first.date, {})
                correct(case.pk, Correction(1, "Wrong channel", entry), officer, on, key=key())
            else:
                record(case.pk, Entry(what, on, KINDS[what]), officer, on, key=key())
            done += 1
        except NotRecorded:
            continue
    return on, done


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(story=STORIES, team=st.sampled_from(["North", ""]))
def test_the_kept_index_equals_the_rebuilt_one(council, story, team):
    case = council.opened(team=team).case
    on, _ = live_through(council, case, story)
    due.refresh(case, on)
    kept = content(case)
    assert due.rebuild(on, [case.pk]).differences == ()
    assert content(case) == kept
    Due.objects.filter(case=case).delete()
    assert len(due.rebuild(on, [case.pk]).differences) == len(kept)
    assert content(case) == kept


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(story=STORIES)
def test_recording_keeps_the_index_as_a_rebuild_on_that_day_would(council, story):
    case = council.opened().case
    on, done = live_through(council, case, story)
    if done:
        record(case.pk, Entry("note.added", on, {"note": "Last"}), council.people["officer"], on, key=key())
        assert due.rebuild(on, [case.pk]).differences == ()


def test_what_is_owed_has_a_line_with_all_that_a_row_shows(council):
    case = council.opened(officer=council.people["officer"]).case
    line = Due.objects.get(case=case, rule="stage-1-response")
    assert (line.kind, line.state, line.due) == ("duty", "owed", date(2025, 11, 17))
    assert (line.title, line.owed_by_title) != ("", "")
    assert (line.reference, line.complainant_name, line.child_name) == (
        "MU-2025-0001",
        "Jo Invented",
        "Sam Invented",
    )
    assert (line.team_name, line.officer_name) == ("North", "Officer Made-Up")
    assert (line.procedure, line.stage) == ("england", "stage-1")
    assert Due.objects.get(case=case, rule="stage-1-maximum").is_limit


def test_a_duty_on_hold_keeps_its_line_and_says_so(council):
    case = council.opened().case
    council.recorded(case, "stage1.suspended", MONDAY)
    due.refresh(case, MONDAY + timedelta(days=1))
    assert Due.objects.get(case=case, rule="stage-1-response").state == "held"


def test_an_open_case_with_nothing_owed_and_a_closed_one_have_a_line_that_says_so(council):
    case = council.opened().case
    for kind in ("acknowledgement.sent", "stage1.responded", "stage2.offered"):
        council.recorded(case, kind, MONDAY)
    assert set(Due.objects.filter(case=case, kind__in=["duty", "quiet"]).values_list("kind", flat=True)) == {
        "quiet"
    }
    council.recorded(case, "case.closed", MONDAY, reason="settled")
    assert Due.objects.filter(case=case, kind="closed").exists()
    assert not Due.objects.filter(case=case, kind__in=["duty", "quiet"]).exists()


def test_a_rebuild_mends_what_is_wrong_and_says_what_it_was(council):
    case = council.opened().case
    Due.objects.filter(case=case, rule="stage-1-response").update(due=date(2025, 12, 25), team_name="Nowhere")
    Due.objects.filter(case=case, rule="acknowledge").delete()
    Due.objects.filter(case=case, rule="stage-1-maximum").update(rule="made-up")
    report = due.rebuild(MONDAY)
    assert report.cases == 1
    told = "\n".join(report.differences)
    for words in (
        "duty stage-1-response: due was 2025-12-25, is 2025-11-17; team_name was Nowhere, is North.",
        "duty acknowledge was missing.",
        "duty made-up should not have been there.",
        "duty stage-1-maximum was missing.",
    ):
        assert words in told
    assert due.rebuild(MONDAY).differences == ()


def test_a_case_that_moves_to_another_team_is_refreshed(council):
    case = council.opened(team="North").case
    case.team = council.teams["Fostering"]
    case.save()
    assert due.refresh(case, MONDAY)
    assert set(Due.objects.filter(case=case).values_list("team_name", flat=True)) == {"Fostering"}


def test_a_line_is_the_same_whichever_day_of_waiting_it_is_written_on(council):
    case = council.opened().case
    case.refresh_from_db()
    for days in (0, 5, 13, 27, 60):
        standing_then = standing.of(case, MONDAY + timedelta(days=days))
        line = next(line for line in lines(case, standing_then) if line.rule == "stage-1-response")
        assert (line.state, line.due) == ("owed", date(2025, 11, 17))


def test_a_rebuild_goes_through_every_authority(council):
    council.opened()
    made_up_council().opened()
    Due.objects.all().delete()
    due.rebuild(MONDAY)
    assert Due.objects.values("case").distinct().count() == Case.objects.count() == 2


def test_the_ladder_of_chasers_has_its_lines_and_sending_one_takes_its_line_away(council):
    AdoptedProcedure.objects.filter(authority=council.authority).update(
        procedure="leicestershire", edition="2024-01-01"
    )
    case = council.opened().case
    ladder = dict(Due.objects.filter(case=case, kind="chaser").order_by("due").values_list("due", "rule"))
    first = ladder[date(2025, 11, 12)]  # working day 7
    assert Due.objects.get(case=case, rule=first).owed_by == "team_manager"
    day = date(2025, 11, 12)
    record(case.pk, Entry("chaser.sent", day, {"chaser": first, "to": "North Made-Up"}), None, day, key=key())
    left = Due.objects.filter(case=case, kind="chaser").values_list("rule", flat=True)
    assert set(left) == set(ladder.values()) - {first}


def test_what_a_team_manager_owes_is_theirs_in_the_worklist(council):
    AdoptedProcedure.objects.filter(authority=council.authority).update(
        procedure="leicestershire", edition="2024-01-01"
    )
    case = council.opened(team="North").case
    council.opened(team="Fostering")
    mine = page(Look(council.people["north"], MONDAY, "mine")).lines
    assert {(line.case_id, line.owed_by) for line in mine} == {(case.pk, "team_manager")}
