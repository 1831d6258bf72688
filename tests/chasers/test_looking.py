"""The look of every minute: which chasers get a job, when, and what a missed run means."""

from datetime import date

import time_machine
from django.core.mail import EmailMessage
from procrastinate.contrib.django.models import ProcrastinateJob

from heard.authority.models import AdoptedProcedure
from heard.cases.models import Due
from heard.chasers import tasks, troubles
from heard.chasers.models import IndexDay, Outgoing
from tests.chasers.larkshire import CHASE, MONDAY, TELL, complaint, facts


def jobs(name="send_chaser"):
    found = ProcrastinateJob.objects.filter(task_name=f"heard.chasers.tasks.{name}", status="todo").order_by(
        "id"
    )
    return [(job.args.get("case_id"), job.args.get("chaser")) for job in found]


def look(at):
    with time_machine.travel(at, tick=False):
        tasks.look(timestamp=0)


def test_a_due_chaser_gets_one_job_however_often_one_looks(council, post):
    case = complaint(council)
    look("2025-11-12 09:00Z")
    look("2025-11-12 09:01Z")
    assert jobs() == [(case.pk, TELL), (case.pk, CHASE)]


def test_outside_working_hours_nothing_is_begun(council, post):
    complaint(council)
    for moment in ("2025-11-12 07:30Z", "2025-11-12 18:30Z", "2025-11-15 10:00Z", "2025-12-25 10:00Z"):
        look(moment)
    assert jobs() == []


def test_a_worker_that_was_away_from_friday_to_tuesday_catches_up(council, post):
    case = complaint(council)  # its chaser of day 7 was due on Wednesday 12 November
    look("2025-11-11 09:00Z")
    assert jobs() == [(case.pk, TELL)]
    look("2025-11-18 09:00Z")
    assert jobs() == [(case.pk, TELL), (case.pk, CHASE)]


def test_a_job_that_waited_until_people_went_home_sends_nothing(council, post):
    case = complaint(council)
    with time_machine.travel("2025-11-12 19:00Z", tick=False):
        tasks.send_chaser(case_id=case.pk, chaser=CHASE)
    assert post.messages == []
    with time_machine.travel("2025-11-13 09:00Z", tick=False):
        tasks.send_chaser(case_id=case.pk, chaser=CHASE)
    assert facts(case)[0].date.isoformat() == "2025-11-13"


def test_what_was_sent_or_is_not_needed_or_must_wait_gets_no_job(council, post):
    sent, answered, failing = (complaint(council) for _ in range(3))
    with time_machine.travel("2025-11-12 09:00Z", tick=False):
        tasks.send_chaser(case_id=sent.pk, chaser=CHASE)
        tasks.send_chaser(case_id=sent.pk, chaser=TELL)
        post.busy = True
        tasks.send_chaser(case_id=failing.pk, chaser=CHASE)
        tasks.send_chaser(case_id=failing.pk, chaser=TELL)
    stale = list(Due.objects.filter(case=answered, kind=Due.CHASER))
    council.recorded(answered, "stage1.responded", stale[0].due)
    Due.objects.bulk_create(stale)  # an index that is behind
    with time_machine.travel("2025-11-12 09:01Z", tick=False):
        for line in stale:
            tasks.send_chaser(case_id=answered.pk, chaser=line.rule)
    look("2025-11-12 09:02Z")
    assert jobs() == []
    look("2025-11-12 09:06Z")
    assert set(jobs()) == {(failing.pk, TELL), (failing.pk, CHASE)}


def test_a_claim_left_open_is_looked_at_though_the_index_has_it_no_more(council, post):
    case = complaint(council)
    post.busy = True
    with time_machine.travel("2025-11-12 09:00Z", tick=False):
        tasks.send_chaser(case_id=case.pk, chaser=CHASE)
    council.recorded(case, "stage1.responded", Due.objects.get(case=case, rule=CHASE).due)
    assert len(troubles.of(case)) == 1
    look("2025-11-12 09:10Z")
    assert jobs() == [(case.pk, CHASE)]
    with time_machine.travel("2025-11-12 09:10Z", tick=False):
        tasks.send_chaser(case_id=case.pk, chaser=CHASE)
    assert troubles.of(case) == []


def test_a_new_day_has_its_index_made_again_once(council, post):
    case = complaint(council)
    Due.objects.filter(case=case).delete()
    look("2025-11-12 05:00Z")
    look("2025-11-12 05:01Z")
    assert len(jobs("rebuild_index")) == 1
    with time_machine.travel("2025-11-12 05:02Z", tick=False):
        tasks.rebuild_index()
    assert Due.objects.filter(case=case, rule=CHASE).exists()
    assert IndexDay.objects.get().differences > 0
    look("2025-11-12 09:00Z")
    assert len(jobs("rebuild_index")) == 1
    assert (case.pk, CHASE) in jobs()


def test_the_mail_server_of_these_tests_is_a_real_one(post):
    EmailMessage("Subject", "Words", "a@council.example", ["b@council.example"]).send()
    assert post.messages[0]["Subject"] == "Subject"


NOTICE = "interview-notice"


def arranged(day):
    return {"with": "S Made-Up", "interview_date": date(2025, 11, day)}


def test_a_chaser_that_hangs_on_the_latest_of_several_facts_goes_out_for_each(council, post):
    """Hertfordshire tells staff of each interview; until a post is filled, the complaints manager is told."""
    AdoptedProcedure.objects.create(
        authority=council.authority,
        procedure="hertfordshire",
        edition="2017-04-01",
        from_date=date(2017, 4, 1),
    )
    case = council.opened(MONDAY, procedure="hertfordshire").case
    for kind, day, answers in (
        ("stage2.requested", 5, {}),
        (
            "investigators.appointed",
            6,
            {"investigating_officer": "I Made-Up", "independent_person": "P Made-Up"},
        ),
        ("interview.arranged", 12, arranged(20)),
    ):
        who = "manager" if kind == "investigators.appointed" else "officer"
        council.recorded(case, kind, date(2025, 11, day), who, **answers)
    for on in ("2025-11-12", "2025-11-13"):
        look(f"{on} 09:00Z")
        assert jobs().count((case.pk, NOTICE)) == 1, "none again for what was sent"
        with time_machine.travel(f"{on} 09:01Z", tick=False):
            tasks.send_chaser(case_id=case.pk, chaser=NOTICE)
        assert len(facts(case, NOTICE)) == 1
    council.recorded(case, "interview.arranged", date(2025, 11, 14), **arranged(25))
    ProcrastinateJob.objects.all().delete()
    look("2025-11-17 09:00Z")
    assert jobs().count((case.pk, NOTICE)) == 1
    for _ in range(2):
        with time_machine.travel("2025-11-17 09:01Z", tick=False):
            tasks.send_chaser(case_id=case.pk, chaser=NOTICE)
    assert [fact.date.day for fact in facts(case, NOTICE)] == [12, 17]
    assert list(Outgoing.objects.filter(case=case, chaser=NOTICE).values_list("occasion", "state")) == [
        (1, "sent"),
        (2, "sent"),
    ]
    assert len({message["Message-ID"] for message in post.messages}) == 2
