"""A review is done by who owes it, says what was learned, and is seen by who may read its folders and nobody else."""

from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction

from heard.files import reviewing
from heard.files.models import Review
from heard.files.reviewing import NotReviewed, Read
from tests.reviews.town import MONDAY, made_up_town, one

LEARNED = Read("The visits had been cancelled twice. They are in the plan now.")


@pytest.fixture
def both(town):
    """The worker's review and the manager's, of one allocation."""
    taken = town.happened("allocated", worker=town.people["worker"])
    return one(taken, "newly-allocated"), one(taken, "allocating")


def seen_by(town, who: str) -> set[str]:
    return set(reviewing.visible(town.people[who], MONDAY).values_list("rule", flat=True))


def test_a_review_is_seen_with_its_strictest_folder(town, both):
    assert seen_by(town, "worker") == {"newly-allocated"}
    assert seen_by(town, "north") == {"newly-allocated", "allocating"}
    assert seen_by(town, "complaints") == {"newly-allocated", "allocating"}
    assert seen_by(town, "officer") == {"newly-allocated"}
    assert seen_by(town, "south") == set()
    assert seen_by(town, "nobody") == set()
    stranger = made_up_town()
    assert not reviewing.visible(stranger.people["complaints"], MONDAY).exists()


def test_what_is_owed_is_ones_own(town, both):
    assert list(reviewing.owed(town.people["worker"], MONDAY)) == [both[0]]
    assert list(reviewing.owed(town.people["north"], MONDAY)) == [both[1]]
    assert not reviewing.owed(town.people["complaints"], MONDAY).exists()


def test_a_review_that_nobody_has_is_owed_by_the_next_manager_of_the_team(town):
    town.people["north"].posts.update(to_date=MONDAY)
    review = town.happened("new_referral").reviews[0]
    new = town.person("newcomer", "team_manager", "North")
    assert list(reviewing.owed(new, MONDAY)) == [review]
    assert reviewing.done(review.pk, LEARNED, new, MONDAY).done_by == new


def test_doing_a_review_keeps_what_was_learned_and_again_changes_nothing(town, both):
    worker = town.people["worker"]
    done = reviewing.done(both[0].pk, LEARNED, worker, MONDAY)
    assert (done.done_on, done.done_by, done.learned) == (MONDAY, worker, LEARNED.learned)
    assert reviewing.done(both[0].pk, LEARNED, worker, date(2025, 11, 4)).done_on == MONDAY
    with pytest.raises(NotReviewed):
        reviewing.done(both[0].pk, Read("Something else"), worker, MONDAY)
    assert not reviewing.owed(worker, MONDAY).exists()


@pytest.mark.parametrize("who", ["other", "south", "nobody", "complaints", "north"])
def test_nobody_else_can_say_that_the_worker_has_read(town, both, who):
    with pytest.raises(NotReviewed):
        reviewing.done(both[0].pk, LEARNED, town.people[who], MONDAY)
    both[0].refresh_from_db()
    assert both[0].done_on is None


def test_a_worker_who_left_sees_and_does_nothing_more(town, both):
    town.people["worker"].posts.update(to_date=MONDAY)
    assert not reviewing.visible(town.people["worker"], MONDAY).exists()
    with pytest.raises(NotReviewed):
        reviewing.done(both[0].pk, LEARNED, town.people["worker"], MONDAY)


@pytest.mark.proves("HER-A-21")
def test_a_review_of_a_report_asks_whether_anything_inaccurate_is_repeated(town):
    taken = town.happened("assessment", worker=town.people["worker"])
    review, worker = one(taken, "assessment-by-worker"), town.people["worker"]
    with pytest.raises(NotReviewed) as refused:
        reviewing.done(review.pk, Read("I read it."), worker, MONDAY)
    assert set(refused.value.problems) == {"repeated"}
    read = Read("I read it.", "The date of the move was wrong.", Review.STILL)
    done = reviewing.done(review.pk, read, worker, MONDAY)
    assert (done.inaccurate, done.repeated) == (read.inaccurate, Review.STILL)
    counts = {row["rule"]: row["repeated"] for row in reviewing.counted(town.people["north"], MONDAY)}
    assert counts["assessment-by-worker"] == 1


@pytest.mark.parametrize("learned", ["", "   ", "x" * (reviewing.LONGEST + 1), "a\x00b"])
def test_words_that_cannot_be_kept_are_refused(town, both, learned):
    with pytest.raises(NotReviewed) as refused:
        reviewing.done(both[0].pk, Read(learned), town.people["worker"], MONDAY)
    assert "learned" in refused.value.problems


def test_a_manager_may_say_that_a_review_is_not_needed_any_more_and_why(town, both):
    with pytest.raises(NotReviewed):
        reviewing.excuse(both[0].pk, "I moved on", town.people["worker"], MONDAY)
    with pytest.raises(NotReviewed) as refused:
        reviewing.excuse(both[0].pk, " ", town.people["north"], MONDAY)
    assert "why" in refused.value.problems
    excused = reviewing.excuse(both[0].pk, "Allocated to somebody else", town.people["north"], MONDAY)
    assert not excused.is_open
    with pytest.raises(NotReviewed):
        reviewing.done(both[0].pk, LEARNED, town.people["worker"], MONDAY)


def test_counts_tell_in_time_from_late_and_leave_out_what_one_may_not_see(town, both):
    reviewing.done(both[0].pk, LEARNED, town.people["worker"], date(2025, 11, 20))
    rows = {
        row["rule"]: (row["raised"], row["in_time"], row["late_done"], row["open"], row["late"])
        for row in reviewing.counted(town.people["complaints"], date(2025, 11, 20))
    }
    assert rows == {"newly-allocated": (1, 0, 1, 0, 0), "allocating": (1, 0, 0, 1, 1)}
    assert [row["rule"] for row in reviewing.counted(town.people["officer"], MONDAY)] == ["newly-allocated"]


def test_what_others_learned_is_not_read_by_who_is_complained_about(town, both):
    town.complaint(town.child, about="complaints")
    assert not reviewing.visible(town.people["complaints"], MONDAY).exists()
    assert reviewing.visible(town.people["north"], MONDAY).count() == 2


def test_the_database_keeps_what_was_done_and_what_happened(town, both):
    reviewing.done(both[0].pk, LEARNED, town.people["worker"], MONDAY)
    for statement in (
        "UPDATE files_review SET learned = 'Nothing' WHERE done_on IS NOT NULL",
        "UPDATE files_review SET due = due + 30",
        "UPDATE files_childevent SET day = day - 30",
        "DELETE FROM files_childevent",
    ):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
