"""The triggers that keep timelines, letters, documents and changes look in the tables themselves.

A trigger looks where the session that sets it off looks, and a session may make temporary tables: one called `cases_row`
would be asked in place of the timeline. It stands in the last of the parts that have such triggers.
"""

from django.db import migrations

OURS = """
    SELECT function.oid::regprocedure AS named FROM pg_proc function
    WHERE function.pronamespace = 'public'::regnamespace AND function.prorettype = 'trigger'::regtype
        AND split_part(function.proname, '_', 1) IN ('authority', 'people', 'cases', 'files', 'letters', 'chasers')
"""
LOOK = f"""
DO $$
DECLARE
    one record;
BEGIN
    FOR one IN {OURS} AND function.proconfig IS NULL LOOP
        EXECUTE format('ALTER FUNCTION %s SET search_path = pg_catalog, public, pg_temp', one.named);
    END LOOP;
END $$;
"""


class Migration(migrations.Migration):
    """A fixed path for each function of a trigger that has none."""

    dependencies = [
        ("chasers", "0004_occasions"),
        ("cases", "0007_wall"),
        ("letters", "0003_wall"),
        ("files", "0009_moved_by_others"),
        ("people", "0005_transfer"),
    ]

    operations = [migrations.RunSQL(LOOK, migrations.RunSQL.noop)]
