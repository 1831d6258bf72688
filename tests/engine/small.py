"""Small packs, calendars and timelines for the tests of the engine.

A pack is written as the few words that a test is about; the rest (register, roles, facts) is the same for all. `pack`
reads it with the real reader, once for each text.
"""

import re
import tempfile
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from heard.engine import Calendar, Fact, PackError, Timeline, assess, read_calendar, read_pack

ENGLAND = read_calendar("england-and-wales")
MONDAY = date(2025, 11, 3)

HEAD = """
procedure: {name}
edition: 2025-01-01
title: A small procedure
kind: {kind}
in_force: {{from: 2025-01-01, status: in force}}
documents: {{DOC: {{title: A document, by: A council}}}}
roles:
  manager: {{title: Manager}}
  deputy: {{title: Deputy}}
  director: {{title: Director}}
  complainant: {{title: Complainant}}
begins_with: complaint.received
closed_by: [case.closed, complaint.withdrawn]
reopened_by: case.reopened
"""

REGISTER = """
paragraphs:
  P-1: {document: DOC, paragraph: paragraph 1, says: What it says., checked: source}
  P-14.10: {document: DOC, paragraph: 14.10, says: A number that looks like another., checked: unverified}
readings:
  R-1: {about: P-1, problem: Unclear., reading: This way., reason: It fits.}
"""

FACTS = """
facts:
  complaint.received: {title: Complaint received, cite: P-1}
  answer.sent: {title: Answer sent, cite: P-1}
  answer.extended:
    title: Answer extended
    asks:
      ground: {question: Why?, kind: choice, choices: {complexity: Complex, leave: Leave, advocate: Advocate}}
      new_date: {question: Until when?, kind: date}
      agreed: {question: Agreed?, kind: yes or no}
      reason: {question: In your words, kind: long text}
    cite: P-1
  clock.stopped: {title: Clock stopped, cite: P-1}
  clock.started: {title: Clock started, cite: P-1}
  hearing.arranged:
    title: Hearing arranged
    asks: {hearing_date: {question: On which day?, kind: date, required: yes}}
    cite: P-1
  notice.sent: {title: Notice sent, cite: P-1}
  review.asked: {title: Review asked for, cite: P-1}
  attempt.failed: {title: Attempt failed, cite: P-1}
  case.closed: {title: Case closed, cite: P-1}
  case.reopened: {title: Case reopened, after_closing: yes, cite: P-1}
  complaint.withdrawn: {title: Complaint withdrawn, cite: P-1}
"""

ANSWER = """
duties:
  answer:
    title: Answer the complaint
    owed_by: manager
    due: {within: 10 working days, after: complaint.received}
    met_by: answer.sent
    cite: P-1
"""


def write(folder, rules=ANSWER, *, facts=FACTS, name="small", kind="local", more=None, **changes):
    """Write a pack into a folder. `more`: other files by name; `changes`: keys of the head, None leaves one out."""
    head = HEAD.format(name=name, kind=kind)
    for key, value in changes.items():
        head = re.sub(rf"^{key}:.*(\n +.*)*\n", "", head, flags=re.MULTILINE)
        head += f"{key}: {value}\n" if value is not None else ""
    files = {"procedure.yaml": head, "paragraphs.yaml": REGISTER, "facts.yaml": facts, "rules.yaml": rules}
    for file, text in {**files, **(more or {})}.items():
        path = Path(folder) / file
        path.parent.mkdir(parents=True, exist_ok=True)
        if text is not None:
            path.write_text(text, encoding="utf-8")
    return Path(folder)


@cache
def _kept():
    return tempfile.TemporaryDirectory(prefix="heard-small-packs-")


@cache
def pack(rules=ANSWER, floor=None, facts=FACTS, name="small"):
    """A procedure read from rules; with `floor` (rules of a law pack) it builds on that."""
    place = Path(_kept().name) / str(abs(hash((rules, floor, facts, name))))
    if floor is None:
        write(place / "small", rules, facts=facts, name=name)
    else:
        write(place / "law", floor, name="law", kind="law", facts=facts)
        write(place / "small", rules, facts=None, more={"paragraphs.yaml": None}, name=name,
              builds_on=place / "law", begins_with=None, documents=None, roles=None)  # fmt: skip
    return read_pack(place / "small")


def problems(folder):
    """What is wrong with the pack in a folder, as lines; empty where nothing is."""
    try:
        read_pack(folder)
    except PackError as error:
        return [str(problem) for problem in error.problems]
    return []


def calendar(*closures, holidays=None):
    """England's stored calendar with closure days; or a bare one with the holidays given and no others."""
    base = ENGLAND
    if holidays is not None:
        span = (date(2024, 1, 1), date(2029, 12, 31))
        base = Calendar("bare", "test", span, dict.fromkeys(holidays, "a holiday"))
    return base.with_closures(closures)


def day(text):
    """A day of November 2025 by number, or any day as ISO text."""
    return date(2025, 11, text) if isinstance(text, int) else date.fromisoformat(text)


def fact(kind, on, id="", **answers):
    return Fact(kind, day(on) if not isinstance(on, date) else on, answers, id)


def received(on=3):
    return fact("complaint.received", on)


def stand(procedure, *facts, on, closures=(), begins=3):
    """Where a case stands that was received on Monday 3 November 2025, unless said otherwise."""
    first = (received(begins),) if begins else ()
    return assess(
        procedure,
        Timeline((*first, *facts)),
        calendar(*closures),
        day(on) if not isinstance(on, date) else on,
    )


def weekdays_between(start, end):
    """A second, plain way of counting, for comparison: Monday to Friday after start, up to and including end."""
    days = (start + timedelta(days=n) for n in range(1, (end - start).days + 1))
    return [d for d in days if d.weekday() < 5]
