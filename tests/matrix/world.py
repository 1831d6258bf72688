"""Two made-up councils full of things, and everybody who might come to their doors: for the matrix of who opens what.

    world = made_up_world();  world.people["past investigator"]

Each thing holds a word that stands nowhere else (`secrets`), with those who may read it.
"""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

from heard.authority.models import AdoptedProcedure, Authority, ClosureDay, Team
from heard.cases.entries import Entry, NewCase
from heard.cases.models import Case, CaseRole
from heard.cases.record import open_case, record
from heard.files.models import CaseNote, Document, EmergencyAccess, Folder, Version
from heard.files.rules import take_up
from heard.people.models import Allocation, Child, Complainant, Delegation, Person, Post, Relation
from heard.people.roles import COMPLAINED_ABOUT, EMERGENCY

ON = date(2025, 11, 12)
BEFORE, LATER = date(2020, 1, 1), date(2026, 6, 1)
YESTERDAY, TOMORROW = ON - timedelta(days=1), ON + timedelta(days=1)
RECEIVED = date(2025, 11, 3)

POSTS = {
    "complaints officer": ("complaints_officer", ""),
    "complaints manager": ("complaints_manager", ""),
    "team manager": ("team_manager", "North"),
    "manager of another team": ("team_manager", "Fostering"),
    "service manager": ("service_manager", "South"),
    "head of service": ("head_of_service", "Fostering"),
    "head of another department": ("head_of_service", "Roads"),
    "director": ("director", ""),
    "front-line worker": ("front_line_worker", "North"),
    "worker of another department": ("front_line_worker", "Roads"),
    "conference chair": ("conference_chair", ""),
    "monitoring officer": ("monitoring_officer", ""),
    "administrator": ("administrator", ""),
    "officer complained about": ("complaints_officer", ""),
    "manager complained about": ("team_manager", "North"),
}
NO_POSTS = [
    "nobody",
    "past team manager",
    "delegate",
    "past delegate",
    "investigator",
    "past investigator",
    "advocate",
    "in an emergency",
    "after an emergency",
]
STRANGER, ELSEWHERE = "stranger", "manager of another council"
EVERYBODY = [STRANGER, *POSTS, *NO_POSTS, ELSEWHERE]


@dataclass
class World:
    """The council and what is in it."""

    authority: Authority
    teams: dict[str, Team] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    child: Child | None = None
    case: Case | None = None
    folders: dict[str, Folder] = field(default_factory=dict)
    documents: dict[str, Document] = field(default_factory=dict)
    notes: dict[str, CaseNote] = field(default_factory=dict)
    emergency: EmergencyAccess | None = None
    relation: Relation | None = None

    def person(self, who: str, role: str = "", team: str = "", to_date: date | None = None) -> Person:
        """Somebody of the council, with a post or without one."""
        email = f"{who.replace(' ', '-')}.{self.authority.pk}@matrix.example"
        made = Person.objects.create(email=email, name=f"{who.title()} Made-Up", authority=self.authority)
        if role:
            Post.objects.create(
                person=made, role=role, team=self.teams.get(team), from_date=BEFORE, to_date=to_date
            )
        self.people[who] = made
        return made


def made_up_world() -> World:
    """The council with everybody, and another council beside it."""
    world = _council("Matrix Borough", "MX")
    for who, (role, team) in POSTS.items():
        world.person(who, role, team)
    for who in NO_POSTS:
        world.person(who)
    _past_and_passing(world)
    _things(world)
    other = _council("Elsewhere Borough", "EL")
    world.people[ELSEWHERE] = other.person(ELSEWHERE, "complaints_manager")
    return world


def _council(name: str, prefix: str) -> World:
    world = World(
        Authority.objects.create(
            name=name, slug=name.split()[0].lower(), prefix=prefix, address="1 Madeup Street", contact="01"
        )
    )
    AdoptedProcedure.objects.create(
        authority=world.authority, procedure="hertfordshire", edition="2017-04-01", from_date=date(2017, 4, 1)
    )
    for team, service, department in [
        ("North", "Family Support", "Children"),
        ("South", "Family Support", "Children"),
        ("Fostering", "Care", "Children"),
        ("Roads", "Streets", "Places"),
    ]:
        world.teams[team] = Team.objects.create(
            authority=world.authority, name=team, service=service, department=department
        )
    ClosureDay.objects.create(authority=world.authority, date=date(2025, 12, 29), why="Closed")
    take_up(world.authority, ON)
    return world


def _past_and_passing(world: World) -> None:
    Post.objects.create(
        person=world.people["past team manager"],
        role="team_manager",
        team=world.teams["North"],
        from_date=BEFORE,
        to_date=ON,
    )
    # Who stands in holds a post of their own, here one that opens nothing.
    Post.objects.create(person=world.people["delegate"], role="conference_chair", from_date=BEFORE)
    absent = world.people["team manager"]
    for who, ends in (("delegate", LATER), ("past delegate", ON)):
        Delegation.objects.create(of=absent, to=world.people[who], from_date=BEFORE, to_date=ends)


def _things(world: World) -> None:
    world.child = Child.objects.create(
        authority=world.authority,
        name="Childishword Invented",
        team=world.teams["North"],
        record_number="R-1",
    )
    new = NewCase(
        complainant=Complainant(authority=world.authority, name="Complainword Invented"),
        child=world.child,
        team=world.teams["North"],
        officer=world.people["complaints officer"],
        received_on=RECEIVED,
        summary="Summaryword was said",
        happened="Happenedword and more",
    )
    world.case = open_case(new, world.people["complaints officer"], RECEIVED, key=uuid4().hex).case
    note = Entry("note.added", ON, {"note": "Factword"})
    record(world.case.pk, note, world.people["complaints officer"], ON, key=uuid4().hex)
    world.case.refresh_from_db()
    _parts(world)
    Allocation.objects.create(
        authority=world.authority,
        child=world.child,
        person=world.people["front-line worker"],
        from_date=BEFORE,
    )
    world.relation = Relation.objects.create(
        authority=world.authority,
        child=world.child,
        complainant=Complainant.objects.create(authority=world.authority, name="Motherword Invented"),
        kind="mother",
        from_date=BEFORE,
    )
    for key, word in (("complaints", "Complaintsdocument"), ("allegations", "Allegationsdocument")):
        _file(world, key, word)


def _parts(world: World) -> None:
    for who, role, ends in (
        ("investigator", "investigating_officer", LATER),
        ("past investigator", "investigating_officer", ON),
        ("advocate", "advocate", LATER),
        ("officer complained about", COMPLAINED_ABOUT, None),
        ("manager complained about", COMPLAINED_ABOUT, None),
        ("in an emergency", EMERGENCY, TOMORROW),
        ("after an emergency", EMERGENCY, ON),
    ):
        CaseRole.objects.create(
            case=world.case, person=world.people[who], role=role, from_date=YESTERDAY, to_date=ends
        )
    world.emergency = EmergencyAccess.objects.create(
        authority=world.authority,
        person=world.people["in an emergency"],
        case=world.case,
        reason="A court asks today",
        asked_at=datetime(2025, 11, 12, 9, tzinfo=UTC),
        from_date=ON,
        to_date=TOMORROW,
    )


def _file(world: World, key: str, word: str) -> None:
    made = datetime(2025, 11, 5, 9, tzinfo=UTC)
    by = world.people["complaints manager"]
    titles = {"complaints": "Complaints", "allegations": "Allegations Against Staff"}
    folder, _ = Folder.objects.get_or_create(
        child=world.child,
        key=key,
        defaults={"authority": world.authority, "team": world.child.team, "title": titles[key]},
    )
    document = Document.objects.create(
        authority=world.authority, folder=folder, case=world.case, title=word, made_by=by, made_at=made
    )
    version = Version.objects.create(
        document=document,
        number=1,
        name=f"{word}.pdf",
        kind="pdf",
        media_type="application/pdf",
        size=1,
        sha256="0" * 64,
        place=uuid4().hex,
        sealed_key=b"x",
        key_id="k",
        made_by=by,
        made_at=made,
    )
    document.current = version
    document.save()
    world.folders[key], world.documents[key] = folder, document
    world.notes[key] = CaseNote.objects.create(
        authority=world.authority,
        child=world.child,
        team=world.child.team,
        folder_key=key,
        case=world.case,
        kind=CaseNote.OTHER,
        text=f"{key.title()}note",
        day=ON,
    )


CASE_READERS = {
    "complaints officer",
    "complaints manager",
    "team manager",
    "service manager",
    "head of service",
    "director",
    "delegate",
    "investigator",
    "advocate",
    "in an emergency",
}
COMPLAINTS_READERS = {
    "complaints officer",
    "complaints manager",
    "team manager",
    "service manager",
    "head of service",
    "front-line worker",
    "delegate",
}
ALLEGATIONS_READERS = COMPLAINTS_READERS - {"complaints officer", "front-line worker"}

KNOW_THE_CHILD = CASE_READERS | COMPLAINTS_READERS | {"manager complained about", "officer complained about"}

SECRETS = {
    "Complainword": CASE_READERS,
    "Summaryword": CASE_READERS,
    "Happenedword": CASE_READERS,
    "Factword": CASE_READERS,
    "MX-2025-": CASE_READERS | COMPLAINTS_READERS,
    "Childishword": KNOW_THE_CHILD,
    "Motherword": KNOW_THE_CHILD,
    "Complaintsdocument": COMPLAINTS_READERS,
    "Complaintsnote": COMPLAINTS_READERS,
    "Allegationsdocument": ALLEGATIONS_READERS,
    "Allegationsnote": ALLEGATIONS_READERS,
}
"""Words, each of one thing, and who may ever read them on any page."""
