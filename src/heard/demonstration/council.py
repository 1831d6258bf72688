"""The made-up council: its teams, its staff with their posts, and the procedures that it has adopted.

    council = make_council(today());  council.officers[0].name     -> "Amina Example"

Staff and teams are set up as an administrator would; cases are `loading.py`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.contrib.auth.hashers import make_password

from heard.authority.models import AdoptedProcedure, Authority, Team
from heard.demonstration.accounts import ACCOUNTS, COUNCIL, PASSWORD, Account
from heard.files.rules import take_up
from heard.people.models import Person, Post

LONG_AGO = date(2019, 1, 7)
TEAMS = [
    ("Disabled Children North", "Disabled Children"),
    ("Disabled Children South", "Disabled Children"),
    ("Child Protection East", "Child Protection"),
    ("Child Protection West", "Child Protection"),
    ("Children in Care", "Children in Care"),
    ("Fostering", "Children in Care"),
    ("Leaving Care", "Children in Care"),
]
ADOPTED = [("leicestershire", "2024-01-01"), ("england", "2006-09-01"), ("corporate", "2024-04-01")]
DEPARTMENT = "Children and Families"


@dataclass(frozen=True, slots=True)
class MadeUp:
    """The council, its teams in order, and the two people who log complaints."""

    authority: Authority
    teams: list[Team]
    officers: list[Person]


def make_council(today: date) -> MadeUp:
    """Make it. The procedures are adopted long enough ago for every case."""
    authority = Authority.objects.create(
        name=COUNCIL,
        slug="larkshire",
        prefix="LC",
        address="County Hall\nImaginary Way\nMadeupton\nLK0 0AA",
        contact="Complaints team, 01632 960123, complaints@larkshire.example",
    )
    teams = [
        Team(authority=authority, name=name, service=service, department=DEPARTMENT)
        for name, service in TEAMS
    ]
    Team.objects.bulk_create(teams)
    by_name = {team.name: team for team in teams}
    hashed = make_password(PASSWORD)
    people = [person_of(account, authority, by_name, hashed) for account in ACCOUNTS]
    for procedure, edition in ADOPTED:
        AdoptedProcedure.objects.create(
            authority=authority, procedure=procedure, edition=edition, from_date=min(LONG_AGO, today)
        )
    take_up(authority, today)
    officers = [
        person
        for person, account in zip(people, ACCOUNTS, strict=True)
        if account.role == "complaints_officer"
    ]
    return MadeUp(authority, teams, officers)


def person_of(account: Account, authority: Authority, teams: dict[str, Team], hashed: str) -> Person:
    """Somebody with their post."""
    person: Person = Person.objects.create(
        email=account.email, name=account.name, authority=authority, password=hashed
    )
    Post.objects.create(person=person, role=account.role, team=teams.get(account.team), from_date=LONG_AGO)
    return person
