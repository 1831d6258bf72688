"""The demonstration's mailbox: what is kept instead of sent, and who may read it."""

from dataclasses import replace

import pytest

from heard.authority.models import Team
from heard.chasers import mailbox
from heard.chasers.models import KeptMessage
from heard.chasers.sending import Outcome, send
from heard.people.models import Post
from tests.chasers.larkshire import CHASE, DAY_7, MORNING, TELL, complaint, council_of_larkshire


@pytest.fixture
def kept_mail(settings):
    settings.EMAIL_BACKEND = "heard.chasers.kept.KeptMail"


def chased(council, **more):
    case = complaint(council, **more)
    assert send(case.pk, CHASE, on=DAY_7, now=MORNING) is Outcome.SENT
    return case


def test_a_message_is_kept_once_with_everybody_it_names(council, kept_mail):
    case = chased(council)
    [message] = KeptMessage.objects.all()
    assert message.case == case
    assert message.to == f'"North Made-Up" <{council.people["north"].email}>'
    assert message.copied == f'"Support Made-Up" <{council.people["support"].email}>'
    assert case.reference in message.body


def test_who_may_read_it(council, kept_mail):
    chased(council)
    can = {who for who, person in council.people.items() if mailbox.kept(person, DAY_7).total}
    assert can == {"officer", "manager", "north", "support"}


def test_another_council_sees_nothing(council, kept_mail):
    chased(council)
    other = council_of_larkshire()
    assert [mailbox.kept(person, DAY_7).total for person in other.people.values()] == [0] * len(other.people)


def test_a_post_that_has_ended_reads_no_more(council, kept_mail):
    chased(council)
    north = council.people["north"]
    [message] = mailbox.kept(north, DAY_7).messages
    Post.objects.filter(person=north).update(to_date=DAY_7)
    assert mailbox.kept(north, DAY_7).total == 0
    with pytest.raises(KeptMessage.DoesNotExist):
        mailbox.message(north, DAY_7, message.pk)


def test_pages_of_twenty_five(council, kept_mail):
    for _ in range(14):
        case = chased(council)
        send(case.pk, TELL, on=DAY_7, now=MORNING)
    manager = council.people["manager"]
    first, last = mailbox.kept(manager, DAY_7), mailbox.kept(manager, DAY_7, page=99)
    assert (len(first.messages), first.pages, first.total) == (25, 2, 28)
    assert (len(last.messages), last.number) == (3, 2)
    assert not {one.pk for one in first.messages} & {one.pk for one in last.messages}


def test_a_message_about_no_case_is_its_readers_alone(council, kept_mail):
    chased(council)
    [message] = KeptMessage.objects.all()
    other = replace(council, teams={"x": Team(authority=council.authority)})
    KeptMessage.objects.create(
        message_id="<x@y>", sender="a", to="b", subject="s", body="b", kept_at=message.kept_at,
        addresses=[council.people["roads"].email],
    )  # fmt: skip
    assert mailbox.kept(other.people["roads"], DAY_7).total == 1
    assert mailbox.kept(other.people["fostering"], DAY_7).total == 0
