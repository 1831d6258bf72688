"""The three roles of Heard's database, and a new database ready for them.

`heard_owner` owns the tables and runs migrations; `heard_web` and `heard_worker` are plain: they read and write rows,
own nothing, and row-level security always binds them. The superuser is used here for setting up, and nowhere else.
"""

import psycopg
from psycopg import sql

OWNER = "heard_owner"
WEB = "heard_web"
WORKER = "heard_worker"
EXTENSIONS = ("pg_trgm", "unaccent", "btree_gist")

_PLAIN = "LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS NOREPLICATION NOINHERIT"
_WHAT_THEY_ARE = {OWNER: _PLAIN.replace("NOCREATEDB", "CREATEDB"), WEB: _PLAIN, WORKER: _PLAIN}


def ensure_roles(connection: psycopg.Connection, passwords: dict[str, str]) -> None:
    """Make the roles, or set them right again: what they may do, and their passwords."""
    for role, what in _WHAT_THEY_ARE.items():
        known = connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role]).fetchone()
        statement = "ALTER ROLE {} {} PASSWORD {}" if known else "CREATE ROLE {} {} PASSWORD {}"
        connection.execute(
            sql.SQL(statement).format(sql.Identifier(role), sql.SQL(what), sql.Literal(passwords[role]))
        )


def create_database(connection: psycopg.Connection, name: str, template: str | None = None) -> bool:
    """Make a database that `heard_owner` owns; false when it is there already. A copy, when `template` is given."""
    if connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
        return False
    connection.execute(
        sql.SQL("CREATE DATABASE {} OWNER {} TEMPLATE {} STRATEGY {}").format(
            sql.Identifier(name),
            sql.Identifier(OWNER),
            sql.Identifier(template or "template1"),
            sql.SQL("file_copy" if template else "wal_log"),
        )
    )
    database = sql.Identifier(name)
    connection.execute(sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(database))
    connection.execute(
        sql.SQL("GRANT CONNECT ON DATABASE {} TO {}, {}").format(
            database, sql.Identifier(WEB), sql.Identifier(WORKER)
        )
    )
    return True


def prepare_database(connection: psycopg.Connection) -> None:
    """Inside a new database: the extensions, and what the plain roles may do with tables made from now on.

    A migration that wants less (a table that is only ever added to) takes it away with REVOKE.
    """
    for extension in EXTENSIONS:
        connection.execute(sql.SQL("CREATE EXTENSION IF NOT EXISTS {}").format(sql.Identifier(extension)))
    plain = sql.SQL("{}, {}").format(sql.Identifier(WEB), sql.Identifier(WORKER))
    connection.execute(sql.SQL("REVOKE CREATE ON SCHEMA public FROM PUBLIC"))
    connection.execute(sql.SQL("GRANT USAGE ON SCHEMA public TO {}").format(plain))
    connection.execute(sql.SQL("GRANT CREATE ON SCHEMA public TO {}").format(sql.Identifier(OWNER)))
    for what, kind in (("SELECT, INSERT, UPDATE, DELETE", "TABLES"), ("USAGE, SELECT", "SEQUENCES")):
        connection.execute(
            sql.SQL("ALTER DEFAULT PRIVILEGES FOR ROLE {} IN SCHEMA public GRANT {} ON {} TO {}").format(
                sql.Identifier(OWNER), sql.SQL(what), sql.SQL(kind), plain
            )
        )
