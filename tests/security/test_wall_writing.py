"""The wall lets nobody put anything into a folder that they may only read, nor into one that they may not: by raw SQL.

Under Hertfordshire's practice note front-line workers read the folder Complaints and write in none; the complaints
officer writes in it and knows nothing of Allegations; a team manager writes in both.
"""

from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction

from heard.cases.models import CaseRole
from heard.files.folders import folder
from heard.files.models import CaseNote, Document, EmergencyAccess, Folder, Version
from heard.people.wall import as_person
from tests.files.practice_note import DAY, practice_note_council

NOON = datetime(2025, 11, 12, 12, tzinfo=UTC)
# By the wall; or by a trigger, to whom the document is not there.
REFUSED = "row-level security", "A version begins in quarantine, of a document"
WRITES = {
    "complaints": {"north", "servicenorth", "officer", "manager"},
    "allegations": {"north", "servicenorth", "manager"},
}
ASKED = sorted({*WRITES["complaints"], "worker", "neighbour", "outsider", "admin", "nobody"})
KEYS = sorted(WRITES)


@pytest.fixture
def council(db):
    made = practice_note_council()
    made.folders = {key: folder(made.child, key) for key in KEYS}
    return made


@pytest.fixture
def tries(council, as_web):
    """`tries("worker", lambda: ...)`: whether the database lets the person do it. What was done is undone."""

    def tried(who, deed):
        with transaction.atomic(), as_web(), as_person(council.people[who].pk, DAY):
            try:
                with transaction.atomic():
                    deed()
                    transaction.set_rollback(True)
            except (ProgrammingError, IntegrityError) as error:
                if not any(words in str(error) for words in REFUSED):
                    raise
                return False
        return True

    return tried


def document(council, key, who="north"):
    return Document(
        authority=council.authority,
        folder=council.folders[key],
        title="A letter",
        made_by=council.people[who],
        made_at=NOON,
    )


def version(of, number=1):
    return Version(
        document=of,
        number=number,
        kind="pdf",
        media_type="application/pdf",
        size=1,
        sha256="0" * 64,
        sealed_key=b"k",
        key_id="k",
        place=f"{number:032x}",
        made_by=of.made_by,
        made_at=NOON,
    )


def note(council, key, kind=CaseNote.OTHER, case=None):
    words = (
        "INSERT INTO files_casenote (authority_id, child_id, team_id, folder_key, case_id, kind, text, day, made_at)"
        " VALUES (%s, %s, %s, %s, %s, %s, 'A note', %s, now())"
    )
    case_id = case.pk if case else None
    child = council.child
    with connection.cursor() as cursor:
        cursor.execute(words, [council.authority.pk, child.pk, child.team_id, key, case_id, kind, DAY])


@pytest.mark.parametrize("key", KEYS)
def test_a_document_is_put_in_by_who_may_write_there(council, tries, key):
    assert {who for who in ASKED if tries(who, document(council, key, who).save)} == WRITES[key]


@pytest.mark.parametrize("key", KEYS)
def test_a_version_is_added_by_who_may_write_there(council, tries, key):
    there = document(council, key)
    there.save()
    assert {who for who in ASKED if tries(who, version(there).save)} == WRITES[key]


@pytest.mark.parametrize("key", KEYS)
def test_a_note_is_written_by_who_may_write_there(council, tries, key):
    assert {who for who in ASKED if tries(who, lambda: note(council, key))} == WRITES[key]


def test_a_document_is_changed_by_who_may_write_where_it_then_lies(council, tries):
    there = document(council, "complaints")
    there.save()

    def titled():
        assert Document.objects.filter(pk=there.pk).update(title="Another") == 1

    assert tries("officer", titled)
    assert not tries("worker", titled)
    moved = Document.objects.filter(pk=there.pk)
    assert tries("north", lambda: moved.update(folder=council.folders["allegations"]))
    assert not tries("officer", lambda: moved.update(folder=council.folders["allegations"]))


def test_who_has_access_in_an_emergency_reads_and_writes_nothing(council, tries):
    outsider = council.people["outsider"]
    EmergencyAccess.objects.create(
        authority=council.authority,
        person=outsider,
        child=council.child,
        folder_key="complaints",
        reason="A child is missing",
        asked_at=NOON,
        from_date=DAY,
        to_date=DAY.replace(day=DAY.day + 1),
    )
    assert tries("outsider", lambda: council.folders["complaints"].refresh_from_db())
    assert not tries("outsider", document(council, "complaints", "outsider").save)
    assert not tries("outsider", lambda: note(council, "complaints"))


def test_that_letters_are_restricted_is_noted_by_who_may_write_one_folder_of_the_file(council, tries):
    said = {who for who in ASKED if tries(who, lambda: note(council, "complaints", CaseNote.RESTRICTED))}
    assert said == WRITES["complaints"]
    rules = council.authority.pk, "complaints"
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE files_folderrule SET may_write = false WHERE authority_id = %s AND key = %s", rules
        )
    assert not tries("north", lambda: note(council, "complaints"))
    assert tries("north", lambda: note(council, "complaints", CaseNote.RESTRICTED))
    assert not tries("worker", lambda: note(council, "complaints", CaseNote.RESTRICTED))
    assert not tries("officer", lambda: note(council, "complaints", CaseNote.RESTRICTED))


@pytest.mark.parametrize("kind", [CaseNote.ALERT, "complaint", "part"])
def test_what_follows_from_a_fact_is_noted_by_who_has_a_part_in_the_complaint(council, tries, kind):
    case = council.complaint()
    CaseNote.objects.all().delete()
    assert not tries("worker", lambda: note(council, "complaints", kind, case))
    CaseRole.objects.create(
        case=case, role="investigating_officer", person=council.people["worker"], from_date=DAY
    )
    assert tries("worker", lambda: note(council, "complaints", kind, case))
    assert not tries("worker", lambda: note(council, "complaints", kind))
    assert not tries("worker", lambda: note(council, "complaints", CaseNote.HELD, case))
    assert not tries("worker", lambda: note(council, "allegations", kind, case))
    other = council.child_of("Kim Invented", "North")
    council.child = other
    assert not tries("worker", lambda: note(council, "complaints", kind, case))


def test_nobody_says_that_another_teams_child_is_with_their_own(council, tries):
    """A note or a folder of that team would be read by whoever says so, with all that is later put into it."""
    council.person("south", "team_manager", "South")
    north, other = council.child.team, council.child_of("Kim Invented", "South")

    def made(team):
        return Folder(
            authority=council.authority, child=other, key="complaints", title="Complaints", team=team
        ).save

    assert tries("south", made(council.teams["South"]))
    assert not tries("south", made(north))
    assert not tries("north", made(north))
    there = Folder.objects.filter(pk=council.folders["complaints"].pk)
    assert not tries("support", lambda: there.update(team=council.teams["South"]))
    other.team, council.child = north, other
    assert not tries("north", lambda: note(council, "complaints"))


@pytest.mark.parametrize(
    "policy",
    [
        "files_document web_puts",
        "files_document web_keeps",
        "files_version web_puts",
        "files_casenote web_puts",
    ],
)
def test_each_of_these_policies_is_what_holds(council, tries, policy):
    there = document(council, "complaints")
    there.save()
    table, name = policy.split()
    deeds = {
        "files_document web_puts": document(council, "complaints", "worker").save,
        "files_document web_keeps": lambda: Document.objects.filter(pk=there.pk).update(title="Another"),
        "files_version web_puts": version(there).save,
        "files_casenote web_puts": lambda: note(council, "complaints"),
    }
    assert not tries("worker", deeds[policy])
    with connection.cursor() as cursor:
        cursor.execute(f"DROP POLICY {name} ON {table}")
    assert tries("worker", deeds[policy])
