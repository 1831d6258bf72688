"""The second made-up council, which keeps complaints in children's files as Hertfordshire's practice note asks.

    load(today)     -> a complaint of each of the four kinds, the folders, case notes and e-mails that follow, letters

Everything goes through the doors of an office: what is recorded, what follows in the child's file, what is sent.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from django.conf import settings
from django.contrib.auth.hashers import make_password

from heard.authority.models import AdoptedProcedure, Authority, Team
from heard.authority.today import LONDON
from heard.cases.entries import Entry, NewCase
from heard.cases.models import Case
from heard.cases.parts import Giving
from heard.cases.record import give_part, open_case, record
from heard.chasers import telling
from heard.demonstration.accounts import NORTH, PASSWORD, SECOND_ACCOUNTS, SECOND_COUNCIL, SOUTH
from heard.demonstration.council import LONG_AGO, person_of
from heard.demonstration.letters_put_in import put_in
from heard.demonstration.past import living_on
from heard.files import filing
from heard.files.rules import take_up
from heard.people.models import Allocation, Child, Complainant, Person, Relation
from heard.people.roles import COMPLAINED_ABOUT

DEPARTMENT = "Safeguarding and Specialist Services"
TEAMS = [(NORTH, "Safeguarding", DEPARTMENT), (SOUTH, "Safeguarding", DEPARTMENT),
         ("School Places", "School Places", "Schools")]  # fmt: skip
CHILDREN = [
    ("Robin Madeup", date(2014, 5, 3), NORTH, "Wendy Fictional"),
    ("Jude Sample", date(2011, 9, 21), NORTH, "Ned Madeup"),
    ("Kit Pretend", date(2018, 2, 14), SOUTH, "Will Placeholder"),
    ("Alex Invented", date(2016, 12, 1), NORTH, "Wendy Fictional"),
]
NINE = time(9, 0, tzinfo=LONDON)


@dataclass(frozen=True, slots=True)
class Told:
    """A complaint: whose, about which child, how many days ago, what it is found to concern, and the words."""

    child: str
    complainant: str
    ago: int
    concerns: str
    summary: str
    happened: str
    about_conduct: str = ""
    performance: str = ""
    about: str = ""
    letters: tuple[tuple[str, str, bool], ...] = ()


COMPLAINTS = [
    Told("Robin Madeup", "Jo Madeup", 24, "service_performance", "The assessment came three months late",
         "We were told six weeks. Nobody said why it took so long.",
         letters=(("Answer to Jo Madeup", "complaints", False),)),
    Told("Kit Pretend", "Pat Pretend", 18, "individual_performance", "Visits were cancelled three times",
         "The worker cancelled on the morning of each visit.",
         letters=(("Answer to Pat Pretend", "complaints", False),)),
    Told("Jude Sample", "Lee Sample", 13, "conduct", "The worker shouted at Jude",
         "Ned Madeup shouted at Jude in front of the class.", about="Ned Madeup",
         letters=(("Note of the meeting about Lee Sample's letter", "allegations", True),)),
    Told("Robin Madeup", "Jo Madeup", 8, "mixed", "Late reports, and a worker who was rude",
         "The report came the evening before the review. Ned Madeup swore at me on the telephone.",
         about_conduct="Ned Madeup is said to have sworn at the mother on the telephone.",
         performance="The report for the review came the evening before.", about="Ned Madeup"),
]  # fmt: skip


@dataclass
class Fernshire:
    """The council with its people, teams and children by name."""

    authority: Authority
    people: dict[str, Person] = field(default_factory=dict)
    teams: dict[str, Team] = field(default_factory=dict)
    children: dict[str, Child] = field(default_factory=dict)

    @property
    def manager(self) -> Person:
        return self.people["Marta Example"]


def load(today: date) -> Fernshire:
    """Make the council and its complaints, as they stand on the day."""
    council = make_fernshire(today)
    complainants: dict[str, Complainant] = {}
    for number, told in enumerate(COMPLAINTS):
        _tell(council, told, today, complainants, number)
    return council


def make_fernshire(today: date) -> Fernshire:
    """The council with its staff, and children with nothing in their files yet."""
    authority = Authority.objects.create(
        name=SECOND_COUNCIL,
        slug="fernshire",
        prefix="FC",
        address="Shire Hall\nNowhere Lane\nNotionalton\nFE0 0AA",
        contact="Complaints team, 01632 960321, complaints@fernshire.example",
    )
    council = Fernshire(authority)
    for name, service, department in TEAMS:
        council.teams[name] = Team.objects.create(
            authority=authority, name=name, service=service, department=department
        )
    hashed = make_password(PASSWORD)
    for account in SECOND_ACCOUNTS:
        council.people[account.name] = person_of(account, authority, council.teams, hashed)
    AdoptedProcedure.objects.create(
        authority=authority, procedure="hertfordshire", edition="2017-04-01", from_date=min(LONG_AGO, today)
    )
    take_up(authority, today)
    for name, born, team, worker in CHILDREN:
        child = Child.objects.create(authority=authority, name=name, born=born, team=council.teams[team])
        Allocation.objects.create(
            authority=authority, child=child, person=council.people[worker], from_date=min(LONG_AGO, today)
        )
        council.children[name] = child
    return council


def _tell(
    council: Fernshire, told: Told, today: date, complainants: dict[str, Complainant], number: int
) -> None:
    """One complaint: received, evaluated the day after, kept where it belongs, answered where there are letters."""
    received = _weekday(today - timedelta(days=told.ago))
    known = complainants.get(told.complainant) or Complainant(
        authority=council.authority,
        name=told.complainant,
        relationship="Parent",
        email=f"{told.complainant.lower().replace(' ', '.')}@post.example",
        contact_by="email",
    )
    with living_on(received):
        case = logged(council, told, known, received, number)
    complainants[told.complainant] = case.complainant
    day = min(today, _weekday(received + timedelta(days=3)))
    with living_on(day):
        if told.about:
            about = Giving(COMPLAINED_ABOUT, council.people[told.about], day)
            give_part(case.pk, about, council.manager, day, key=f"fernshire-{number}-about")
        _evaluated(council, told, case, day, number)
    later = min(today, _weekday(received + timedelta(days=7)))
    with living_on(later):
        for letter in told.letters if settings.HEARD_FILES else ():
            put_in(case, council.manager, later, letter)


def _weekday(day: date) -> date:
    """The day, or the Friday before it."""
    return day - timedelta(days=max(0, day.weekday() - 4))


def logged(council: Fernshire, told: Told, known: Complainant, received: date, number: int) -> Case:
    """The complaint as the officer logs it, with who the complainant is to the child."""
    child = council.children[told.child]
    new = NewCase(
        complainant=known,
        child=child,
        team=child.team,
        officer=council.people["Colin Sample"],
        received_on=received,
        summary=told.summary,
        happened=told.happened,
        wants="An apology, and that it does not happen again.",
        channel="email",
        procedure="hertfordshire",
        answers={"channel": "email"},
    )
    case = open_case(new, council.people["Colin Sample"], received, key=f"fernshire-{number}").case
    family = {
        "authority": council.authority,
        "child": child,
        "complainant": case.complainant,
        "kind": "Parent",
    }
    Relation.objects.get_or_create(
        **family, parental_responsibility=True, defaults={"from_date": received, "may_act": Relation.PARENTAL}
    )
    return case


def _evaluated(council: Fernshire, told: Told, case: Case, day: date, number: int) -> None:
    answers = {"concerns": told.concerns} | ({"elements": told.about_conduct} if told.about_conduct else {})
    entry = Entry(filing.EVALUATED, day, answers)
    done = record(case.pk, entry, council.manager, day, key=f"fernshire-{number}-evaluated")
    followed = filing.follow(done.case, council.manager, day)
    if followed.to_tell is not None:
        telling.send(case.pk, telling.name(followed.to_tell), on=day, now=datetime.combine(day, NINE))
    if followed.to_split:
        filing.split(done.case, told.performance, council.manager, day)
