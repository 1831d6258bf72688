"""The worker may take up the folders of a pack on the day from which it is adopted; access in an emergency is given to
whoever the transaction is for, and to nobody else that a query names.
"""

from importlib import import_module

from django.db import migrations

BEFORE = import_module("heard.files.migrations.0005_emergency").GIVEN.split("REVOKE ALL")[0]
BEFORE = BEFORE.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION")
ASKED_BY_ONESELF = """BEGIN
    IF asker IS DISTINCT FROM heard_person() OR day IS DISTINCT FROM heard_on() THEN
        RETURN NULL;
    END IF;
    SELECT authority_id INTO council"""
NOW = BEFORE.replace("BEGIN\n    SELECT authority_id INTO council", ASKED_BY_ONESELF, 1)

GRANTS = """
DO $$
BEGIN
    IF EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'heard_worker') THEN
        GRANT INSERT, DELETE ON files_folderrule TO heard_worker;
    END IF;
END $$;
"""


class Migration(migrations.Migration):
    """A right more for the worker, a check more in the function of 0005."""

    dependencies = [("files", "0009_moved_by_others"), ("people", "0004_wall")]

    operations = [
        migrations.RunSQL(NOW, BEFORE),
        migrations.RunSQL(GRANTS, migrations.RunSQL.noop),
    ]
