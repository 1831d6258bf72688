"""What the tests of search find: a council with a child's file, and ways to put a word into each kind of thing.

council = searched_council();  document(council, sam, "complaints", "A visit")
"""

from datetime import UTC, date, datetime
from hashlib import sha256
from uuid import uuid4

from heard.files.models import CaseNote, Document, DocumentText, Folder, FolderRule, Version
from heard.people.models import Child, Complainant
from tests.things.council import made_up_council

FOLDERS = {
    "complaints": ("complaints_officer", "complaints_manager", "team_manager", "front_line_worker"),
    "allegations": ("complaints_manager", "head_of_service"),
}
NOW = datetime(2025, 11, 5, 9, 30, tzinfo=UTC)


def searched_council(prefix="MU"):
    """A made-up council whose two folders are read by the roles above, with a worker in two departments."""
    council = made_up_council(prefix)
    for key, roles in FOLDERS.items():
        for role in roles:
            FolderRule.objects.create(
                authority=council.authority,
                key=key,
                title=key.title(),
                role=role,
                may_read=True,
                procedure="england",
                edition="2006-09-01",
            )
    council.person("worker", "front_line_worker", "North")
    council.person("elsewhere", "front_line_worker", "Roads")
    return council


def child(council, name="Sam Invented", team="North", **more):
    return Child.objects.create(
        authority=council.authority, name=name, team=council.teams[team] if team else None, **more
    )


def complainant(council, name="Jo Invented", **more):
    return Complainant.objects.create(authority=council.authority, name=name, **more)


def folder(of, key):
    return Folder.objects.get_or_create(
        child=of, key=key, defaults={"authority": of.authority, "team": of.team, "title": key.title()}
    )[0]


def note(of, key, text, case=None):
    return CaseNote.objects.create(
        authority=of.authority,
        child=of,
        team=of.team,
        folder_key=key,
        case=case,
        text=text,
        day=date(2025, 11, 5),
    )


def document(by, of, key, title, text="", *, case=None, state="clean"):
    """A document as the worker leaves it after looking at it: scanned, made safe, and read."""
    made = Document.objects.create(
        authority=of.authority, folder=folder(of, key), case=case, title=title, made_by=by, made_at=NOW
    )
    version = Version.objects.create(
        document=made,
        number=1,
        kind="pdf",
        media_type="application/pdf",
        size=10,
        sha256=sha256(title.encode()).hexdigest(),
        place=uuid4().hex,
        sealed_key=b"sealed",
        key_id="k",
        made_by=by,
        made_at=NOW,
    )
    if state == "clean":
        Version.objects.filter(pk=version.pk).update(state=state, scanned_at=NOW, cleaned_at=NOW)
    made.current = version
    made.save()
    DocumentText.objects.create(version=version, authority=of.authority, text=text)
    return made


def look(person, on, typed, **more):
    """What this person finds, looked for as the web process: the page of it."""
    from heard.people.wall import as_person
    from heard.postgres import WEB
    from heard.search.finding import Look, find
    from tests.database import played

    with played(WEB), as_person(person.pk, on):
        return find(Look(person, on, typed, **more))


def finds(person, on, typed, **more):
    """The kinds and numbers of what this person finds, best first."""
    return [(hit.entry.kind, hit.entry.source_id) for hit in look(person, on, typed, **more).hits]


def meant(person, on, typed):
    """What this person is asked whether they meant it."""
    from heard.people.wall import as_person
    from heard.postgres import WEB
    from heard.search.asking import understood
    from heard.search.suggesting import suggestion
    from tests.database import played

    with played(WEB), as_person(person.pk, on):
        return suggestion(understood(typed))
