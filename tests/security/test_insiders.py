"""Members of staff who want to read, change or infer what they may not: at the pages, and by raw SQL as the web.

Each test is an attack that went through once. People and files are those of the matrix (`tests/matrix/world.py`).
"""

import time

import pytest
import time_machine

from heard.cases import holders
from heard.cases.changes import Change
from heard.cases.models import CaseRole
from heard.cases.previewing import kept_as
from heard.files.access import notes
from heard.files.models import CaseNote, Document, Opening
from heard.people.models import Delegation, Post
from heard.people.roles import COMPLAINED_ABOUT
from heard.people.wall import as_person
from heard.search.finding import Look, find
from tests.matrix.doors import client_of
from tests.matrix.world import BEFORE, LATER, ON, made_up_world

SECRET = "Untiedword"


@pytest.fixture
def world(db, settings):
    """The made-up world, for one test."""
    settings.HEARD_TODAY, settings.HEARD_DEMO = ON, True
    return made_up_world()


def untie(world, key, by=None):
    """What is in the folder, filed without saying of which complaint: a document of its own, and the note."""
    tied = world.documents[key]
    words = {
        "authority": world.authority,
        "folder": world.folders[key],
        "title": SECRET,
        "made_at": tied.made_at,
    }
    world.documents[key] = Document.objects.create(**words, made_by=by or tied.made_by)
    note = {
        "child": world.child,
        "team": world.child.team,
        "folder_key": key,
        "kind": CaseNote.OTHER,
        "day": ON,
    }
    words = {"authority": world.authority, "text": f"{SECRET} note"}
    world.notes[key] = CaseNote.objects.create(**note, **words, made_by=by or tied.made_by)


def looked_for(person, words):
    with as_person(person.pk, ON):
        return [hit.entry.kind for hit in find(Look(person, ON, words)).hits]


# ---------------------------------------------- what is about oneself, filed without naming the complaint
@pytest.mark.parametrize("who", ["manager complained about", "officer complained about"])
@pytest.mark.parametrize("key", ["complaints", "allegations"])
def test_who_is_complained_about_reads_nothing_of_the_child_that_is_tied_to_no_complaint(
    world, as_web, who, key
):
    untie(world, key)
    client, person = client_of(world, who), world.people[who]
    child, document = world.child.pk, world.documents[key].pk
    for where in (f"/children/{child}/", f"/children/{child}/folders/{key}/"):
        assert SECRET not in client.get(where).content.decode()
    assert client.get(f"/children/{child}/documents/{document}/").status_code == 404
    assert not notes(person, ON).filter(child=world.child, text__contains=SECRET).exists()
    with as_web():
        assert looked_for(person, SECRET) == []
        with as_person(person.pk, ON):
            assert not Document.objects.filter(pk=document).exists()
            assert not CaseNote.objects.filter(pk=world.notes[key].pk).exists()


def test_what_they_put_there_themselves_they_still_see(world):
    untie(world, "allegations", by=world.people["manager complained about"])
    shown = client_of(world, "manager complained about").get(
        f"/children/{world.child.pk}/folders/allegations/"
    )
    assert SECRET in shown.content.decode()


def test_a_manager_who_is_not_complained_about_reads_it(world):
    untie(world, "allegations")
    shown = (
        client_of(world, "team manager")
        .get(f"/children/{world.child.pk}/folders/allegations/")
        .content.decode()
    )
    assert SECRET in shown


# ---------------------------------------------- standing in after one's own post has ended
def test_standing_in_ends_with_ones_own_post(world, as_web):
    away = world.people["head of service"]
    left = world.person("left yesterday", "front_line_worker", "Roads", to_date=ON)
    Delegation.objects.create(of=away, to=left, from_date=BEFORE, to_date=LATER)
    client = client_of(world, "left yesterday")
    assert client.get(f"/cases/{world.case.reference}/").status_code == 404
    assert client.get(f"/children/{world.child.pk}/").status_code == 404
    assert client.get("/").status_code == 403
    with as_web(), as_person(left.pk, ON):
        assert not Document.objects.exists()


def stands_in(world, of, role="conference_chair", team=""):
    """A colleague who stands in for somebody, and what they see then."""
    friend = world.person("friend", role, team)
    Delegation.objects.create(of=world.people[of], to=friend, from_date=BEFORE, to_date=LATER)
    client = client_of(world, "friend")
    case = client.get(f"/cases/{world.case.reference}/").status_code
    folder = client.get(f"/children/{world.child.pk}/folders/allegations/")
    return case, folder.status_code == 200 and "Allegationsdocument" in folder.content.decode()


def test_who_is_complained_about_lends_nobody_the_complaint(world, as_web):
    assert stands_in(world, "manager complained about") == (404, False)
    with as_web():
        assert looked_for(world.people["friend"], "Allegationsdocument") == []
        assert looked_for(world.people["friend"], "Summaryword") == []
    assert world.people["friend"] not in holders.of(world.case, "team_manager", ON)


def test_they_keep_the_complaint_from_nobody_who_sees_it_by_themselves(world):
    assert stands_in(world, "manager complained about", "complaints_manager") == (200, True)


def test_somebody_else_lends_it(world):
    assert stands_in(world, "team manager") == (200, True)
    assert world.people["friend"] in holders.of(world.case, "team_manager", ON)


# ---------------------------------------------- reading a case beside its page, and no record of it
@pytest.mark.parametrize(
    "page",
    ["letters/", "people/", "record/", "why/stage-1-response/", "facts/2/correct/", "facts/2/strike-out/"],
)
def test_whoever_reads_a_case_by_another_page_of_it_is_on_record(world, page):
    client = client_of(world, "complaints manager")
    assert client.get(f"/cases/{world.case.reference}/{page}").status_code == 200
    kept = Opening.objects.get(person=world.people["complaints manager"], case=world.case)
    assert (kept.what, kept.because) == (Opening.CASE, "Complaints manager")
    client.get(f"/cases/{world.case.reference}/{page}")
    assert Opening.objects.count() == 1


def test_who_is_only_asked_again_has_read_nothing(world):
    client = client_of(world, "complaints manager")
    part = world.case.roles.get(person=world.people["investigator"]).pk
    where = f"/cases/{world.case.reference}/people/{part}/end/"
    with time_machine.travel(time.time() + 960, tick=False):
        assert "Show that it is you" in client.get(where).content.decode()
    assert not Opening.objects.exists()


def test_reading_the_family_is_on_record(world):
    client = client_of(world, "front-line worker")
    client.get(f"/children/{world.child.pk}/family/")
    client.get(f"/children/{world.child.pk}/family/")
    kept = Opening.objects.get(person=world.people["front-line worker"])
    assert (kept.what, kept.child) == (Opening.FILE, world.child)


# ---------------------------------------------- an administrator who reaches further by renaming
def test_nobody_widens_their_own_reach_by_changing_teams(world):
    admin = world.people["administrator"]
    Post.objects.create(person=admin, role="service_manager", team=world.teams["Roads"], from_date=BEFORE)
    client = client_of(world, "administrator")
    assert client.get(f"/cases/{world.case.reference}/").status_code == 404
    for team, service, department in [
        ("North", "Streets", "Children"),
        ("Roads", "Family Support", "Places"),
    ]:
        answer = client.post(
            f"/teams/{world.teams[team].pk}/change/",
            {"name": team, "service": service, "department": department},
        )
        assert answer.status_code in (403, 422)
        assert client.get(f"/cases/{world.case.reference}/").status_code == 404
    # A change that opens nothing to themselves goes through.
    assert (
        client.post(
            f"/teams/{world.teams['Roads'].pk}/change/",
            {"name": "Road", "service": "Streets", "department": "Places"},
        ).status_code
        == 302
    )


# ---------------------------------------------- what was counted for one manager is shown to another
def test_a_preview_counted_for_one_manager_is_not_shown_to_another(world):
    change = Change("calendar", "2099-01-01")
    named = world.person("manager named", "complaints_manager")
    CaseRole.objects.create(case=world.case, person=named, role=COMPLAINED_ABOUT, from_date=BEFORE)
    keys = set()
    for who in (world.people["complaints manager"], named):
        with as_person(who.pk, ON):
            keys.add(kept_as(world.authority, change, ON))
    assert len(keys) == 2
