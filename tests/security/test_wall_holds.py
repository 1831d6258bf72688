"""Ways round the wall, as somebody would try who could have the web process run any SQL of theirs, or a page go wrong.

What PostgreSQL itself tells, and cannot be kept from telling, is in docs/decisions/0013.
"""

from datetime import timedelta

import psycopg
import pytest
from django.db import DatabaseError, connection, transaction

from heard.cases.models import Case, CaseRole
from heard.people.models import Child
from heard.people.roles import COMPLAINED_ABOUT
from heard.people.wall import as_person
from heard.postgres import WEB
from tests.things.council import MONDAY, made_up_council

ON = MONDAY + timedelta(days=1)
PART = "INSERT INTO cases_caserole (case_id, role, person_id, from_date)"
WORDS = (
    "title, state, owed_by, owed_by_title, reference, complainant_name, child_name, team_name, officer_name,"
    " procedure, stage, stage_title"
)


@pytest.fixture
def two(db):
    """A case of the team North, one of the team Fostering, and their council."""
    council = made_up_council()
    north = council.opened(team="North", summary="North's own").case
    hidden = council.opened(team="Fostering", summary="Rosehip").case
    return council, north, hidden


@pytest.fixture
def asked(two, as_web):
    """Raw SQL of the team manager of North, as the web's role; what it answers."""
    council, north, hidden = two

    def ask(sql, *values):
        with as_web(), as_person(council.people["north"].pk, ON), connection.cursor() as cursor:
            with transaction.atomic():
                cursor.execute(sql, values)
            return cursor.fetchall() if cursor.description else cursor.rowcount

    return ask


def test_counts_lists_and_copies_have_what_is_seen_alone(two, asked, as_web):
    council, north, hidden = two
    assert asked("SELECT count(*) FROM cases_case") == [(1,)]
    assert asked("SELECT id FROM cases_case") == [(north.pk,)]
    assert asked("SELECT max(id) FROM cases_case") == [(north.pk,)]
    known, copying = as_person(council.people["north"].pk, ON), "COPY cases_case (summary) TO STDOUT"
    with as_web(), known, connection.cursor() as cursor, cursor.copy(copying) as copied:
        words = b"".join(bytes(part) for part in copied)
    assert b"North's own" in words
    assert b"Rosehip" not in words


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE cases_case SET summary = 'mine' WHERE id = %s",
        "UPDATE cases_case SET summary = 'mine' WHERE reference IN (SELECT reference FROM cases_case) AND id = %s",
        "DELETE FROM cases_due WHERE case_id = %s",
        "SELECT 1 FROM cases_case WHERE id = %s FOR UPDATE",
        "SELECT 1 FROM cases_row WHERE case_id = %s",
        "SELECT 1 FROM letters_letter WHERE case_id = %s",
    ],
)
def test_what_is_hidden_is_not_found_to_be_written(two, asked, sql):
    assert asked(sql, two[2].pk) in (0, [])
    assert Case.objects.get(pk=two[2].pk).summary == "Rosehip"


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE cases_case SET team_id = (SELECT team_id FROM cases_due WHERE false) WHERE id = {north}",
        "UPDATE cases_case SET authority_id = authority_id + 1 WHERE id = {north}",
        "UPDATE people_child SET authority_id = authority_id + 1",
        f"{PART} VALUES ({{hidden}}, 'investigating_officer', {{me}}, now())",
        f"{PART} VALUES ({{hidden}}, 'emergency_access', {{me}}, now())",
        "INSERT INTO cases_due (authority_id, case_id, kind, rule, {words}, is_limit)"
        " SELECT authority_id, {hidden}, kind, 'x',"
        " {words}, is_limit FROM cases_due WHERE case_id = {north} LIMIT 1",
    ],
)
def test_nothing_is_written_into_what_is_hidden_nor_moved_out_of_reach(two, asked, sql):
    council, north, hidden = two
    me = council.people["north"].pk
    with pytest.raises(DatabaseError):
        asked(sql.format(north=north.pk, hidden=hidden.pk, me=me, words=WORDS))
    assert not CaseRole.objects.filter(case=hidden).exists()


@pytest.mark.parametrize(
    "leak",
    [
        "SELECT id FROM cases_case WHERE CAST(summary AS integer) = 1",
        "SELECT id FROM cases_case WHERE CAST(summary || id AS date) IS NULL",
    ],
)
def test_an_error_quotes_no_hidden_row(two, asked, leak):
    """A condition of one's own, and the error it meets, is tried on rows that are seen and on no others."""
    with pytest.raises(DatabaseError) as met:
        asked(leak)
    assert "North's own" in str(met.value)
    assert "Rosehip" not in str(met.value)


def test_a_function_that_fails_on_hidden_words_does_not_fail(two, asked):
    assert asked("SELECT id FROM cases_case WHERE 1 / (position('Rosehip' in summary) - 1) = 7") == []


def test_what_is_complained_of_is_not_there_for_whom_it_is_about(two, as_web):
    council, north, _ = two
    for who in ("officer", "north"):
        CaseRole.objects.create(case=north, person=council.people[who], role=COMPLAINED_ABOUT, from_date=ON)
        with as_web(), as_person(council.people[who].pk, ON):
            assert not Case.objects.filter(pk=north.pk).exists()
            assert not CaseRole.objects.filter(case_id=north.pk).exists()


def test_a_new_child_is_seen_by_who_adds_it_and_then_as_any_other(two, as_web):
    council = two[0]
    with as_web(), as_person(council.people["north"].pk, ON):
        made = Child.objects.create(authority=council.authority, name="New Made-Up")
        assert made.pk
        assert not Child.objects.filter(pk=made.pk).exists(), "nothing leads to it yet"
        made.team = council.teams["North"]
    made.save()
    with as_web(), as_person(council.people["north"].pk, ON):
        assert Child.objects.filter(pk=made.pk).exists()


# ------------------------------------------------------------ for one transaction only
def test_the_person_lasts_no_longer_than_the_transaction(committed_db):
    council = made_up_council()
    council.opened()
    person = council.people["officer"].pk

    def told():
        with connection.cursor() as cursor:
            cursor.execute("SELECT heard_person(), heard_on(), heard_authority()")
            return cursor.fetchone()

    backend = connection.connection.info.backend_pid
    with as_person(person, ON):
        assert told()[:2] == (person, ON)
    assert told() == (None, None, None)
    with pytest.raises(ZeroDivisionError), as_person(person, ON):
        raise ZeroDivisionError
    assert told() == (None, None, None)
    with pytest.raises(DatabaseError), as_person(person, ON), connection.cursor() as cursor:
        cursor.execute("SELECT 1/0")
    assert told() == (None, None, None)
    assert connection.connection.info.backend_pid == backend, "one connection, used again"


def test_one_inside_the_other_gives_back_what_was(db):
    council = made_up_council()
    outer, inner = council.people["officer"].pk, council.people["north"].pk

    def person():
        with connection.cursor() as cursor:
            cursor.execute("SELECT heard_person()")
            return cursor.fetchone()[0]

    with as_person(outer, ON):
        with as_person(inner, ON):
            assert person() == inner
        assert person() == outer
        with pytest.raises(ZeroDivisionError), as_person(inner, ON):
            raise ZeroDivisionError
        assert person() == outer
    assert person() is None


@pytest.mark.parametrize(
    "sql",
    [
        "ALTER TABLE cases_case DISABLE ROW LEVEL SECURITY",
        "ALTER TABLE cases_case NO FORCE ROW LEVEL SECURITY",
        "DROP POLICY web ON cases_case",
        "ALTER POLICY web ON cases_case USING (true)",
        "CREATE POLICY mine ON cases_case USING (true)",
        "SET row_security = off; SELECT 1 FROM cases_case",
        "SET ROLE heard_owner",
        "SET SESSION AUTHORIZATION heard_owner",
        "SET session_replication_role = replica",
        "SELECT heard_wall('cases_case', 'true', 'true', 'true', 'true')",
        "SELECT heard_no_wall('cases_case')",
        "SELECT heard_authority_of('case', 1)",
        "CREATE OR REPLACE FUNCTION heard_everywhere() RETURNS boolean LANGUAGE sql AS 'SELECT true'",
        "CREATE FUNCTION heard_person(int) RETURNS bigint LANGUAGE sql AS 'SELECT 1::bigint'",
        "CREATE TEMP VIEW cases_caserole AS SELECT 1",
    ],
)
def test_the_web_role_cannot_take_the_wall_down(django_db_setup, sql):
    with django_db_setup.as_role(WEB) as web, pytest.raises(psycopg.Error):
        web.execute(sql)


BARE = """
    SELECT relname FROM pg_class JOIN pg_namespace schema ON schema.oid = relnamespace
    WHERE nspname = 'public' AND relkind IN ('r', 'v', 'm', 'p') AND NOT relrowsecurity
      AND has_table_privilege('heard_web', pg_class.oid, 'SELECT')
"""


def test_no_table_with_records_of_people_stands_outside(db):
    """A new table is put behind the wall, or its name here says why it is not."""
    outside = {
        "authority_": "councils, their teams, closure days and procedures: no word of anybody",
        "accounts_": "of signing in, before and after anybody is known (heard.accounts)",
        "account_": "allauth's, of signing in",
        "socialaccount_": "allauth's, of signing in",
        "mfa_": "allauth's, of signing in",
        "axes_": "wrong passwords",
        "auth_": "empty",
        "django_": "sessions, migrations",
        "procrastinate_": "jobs: ids alone",
        "chasers_indexday": "days",
    }
    with connection.cursor() as cursor:
        cursor.execute(BARE)
        bare = {name for (name,) in cursor.fetchall() if not name.startswith(tuple(outside))}
    assert bare == set()
