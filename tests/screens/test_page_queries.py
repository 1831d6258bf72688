"""How often the pages that are opened all day ask the database: no more than so often, however much there is to show.

The transaction that tells the database who asks is counted too. Times are measured by `make bench`.
"""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from heard.files.folders import folder
from heard.files.models import CaseNote, Document, Version
from heard.people.models import Complainant
from tests.files.practice_note import DAY, practice_note_council
from tests.screens.reading import Page

MORE = 12
# Page: the most queries, for whoever opens it.
MOST = {
    "/": 17,
    "/?whose=team": 17,
    "/?whose=all&text=invented": 17,
    "/cases/{case}/": 18,
    "/children/{child}/": 26,
    "/children/{child}/folders/complaints/": 23,
    "/children/?whose=all": 17,
    "{search}": 28,
}
WHO = ("north", "officer", "worker")
NOT_THE_WORKERS = "/cases/{case}/"


@pytest.fixture
def council(db, settings):
    settings.HEARD_TODAY = DAY
    made = practice_note_council()
    made.case = made.complaint()
    made.number = 0
    more_of_everything(made, 1)
    return made


def more_of_everything(council, many):
    """More children with complaints of the team North, and more in the first child's file."""
    into = folder(council.child, "complaints")
    by = council.people["manager"]
    for _ in range(many):
        council.number += 1
        number = council.number
        council.complaint(child=council.child_of(f"Kim Invented {number}", "North", council.people["worker"]))
        council.complaint(complainant=Complainant(authority=council.authority, name=f"Al Invented {number}"))
        council.recorded(council.case, "note.added", DAY - timedelta(days=1), note=f"Note {number}")
        CaseNote.objects.create(
            authority=council.authority,
            child=council.child,
            team=council.child.team,
            folder_key="complaints",
            text=f"Note {number}",
            day=DAY,
            made_by=by,
        )
        put_in(into, by, number)


def put_in(into, by, number):
    document = Document.objects.create(
        authority=into.authority,
        folder=into,
        title=f"Letter {number}",
        made_by=by,
        made_at=f"2025-11-12T12:00:{number:02d}Z",
    )
    version = Version.objects.create(
        document=document,
        number=1,
        kind="pdf",
        media_type="application/pdf",
        size=1,
        sha256="0" * 64,
        sealed_key=b"k",
        key_id="k",
        place=f"{number:032x}",
        made_by=by,
        made_at=document.made_at,
    )
    Document.objects.filter(pk=document.pk).update(current=version)


@pytest.mark.parametrize("who", WHO)
@pytest.mark.parametrize("address", MOST)
def test_a_page_asks_no_more_of_the_database_where_there_is_more(council, who, address):
    client = Client()
    client.force_login(council.people[who], backend="django.contrib.auth.backends.ModelBackend")
    searched = client.post("/search/", {"words": "invented"}).headers["Location"]
    where = address.format(case=council.case.reference, child=council.child.pk, search=searched)
    if who == "worker" and address == NOT_THE_WORKERS:
        assert client.get(where).status_code == 404
        return

    def asked():
        with CaptureQueriesContext(connection) as taken:
            assert Page(client.get(where)).status == 200
        return len(taken)

    asked()  # the first page of a session writes it
    few = asked()
    more_of_everything(council, MORE)
    # One or two more at most: what was empty before asks about what is there now.
    assert asked() <= few + 2
    assert asked() <= MOST[address], f"{asked()} queries"
