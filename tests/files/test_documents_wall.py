"""The database's own wall round documents: who may open the folder sees the rows, and nobody else has even a count."""

from datetime import timedelta

import pytest

from heard.authority.today import clock
from heard.cases.models import CaseRole
from heard.files import sweeping
from heard.files.models import Document, DocumentText, Version
from heard.people.wall import acting_for, as_person
from tests.files.practice_note import DAY, practice_note_council
from tests.files.test_receiving import places, ready

TABLES = (Document, Version, DocumentText)


def counted() -> tuple[int, ...]:
    return tuple(table.objects.count() for table in TABLES)


@pytest.fixture
def both(filed, committed, council):
    """A document that may be opened in the folder Complaints, and one in quarantine in Allegations."""
    ready(filed, committed, council, b"Dear Jo", "letter.txt")
    return filed(b"About Ned", folder="allegations", case=council.complaint())


def test_without_a_person_nothing_is_seen(both, as_web, as_worker):
    with as_web():
        assert counted() == (0, 0, 0)
    with as_worker():
        assert counted() == (0, 0, 0)


SEES = {
    "manager": (2, 2, 1),
    "north": (2, 2, 1),
    "servicenorth": (2, 2, 1),
    "officer": (1, 1, 1),
    "worker": (1, 1, 1),
    "neighbour": (1, 1, 1),
    "outsider": (0, 0, 0),
    "admin": (0, 0, 0),
    "nobody": (0, 0, 0),
}


@pytest.mark.parametrize("who", SEES)
def test_each_sees_what_the_pack_lets_them_read(both, council, as_web, who):
    with as_web(), as_person(council.people[who].pk, DAY):
        assert counted() == SEES[who]


def test_who_is_complained_about_sees_nothing_of_the_complaints_documents(both, council, as_web):
    CaseRole.objects.create(
        case=both.case, role="person_complained_about", person=council.people["manager"], from_date=DAY
    )
    with as_web(), as_person(council.people["manager"].pk, DAY):
        assert not Document.objects.filter(pk=both.pk).exists()
        assert not Version.objects.filter(document_id=both.pk).exists()


def test_another_council_sees_nothing(both, as_web, as_worker):
    other = practice_note_council("OC")
    with as_web(), as_person(other.people["manager"].pk, DAY):
        assert counted() == (0, 0, 0)
    with as_worker(), acting_for(other.authority.pk):
        assert counted() == (0, 0, 0)


def test_the_sweep_takes_away_nothing_of_what_the_worker_may_not_see(both, as_worker, kept):
    before = places(kept)
    assert len(before) == 2
    with as_worker():
        assert Version.objects.count() == 0
        assert sweeping.orphans(clock() + timedelta(days=2)) == 0
    assert places(kept) == before


def test_the_worker_finds_lost_work_of_its_council_alone(both, council, as_worker, monkeypatch):
    asked = []
    monkeypatch.setattr(sweeping, "PATIENCE", -timedelta(minutes=1))
    monkeypatch.setattr(sweeping.jobs, "look_at", lambda version: asked.append(version.pk))
    other = practice_note_council("OC")
    with as_worker():
        sweeping.again(other.authority)
        assert asked == []
        sweeping.again(council.authority)
    assert asked == [both.current_id]
