"""The worker ends the parts of somebody who has left: it may write the last day of a part, and nothing else of it."""

from django.db import migrations

GRANTS = """
DO $$
BEGIN
    IF EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'heard_worker') THEN
        GRANT UPDATE (to_date) ON cases_caserole TO heard_worker;
    END IF;
END $$;
"""


class Migration(migrations.Migration):

    dependencies = [('cases', '0005_no_more_than_they_need')]

    operations = [migrations.RunSQL(GRANTS, migrations.RunSQL.noop)]
