"""What Hertfordshire's worked cases cannot say: the child's folders, where things are filed, who decides.

Example: front-line staff read the folder Complaints and write nothing; Allegations Against Staff they do not even read.
Access itself is enforced elsewhere, from this data.
"""

from __future__ import annotations

from datetime import date

import pytest

from heard.engine import Allowed, Fact, Refusal, Timeline, may_record, read_pack
from heard.engine.conditions import holds, seen
from tests.procedures.shipped import calendar

HER = "hertfordshire/2017-04-01"
MANAGERS = {"team_manager", "service_manager", "head_of_service"}
RECEIVED = Fact("complaint.received", date(2026, 2, 2))
REQUESTED = Fact("stage2.requested", date(2026, 3, 2))
AGREED = Fact("statement.agreed", date(2026, 3, 16), {"agreed_by": "Casey Complainant", "outcomes": "Visits"})
ADDITION = Fact("addition.requested", date(2026, 3, 25))


def arranged():
    return read_pack(HER).arrangements


@pytest.mark.proves("HER-A-04", "HER-A-06", "HER-A-07")
def test_who_reads_and_writes_the_folder_complaints():
    """AMB-48: the complaints team keeps both."""
    folder = arranged().folders["complaints"]
    assert set(folder.read) == {*MANAGERS, "front_line_worker", "complaints_officer", "complaints_manager"}
    assert set(folder.write) == {*MANAGERS, "complaints_officer", "complaints_manager"}


@pytest.mark.proves("HER-A-05", "HER-A-08")
def test_allegations_are_for_the_complaints_manager_and_managers_in_line_alone():
    """AMB-46, AMB-47: team managers are among them, other officers of the complaints team are not."""
    folder = arranged().folders["allegations"]
    assert set(folder.read) == set(folder.write) == {*MANAGERS, "complaints_manager"}
    assert folder.title == "Allegations Against Staff"
    assert set(arranged().folders) == {"complaints", "allegations"}


def filed(concerns, about_conduct=None):
    """The filings that apply, by id, to a complaint and to letters put into the file."""
    facts = [RECEIVED, Fact("complaint.evaluated", date(2026, 2, 3), {"concerns": concerns})]
    if about_conduct is not None:
        answers = {"folder": "allegations" if about_conduct else "complaints", "about_conduct": about_conduct}
        facts.append(Fact("correspondence.uploaded", date(2026, 2, 12), answers))
    view = seen(read_pack(HER), Timeline(facts), calendar(), date(2026, 2, 12))
    return {id: one for id, one in arranged().filing.items() if one.when and holds(one.when, view)}


@pytest.mark.proves("HER-A-10", "HER-A-11")
def test_a_complaint_on_conduct_goes_to_allegations_and_managers_get_an_email():
    filings = filed("conduct")
    assert set(filings) == {"conduct-complaint", "conduct-letters"}
    assert (filings["conduct-complaint"].folder, filings["conduct-complaint"].by) == ("allegations", "email")
    assert set(filings["conduct-complaint"].tells) <= MANAGERS


@pytest.mark.proves("HER-A-12", "HER-A-13", "HER-A-14")
@pytest.mark.parametrize("concerns", ["service_performance", "individual_performance"])
def test_a_complaint_on_performance_goes_to_complaints_with_a_case_note(concerns):
    filings = filed(concerns)
    assert set(filings) == {"performance-complaint", "performance-letters"}
    assert {one.folder for one in filings.values()} == {"complaints"}
    assert {one.by for one in filings.values()} == {"case note"}


@pytest.mark.proves("HER-A-15", "HER-A-16")
def test_a_mixed_complaint_is_divided_and_letters_about_both_go_to_the_stricter_folder():
    """AMB-45, AMB-50."""
    assert set(filed("mixed", about_conduct=True)) == {
        "conduct-complaint",
        "performance-complaint",
        "conduct-letters",
    }
    assert set(filed("mixed", about_conduct=False)) == {
        "conduct-complaint",
        "performance-complaint",
        "performance-letters",
    }
    letters = arranged().filing["conduct-letters"]
    assert (letters.folder, letters.by) == ("allegations", "case note")
    assert "only that letters are held in a restricted place" in letters.says


BOTH = ("complaints", "allegations")


@pytest.mark.proves("HER-A-17", "HER-A-18", "HER-A-19", "HER-A-20", "HER-A-21", "HER-A-22", "HER-A-23")
def test_who_reads_which_folders_when():
    """A newly allocated worker and the social worker read Complaints alone; team managers both."""
    found = {(review.on, by): review.folders for review in arranged().reviews.values() for by in review.by}
    assert found == {
        ("new_referral", "team_manager"): BOTH,
        ("joined_team", "team_manager"): BOTH,
        ("transferred", "team_manager"): BOTH,
        ("allocated", "team_manager"): BOTH,
        ("allocated", "front_line_worker"): ("complaints",),
        ("assessment", "front_line_worker"): ("complaints",),
        ("assessment", "team_manager"): BOTH,
        ("court_report", "front_line_worker"): ("complaints",),
        ("court_report", "team_manager"): BOTH,
    }
    inaccurate = [
        review for review in arranged().reviews.values() if review.on in ("assessment", "court_report")
    ]
    assert all("must not be said again" in review.says for review in inaccurate)


def test_nobody_is_asked_to_read_a_folder_that_is_closed_to_them():
    """AMB-47."""
    for review in arranged().reviews.values():
        for folder in review.folders:
            assert set(review.by) <= set(arranged().folders[folder].read), review.id


@pytest.mark.proves("HER-A-01", "HER-A-02", "HER-A-03", "HER-B-17")
def test_what_is_stated_without_a_clock():
    pack = read_pack(HER)
    assert pack.edition == "2017-04-01"
    assert "April 2017" in pack.documents["HPN"].title
    says = {id: one.says for id, one in arranged().principles.items()}
    assert "child protection team" in says["whom-the-note-addresses"]
    assert "not repeated" in says["learning-from-complaints"]
    assert "no effect by itself" in says["working-together"]


@pytest.mark.proves("HER-B-13", "HER-B-14")
def test_staff_are_told_that_the_interview_is_required_and_what_is_expected():
    chaser = read_pack(HER).chasers["interview-notice"]
    assert chaser.to == ("member_of_staff",)
    message = " ".join(chaser.message.split())
    assert "You are required to come to this interview" in message
    assert "This is what is expected of you." in message


@pytest.mark.proves("HER-B-16", "HER-B-19")
@pytest.mark.parametrize("missing", ["agreed_by", "outcomes"])
def test_the_statement_says_who_agreed_it_and_which_outcomes_are_wanted(missing):
    answers = {key: value for key, value in AGREED.answers.items() if key != missing}
    timeline = Timeline([RECEIVED, REQUESTED])
    answer = may_record(
        read_pack(HER), timeline, calendar(), AGREED.date, Fact(AGREED.kind, AGREED.date, answers)
    )
    assert isinstance(answer, Refusal)
    assert isinstance(may_record(read_pack(HER), timeline, calendar(), AGREED.date, AGREED), Allowed)


@pytest.mark.proves("HER-B-23", "HER-B-24")
@pytest.mark.parametrize("missing", ["exceptional", "new_date"])
def test_an_added_complaint_is_accepted_only_as_exceptional_and_with_a_new_date(missing):
    """AMB-42, AMB-43."""
    whole = {"exceptional": "It is the same report", "new_date": date(2026, 5, 8)}
    day = date(2026, 3, 27)
    timeline = Timeline([RECEIVED, REQUESTED, AGREED, ADDITION])
    part = Fact("addition.accepted", day, {key: value for key, value in whole.items() if key != missing})
    assert isinstance(may_record(read_pack(HER), timeline, calendar(), day, part), Refusal)
    allowed = may_record(read_pack(HER), timeline, calendar(), day, Fact("addition.accepted", day, whole))
    assert isinstance(allowed, Allowed)


@pytest.mark.parametrize(
    "kind",
    [
        pytest.param("complaint.evaluated", marks=pytest.mark.proves("HER-A-09")),
        pytest.param("investigators.appointed", marks=pytest.mark.proves("HER-B-01")),
        pytest.param("addition.accepted", marks=pytest.mark.proves("HER-B-23")),
        pytest.param("engagement.reviewed", marks=pytest.mark.proves("HER-B-26")),
        pytest.param("investigation.closed", marks=pytest.mark.proves("HER-B-27")),
    ],
)
def test_only_the_complaints_manager_decides(kind):
    assert read_pack(HER).facts[kind].recorded_by == ("complaints_manager",)


def test_closing_the_investigation_needs_a_reason():
    """AMB-41."""
    reason = read_pack(HER).facts["engagement.reviewed"].question("reason")
    assert reason is not None
    assert reason.required


def test_an_addition_that_is_not_accepted_yet_is_outside_and_an_accepted_one_is_not():
    """HER-B-18, HER-B-23."""
    pack, rule = read_pack(HER), read_pack(HER).eligibility["added-complaint"]
    accepted = Fact("addition.accepted", date(2026, 3, 27), {"new_date": date(2026, 5, 8)})
    for facts, applies in (
        ((AGREED,), False),
        ((AGREED, ADDITION), True),
        ((AGREED, ADDITION, accepted), False),
    ):
        view = seen(pack, Timeline([RECEIVED, REQUESTED, *facts]), calendar(), date(2026, 3, 30))
        assert holds(rule.when, view) is applies
