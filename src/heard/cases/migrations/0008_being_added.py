"""A row is seen by who adds it while it is added: its number is higher than any that was there when the statement began.

So nothing below the highest number is asked about, which a manager's list of children paid twenty milliseconds for.
"""

from importlib import import_module

from django.db import migrations

_wall = import_module("heard.cases.migrations.0007_wall")
SEEN = {"people_child": _wall.CHILD, "people_complainant": _wall.COMPLAINANT}


def policies(margin: str) -> str:
    """The policies of 0007 with another margin below the highest number, for a role that is there."""
    found = "".join(
        f"ALTER POLICY web ON {tab} USING ({seen.replace(' - 1000', margin)});\n" for tab, seen in SEEN.items()
    )
    return f"""
DO $do$
BEGIN
    IF EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'heard_web') THEN
        {found}
    END IF;
END $do$;
"""


class Migration(migrations.Migration):

    dependencies = [("cases", "0007_wall")]

    operations = [migrations.RunSQL(policies(""), policies(" - 1000"))]
