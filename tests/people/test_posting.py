"""Joiners, movers and leavers: who may, what follows for access, and what is kept of it."""

from datetime import date, timedelta

import psycopg
import pytest
from django.db import DatabaseError, connection, transaction

from heard.people import history, posting
from heard.people.access import reach
from heard.people.models import Change, Person, Post
from heard.people.outcome import NotDone, NotYours
from heard.people.posting import Joiner, NewPost
from tests.people.conftest import ON
from tests.screens.reading import Page
from tests.things.council import made_up_council

LATER = ON + timedelta(days=7)


def joiner(council, **more):
    given = {"name": "New Made-Up", "email": "New@Council.example", "role": "team_manager", "team": "North"}
    given |= more
    post = NewPost(given["role"], council.teams.get(given["team"]), given.get("from_date", ON))
    return Joiner(given["name"], given["email"], post)


def test_somebody_joins_with_an_account_and_a_post_and_no_password(council):
    person = posting.join(joiner(council), council.people["admin"], ON)
    assert (person.email, person.authority) == ("new@council.example", council.authority)
    assert not person.has_usable_password()
    assert reach(person, ON).teams == {council.teams["North"].pk: frozenset({"team_manager"})}
    again = posting.join(joiner(council), council.people["admin"], ON)
    assert (again, again.posts.count()) == (person, 1)


def test_a_post_that_begins_later_opens_nothing_before(council):
    person = posting.join(joiner(council, from_date=LATER), council.people["manager"], ON)
    assert not reach(person, LATER - timedelta(days=1)).has_a_post
    assert reach(person, LATER).has_a_post


@pytest.mark.parametrize("who", ["officer", "north", "support", "head", "nobody"])
def test_nobody_else_changes_staff(council, who):
    by, post = council.people[who], council.people["fostering"].posts.get()
    for act in (
        lambda: posting.join(joiner(council), by, ON),
        lambda: posting.begin(council.people["roads"], joiner(council).post, by, ON),
        lambda: posting.end(post, ON, by, ON),
        lambda: posting.leave(council.people["fostering"], ON, by, ON),
    ):
        with pytest.raises(NotYours, match="administrator or a complaints manager"):
            act()
    assert Post.objects.filter(pk=post.pk, to_date=None).exists()


@pytest.mark.parametrize("who", ["admin", "manager"])
def test_nobody_gives_themselves_a_post_or_takes_their_own_away(council, who):
    me, wide = council.people[who], NewPost("director", None, ON)
    own = me.posts.get()
    for act in (
        lambda: posting.begin(me, wide, me, ON),
        lambda: posting.move(own, wide, me, ON),
        lambda: posting.end(own, ON, me, ON),
        lambda: posting.leave(me, ON, me, ON),
        lambda: posting.join(Joiner(me.name, me.email, wide), me, ON),
    ):
        with pytest.raises(NotYours):
            act()
    assert list(me.posts.values_list("role", "to_date")) == [(own.role, None)]


def test_an_administrator_reaches_no_complaint_by_it(council):
    far = reach(council.people["admin"], ON)
    assert (far.everywhere, far.teams) == (frozenset(), {})


def test_nothing_crosses_to_another_authority(council):
    other = made_up_council("OT")
    by = council.people["admin"]
    with pytest.raises(NotYours, match="no such person"):
        posting.leave(other.people["north"], ON, by, ON)
    with pytest.raises(NotDone, match="team of this council"):
        posting.begin(council.people["roads"], NewPost("team_manager", other.teams["North"], ON), by, ON)
    with pytest.raises(NotDone, match="cannot be used here") as problem:
        posting.join(joiner(council, email=other.people["north"].email), by, ON)
    assert other.people["north"].name not in str(problem.value)


@pytest.mark.parametrize(
    ("role", "team", "words"),
    [
        ("team_manager", "", "Choose the team"),
        ("administrator", "North", "Choose no team"),
        ("complaints_manager", "North", "Choose no team"),
        ("emperor", "", "Choose a role"),
    ],
)
def test_posts_that_there_cannot_be(council, role, team, words):
    with pytest.raises(NotDone, match=words):
        posting.join(joiner(council, role=role, team=team), council.people["admin"], ON)
    assert not Person.objects.filter(email="new@council.example").exists()


def test_a_mover_leaves_one_team_on_the_day_on_which_they_reach_the_other(council):
    person, by = council.people["north"], council.people["admin"]
    new = NewPost("team_manager", council.teams["South"], LATER)
    posting.move(person.posts.get(), new, by, ON)
    assert set(reach(person, LATER - timedelta(days=1)).teams) == {council.teams["North"].pk}
    assert set(reach(person, LATER).teams) == {council.teams["South"].pk}
    held = person.posts.get(team=council.teams["North"])
    with pytest.raises(NotDone, match="have"):
        posting.move(held, NewPost("team_manager", council.teams["North"], LATER), by, ON)


def test_a_leaver_is_out_at_once(council, at):
    person = council.people["north"]
    client = at("north")
    assert client.get("/").status_code == 200
    posting.leave(person, ON, council.people["admin"], ON)
    assert client.get("/")["Location"].startswith("/sign-in/")
    person.refresh_from_db()
    assert not person.is_active
    assert not reach(person, ON).has_a_post
    posting.leave(person, ON, council.people["admin"], ON)


def test_who_leaves_later_keeps_access_until_then(council):
    person = council.people["north"]
    posting.leave(person, LATER, council.people["admin"], ON)
    person.refresh_from_db()
    assert person.is_active
    assert reach(person, LATER - timedelta(days=1)).has_a_post
    assert not reach(person, LATER).has_a_post


@pytest.mark.parametrize(("who", "by"), [("admin", "manager"), ("manager", "admin")])
def test_the_last_administrator_and_the_last_complaints_manager_have_a_successor_first(council, who, by):
    person, other = council.people[who], council.people[by]
    for act in (
        lambda: posting.leave(person, ON, other, ON),
        lambda: posting.end(person.posts.get(), LATER, other, ON),
    ):
        with pytest.raises(NotDone, match="Give somebody else that post first"):
            act()
    role = person.posts.get().role
    posting.begin(council.people["roads"], NewPost(role, None, ON), other, ON)
    posting.leave(person, ON, other, ON)
    assert not Person.objects.get(pk=person.pk).is_active


def test_a_successor_whose_own_post_ends_is_none(council):
    by = council.people["admin"]
    post = posting.begin(council.people["roads"], NewPost("complaints_manager", None, ON), by, ON)
    posting.end(post, LATER, by, ON)
    with pytest.raises(NotDone, match="last complaints manager"):
        posting.leave(council.people["manager"], ON, by, ON)


def test_who_comes_back_has_the_same_account_and_a_new_password_to_set(council):
    person, by = council.people["north"], council.people["admin"]
    person.set_password("a long old password")
    person.save()
    posting.leave(person, ON, by, ON)
    with pytest.raises(NotDone, match="closed"):
        posting.begin(person, NewPost("team_manager", council.teams["North"], ON), by, ON)
    back = posting.join(joiner(council, name=person.name, email=person.email), by, ON)
    assert (back.pk, back.is_active, back.has_usable_password()) == (person.pk, True, False)
    with pytest.raises(NotDone, match="address of North Made-Up"):
        posting.join(joiner(council, name="Another Person", email=person.email), by, ON)


def test_an_end_is_not_before_the_beginning_nor_moved_back_and_forth(council):
    by, post = council.people["admin"], council.people["north"].posts.get()
    with pytest.raises(NotDone, match="began on"):
        posting.end(post, date(2019, 1, 1), by, ON)
    posting.end(post, LATER, by, ON)
    posting.end(post, LATER, by, ON)
    posting.end(post, ON, by, ON)
    with pytest.raises(NotDone, match="has ended already"):
        posting.end(post, LATER, by, ON)


def test_every_change_is_kept_with_who_did_it(council):
    by = council.people["admin"]
    person = posting.join(joiner(council), by, ON)
    posting.move(person.posts.get(), NewPost("service_manager", council.teams["South"], LATER), by, ON)
    lines = history.of_person(person)
    assert [line.words for line in reversed(lines)] == [
        "New Made-Up: account made",
        "New Made-Up: Team manager, North, from Wednesday 12 November 2025",
        "New Made-Up: Service manager, South, from Wednesday 19 November 2025",
        "New Made-Up: Team manager, North, until Wednesday 19 November 2025 (the first day without it)",
    ]
    assert {line.by for line in lines} == {"Admin Made-Up"}


def test_what_is_changed_behind_heards_back_is_kept_too(council):
    post = council.people["north"].posts.get()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE people_post SET role = 'director' WHERE id = %s", [post.pk])
    kept = Change.objects.filter(what=Change.POST, row=post.pk).first()
    assert (kept.before["role"], kept.after["role"], kept.by) == ("team_manager", "director", None)


def test_a_password_is_no_part_of_what_is_kept(council):
    person = council.people["north"]
    before = Change.objects.filter(about=person).count()
    person.set_password("something new and long")
    person.save()
    kept = Change.objects.filter(about=person)
    assert kept.count() == before
    assert all("password" not in (one.after or {}) for one in kept)


WRITING = [
    "UPDATE people_change SET why = 'x'",
    "DELETE FROM people_change",
    "TRUNCATE people_change",
    "INSERT INTO people_change (authority_id, what, row, why, at) VALUES (1, 'x', 1, '', now())",
]


@pytest.mark.parametrize("statement", WRITING)
def test_the_web_role_writes_nothing_of_what_is_kept(django_db_setup, statement):
    with psycopg.connect(django_db_setup.url()) as web, pytest.raises(psycopg.errors.InsufficientPrivilege):
        web.execute(statement)


def test_not_even_the_owner_takes_away_what_is_kept(council, django_db_setup):
    for statement in WRITING[:2]:
        with pytest.raises(DatabaseError, match="only ever added to"), transaction.atomic():
            connection.cursor().execute(statement)


def test_nor_empties_the_table(django_db_setup):
    with django_db_setup.as_owner() as owner, pytest.raises(psycopg.errors.RestrictViolation):
        owner.execute("TRUNCATE people_change")


def test_an_address_of_another_authority_is_refused_on_the_page_too(council, at):
    other, client = made_up_council("OT").people["north"], at("admin")
    form = Page(client.get("/people/new/")).form()
    page = Page(
        client.post("/people/new/", {**form, "name": "New Made-Up", "email": other.email, "role": "director"})
    )
    assert page.status == 422
    assert any("cannot be used here" in one for one in page.errors)
    assert other.name not in page.text
