"""The e-mail that tells the managers concerned of a complaint: that something is there, and where; never what or whom.

    tasks.tell(case.pk, name(7))                       in the transaction that recorded fact number 7
    send(case.pk, "told-7", on=today(), now=moment())  -> Outcome.SENT, once, and `managers.emailed` is recorded

It goes out as chasers do: claimed, handed over, recorded (docs/decisions/0007), but at any hour. To whom is asked when
it is sent, so that somebody who was named as complained about meanwhile gets nothing.
"""

from __future__ import annotations

from datetime import date, datetime

import structlog
from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from heard.cases import timeline
from heard.cases.entries import Entry
from heard.cases.locks import lock
from heard.cases.models import Case
from heard.cases.record import record
from heard.chasers import claims
from heard.chasers.message import HEADERS, ChaserMessage, link, mailbox, one_line
from heard.chasers.models import Outgoing
from heard.chasers.sending import Outcome, hand_over
from heard.files import filing
from heard.people.models import Person
from heard.people.wall import acting_for, authority_of

TOLD = "told-"
log = structlog.get_logger("heard.chasers")


def name(seq: int) -> str:
    """What stands in place of a chaser's id on the way out: the row for which the managers are told."""
    return f"{TOLD}{seq}"


def send(case_id: int, told: str, *, on: date, now: datetime) -> Outcome:
    """Send it if nobody has, and record that the managers were told."""
    whose = authority_of("case", case_id)
    with acting_for(whose):
        outgoing_id = claims.open_claim(case_id, told)
    with acting_for(whose):
        answer = _prepare(outgoing_id, on, now)
    if isinstance(answer, Outcome):
        return answer
    with acting_for(whose):
        return _deliver(outgoing_id, answer, on, now)


def _prepare(outgoing_id: int, on: date, now: datetime) -> list[Person] | Outcome:
    """Look at the case once more, under its lock, and whom to write to. Committed before anything leaves."""
    outgoing = claims.taken(outgoing_id)
    if outgoing is None or (outgoing.next_try is not None and outgoing.next_try > now):
        return Outcome.ELSEWHERE
    lock([outgoing.case_id])
    case = _case(outgoing)
    asked = [one for one in filing.on_receipt(case, on) if one.by == filing.EMAIL]
    if not asked or timeline.read(case).has(filing.EMAILED):
        claims.not_needed(outgoing, on, case.last_seq)
        return Outcome.NOT_NEEDED
    people = filing.concerned(case, tuple(role for one in asked for role in one.tells), on)
    if not people:
        people = filing.concerned(case, filing.INSTEAD, on)
    if not people:
        claims.failed(outgoing, _("Nobody holds a post of a manager concerned with this complaint."), now)
        return Outcome.FAILED
    claims.trying(outgoing, now)
    return people


def _deliver(outgoing_id: int, people: list[Person], on: date, now: datetime) -> Outcome:
    outgoing = claims.taken(outgoing_id)
    if outgoing is None or outgoing.trying_since is None:
        return Outcome.ELSEWHERE
    case = _case(outgoing)
    problem = hand_over(_written(case, people, outgoing.message_id), outgoing.reached)
    if problem:
        claims.failed(outgoing, problem, now)
        log.warning("managers could not be told", case=case.pk, tries=outgoing.tries)
        return Outcome.FAILED
    record(case.pk, Entry(filing.EMAILED, on), None, on, key=claims.key(outgoing))
    claims.sent(outgoing, now)
    log.info("managers told", case=case.pk)
    return Outcome.SENT


def _case(outgoing: Outgoing) -> Case:
    whole = Case.objects.select_related("authority", "complainant", "child__team", "team", "officer")
    return whole.get(pk=outgoing.case_id)


def _written(case: Case, people: list[Person], id: str) -> ChaserMessage:
    """No name stands in it but those of whom it goes to: e-mail is read over shoulders and forwarded."""
    where = link(case)
    if case.child is not None:
        where = f"{settings.HEARD_BASE_URL}{reverse('child', args=[case.child.pk])}"
    body = _(
        "Something was put into a folder of a child's file that you are concerned with as a manager. "
        "Please read it today, in Heard:\n\n%(where)s\n\n"
        "Do not forward this message, and do not speak of it with anybody who does not need to know."
    ) % {"where": where}
    footer = _("-- \nHeard sent this for the complaints team of %(authority)s. Nobody reads answers to it.")
    return ChaserMessage(
        case,
        subject=_("Something to read in Heard"),
        body=f"{body}\n\n{footer % {'authority': one_line(case.authority.name)}}\n",
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[mailbox(person) for person in people],
        headers={"Message-ID": id, **HEADERS},
    )
