"""The jobs of the worker, and when they run: a look every minute, the index once a day, one job for each chaser.

    send_chaser.configure(queueing_lock="chaser-7-chase-team-manager").defer(case_id=7, chaser="chase-team-manager")

Every job may be lost, run twice or run late without harm: what is due is found again by the next look. `on` and
`now` are asked here, at the door. Procrastinate finds this module by its name.
"""

from __future__ import annotations

import structlog
from django.db import transaction
from procrastinate import exceptions
from procrastinate.contrib.django import app

from heard.authority.models import Authority
from heard.authority.today import moment, today
from heard.cases import due
from heard.chasers import late_reviews, sweeping, telling, warning
from heard.chasers.finding import to_tell, waiting
from heard.chasers.hours import open_at
from heard.chasers.models import IndexDay
from heard.chasers.sending import send
from heard.engine import CalendarEnds
from heard.files import allocating, rules
from heard.people.wall import acting_for, authority_of

log = structlog.get_logger("heard.chasers")


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="look", pass_context=False)
def look(timestamp: int) -> None:
    """Every minute: the index of a new day, and a job for each chaser that may be due where people are at work."""
    on, now = today(), moment()
    if not IndexDay.objects.filter(day=on).exists():
        enqueue(rebuild_index, "rebuild-index")
    for authority in Authority.objects.all():
        with acting_for(authority.pk):
            to_be_told, warned_of = to_tell(authority, now), warning.waiting(authority.pk)
        for case_id, told in to_be_told:
            enqueue(tell_managers, f"{told}-{case_id}", case_id=case_id, told=told)
        for access_id in warned_of:
            enqueue(warn_managers, f"emergency-{access_id}", access_id=access_id)
        try:
            if not open_at(authority, now):
                continue
        except CalendarEnds as problem:
            log.error("no chasers: the calendar has ended", authority=authority.pk, why=str(problem))
            continue
        with acting_for(authority.pk):
            found, late = waiting(authority, on, now), late_reviews.waiting(authority, on)
        for case_id, chaser in found:
            enqueue(send_chaser, f"chaser-{case_id}-{chaser}", case_id=case_id, chaser=chaser)
        for person_id in late:
            enqueue(remind_of_reviews, f"reviews-{person_id}", person_id=person_id)


@app.task
def send_chaser(case_id: int, chaser: str) -> None:
    """Send one chaser, unless the worker was stopped and people have gone home since."""
    now = moment()
    if open_at(Authority.objects.get(pk=authority_of("case", case_id)), now):
        send(case_id, chaser, on=today(), now=now)


@app.task
def remind_of_reviews(person_id: int) -> None:
    """Remind somebody of the files that they have not read by the day."""
    with acting_for(authority_of("person", person_id)):
        late_reviews.send(person_id, on=today())


def tell(case_id: int, told: str) -> None:
    """Enqueue it in the transaction of whoever records what they are to be told of."""
    try:
        with transaction.atomic():
            tell_managers.configure(queueing_lock=f"{told}-{case_id}").defer(case_id=case_id, told=told)
    except exceptions.AlreadyEnqueued:
        pass


@app.task
def tell_managers(case_id: int, told: str) -> None:
    """Tell the managers concerned of what was put into a child's file, at any hour."""
    telling.send(case_id, told, on=today(), now=moment())


def warn(access_id: int) -> None:
    """Enqueue it in the transaction that gives the access."""
    try:
        with transaction.atomic():
            warn_managers.configure(queueing_lock=f"emergency-{access_id}").defer(access_id=access_id)
    except exceptions.AlreadyEnqueued:
        pass


@app.task
def warn_managers(access_id: int) -> None:
    """Tell the complaints managers at once that somebody has taken emergency access."""
    with acting_for(authority_of("emergency", access_id)):
        warning.tell(access_id, on=today(), now=moment())


@app.task
def rebuild_index() -> None:
    """Work out the index of due days for the day, take up the folders of packs that begin, and ask managers whose posts
    begin to read the files.
    """
    on = today()
    report = due.rebuild(on)
    for authority in Authority.objects.all():
        with acting_for(authority.pk):
            rules.take_up(authority, on)
            allocating.joined_lately(on)
    done = IndexDay(day=on, cases=report.cases, differences=len(report.differences), finished_at=moment())
    IndexDay.objects.bulk_create([done], ignore_conflicts=True)


@app.periodic(cron="*/5 * * * *")
@app.task(queueing_lock="sweep", pass_context=False)
async def sweep(timestamp: int) -> None:
    """Every five minutes: jobs that a dead worker left behind."""
    await sweeping.sweep(app.job_manager)


def enqueue(task: object, lock: str, **arguments: object) -> bool:
    """Enqueue a job unless the same one is waiting already; whether it was."""
    try:
        task.configure(queueing_lock=lock).defer(**arguments)  # type: ignore[attr-defined]
    except exceptions.AlreadyEnqueued:
        return False
    return True
