"""Each policy of the wall is taken away, or opened wide, and each of its functions made to say less: the wall is then
no longer what Python says, and test_wall.py would say so.

`make wall` writes the list to docs/reference/wall.md.
"""

import os
from itertools import chain
from pathlib import Path

import pytest
from django.db import connection, transaction

from heard.people.wall import as_person
from heard.postgres import WEB
from tests.database import played
from tests.security.test_wall import ids
from tests.security.walled import ON, ORACLE, World

PAGE = Path(__file__).parents[2] / "docs/reference/wall.md"
NOTHING, NO, NO_WORDS = "'{}'::bigint[]", "false", "'{}'::text[]"
# Function: what it says once spoilt, and the tables in which that is seen.
SPOILT = {
    "heard_own() RETURNS bigint": ("NULL::bigint", ["cases_case"]),
    "heard_everywhere() RETURNS boolean": (NO, ["cases_case", "cases_due"]),
    "heard_teams() RETURNS bigint[]": (NOTHING, ["cases_case"]),
    "heard_parts() RETURNS bigint[]": (NOTHING, ["cases_case"]),
    "heard_conflicts() RETURNS bigint[]": (NOTHING, ["cases_case", "files_document"]),
    "heard_child_everywhere() RETURNS boolean": (NO, ["people_child"]),
    "heard_child_teams() RETURNS bigint[]": (NOTHING, ["people_child"]),
    "heard_children() RETURNS bigint[]": (NOTHING, ["people_child"]),
    "heard_staff_of() RETURNS bigint": ("NULL::bigint", ["people_person"]),
    "heard_complaints_team() RETURNS boolean": (NO, ["chasers_keptmessage"]),
    "heard_reads_log() RETURNS boolean": (NO, ["files_emergencyaccess"]),
    "heard_address() RETURNS text": ("NULL::text", ["chasers_keptmessage"]),
    "heard_folders_everywhere() RETURNS text[]": (NO_WORDS, ["files_folder"]),
    "heard_folders_by_team() RETURNS text[]": (NO_WORDS, ["files_folder"]),
    "heard_emergency_folders() RETURNS text[]": (NO_WORDS, ["files_folder"]),
    "heard_conflict_children() RETURNS bigint[]": (NOTHING, ["files_review"]),
}
OPENING = """# The wall, table by table

What `heard_web` sees of each table, as PostgreSQL has it, for the person of the transaction; the worker sees what is of
the authority that it acts for. `tests/security/test_wall_mutations.py` drops each of these policies in turn, opens it
wide, and spoils each function below: each time the wall is no longer what `heard.people.access` says, and a test fails.
`make wall` writes this page.

"""
PUTTING = """# What the web may write

Beside what is above, which a row that is written must pass as well.

"""


def sql(words):
    with connection.cursor() as cursor:
        cursor.execute(words)
        return cursor.fetchall() if cursor.description else []


def is_seen_to_be_wrong(tables, people):
    """Whether anybody now sees more or less of these tables than Python says."""
    for person in people:
        with played(WEB), as_person(person.pk, ON):
            found = {table: ids(table) for table in tables}
        for table in tables:
            if found[table] != set(ORACLE[table](person, ON).values_list("pk", flat=True)):
                return True
    return False


def try_with(mutation, tables, people):
    with transaction.atomic():
        sql(mutation)
        wrong = is_seen_to_be_wrong(tables, people)
        transaction.set_rollback(True)
    return wrong


@pytest.mark.parametrize(
    "mutation", ["DROP POLICY web ON {table}", "ALTER POLICY web ON {table} USING (true)"]
)
def test_no_policy_can_be_dropped_or_opened_unseen(db, mutation):
    people = World(0).people
    unseen = [table for table in ORACLE if not try_with(mutation.format(table=table), [table], people)]
    assert unseen == []


def test_no_function_can_be_spoilt_unseen(db):
    worlds = [World(seed).people for seed in range(3)]
    unseen = []
    for function, (says, tables) in SPOILT.items():
        mutation = (
            f"CREATE OR REPLACE FUNCTION {function} LANGUAGE plpgsql STABLE AS $$ BEGIN RETURN {says}; END $$"
        )
        if not try_with(mutation, tables, list(chain(*worlds))):
            unseen.append(function)
    assert unseen == []


def test_the_page_of_the_wall_says_what_there_is(db):
    policies = sql(
        "SELECT tablename, qual FROM pg_policies WHERE policyname = 'web' AND schemaname = 'public' ORDER BY tablename"
    )
    # The index of search has a policy of its own, and tests of it in tests/search.
    policies = [(table, qual) for table, qual in policies if table != "search_entry"]
    assert {table for table, _ in policies} == set(ORACLE)
    page = OPENING + "".join(f"## {table}\n\n```sql\n{qual}\n```\n\n" for table, qual in policies)
    page += PUTTING + "".join(
        f"## {table}, {does}\n\n```sql\n{check}\n```\n\n"
        for table, does, check in sql(
            "SELECT tablename, lower(cmd), with_check FROM pg_policies WHERE permissive = 'RESTRICTIVE' ORDER BY 1, 2"
        )
    )
    page += "## The functions\n\n" + "".join(f"- `{one}`\n" for one in SPOILT)
    if os.environ.get("HEARD_WRITE_WALL"):
        PAGE.write_text(page)
    assert PAGE.read_text() == page, "the wall has changed: make wall"
