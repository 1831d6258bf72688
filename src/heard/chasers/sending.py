"""Sending one chaser of one case: claimed, looked at again, handed to the mail server, and recorded, once.

    send(case.pk, "chase-team-manager", now=moment(), on=today())     -> Outcome.SENT

Any number of workers may call it at once, and one that dies at any line leaves nothing wrong behind: the next call
goes on from there. What e-mail itself cannot promise is in docs/decisions/0007.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from smtplib import SMTPException, SMTPRecipientsRefused, SMTPResponseException

import structlog
from django.conf import settings
from django.core.mail import get_connection
from django.utils.translation import gettext as _

from heard.cases import standing
from heard.cases.entries import Entry
from heard.cases.locks import lock
from heard.cases.models import Case
from heard.cases.record import record
from heard.chasers import claims
from heard.chasers.message import ChaserMessage, Occasion, UnknownField, one_line, written
from heard.chasers.models import Outgoing
from heard.chasers.recipients import Addressed, NobodyToTell, addressed
from heard.engine import CHASER_SENT, ChaserStanding, ChaserState, Standing
from heard.people.wall import acting_for, authority_of

NOWHERE = "django.core.mail.backends.dummy.EmailBackend"
log = structlog.get_logger("heard.chasers")


class Outcome(StrEnum):
    """What came of it."""

    SENT = "sent"
    NOT_NEEDED = "not needed"
    FAILED = "failed"
    ELSEWHERE = "another worker is at it, or it is done"


@dataclass(frozen=True, slots=True)
class Ready:
    """A chaser that is claimed and written, before it leaves."""

    message: ChaserMessage
    people: Addressed


def send(case_id: int, chaser: str, *, on: date, now: datetime) -> Outcome:
    """Send the chaser if it is due on the day and nobody has sent it."""
    whose = authority_of("case", case_id)
    with acting_for(whose):
        outgoing_id = claims.open_claim(case_id, chaser, _occasion(case_id, chaser, on))
    with acting_for(whose):
        answer = _prepare(outgoing_id, on, now)
    if not isinstance(answer, Ready):
        return answer
    with acting_for(whose):
        return _deliver(outgoing_id, answer, on, now)


def _occasion(case_id: int, chaser: str, on: date) -> int:
    """The how manyth time this would be: one more only where it is sent each time, and the case asks for it again."""
    times = claims.times_sent(case_id, chaser)
    if not times:
        return 1
    found = _chaser(standing.of(Case.objects.get(pk=case_id), on), chaser)
    again = found is not None and found.rule.each_time and found.state is ChaserState.TO_SEND
    return times + 1 if again else times


def _chaser(stands: Standing, id: str) -> ChaserStanding | None:
    return next((one for one in stands.chasers if one.id == id), None)


def _prepare(outgoing_id: int, on: date, now: datetime) -> Ready | Outcome:
    """Look at the case once more, under its lock, and write the message. Committed before anything leaves."""
    outgoing = claims.taken(outgoing_id)
    if outgoing is None or (outgoing.next_try is not None and outgoing.next_try > now):
        return Outcome.ELSEWHERE
    lock([outgoing.case_id])
    whole = Case.objects.select_related("authority", "complainant", "child", "team", "officer")
    case = whole.get(pk=outgoing.case_id)
    stands = standing.of(case, on)
    chaser = _chaser(stands, outgoing.chaser)
    if chaser is None or chaser.state is not ChaserState.TO_SEND:
        claims.not_needed(outgoing, on, case.last_seq)
        return Outcome.NOT_NEEDED
    try:
        ready = _written(case, outgoing, stands, chaser)
    except (NobodyToTell, UnknownField) as problem:
        claims.failed(outgoing, str(problem), now)
        log.warning("chaser could not be sent", case=case.pk, chaser=chaser.id, why=type(problem).__name__)
        return Outcome.FAILED
    claims.trying(outgoing, now)
    return ready


def _written(case: Case, outgoing: Outgoing, stands: Standing, chaser: ChaserStanding) -> Ready:
    duty = next(one for one in stands.duties if one.rule.key == chaser.rule.about)
    people = addressed(case, chaser.rule, stands.on)
    return Ready(written(Occasion(case, chaser, duty, people, stands.on), outgoing.message_id), people)


def _deliver(outgoing_id: int, ready: Ready, on: date, now: datetime) -> Outcome:
    """Hand the message over and record the fact, holding the claim but not the case: a slow mail server must not
    keep anybody from saving.
    """
    outgoing = claims.taken(outgoing_id)
    if outgoing is None or outgoing.trying_since is None:
        return Outcome.ELSEWHERE
    problem = hand_over(ready.message, outgoing.reached)
    if problem:
        claims.failed(outgoing, problem, now)
        log.warning(
            "chaser could not be sent", case=outgoing.case_id, chaser=outgoing.chaser, tries=outgoing.tries
        )
        return Outcome.FAILED
    entry = Entry(CHASER_SENT, on, {"chaser": outgoing.chaser, **_who(ready.people)})
    record(outgoing.case_id, entry, None, on, key=claims.key(outgoing))
    claims.sent(outgoing, now)
    log.info("chaser sent", case=outgoing.case_id, chaser=outgoing.chaser)
    return Outcome.SENT


def _who(people: Addressed) -> dict[str, str]:
    who = {"to": ", ".join(person.name for person in people.to)}
    if people.copied:
        who["copied"] = ", ".join(person.name for person in people.copied)
    return who


def hand_over(message: ChaserMessage, reached: list[str]) -> str:
    """Give the message to the mail server for each address that it has not taken yet (added to `reached`).

    Returns what went wrong in a sentence, empty where every address was taken. One address at a time: a server that
    refuses one of several in the same breath would leave us to guess which.
    """
    if settings.EMAIL_BACKEND == NOWHERE:
        return _("No mail server is set: the setting HEARD_SMTP_URL names one.")
    connection = get_connection()
    try:
        connection.open()
        for address in [one for one in message.recipients() if one not in reached]:
            message.only_to = [address]
            connection.send_messages([message])
            reached.append(address)
    except (SMTPException, OSError, ValueError) as problem:
        return _sentence(problem)
    finally:
        _close(connection)
    return ""


def _close(connection: object) -> None:
    """Say goodbye to the server; what it says to that changes nothing."""
    try:
        connection.close()  # type: ignore[attr-defined]
    except (SMTPException, OSError) as problem:
        log.info("mail server left in a hurry", why=type(problem).__name__)


def _sentence(problem: Exception) -> str:
    if isinstance(problem, SMTPRecipientsRefused):
        address, (code, words) = next(iter(problem.recipients.items()))
        return _("The mail server refused the address %(address)s (%(code)s %(words)s).") % {
            "address": address,
            "code": code,
            "words": _said(words),
        }
    if isinstance(problem, SMTPResponseException):
        return _("The mail server refused the message (%(code)s %(words)s).") % {
            "code": problem.smtp_code,
            "words": _said(problem.smtp_error),
        }
    if isinstance(problem, SMTPException):
        return _("The mail server broke off the conversation.")
    if isinstance(problem, OSError):
        return _("The mail server could not be reached.")
    return _("The message could not be written as e-mail asks for it; look at the names and addresses.")


def _said(words: bytes | str) -> str:
    text = words.decode("utf-8", "replace") if isinstance(words, bytes) else words
    return one_line(text)[:200]
