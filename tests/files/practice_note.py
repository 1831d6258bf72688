"""A made-up council under Hertfordshire's practice note: the people it names, a child, and complaints about her.

    council = practice_note_council();  case = council.complaint();  council.evaluated(case, "conduct", elements="...")

Two teams of the department of safeguarding and specialist services, and one team beyond it.
"""

from datetime import date

from heard.authority.models import AdoptedProcedure
from heard.files.rules import take_up
from heard.people.models import Allocation, Child, Complainant
from tests.things.council import Council, made_up_council

MONDAY, WEDNESDAY = date(2025, 11, 3), date(2025, 11, 5)
DAY = date(2025, 11, 12)


class PracticeNote(Council):
    """The council, with a child whose case is with the team North."""

    child: Child

    def complaint(self, **more):
        """A complaint about the child, logged by the complaints officer."""
        given = {
            "complainant": Complainant(authority=self.authority, name="Jo Invented"),
            "child": self.child,
            "officer": self.people["officer"],
            "summary": "Visits were cancelled, and the worker shouted",
            "happened": "Nobody came on three Mondays. Then Ned shouted at us.",
            "wants": "An apology",
        }
        return self.opened(MONDAY, **{**given, **more}).case

    def child_of(self, name, team, allocated_to=None):
        """A child whose case is with the team."""
        child = Child.objects.create(
            authority=self.authority, name=name, born=date(2014, 5, 3), team=self.teams[team]
        )
        if allocated_to:
            Allocation.objects.create(
                authority=self.authority, child=child, person=allocated_to, from_date=date(2025, 1, 6)
            )
        return child


def practice_note_council(prefix="HF"):
    """The council, on the database of the test."""
    made = made_up_council(prefix)
    council = PracticeNote(made.authority, made.teams, made.people)
    AdoptedProcedure.objects.filter(authority=made.authority).update(
        procedure="hertfordshire", edition="2017-04-01", from_date=date(2017, 4, 1)
    )
    council.person("worker", "front_line_worker", "North")
    council.person("neighbour", "front_line_worker", "South")
    council.person("outsider", "front_line_worker", "Roads")
    council.person("servicenorth", "service_manager", "North")
    council.person("ned", "front_line_worker", "North")
    council.person("admin", "administrator")
    council.person("director", "director")
    assert take_up(council.authority, DAY) == 10
    council.child = council.child_of("Sam Invented", "North", council.people["worker"])
    return council


def documents_kept(settings, folder):
    """Let documents be kept under a folder of the test's, with a key of its own and no scanner."""
    from heard.files.keys import written_anew

    settings.HEARD_FILES, settings.HEARD_FILES_KEYS = str(folder / "files"), str(folder / "keys")
    settings.HEARD_FILES_KEY = written_anew("k1")
    settings.HEARD_CLAMD = ""
