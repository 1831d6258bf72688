"""What the two plain roles may do in the database, table by table: what they need, and never the owner's part."""

import psycopg
import pytest

from heard.postgres import WEB, WORKER

READ_ONLY = {WEB: ["django_migrations", "django_content_type", "auth_group", "auth_permission", "chasers_outgoing"],
             WORKER: ["django_migrations", "people_person", "people_post", "people_complainant", "people_child",
                      "authority_authority", "authority_team", "authority_adoptedprocedure", "authority_closureday",
                      "cases_caserole", "cases_referencecounter", "letters_letter", "letters_letterfile"]}  # fmt: skip
NOTHING = {
    WEB: ["pg_authid"],
    WORKER: ["django_session", "axes_accesslog", "axes_accessattempt", "auth_group", "pg_authid"],
}
NEVER_DELETED = ["cases_row", "cases_case", "cases_caserole", "people_person", "people_complainant", "people_child",
                 "authority_authority", "authority_team", "letters_letterfile", "axes_accesslog"]  # fmt: skip
THE_OWNERS_PART = [
    "CREATE TABLE x (a int)", "CREATE TEMP TABLE x (a int)", "CREATE SCHEMA x", "CREATE VIEW v AS SELECT 1",
    "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'", "SET ROLE heard_owner", "CREATE ROLE x",
    "SET SESSION AUTHORIZATION heard_owner", "SET session_replication_role = replica", "TRUNCATE cases_due",
    "COPY (SELECT 1) TO PROGRAM 'id'", "COPY (SELECT 1) TO '/tmp/x'", "SELECT pg_read_file('/etc/passwd')",
    "SELECT lo_import('/etc/passwd')", "ALTER TABLE cases_row DISABLE TRIGGER ALL", "DROP TABLE cases_due",
    "ALTER TABLE cases_row OWNER TO CURRENT_USER", "SELECT setval('cases_row_id_seq', 1)",
    "CREATE OR REPLACE FUNCTION cases_row_refuse() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
    "CREATE POLICY p ON cases_row", "CREATE EXTENSION dblink", "BEGIN; LOCK TABLE cases_row IN ACCESS EXCLUSIVE MODE",
    "ALTER ROLE CURRENT_USER SUPERUSER",
]  # fmt: skip


@pytest.fixture(scope="module")
def roles(django_db_setup):
    """A connection of each plain role."""
    with (
        psycopg.connect(django_db_setup.url(WEB), autocommit=True) as web,
        psycopg.connect(django_db_setup.url(WORKER), autocommit=True) as worker,
    ):
        yield {WEB: web, WORKER: worker}


def may(connection, table):
    """What the role may do with a table."""
    rights = ("SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE", "TRIGGER")
    asked = connection.execute(
        "SELECT " + ", ".join(f"has_table_privilege('{table}', '{right}')" for right in rights)
    ).fetchone()
    return {right for right, has in zip(rights, asked, strict=True) if has}


@pytest.mark.parametrize("role", [WEB, WORKER])
def test_tables_that_a_role_only_reads_or_does_not_know(roles, role):
    for table in READ_ONLY[role]:
        assert may(roles[role], table) == {"SELECT"}, table
    for table in NOTHING[role]:
        assert may(roles[role], table) == set(), table


@pytest.mark.parametrize("role", [WEB, WORKER])
def test_what_says_who_and_what_is_never_deleted(roles, role):
    for table in NEVER_DELETED:
        assert not may(roles[role], table) & {"DELETE", "TRUNCATE", "TRIGGER"}, table
    assert not may(roles[role], "cases_row") & {"UPDATE"}


def test_the_worker_opens_no_case_and_takes_no_words_out(roles):
    assert may(roles[WORKER], "cases_case") == {"SELECT", "UPDATE"}
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        roles[WORKER].execute("SELECT cases_redact_row(1, 2)")


@pytest.mark.parametrize("role", [WEB, WORKER])
@pytest.mark.parametrize("attack", THE_OWNERS_PART)
def test_no_plain_role_plays_the_owners_part(roles, role, attack):
    with pytest.raises((psycopg.errors.InsufficientPrivilege, psycopg.errors.FeatureNotSupported)):
        roles[role].execute(attack)
    roles[role].rollback()


def test_the_log_of_the_database_quotes_nobody(cluster, roles):
    with pytest.raises(psycopg.errors.UndefinedColumn):
        roles[WEB].execute("SELECT nothing FROM people_child WHERE name = 'SECRETWORD of Jo Made-Up'")
    for name, value in (("log_min_error_statement", "panic"), ("log_error_verbosity", "terse")):
        assert roles[WEB].execute(f"SHOW {name}").fetchone() == (value,)
    (log,) = [one.read_text() for one in cluster.state.rglob("server.log")]
    assert "nothing" in log
    assert "SECRETWORD" not in log
