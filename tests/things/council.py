"""A made-up council for the tests of things: two services, three teams, and somebody in each role.

    council = made_up_council();  case = council.opened(date(2025, 11, 3)).case

Every call makes a council of its own, so that two can be held against each other.
"""

from dataclasses import dataclass, field
from datetime import date
from itertools import count
from uuid import uuid4

from heard.authority.models import AdoptedProcedure, Authority, Team
from heard.cases.entries import Entry, NewCase
from heard.cases.outcome import Recorded
from heard.cases.record import open_case, record
from heard.people.models import Child, Complainant, Person, Post

PROCEDURE, EDITION = "england", "2006-09-01"
MONDAY = date(2025, 11, 3)
_NUMBERS = count(1)


def key() -> str:
    """A form's key."""
    return uuid4().hex


@dataclass
class Council:
    """A council with its teams by name and its people by role (`people["officer"]`)."""

    authority: Authority
    teams: dict[str, Team] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)

    def person(self, who: str, role: str = "", team: str = "", from_date: date = date(2020, 1, 1)) -> Person:
        """A person with a post, or with none."""
        email = f"{who}.{next(_NUMBERS)}@council.example"
        person = Person.objects.create(email=email, name=f"{who.title()} Made-Up", authority=self.authority)
        if role:
            Post.objects.create(person=person, role=role, team=self.teams.get(team), from_date=from_date)
        self.people[who] = person
        return person

    def new_case(self, received_on: date = MONDAY, team: str = "North", **more) -> NewCase:
        """A complaint to be logged."""
        given = {
            "complainant": Complainant(authority=self.authority, name="Jo Invented"),
            "child": Child(authority=self.authority, name="Sam Invented", born=date(2014, 5, 3)),
            "team": self.teams[team] if team else None,
            "summary": "Visits were cancelled without a word",
        }
        return NewCase(received_on=received_on, **{**given, **more})

    def opened(self, received_on: date = MONDAY, team: str = "North", **more) -> Recorded:
        """A case, logged by the complaints officer on the day on which it was received."""
        new = self.new_case(received_on, team, **more)
        return open_case(new, self.people["officer"], received_on, key=key())

    def recorded(self, case, kind: str, day: date, who: str = "officer", **answers) -> Recorded:
        """A fact recorded on its own day."""
        return record(case.pk, Entry(kind, day, answers), self.people[who], day, key=key())


def made_up_council(prefix: str = "MU") -> Council:
    """A council with two services of one department, one team beyond it, and a holder for each role."""
    number = next(_NUMBERS)
    council = Council(
        Authority.objects.create(name=f"Made-Up Council {number}", slug=f"made-up-{number}", prefix=prefix)
    )
    AdoptedProcedure.objects.create(
        authority=council.authority, procedure=PROCEDURE, edition=EDITION, from_date=date(2006, 9, 1)
    )
    for name, service, department in [
        ("North", "Family Support", "Children"),
        ("South", "Family Support", "Children"),
        ("Fostering", "Care", "Children"),
        ("Roads", "Streets", "Places"),
    ]:
        council.teams[name] = Team.objects.create(
            authority=council.authority, name=name, service=service, department=department
        )
    council.person("officer", "complaints_officer")
    council.person("manager", "complaints_manager")
    council.person("north", "team_manager", "North")
    council.person("fostering", "team_manager", "Fostering")
    council.person("support", "service_manager", "South")
    council.person("head", "head_of_service", "Fostering")
    council.person("roads", "head_of_service", "Roads")
    council.person("nobody")
    return council
