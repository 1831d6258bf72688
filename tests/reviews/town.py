"""A made-up council that goes by the practice note on the child's file, with a child whose folders hold something.

town = made_up_town();  town.happened("allocated", worker=town.people["worker"])
"""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from itertools import count
from uuid import uuid4

from heard.authority.models import AdoptedProcedure, Authority, Team
from heard.cases.entries import NewCase
from heard.cases.models import Case, CaseRole
from heard.cases.record import open_case
from heard.files.events import Happened, Taken, happened
from heard.files.models import Document, Folder, Review
from heard.files.rules import take_up
from heard.people.models import Child, Complainant, Person, Post
from heard.people.roles import COMPLAINED_ABOUT

MONDAY = date(2025, 11, 3)
_NUMBERS = count(1)


@dataclass
class Town:
    """The council, its teams by name, its people by what they are, and the child."""

    authority: Authority
    teams: dict[str, Team] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    child: Child | None = None

    def person(self, who: str, role: str = "", team: str = "") -> Person:
        """A person with a post, or with none."""
        email = f"{who}.{next(_NUMBERS)}@town.example"
        person = Person.objects.create(email=email, name=f"{who.title()} Made-Up", authority=self.authority)
        if role:
            Post.objects.create(
                person=person, role=role, team=self.teams.get(team), from_date=date(2020, 1, 1)
            )
        self.people[who] = person
        return person

    def new_child(self, name: str = "Sam Invented", team: str = "North", number: str = "") -> Child:
        """A child whose file is empty."""
        return Child.objects.create(
            authority=self.authority, name=name, team=self.teams[team], record_number=number
        )

    def holds(self, child: Child, key: str, case=None) -> Document:
        """A document in one of the child's folders."""
        folder, _ = Folder.objects.get_or_create(
            child=child, key=key, defaults={"authority": self.authority, "team": child.team, "title": key}
        )
        return Document.objects.create(
            authority=self.authority,
            folder=folder,
            case=case,
            title="A letter",
            made_by=self.people["complaints"],
            made_at=datetime(2025, 10, 1, 9, tzinfo=UTC),
        )

    def complaint(self, child: Child, about: str = "") -> Case:
        """A complaint about the child's care, and who of the people is complained about."""
        new = NewCase(
            complainant=Complainant(authority=self.authority, name="Jo Invented"),
            child=child,
            team=child.team,
            received_on=MONDAY,
            summary="Visits were cancelled without a word",
        )
        case = open_case(new, self.people["officer"], MONDAY, key=uuid4().hex).case
        if about:
            CaseRole.objects.create(
                case=case, person=self.people[about], role=COMPLAINED_ABOUT, from_date=MONDAY
            )
        return case

    def happened(self, kind: str, on: date = MONDAY, **more) -> Taken:
        """An event of the child's case, on its own day."""
        given = {"child": self.child, **more}
        return happened(Happened(kind=kind, day=on, **given), self.authority, None, on)

    def asked(self, taken: Taken) -> set[tuple[str, str]]:
        """Which reviews came of an event: rule and who owes it."""
        return {(one.rule, one.person.name if one.person else "") for one in taken.reviews}


def made_up_town(adopted: str = "hertfordshire/2017-04-01") -> Town:
    """The council with everybody in their posts."""
    number = next(_NUMBERS)
    town = Town(Authority.objects.create(name=f"Made-Up Town {number}", slug=f"town-{number}", prefix="TN"))
    procedure, edition = adopted.split("/")
    AdoptedProcedure.objects.create(
        authority=town.authority, procedure=procedure, edition=edition, from_date=date(2017, 4, 1)
    )
    for name in ("North", "South"):
        town.teams[name] = Team.objects.create(
            authority=town.authority, name=name, service="Safeguarding", department="Children"
        )
    town.person("complaints", "complaints_manager")
    town.person("officer", "complaints_officer")
    town.person("north", "team_manager", "North")
    town.person("south", "team_manager", "South")
    town.person("worker", "front_line_worker", "North")
    town.person("other", "front_line_worker", "South")
    town.person("nobody")
    take_up(town.authority, MONDAY)
    town.child = town.new_child()
    town.holds(town.child, "complaints")
    town.holds(town.child, "allegations")
    return town


def one(taken: Taken, rule: str) -> Review:
    """The review of this rule."""
    return next(review for review in taken.reviews if review.rule == rule)
