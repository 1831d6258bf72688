"""Django, set up from the environment, for the commands that need the database.

    set_up()               then the models can be imported
    set_up_as_owner()      the same, for a command that looks at every council's records, past the wall

A setting that is missing or wrong is told in its own sentence, without a traceback.
"""

from __future__ import annotations

import os
import sys


def set_up() -> None:
    """Set Django up. Ends the command with 2 where a setting is missing or wrong."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "heard.site.settings")
    import django
    from django.core.exceptions import ImproperlyConfigured

    try:
        django.setup()
    except ImproperlyConfigured as problem:
        print(problem, file=sys.stderr)
        sys.exit(2)


def set_up_as_owner() -> None:
    """Set Django up to work as the owner of the tables (HEARD_OWNER_URL, or DATABASE_URL where that is the owner's).
    Ends the command with 2 where the role is a plain one: it would see nothing, and call that everything.
    """
    os.environ["DATABASE_URL"] = os.environ.get("HEARD_OWNER_URL") or os.environ.get("DATABASE_URL", "")
    if not os.environ["DATABASE_URL"]:
        del os.environ["DATABASE_URL"]
    set_up()
    from django.db import DatabaseError, connection

    try:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT CASE WHEN to_regclass('cases_case') IS NULL THEN false"
                " ELSE row_security_active('cases_case') END"
            )
            (walled,) = cursor.fetchone()
    except DatabaseError as problem:
        print(f"The database cannot be asked: {problem}".strip(), file=sys.stderr)
        sys.exit(2)
    if walled:
        print(
            "This command looks at every record, and the role in DATABASE_URL sees only what a person may see. "
            "Give the address of the role that owns the tables in HEARD_OWNER_URL.",
            file=sys.stderr,
        )
        sys.exit(2)
