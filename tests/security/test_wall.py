"""The wall in the database lets through exactly what `heard.people.access` says: the same ids, table by table.

Two councils are made up at random (`walled.py`), with people who stand in for others, who are complained about, who
have left, who have access in an emergency. Raw SQL as the web's role is held against Python as the owner.
"""

from datetime import timedelta

import pytest
from django.db import connection

from heard.people.wall import acting_for, as_person
from heard.postgres import WEB, WORKER
from tests.database import played
from tests.security.walled import ON, ORACLE, World

RANDOM = pytest.mark.parametrize("seed", range(3))
KEY = {"files_documenttext": "version_id"}
# What the web sees before it is known who signs in, and says nothing else about: docs/decisions/0013.
BEFORE_ANYBODY = {"people_person"}
NOT_THE_WORKERS = {"people_change"}


def ids(table):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {KEY.get(table, 'id')} FROM {table}")
        return {found for (found,) in cursor.fetchall()}


def tables(role):
    """Those of the tables that the role may read at all."""
    return [table for table in ORACLE if role == WEB or table not in NOT_THE_WORKERS]


def test_every_table_behind_the_wall_is_held_against_python(db):
    with connection.cursor() as cursor:
        cursor.execute("SELECT relname FROM pg_class WHERE relrowsecurity AND relkind = 'r'")
        walled = {name for (name,) in cursor.fetchall()}
    assert walled - {"search_entry"} == set(ORACLE)


@RANDOM
def test_raw_sql_as_the_web_sees_what_python_says(db, seed):
    world = World(seed)
    for place, person in enumerate(world.people):
        # Every fourth is asked for a later day too, when some posts have ended and others begun.
        for on in [ON, ON + timedelta(days=2)] if place % 4 == 0 else [ON]:
            expected = {
                table: set(rows(person, on).values_list("pk", flat=True)) for table, rows in ORACLE.items()
            }
            with played(WEB), as_person(person.pk, on):
                found = {table: ids(table) for table in ORACLE}
            wrong = {
                table: (found[table] - expected[table], expected[table] - found[table])
                for table in ORACLE
                if found[table] != expected[table]
            }
            assert not wrong, f"{person} on {on}: {{table: (too much, too little)}} = {wrong}"


def test_without_a_person_or_an_authority_nothing_is_there(db):
    World(0)
    for role in (WEB, WORKER):
        with played(role):
            seen = {table for table in tables(role) if ids(table)}
        assert seen == (BEFORE_ANYBODY if role == WEB else set())


@pytest.mark.parametrize("role", [WEB, WORKER])
def test_each_role_heeds_its_own_word_alone(db, role):
    world = World(1)
    wrong = as_person(world.people[0].pk, ON) if role == WORKER else acting_for(world.council.pk)
    with played(role), wrong:
        assert {table for table in tables(role) if ids(table)} <= (BEFORE_ANYBODY if role == WEB else set())


def test_the_worker_sees_one_authority_whole_and_nothing_of_another(db):
    world = World(2)
    whole = {table: ids(table) for table in tables(WORKER)}
    parts = []
    for authority in {person.authority_id for person in world.people}:
        with played(WORKER), acting_for(authority):
            parts.append({table: ids(table) for table in whole})
    for table in whole:
        assert parts[0][table] | parts[1][table] == whole[table], table
        assert not parts[0][table] & parts[1][table], table
