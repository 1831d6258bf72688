"""The claim on a chaser: one row for each case, chaser and occasion, held by one worker at a time, and its changes.

    outgoing_id = open_claim(case.pk, "chase-team-manager");  outgoing = taken(outgoing_id)

A claim is held by a lock on its row, which the database lets go when the worker dies. Always the claim first, then
the case: two workers can then never wait for each other. Only `sending.py` calls these.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from heard.cases.models import Case
from heard.chasers.message import message_id
from heard.chasers.models import Outgoing

# After the first failure five minutes, then longer; a worker that died is followed at once, and then the same.
PAUSES = [timedelta(minutes=minutes) for minutes in (5, 15, 30, 60, 120)]


def open_claim(case_id: int, chaser: str, occasion: int = 1) -> int:
    """The claim's id; made, and committed, when it is not there."""
    claims = Outgoing.objects.filter(case_id=case_id, chaser=chaser, occasion=occasion)
    known = claims.values_list("pk", flat=True).first()
    if known is not None:
        return known
    case = Case.objects.select_related("authority").get(pk=case_id)
    new = Outgoing(
        authority_id=case.authority_id,
        case=case,
        chaser=chaser,
        occasion=occasion,
        message_id=message_id(case, chaser, occasion),
    )
    Outgoing.objects.bulk_create([new], ignore_conflicts=True)
    return claims.values_list("pk", flat=True).get()


def times_sent(case_id: int, chaser: str) -> int:
    """How many times it went out on this case."""
    return Outgoing.objects.filter(case_id=case_id, chaser=chaser, state=Outgoing.SENT).count()


def taken(outgoing_id: int) -> Outgoing | None:
    """The claim, held until the transaction ends; None where another worker holds it or the chaser is sent."""
    waiting = Outgoing.objects.select_for_update(skip_locked=True, of=("self",))
    return waiting.exclude(state=Outgoing.SENT).filter(pk=outgoing_id).first()


def key(outgoing: Outgoing) -> str:
    """The key under which the fact is recorded: the same chaser of the same case is one fact, whoever records it."""
    return f"chaser-{outgoing.pk}"


def trying(outgoing: Outgoing, now: datetime) -> None:
    """From here on the mail server may have it, whatever becomes of us. Who follows a dead worker may go on at once;
    after that, the pauses hold for it too.
    """
    outgoing.state = Outgoing.CLAIMED
    outgoing.next_try = now + _pause(outgoing.tries) if outgoing.tries else None
    outgoing.tries += 1
    outgoing.trying_since = now
    outgoing.looked_on = outgoing.looked_seq = None
    outgoing.save()


def failed(outgoing: Outgoing, problem: str, now: datetime) -> None:
    """It did not leave, or not to everybody: why, since when, and when to try again."""
    if outgoing.trying_since is None:
        outgoing.tries += 1
    outgoing.state = Outgoing.CLAIMED
    outgoing.next_try = now + _pause(outgoing.tries)
    outgoing.trying_since = None
    outgoing.failing_since = outgoing.failing_since or now
    outgoing.problem = problem
    outgoing.save()


def _pause(tries: int) -> timedelta:
    return PAUSES[min(tries, len(PAUSES)) - 1]


def not_needed(outgoing: Outgoing, on: date, seq: int) -> None:
    """Looked at on the day, after fact number `seq`, and not needed. It may be needed again another day."""
    outgoing.state = Outgoing.NOT_NEEDED
    outgoing.may_have_gone = outgoing.may_have_gone or outgoing.trying_since is not None
    outgoing.trying_since = outgoing.next_try = outgoing.failing_since = None
    outgoing.problem = ""
    outgoing.looked_on, outgoing.looked_seq = on, seq
    outgoing.save()


def sent(outgoing: Outgoing, now: datetime) -> None:
    """It left and the fact is recorded, in this same transaction."""
    outgoing.state = Outgoing.SENT
    outgoing.trying_since = outgoing.next_try = outgoing.failing_since = None
    outgoing.problem = ""
    outgoing.sent_at = now
    outgoing.save()
