"""Who has not read a file by the day is reminded by e-mail, once a week, with no name of a child in it."""

from datetime import date

import pytest

from heard.chasers import late_reviews
from heard.chasers.sending import Outcome
from heard.files import reviewing
from heard.files.models import Review
from heard.files.reviewing import Read
from tests.chasers.conftest import post  # noqa: F401
from tests.reviews.town import one

LATE = date(2025, 11, 12)


@pytest.fixture
def review(town):
    """The worker's review of an allocation, due on Monday 10 November 2025."""
    review = one(town.happened("allocated", worker=town.people["worker"]), "newly-allocated")
    assert review.due == date(2025, 11, 10)
    return review


def test_a_late_review_is_chased_once_and_again_after_a_week(town, review, post):  # noqa: F811
    worker = town.people["worker"]
    assert late_reviews.waiting(town.authority, date(2025, 11, 10)) == [town.people["north"].pk]
    assert worker.pk in late_reviews.waiting(town.authority, LATE)
    assert late_reviews.send(worker.pk, on=LATE) is Outcome.SENT
    assert late_reviews.send(worker.pk, on=LATE) is Outcome.NOT_NEEDED
    assert late_reviews.send(worker.pk, on=date(2025, 11, 18)) is Outcome.NOT_NEEDED
    assert late_reviews.send(worker.pk, on=date(2025, 11, 19)) is Outcome.SENT
    assert post.addresses == [worker.email] * 2
    for message in post.messages:
        assert "Invented" not in message.as_string()
        assert "/reviews/" in message.get_content()


def test_a_review_that_is_done_is_not_chased(town, review, post):  # noqa: F811
    reviewing.done(review.pk, Read("Nothing bears on my work."), town.people["worker"], LATE)
    assert late_reviews.send(town.people["worker"].pk, on=LATE) is Outcome.NOT_NEEDED
    assert post.messages == []


def test_who_has_left_is_not_chased_and_the_next_manager_owes_it(town, review, post):  # noqa: F811
    north = town.people["north"]
    north.posts.update(to_date=LATE)
    assert late_reviews.send(north.pk, on=LATE) is Outcome.NOT_NEEDED
    new = town.person("newcomer", "team_manager", "North")
    assert [one.rule for one in reviewing.owed(new, LATE)] == ["allocating"]
    assert reviewing.waiting(new, LATE) == (1, 1)


def test_what_the_mail_server_refuses_is_tried_again(town, review, post):  # noqa: F811
    worker = town.people["worker"]
    post.busy = True
    assert late_reviews.send(worker.pk, on=LATE) is Outcome.FAILED
    assert Review.objects.get(pk=review.pk).chased_on is None
    post.busy = False
    assert late_reviews.send(worker.pk, on=LATE) is Outcome.SENT
