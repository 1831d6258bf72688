"""What happens to a child's case asks the right people to read the right folders by the right day (HER-A-17 to 23)."""

from datetime import date

import pytest

from heard.files import events_csv, reviewing
from heard.files.arriving import take_in
from heard.files.events import Happened, NotTaken, happened
from heard.files.models import ChildEvent, Review
from heard.people.models import Relation
from heard.people.wall import as_person
from tests.reviews.town import MONDAY, made_up_town, one


@pytest.mark.proves("HER-A-17")
def test_a_team_manager_reads_both_folders_on_a_new_contact_or_referral(town):
    taken = town.happened("new_referral")
    assert town.asked(taken) == {("new-contact-or-referral", "North Made-Up")}
    review = taken.reviews[0]
    assert set(review.folders) == {"complaints", "allegations"}
    assert review.due == date(2025, 11, 4)


@pytest.mark.proves("HER-A-18")
def test_a_team_manager_who_joins_a_team_reads_the_files_of_its_children_that_hold_something(town):
    town.new_child("Empty Invented")
    elsewhere = town.new_child("Far Invented", team="South")
    town.holds(elsewhere, "complaints")
    taken = town.happened("joined_team", child=None, team=town.teams["North"], worker=town.people["north"])
    assert town.asked(taken) == {("joining-a-team", "North Made-Up")}
    assert [review.child for review in taken.reviews] == [town.child]
    assert set(taken.reviews[0].folders) == {"complaints", "allegations"}


@pytest.mark.proves("HER-A-19")
def test_the_manager_of_the_team_that_takes_a_case_over_reads_both_folders(town):
    town.child.team = town.teams["South"]
    town.child.save()
    taken = town.happened("transferred", team=town.teams["South"])
    assert town.asked(taken) == {("transfer", "South Made-Up")}
    assert set(taken.reviews[0].folders) == {"complaints", "allegations"}


@pytest.mark.proves("HER-A-22", "HER-A-23")
def test_on_allocation_the_worker_reads_the_complaints_and_the_manager_both(town):
    taken = town.happened("allocated", worker=town.people["worker"])
    assert town.asked(taken) == {("newly-allocated", "Worker Made-Up"), ("allocating", "North Made-Up")}
    assert one(taken, "newly-allocated").folders == ["complaints"]
    assert set(one(taken, "allocating").folders) == {"complaints", "allegations"}
    assert one(taken, "newly-allocated").folder_key == "complaints"
    assert one(taken, "allocating").folder_key == "allegations"


@pytest.mark.proves("HER-A-20")
@pytest.mark.parametrize("kind", ["assessment", "court_report"])
def test_worker_and_manager_compare_the_complaint_with_a_new_report_of_the_family(town, kind):
    sibling = town.new_child("Pat Invented")
    Relation.objects.create(
        authority=town.authority, child=sibling, other_child=town.child, kind="sister", from_date=MONDAY
    )
    taken = town.happened(kind, child=sibling, worker=town.people["worker"])
    prefix = kind.replace("_", "-")
    assert town.asked(taken) == {
        (f"{prefix}-by-worker", "Worker Made-Up"),
        (f"{prefix}-by-manager", "North Made-Up"),
    }
    assert {review.child for review in taken.reviews} == {town.child}, (
        "the sibling's own file holds nothing; the family's does"
    )


def test_nobody_is_asked_to_read_an_empty_file(town):
    assert town.happened("new_referral", child=town.new_child()).reviews == ()


def test_a_worker_is_not_told_that_the_stricter_folder_alone_holds_something(town):
    child = town.new_child()
    town.holds(child, "allegations")
    taken = town.happened("allocated", child=child, worker=town.people["worker"])
    assert town.asked(taken) == {("allocating", "North Made-Up")}


def test_who_is_complained_about_is_not_asked_to_read_the_complaint(town):
    child = town.new_child()
    town.holds(child, "allegations", town.complaint(child, about="north"))
    assert town.happened("new_referral", child=child).reviews == ()


def test_another_manager_of_the_team_reads_what_one_is_complained_about_in(town):
    town.person("another", "team_manager", "North")
    child = town.new_child()
    town.holds(child, "allegations", town.complaint(child, about="another"))
    assert town.asked(town.happened("new_referral", child=child)) == {
        ("new-contact-or-referral", "North Made-Up")
    }


def test_without_a_manager_the_review_waits_for_whoever_comes(town):
    town.people["north"].posts.update(to_date=MONDAY)
    taken = town.happened("new_referral")
    assert town.asked(taken) == {("new-contact-or-referral", "")}


def test_an_event_with_a_number_counts_once(town):
    first = town.happened("new_referral", reference="EV-1")
    again = town.happened("new_referral", reference="EV-1")
    assert again.repeated
    assert again.event == first.event
    assert Review.objects.filter(child=town.child).count() == 1


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"kind": "party"}, "event"),
        ({"kind": "new_referral", "day": date(2025, 11, 4)}, "day"),
        ({"kind": "new_referral", "day": date(2024, 1, 1)}, "day"),
        ({"kind": "new_referral", "child": None}, "child"),
        ({"kind": "allocated"}, "worker"),
        ({"kind": "joined_team"}, "team"),
    ],
)
def test_what_cannot_be_so_is_refused_and_nothing_is_kept(town, more, field):
    told = Happened(**{"day": MONDAY, "child": town.child, **more})
    with pytest.raises(NotTaken) as refused:
        happened(told, town.authority, None, MONDAY)
    assert refused.value.field == field
    assert refused.value.sentence
    assert not ChildEvent.objects.exists()


def test_a_child_of_another_council_is_not_known_here(town):
    with pytest.raises(NotTaken):
        happened(
            Happened(kind="new_referral", day=MONDAY, child=made_up_town().child),
            town.authority,
            None,
            MONDAY,
        )


def csv_of(*lines: str) -> str:
    return "\n".join(("event,date,child,team,worker,about,reference", *lines))


def test_a_file_of_events_is_taken_whole_and_once(town):
    town.child.record_number = "RN-1"
    town.child.save()
    worker = town.people["worker"].email
    text = csv_of(
        f"allocated,2025-11-03,RN-1,,{worker.upper()},,EV-1",
        f'assessment,2025-11-03,RN-1,north,{worker},"Child, and family",EV-2',
    )
    first = events_csv.take("\ufeff" + text, town.authority, None, MONDAY)
    assert (first.taken, first.before, first.reviews) == (2, 0, 4)
    again = events_csv.take(text, town.authority, None, MONDAY)
    assert (again.taken, again.before, again.reviews) == (0, 2, 0)
    assert ChildEvent.objects.get(reference="EV-2").about == "Child, and family"


def test_a_file_with_one_wrong_line_is_not_taken_at_all_and_every_fault_is_named(town):
    town.child.record_number = "RN-1"
    town.child.save()
    text = csv_of(
        "new_referral,2025-11-03,RN-1,,,,EV-1",
        "new_referral,3/11/2025,RN-1,,,,",
        "new_referral,2025-11-03,RN-404,,,,",
        "allocated,2025-11-03,RN-1,,stranger@town.example,,",
        "transferred,2025-11-03,RN-1,Nowhere,,,",
    )
    with pytest.raises(events_csv.NotRead) as refused:
        events_csv.take(text, town.authority, None, MONDAY)
    assert [problem.split(":")[0] for problem in refused.value.problems] == [
        "Line 3, date",
        "Line 4, child",
        "Line 5, worker",
        "Line 6, team",
    ]
    assert not ChildEvent.objects.exists()


@pytest.mark.parametrize(
    "text",
    ["", "a,b\n1,2", "event,date", 'event,date\n"x', "event,date\nx,2025-11-03,more", "event,date\n\x00,x"],
)
def test_what_is_no_list_of_events_is_refused_in_a_sentence(town, text):
    with pytest.raises(events_csv.NotRead) as refused:
        events_csv.take(text, town.authority, None, MONDAY)
    assert all(refused.value.problems)


def test_a_file_that_is_too_long_is_refused(town):
    lines = ["new_referral,2025-11-03,RN-1,,,,"] * (events_csv.MOST_LINES + 1)
    with pytest.raises(events_csv.NotRead):
        events_csv.take(csv_of(*lines), town.authority, None, MONDAY)


def test_a_transfer_in_a_file_makes_the_child_the_new_teams_and_its_manager_may_read(town):
    town.child.record_number = "RN-1"
    town.child.save()
    events_csv.take(csv_of("transferred,2025-11-03,RN-1,South,,,EV-1"), town.authority, None, MONDAY)
    town.child.refresh_from_db()
    assert town.child.team == town.teams["South"]
    assert {folder.team for folder in town.child.folders.all()} == {town.teams["South"]}
    assert [one.rule for one in reviewing.owed(town.people["south"], MONDAY)] == ["transfer"]
    assert not reviewing.visible(town.people["north"], MONDAY).exists()


def test_an_allocation_in_a_file_makes_the_worker_theirs_once(town):
    town.child.record_number = "RN-1"
    town.child.save()
    worker = town.people["worker"]
    for number in (1, 2):
        line = f"allocated,2025-11-03,RN-1,,{worker.email},,EV-{number}"
        events_csv.take(csv_of(line), town.authority, None, MONDAY)
    assert [one.person for one in town.child.allocations.all()] == [worker]


def test_a_manager_on_the_screen_gives_the_child_away_and_sees_it_no_more(town, as_web):
    north = town.people["north"]
    told = Happened(kind="transferred", day=MONDAY, child=town.child, team=town.teams["South"])
    with as_web(), as_person(north.pk, MONDAY):
        take_in(told, town.authority, north, MONDAY)
        assert not reviewing.visible(north, MONDAY).exists()
    town.child.refresh_from_db()
    assert town.child.team == town.teams["South"]
