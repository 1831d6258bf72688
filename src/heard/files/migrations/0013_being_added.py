"""A row is seen by who adds it while it is added, without a look at those before it: cases/0008_being_added."""

from importlib import import_module

from django.db import migrations

_wall = import_module("heard.files.migrations.0007_wall")
SEEN = {"files_childevent": _wall.EVENT, "files_review": _wall.REVIEW}


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

    dependencies = [("files", "0012_writing")]

    operations = [migrations.RunSQL(policies(""), policies(" - 1000"))]
