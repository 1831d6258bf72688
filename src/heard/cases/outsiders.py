"""Somebody from outside who is to have a part in a case: an account without a post, which opens that case and no more.

    with_account(Giving("advocate", Outsider("Ada Made-Up", "ada@advocacy.example"), monday), ann).person     -> Person

It is made in the transaction that gives the part (`record.give_part`), so that there is none without it.
"""

from __future__ import annotations

from dataclasses import replace

from heard.cases.outcome import Invalid
from heard.cases.parts import Giving, Outsider
from heard.people.keeping import changed_by
from heard.people.models import Person
from heard.people.outcome import NotDone
from heard.people.posting import account

_FIELDS = {"email": "who"}


def with_account(asked: Giving, by: Person) -> Giving:
    """The same, with a person who has an account: a new one, or the one that there is. Raises Invalid."""
    if not isinstance(asked.person, Outsider):
        return asked
    try:
        with changed_by(by):
            return replace(asked, person=account(asked.person.name, asked.person.email, by))
    except NotDone as problem:
        problems = {_FIELDS.get(id, id): sentence for id, sentence in problem.problems.items()}
        raise Invalid(problems) from problem
