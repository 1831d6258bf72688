"""Families, and who works with a child: who may say it, what follows for the file, and what is kept."""

from contextlib import nullcontext
from datetime import date, timedelta

import pytest
from django.db import ProgrammingError, connection, transaction

from heard.files import allocating
from heard.files.models import CaseNote, ChildEvent, Folder, FolderRule
from heard.people import history, relating
from heard.people.models import Allocation, Child, Relation
from heard.people.outcome import NotDone, NotYours
from heard.people.posting import NewPost, begin
from heard.people.relating import Tie
from heard.people.wall import as_person
from tests.people.conftest import ON
from tests.screens.reading import Page
from tests.things.council import made_up_council

DAY = timedelta(days=1)


@pytest.fixture
def case(council):
    for role in ("team_manager", "complaints_manager", "complaints_officer"):
        FolderRule.objects.create(
            authority=council.authority, key="complaints", title="Complaints", role=role, may_read=True,
            may_write=True, procedure="x", edition="1",
        )  # fmt: skip
    return council.opened().case


@pytest.fixture
def child(council, case):
    case.child.team = council.teams["North"]
    case.child.save()
    return case.child


def mother(child, **more):
    return Tie(child=child, kind="Mother", from_date=date(2020, 1, 1), **{"new": "Mo Invented", **more})


def sister(council, team="North", name="Sis Invented"):
    return Child.objects.create(authority=council.authority, name=name, team=council.teams.get(team))


@pytest.mark.parametrize("who", ["north", "support", "head", "manager", "officer"])
def test_managers_who_reach_the_child_and_the_complaints_team_may(council, child, who):
    one = relating.relate(mother(child), council.people[who], ON)
    assert (one.complainant.name, one.kind) == ("Mo Invented", "Mother")
    assert relating.relate(mother(child), council.people[who], ON) == one


@pytest.mark.parametrize("who", ["fostering", "roads", "admin", "nobody"])
def test_nobody_else_may(council, child, who, at):
    by = council.people[who]
    for act in (
        lambda: relating.relate(mother(child), by, ON),
        lambda: allocating.allocate(child, council.people["north"], ON, by, ON),
        lambda: allocating.transfer(child, council.teams["South"], ON, by, ON),
    ):
        with pytest.raises(NotYours):
            act()
    assert at(who).get(f"/children/{child.pk}/family/").status_code == 404
    assert not Relation.objects.exists()


def test_nothing_crosses_to_another_authority(council, child, at):
    other = made_up_council("OT")
    with pytest.raises(NotYours):
        relating.relate(mother(child), other.people["manager"], ON)
    theirs = Child.objects.create(authority=other.authority, name="Sis Invented")
    with pytest.raises(NotDone, match="no child of this name"):
        relating.relate(
            Tie(child=child, kind="Sister", from_date=ON, other_child=theirs), council.people["manager"], ON
        )
    assert at(other.people["manager"]).get(f"/children/{child.pk}/family/").status_code == 404
    with pytest.raises(NotDone, match="team of this council"):
        allocating.transfer(child, other.teams["North"], ON, council.people["manager"], ON)


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"may_act": Relation.PARENTAL}, "only if they have it"),
        ({"new": " "}, "give a name"),
        ({"from_date": ON + DAY}, "today or before"),
        ({"from_date": date(2010, 1, 1)}, "before the child was born"),
    ],
)
def test_what_cannot_be_is_said(council, child, more, words):
    given = {"child": child, "kind": "Mother", "from_date": ON, "new": "Mo Invented", **more}
    with pytest.raises(NotDone, match=words):
        relating.relate(Tie(**given), council.people["manager"], ON)


def test_a_brother_or_sister_is_named_from_either_side(council, child, at):
    other = sister(council)
    tie = Tie(child=child, kind="Brother or sister", from_date=ON, other_child=other)
    relating.relate(tie, council.people["north"], ON)
    assert [one.kind for one in relating.of_child(other)] == ["Brother or sister"]
    assert "Sam Invented" in Page(at("north").get(f"/children/{other.pk}/family/")).text
    with pytest.raises(NotDone, match="does not act"):
        relating.relate(
            Tie(child=child, kind="x", from_date=ON, other_child=other, may_act="consent"),
            council.people["north"],
            ON,
        )


def test_no_child_is_named_whose_file_one_may_not_open(council, child, at):
    sister(council, "Fostering", "Sec Ret")
    client, here = at("north"), f"/children/{child.pk}/family/sibling/"
    form = Page(client.get(here)).form()
    for typed in ("Sec Ret", "Nobody At All"):
        page = Page(client.post(here, {**form, "who": typed, "kind": "Brother or sister"}))
        assert list(page.errors) == ["There is no child of this name whose file you may open."]
    assert (
        at("manager").post(here, {**form, "who": "Sec Ret", "kind": "Brother or sister"}).status_code == 302
    )


def test_the_form_keeps_who_may_act_and_how_we_know(council, child, at):
    client, here = at("north"), f"/children/{child.pk}/family/new/"
    form = Page(client.get(here)).form()
    sent = {
        **form, "new": "Guy Guardian", "kind": "Guardian", "may_act": "court",
        "why": "Order of the court of 3 March 2025",
    }  # fmt: skip
    assert client.post(here, sent).status_code == 302
    page = Page(client.get(f"/children/{child.pk}/family/"))
    assert "Guy Guardian" in page.text
    assert "May act: by order of a court" in page.text
    assert "Order of the court of 3 March 2025" in page.text
    one = Relation.objects.get()
    form = Page(client.get(f"/children/{child.pk}/family/{one.pk}/end/")).form()
    client.post(f"/children/{child.pk}/family/{one.pk}/end/", {**form, "why": "The order ended"})
    one.refresh_from_db()
    assert one.to_date == ON


def test_the_file_goes_with_the_child_to_another_team(council, child, at):
    of = {"authority": council.authority, "child": child, "team": child.team}
    folder = Folder.objects.create(**of, key="complaints", title="Complaints")
    note = CaseNote.objects.create(**of, folder_key="complaints", text="Words", day=ON)
    assert at("fostering").get(f"/children/{child.pk}/").status_code == 404
    client, here = at("north"), f"/children/{child.pk}/team/"
    form = Page(client.get(here)).form()
    answer = client.post(here, {**form, "team": council.teams["Fostering"].pk})
    assert answer["Location"] == "/"
    for row in (child, folder, note):
        row.refresh_from_db()
        assert row.team == council.teams["Fostering"]
    assert at("fostering").get(f"/children/{child.pk}/").status_code == 200
    event = ChildEvent.objects.get()
    assert (event.kind, event.day, event.team) == ("transferred", ON, council.teams["Fostering"])
    assert "Team: Fostering, before that North" in [line.words for line in history.of_child(child)]
    with pytest.raises(NotDone, match="with this team already"):
        allocating.transfer(child, council.teams["Fostering"], ON, council.people["manager"], ON)


def test_a_child_is_allocated_to_a_worker_and_taken_away_again(council, child, at):
    worker = council.person("worker", "front_line_worker", "North")
    client, here = at("north"), f"/children/{child.pk}/workers/new/"
    form = Page(client.get(here)).form()
    assert client.post(here, {**form, "who": "Worker Made-Up"}).status_code == 302
    client.post(here, {**form, "who": "Worker Made-Up"})
    one = Allocation.objects.get()
    assert (one.person, one.from_date, one.to_date) == (worker, ON, None)
    assert ChildEvent.objects.get().kind == "allocated"
    end = f"/children/{child.pk}/workers/{one.pk}/end/"
    assert client.post(end, Page(client.get(end)).form()).status_code == 302
    one.refresh_from_db()
    assert one.to_date == ON
    page = Page(client.post(here, {**form, "who": "Nobody Made-Up"}))
    assert any("colleague who has a post today" in words for words in page.errors)


def test_a_team_manager_who_joins_is_told_of_once(council, child):
    new = NewPost("team_manager", council.teams["North"], ON)
    post = begin(council.people["roads"], new, council.people["admin"], ON)
    for _ in range(2):
        allocating.joined(post, council.people["admin"], ON)
        allocating.joined_lately(ON)
    event = ChildEvent.objects.get()
    assert (event.kind, event.worker, event.team) == (
        "joined_team",
        council.people["roads"],
        council.teams["North"],
    )


def test_a_manager_whose_post_begins_later_is_told_of_on_its_day_by_the_worker(
    council, child, settings, as_worker
):
    from heard.chasers.tasks import rebuild_index

    new = NewPost("team_manager", council.teams["North"], ON + DAY)
    post = begin(council.people["roads"], new, council.people["admin"], ON)
    allocating.joined(post, council.people["admin"], ON)
    assert not ChildEvent.objects.exists()
    settings.HEARD_TODAY = ON + DAY
    for _ in range(2):
        with as_worker():
            rebuild_index()
    event = ChildEvent.objects.get()
    assert (event.kind, event.day, event.worker) == ("joined_team", ON + DAY, council.people["roads"])


def test_the_database_gives_no_child_away_for_who_may_not(council, child, as_web):
    south = council.teams["South"].pk
    for who in (None, "fostering", "admin", "nobody"):
        person = as_person(council.people[who].pk, ON) if who else nullcontext()
        refused = pytest.raises(ProgrammingError, match="may not give this child")
        with as_web(), refused, transaction.atomic(), person, connection.cursor() as cursor:
            cursor.execute("SELECT files_transfer_child(%s, %s)", [child.pk, south])
    child.refresh_from_db()
    assert child.team == council.teams["North"]
