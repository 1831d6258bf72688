"""Two councils made up at random, all in each other's way, and what Python says that somebody may see of each table.

    world = World(seed=7);  ORACLE["cases_case"](ann, on)    -> a query of the rows that Ann may see that day

The wall is held against this in test_wall.py. `ORACLE` asks `heard.people.access` and those who build on it, as the
owner of the tables; it names every table behind the wall.
"""

from datetime import UTC, date, datetime, timedelta
from itertools import count
from random import Random

from django.db.models import Q

from heard.authority.models import Authority, Team
from heard.cases import seen
from heard.cases.models import Case, CaseRole, Due, EditionMove, ReferenceCounter, Row
from heard.chasers import mailbox
from heard.chasers.models import KeptMessage, Outgoing
from heard.files import access, opened_list, reviewing
from heard.files.models import (
    CaseNote,
    ChildEvent,
    Document,
    DocumentText,
    EmergencyAccess,
    Folder,
    FolderRule,
    Opening,
    Review,
    Version,
)
from heard.letters.models import Letter, LetterFile
from heard.people.access import current, reach, visible
from heard.people.models import Allocation, Change, Child, Complainant, Delegation, Person, Post, Relation
from heard.people.roles import COMPLAINED_ABOUT, EMERGENCY, ROLES, TEAM_ROLES

ON = date(2025, 11, 12)
NOON = datetime(2025, 11, 12, 12, tzinfo=UTC)
KEYS = ("complaints", "allegations", "other")
TEAMS = [
    ("North", "Support", "Children"),
    ("South", "Support", "Children"),
    ("Care", "", "Children"),
    ("Roads", "Streets", "Places"),
    ("Lone", "", ""),
]
_NUMBERS = count(1)


class World:
    """Two councils. Everything in it is chosen by the seed."""

    def __init__(self, seed: int) -> None:
        self.pick = Random(seed)
        self.people: list[Person] = []
        for _ in range(2):
            self._council()

    def days(self) -> tuple[date, date | None]:
        begun = ON + timedelta(days=self.pick.choice([-30, -1, 0, 1]))
        ends = self.pick.choice([None, None, ON + timedelta(days=1), ON, ON - timedelta(days=1)])
        return begun, ends if ends is None or ends >= begun else begun

    def _council(self) -> None:
        number = next(_NUMBERS)
        self.council = Authority.objects.create(name=f"Walled {number}", slug=f"walled-{number}", prefix="W")
        self.teams = [
            Team.objects.create(authority=self.council, name=name, service=service, department=department)
            for name, service, department in TEAMS
        ]
        self.staff = [self._person(place) for place in range(12)]
        self.people += self.staff
        for person in self.staff[:-1]:
            self._posts(person)
        for _ in range(3):
            of, to = self.pick.sample(self.staff, 2)
            begun, ends = self.days()
            Delegation.objects.create(of=of, to=to, from_date=begun, to_date=ends or ON + timedelta(days=5))
        for key in KEYS:
            for role in self.pick.sample(sorted(ROLES), 4):
                FolderRule.objects.create(
                    authority=self.council,
                    key=key,
                    title=key,
                    role=role,
                    edition="1",
                    may_read=self.pick.random() < 0.8,
                    procedure="p",
                )
        self._families()
        self.cases = [self._case(place) for place in range(10)]
        self._files()
        ReferenceCounter.objects.create(authority=self.council, year=2025)
        EditionMove.objects.create(
            authority=self.council, change="c", reason="r", asked_on=ON, asked_at=NOON, key="k"
        )

    def _person(self, place: int) -> Person:
        return Person.objects.create(
            email=f"w{next(_NUMBERS)}.{place}@walled.example",
            name=f"Staff {place}",
            authority=self.council,
            is_active=self.pick.random() < 0.9,
        )

    def _posts(self, person: Person) -> None:
        for _ in range(self.pick.choice([0, 1, 1, 2])):
            role = self.pick.choice(sorted(ROLES))
            team = self.pick.choice(self.teams + ([] if role in TEAM_ROLES else [None]))
            begun, ends = self.days()
            Post.objects.create(person=person, role=role, team=team, from_date=begun, to_date=ends)

    def _families(self) -> None:
        self.children = [
            Child.objects.create(
                authority=self.council, name=f"Child {place}", team=self.pick.choice([*self.teams, None])
            )
            for place in range(8)
        ]
        self.complainants = [
            Complainant.objects.create(authority=self.council, name=f"Complainant {place}")
            for place in range(8)
        ]
        for _ in range(4):
            child, other = self.pick.sample(self.children, 2)
            whom = self.pick.choice(
                [{"other_child": other}, {"complainant": self.pick.choice(self.complainants)}]
            )
            Relation.objects.create(authority=self.council, child=child, kind="kin", from_date=ON, **whom)
            begun, ends = self.days()
            Allocation.objects.create(
                authority=self.council,
                child=child,
                person=self.pick.choice(self.staff),
                from_date=begun,
                to_date=ends,
            )

    def _case(self, place: int) -> Case:
        officer = self.pick.choice(self.staff)
        case = Case.objects.create(
            authority=self.council,
            reference=f"W-{place}",
            complainant=self.pick.choice(self.complainants),
            child=self.pick.choice([*self.children, None]),
            team=self.pick.choice([*self.teams, None]),
            officer=officer,
            procedure="england",
            edition="2006-09-01",
            summary="s",
            opened_on=ON,
        )
        of = {"authority": self.council, "case": case}
        Row.objects.create(
            **of,
            seq=1,
            kind="note.added",
            date=ON,
            salt="",
            answers_digest="0" * 64,
            hash="0" * 64,
            recorded_at=NOON,
            key=f"row-{place}",
        )
        Due.objects.create(
            **of,
            kind=Due.QUIET,
            reference=case.reference,
            complainant_name="c",
            team=case.team,
            procedure="england",
        )
        letter = Letter.objects.create(
            **of,
            template="t",
            title="t",
            procedure="p",
            edition="e",
            key=f"l{place}",
            body="b",
            drafted_by=officer,
            drafted_at=NOON,
            changed_by=officer,
            changed_at=NOON,
        )
        LetterFile.objects.create(
            letter=letter, kind="pdf", name="n", media_type="m", content=b"", size=0, sha256=EMPTY
        )
        Outgoing.objects.create(**of, chaser="c", message_id=f"<{case.pk}@w>")
        for about in (case, None):
            KeptMessage.objects.create(
                authority=self.council,
                case=about,
                message_id=f"<{next(_NUMBERS)}@k>",
                sender="s",
                to="t",
                addresses=[self.pick.choice(self.staff).email],
                subject="s",
                body="b",
                kept_at=NOON,
            )
        for _ in range(self.pick.choice([0, 1, 2, 3])):
            role = self.pick.choice(["investigating_officer", COMPLAINED_ABOUT, COMPLAINED_ABOUT, EMERGENCY])
            begun, ends = self.days()
            person = self.pick.choice(self.staff)
            # What somebody is complained about in is lent to nobody who stands in: the wall alone says so.
            if role != COMPLAINED_ABOUT or not Delegation.objects.filter(of=person).exists():
                CaseRole.objects.create(case=case, role=role, person=person, from_date=begun, to_date=ends)
        return case

    def _files(self) -> None:
        for child in self.children:
            for key in self.pick.sample(KEYS, 2):
                self._folder(child, key)
            event = ChildEvent.objects.create(
                authority=self.council, kind="new_referral", day=ON, child=child
            )
            Review.objects.create(
                authority=self.council,
                child=child,
                team=child.team,
                event=event,
                procedure="p",
                edition="e",
                rule="r",
                title="t",
                folder_key=self.pick.choice(KEYS),
                role="team_manager",
                person=self.pick.choice([*self.staff, None]),
                from_day=ON,
                due=ON,
                calendar_edition="c",
            )

    def _folder(self, child: Child, key: str) -> None:
        of = {"authority": self.council, "case": self.pick.choice([*self.cases, *[None] * 6])}
        by = self.pick.choice(self.staff)
        folder = Folder.objects.create(
            authority=self.council, child=child, key=key, title=key, team=child.team
        )
        CaseNote.objects.create(**of, child=child, team=child.team, folder_key=key, text="t", day=ON)
        document = Document.objects.create(**of, folder=folder, title="t", made_by=by, made_at=NOON)
        version = Version.objects.create(
            document=document,
            number=1,
            kind="pdf",
            media_type="m",
            size=1,
            sha256="0" * 64,
            sealed_key=b"k",
            key_id="k",
            place=f"{next(_NUMBERS):032x}",
            made_by=by,
            made_at=NOON,
        )
        DocumentText.objects.create(version=version, authority=self.council, text="t")
        Opening.objects.create(
            authority=self.council, person=by, day=ON, what="folder", child=child, folder_key=key, because="b"
        )
        Opening.objects.create(**of, person=by, day=ON, what="case", because="b")
        begun, ends = self.days()
        EmergencyAccess.objects.create(
            authority=self.council,
            person=self.pick.choice(self.staff),
            child=child,
            folder_key=key,
            reason="r",
            asked_at=NOON,
            from_date=begun,
            to_date=max(begun, ends or ON + timedelta(days=1)),
        )


EMPTY = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


def has_place(person, on):
    parts = CaseRole.objects.filter(current(on), person=person).exclude(role=COMPLAINED_ABOUT)
    return person.is_active and (_any_post(person, on) or parts.exists())


def _any_post(person, on):
    return reach(person, on).has_a_post


def own(model, person):
    return model.objects.filter(authority=person.authority_id) if person.is_active else model.objects.none()


def children(person, on):
    far, owned = reach(person, on), own(Child, person)
    if far.child_everywhere:
        return owned
    teams = sorted(far.child_teams)
    kin = Relation.objects.filter(other_child__isnull=False)
    return owned.filter(
        Q(team_id__in=teams)
        | Q(pk__in=kin.filter(child__team_id__in=teams).values("other_child_id"))
        | Q(pk__in=kin.filter(other_child__team_id__in=teams).values("child_id"))
        | Q(pk__in=Allocation.objects.filter(current(on), person=person).values("child_id"))
        | Q(pk__in=EmergencyAccess.objects.filter(current(on), person=person).values("child_id"))
        | Q(pk__in=seen.cases(person, on).values("child_id"))
    )


def complainants(person, on):
    owned = own(Complainant, person)
    conflicts = CaseRole.objects.filter(person=person, role=COMPLAINED_ABOUT)
    if reach(person, on).everything and not conflicts.exists():
        return owned
    ties = Relation.objects.filter(child__in=children(person, on)).values("complainant_id")
    return owned.filter(Q(pk__in=seen.cases(person, on).values("complainant_id")) | Q(pk__in=ties))


def staff(person, on):
    return own(Person, person) if has_place(person, on) else Person.objects.filter(pk=person.pk)


def documents(person, on):
    return access.without_own(
        access.readable(Document.objects.all(), person, on, path="folder__"), person, "folder__child"
    )


def openings(person, on):
    about = CaseRole.objects.filter(person=person, role=COMPLAINED_ABOUT).values("case_id")
    mine = own(Opening, person).filter(person=person).exclude(case_id__isnull=False, case_id__in=about)
    return Opening.objects.filter(
        Q(pk__in=mine.values("pk")) | Q(pk__in=opened_list.shown_to(person, on).values("pk"))
    )


def emergencies(person, on):
    about = CaseRole.objects.filter(person=person, role=COMPLAINED_ABOUT)
    owned = own(EmergencyAccess, person).exclude(case_id__isnull=False, case_id__in=about.values("case_id"))
    if "complaints_manager" not in reach(person, on).everywhere:
        return owned.filter(person=person)
    named = about.filter(case__child__isnull=False).values("case__child_id")
    return owned.exclude(~Q(person=person), child_id__isnull=False, child_id__in=named)


def through(model):
    return lambda person, on: seen.through(model.objects.all(), person, on)


def of_children(model):
    return lambda person, on: model.objects.filter(child__in=children(person, on))


ORACLE = {
    "cases_case": seen.cases,
    "cases_row": through(Row),
    "cases_caserole": through(CaseRole),
    "cases_due": lambda person, on: Due.objects.filter(
        visible(reach(person, on), on, CaseRole.objects.all(), key="case_id")
    ),
    "cases_referencecounter": lambda person, on: own(ReferenceCounter, person),
    "cases_editionmove": lambda person, on: own(EditionMove, person).filter(
        Q() if reach(person, on).everything else Q(pk__in=[])
    ),
    "letters_letter": through(Letter),
    "letters_letterfile": lambda person, on: seen.through(
        LetterFile.objects.all(), person, on, "letter__case"
    ),
    "chasers_outgoing": through(Outgoing),
    "chasers_keptmessage": mailbox.visible,
    "people_person": staff,
    "people_post": lambda person, on: Post.objects.filter(person__in=staff(person, on)),
    "people_delegation": lambda person, on: Delegation.objects.filter(
        of__in=staff(person, on) if has_place(person, on) else []
    ),
    "people_child": children,
    "people_complainant": complainants,
    "people_relation": of_children(Relation),
    "people_allocation": of_children(Allocation),
    "people_change": lambda person, on: Change.objects.filter(
        Q(child=None) | Q(child__in=children(person, on)),
        authority=person.authority_id if has_place(person, on) else None,
    ),
    "files_folderrule": lambda person, on: own(FolderRule, person),
    "files_folder": lambda person, on: access.readable(Folder.objects.all(), person, on),
    "files_casenote": access.notes,
    "files_document": documents,
    "files_version": lambda person, on: Version.objects.filter(document__in=documents(person, on)),
    "files_documenttext": lambda person, on: DocumentText.objects.filter(
        version__document__in=documents(person, on)
    ),
    "files_childevent": of_children(ChildEvent),
    "files_review": reviewing.visible,
    "files_opening": openings,
    "files_emergencyaccess": emergencies,
}
