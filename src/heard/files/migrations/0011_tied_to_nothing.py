"""What lies on a child's file and is tied to no complaint is not read by whom a complaint about this child is about.

It may be about them all the same: a letter that somebody filed without saying of which complaint. What they put there
themselves they still see. `heard.files.access.without_own` says the same.
"""

from importlib import import_module

from django.db import migrations

_wall = import_module("heard.files.migrations.0007_wall")
NOT_MINE = "child_id <> ALL ((SELECT heard_conflict_children())::bigint[])"
MADE = "made_by_id = (SELECT heard_person())"
NOTE = f"""{_wall.opens("folder_key")} AND {_wall.NO_CONFLICT} AND (case_id IS NOT NULL OR {NOT_MINE}
    OR {MADE})"""
DOCUMENT = f"""{_wall.OWN} AND {_wall.NO_CONFLICT} AND EXISTS (SELECT 1 FROM files_folder folder
    WHERE folder.id = files_document.folder_id
      AND (files_document.case_id IS NOT NULL OR folder.{NOT_MINE} OR files_document.{MADE}))"""


def walls(note: str, document: str) -> str:
    found = {"files_casenote": note, "files_document": document}
    return "".join(
        f"SELECT heard_wall('{tab}', $p${web}$p$, $p${web}$p$, $p${_wall.THEIRS}$p$, $p${_wall.THEIRS}$p$);\n"
        for tab, web in found.items()
    )


class Migration(migrations.Migration):
    dependencies = [("files", "0010_rules_of_the_day")]

    operations = [
        migrations.RunSQL(
            walls(NOTE, DOCUMENT),
            walls(f"{_wall.opens('folder_key')} AND {_wall.NO_CONFLICT}", _wall.DOCUMENT),
        )
    ]
