"""One chaser: sent once to the right people with the right words, or not sent and nobody misled about it."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import psycopg
import pytest
from django.db import connection
from django.db.models import F

from heard.chasers import troubles
from heard.chasers.models import Outgoing
from heard.chasers.sending import Outcome, send
from heard.people.models import Child, Post
from heard.postgres import WORKER
from tests.chasers.larkshire import CHASE, DAY_7, HEAD, MONDAY, MORNING, complaint, facts
from tests.database import played


def sending(case, chaser=CHASE, on=DAY_7, now=MORNING):
    with played(WORKER):
        return send(case.pk, chaser, on=on, now=now)


def test_a_chaser_is_sent_and_recorded_once(council, post):
    case = complaint(council)
    assert sending(case) is Outcome.SENT
    assert sending(case) is Outcome.ELSEWHERE
    [fact] = facts(case)
    assert (fact.date, fact.recorded_by) == (DAY_7, None)
    assert fact.answers == {"chaser": CHASE, "to": "North Made-Up", "copied": "Support Made-Up"}
    assert len(post.messages) == 2, "one for the team manager, one for the service manager"


def test_while_one_worker_hands_it_over_another_leaves_it_alone(council, post):
    case = complaint(council)
    post.hold_at = "taken"
    with ThreadPoolExecutor(1) as pool:
        first = pool.submit(in_a_thread, case)
        assert post.reached_hold.wait(30)
        assert sending(case) is Outcome.ELSEWHERE
        post.let_go()
        assert first.result(30) is Outcome.SENT
    assert sending(case) is Outcome.ELSEWHERE
    assert len(facts(case)) == 1
    assert len(post.messages) == 2


def test_while_it_is_handed_over_anybody_may_save(council, post):
    case = complaint(council)
    post.hold_at = "taken"
    with ThreadPoolExecutor(1) as pool:
        first = pool.submit(in_a_thread, case)
        assert post.reached_hold.wait(30)
        council.recorded(case, "contact.made", DAY_7, what="It is coming.")
        post.let_go()
        assert first.result(30) is Outcome.SENT


def in_a_thread(case):
    try:
        return sending(case)
    finally:
        connection.close()


def test_it_goes_to_the_holder_of_the_role_with_a_copy(council, post):
    sending(complaint(council))
    north, support = council.people["north"], council.people["support"]
    assert post.addresses == [north.email, support.email]
    message = post.messages[0]
    assert north.email in message["To"]
    assert support.email in message["Cc"]
    assert support.email not in message["To"]


def test_another_team_has_another_manager(council, post):
    sending(complaint(council, team="Fostering"))
    assert council.people["fostering"].email in post.addresses
    assert council.people["north"].email not in post.addresses


def test_what_the_message_says(council, post):
    case = complaint(council)
    sending(case)
    message = post.messages[0]
    words = message.get_content()
    assert message["Subject"] == f"Complaint {case.reference}: Answer the complaint"
    assert message["Auto-Submitted"] == "auto-generated"
    assert f"The answer to complaint {case.reference}, which came to us on Monday 3 November 2025" in words
    assert "is due on Monday 17 November 2025" in words
    assert "Dear North Made-Up," in words
    assert f"/cases/{case.reference}" in words
    assert "[[" not in words


def test_neither_child_nor_complainant_is_named_where_the_text_does_not_ask_for_it(council, post):
    case = complaint(council)
    sending(case)
    whole = post.messages[0].as_string()
    assert case.child.name not in whole
    assert case.complainant.name not in whole


def test_every_try_has_the_same_message_id(council, post):
    case = complaint(council)
    post.refused[council.people["support"].email] = "451 not now"
    assert sending(case) is Outcome.FAILED
    post.refused.clear()
    assert sending(case, now=MORNING + timedelta(hours=1)) is Outcome.SENT
    assert len({message["Message-ID"] for message in post.messages}) == 1
    assert post.messages[0]["Message-ID"].endswith("@council.example>")


@pytest.mark.parametrize(
    "name", ["Bcc: all@evil.example\r\nX: y", "Ann\nBcc: all@evil.example", 'A" <b@evil.example>, "']
)
def test_no_name_begins_a_header_or_another_address(council, post, name):
    north = council.people["north"]
    north.name = name
    north.save()
    assert sending(complaint(council)) is Outcome.SENT
    assert set(post.addresses) == {north.email, council.people["support"].email}
    for message in post.messages:
        assert message["Bcc"] is None
        assert message["X"] is None
        assert [one.addr_spec for one in message["To"].addresses] == [north.email]


def test_a_name_in_another_script_arrives_whole(council, post):
    north = council.people["north"]
    north.name = "Żaneta Ćwiklińska-Made-Up"
    north.save()
    sending(complaint(council, child=Child(authority=council.authority, name="ਸਿਮਰਨ Made-Up")))
    assert "Dear Żaneta Ćwiklińska-Made-Up," in post.messages[0].get_content()


def test_what_was_answered_in_the_morning_is_not_chased(council, post):
    case = complaint(council)
    council.recorded(case, "stage1.responded", DAY_7)
    assert sending(case) is Outcome.NOT_NEEDED
    assert post.messages == []
    assert facts(case) == []
    assert Outgoing.objects.get(case=case).state == Outgoing.NOT_NEEDED


def test_before_its_day_nothing_goes(council, post):
    case = complaint(council)
    assert sending(case, on=DAY_7 - timedelta(days=1)) is Outcome.NOT_NEEDED
    assert sending(case) is Outcome.SENT, "and on its day it goes all the same"


def test_a_chaser_of_another_procedure_does_nothing(council, post):
    assert sending(complaint(council), chaser="no-such-chaser") is Outcome.NOT_NEEDED
    assert post.messages == []


def test_where_nobody_holds_the_role_the_complaints_manager_is_told(council, post):
    case = complaint(council, team="South")
    assert sending(case) is Outcome.SENT
    message = post.messages[0]
    assert council.people["manager"].email in message["To"]
    assert message.get_content().startswith(
        "Nobody is recorded as team manager for this case, so this comes to you."
    )
    [fact] = facts(case)
    assert fact.answers["to"] == "Manager Made-Up"


def test_a_post_that_has_ended_gets_nothing(council, post):
    Post.objects.filter(person=council.people["north"]).update(to_date=DAY_7)
    sending(complaint(council))
    assert council.people["north"].email not in post.addresses
    assert council.people["manager"].email in post.addresses


def test_where_nobody_at_all_is_in_post_it_is_said_on_the_case(council, post):
    Post.objects.update(to_date=F("from_date"))
    case = complaint_by_part(council)
    assert sending(case) is Outcome.FAILED
    [trouble] = troubles.of(case)
    assert "Nobody holds the role of team manager" in trouble.sentence
    assert post.messages == []
    assert facts(case) == []


def complaint_by_part(council):
    """A case where its officer's post has ended since."""
    officer = council.people["officer"]
    passing = Post.objects.create(person=officer, role="complaints_officer", from_date=MONDAY)
    case = complaint(council)
    passing.delete()
    return case


@pytest.mark.parametrize("answer", ["451 4.7.1 greylisted", "550 5.1.1 no such mailbox"])
def test_a_refused_address_is_never_recorded_as_sent_and_is_tried_again(council, post, answer):
    case = complaint(council)
    north = council.people["north"].email
    post.refused[north] = answer
    assert sending(case) is Outcome.FAILED
    assert facts(case) == []
    [trouble] = troubles.of(case)
    assert (
        f"could not be sent since Wednesday 12 November 2025, 09:00. The mail server refused the address {north}"
        in (trouble.sentence)
    )
    assert sending(case) is Outcome.ELSEWHERE, "not again at once"
    post.refused.clear()
    assert sending(case, now=MORNING + timedelta(minutes=6)) is Outcome.SENT
    assert troubles.of(case) == []
    assert len(facts(case)) == 1


def test_who_was_reached_is_not_written_to_again(council, post):
    case = complaint(council)
    post.refused[council.people["support"].email] = "550 no such mailbox"
    sending(case)
    assert post.addresses == [council.people["north"].email]
    post.refused.clear()
    sending(case, now=MORNING + timedelta(minutes=6))
    assert post.addresses == [council.people["north"].email, council.people["support"].email]


def test_a_server_that_is_busy_or_away(council, post, settings):
    case = complaint(council)
    post.busy = True
    assert sending(case) is Outcome.FAILED
    assert "(451 try again later)" in troubles.of(case)[0].sentence
    settings.EMAIL_PORT = 1
    assert sending(case, now=MORNING + timedelta(hours=1)) is Outcome.FAILED
    [trouble] = troubles.of(case)
    assert "The mail server could not be reached." in trouble.sentence
    assert "since Wednesday 12 November 2025, 09:00" in trouble.sentence, "since the first failure"
    assert trouble.tries == 2


def test_the_pauses_between_tries_grow(council, post):
    case, now, pauses = complaint(council), MORNING, []
    post.busy = True
    for _ in range(6):
        assert sending(case, now=now) is Outcome.FAILED
        after = Outgoing.objects.get(case=case).next_try
        pauses.append((after - now).total_seconds() / 60)
        now = after
    assert pauses == [5, 15, 30, 60, 120, 120]


def test_without_a_mail_server_nothing_is_recorded_as_sent(council, post, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    case = complaint(council)
    assert sending(case) is Outcome.FAILED
    assert "HEARD_SMTP_URL" in troubles.of(case)[0].sentence
    assert facts(case) == []


def test_the_head_of_service_is_asked_on_day_17_and_nobody_is_copied(council, post):
    case = complaint(council)
    assert sending(case, HEAD, on=MONDAY + timedelta(days=23)) is Outcome.SENT
    assert post.addresses == [council.people["head"].email]
    assert post.messages[0]["Cc"] is None


def test_what_was_sent_stays_sent_whoever_tries(council, post, worker_db):
    sending(complaint(council))
    with worker_db.as_owner() as owner:
        for words in ("UPDATE chasers_outgoing SET state = 'claimed'", "DELETE FROM chasers_outgoing"):
            with pytest.raises(psycopg.Error, match="was sent can be neither changed"):
                owner.execute(words)
