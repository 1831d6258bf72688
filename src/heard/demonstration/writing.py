"""Letters of made-up cases: drafted from the procedure's templates, filled in, and issued, which records their fact.

    issued(Writing(case, officer, day, key), "stage-1-response", {"outcome": "upheld"})

The words are for show. What a letter must say, and that nothing in it may be left empty, is held as for everybody.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from heard.authority.adopted import pack
from heard.cases.models import Case
from heard.cases.outcome import Recorded
from heard.letters.drafting import Change, draft, save
from heard.letters.issuing import Issuing, issue
from heard.people.models import Person

LETTERS = {
    "acknowledgement.sent": "acknowledgement",
    "delay_letter.sent": "delay-letter",
    "stage2.offered": "offer-of-stage-2",
    "stage1.responded": "stage-1-response",
    "adjudication.sent": "stage-2-response",
}
"""The letter by which a kind of fact comes about."""

WORDS = {
    "answer": "We looked at what you told us and spoke to the people involved.\n\n"
    "You are right that it should not have happened. We are sorry that it did.",
    "actions": "- We have set a day for the next visit.\n- The team manager will ring you after it.",
    "reason": "two services have to answer, and one of them keeps the older records on paper",
    "decisions": "We accept what the investigation found, on each of your points.",
}
OTHERWISE = "We have looked into this and will write to you again if anything changes."


@dataclass(frozen=True, slots=True)
class Writing:
    """On which case, who writes, on which day, and the key that makes it once."""

    case: Case
    by: Person
    day: date
    key: str


def issued(writing: Writing, template: str, answers: Mapping[str, Any]) -> Recorded:
    """Write the letter and issue it. Raises what the letters raise: a letter of the demonstration must be whole."""
    case = Case.objects.get(pk=writing.case.pk)
    asks = pack(case.procedure, case.edition).letters[template].fill_in
    letter = draft(case, template, writing.by, writing.day, key=writing.key)
    filled = {name: WORDS.get(name, OTHERWISE) for name in asks}
    letter = save(letter.pk, Change(letter.body, filled, letter.version), writing.by, writing.day)
    done = issue(letter.pk, Issuing(answers), writing.by, writing.day)
    if done.recorded is None:
        raise AssertionError(f"{case.reference}: the letter {template} was there before it was written.")
    return done.recorded
