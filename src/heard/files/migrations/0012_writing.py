"""What is put into a folder is put there by who may write it: the pack's `write:` on the wall, beside `read:`.

Two notes are made by others too, and no more: what follows from recording a fact on a complaint that the person sees (the
complaint kept on the file of its child, and the alert), since the pack says who records the fact; and that letters are in
a restricted place, which stands in a folder that more people read, by who may write another folder of the same file.
"""

from importlib import import_module

from django.db import migrations

_read = import_module("heard.files.migrations.0007_wall").FUNCTIONS
_BEGINS, _ENDS = "CREATE FUNCTION heard_folders_everywhere", "CREATE FUNCTION heard_emergency_folders"
FUNCTIONS = (
    _read[_read.index(_BEGINS) : _read.index(_ENDS)]
    .replace("heard_folders_", "heard_writes_")
    .replace("rule.may_read", "rule.may_read AND rule.may_write")
)
NAMES = "heard_writes_everywhere(), heard_writes_by_team()"
GRANTS = f"""
REVOKE ALL ON FUNCTION {NAMES} FROM PUBLIC;
DO $$
BEGIN
    IF EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'heard_web') THEN
        GRANT EXECUTE ON FUNCTION {NAMES} TO heard_web;
    END IF;
END $$;
"""


def writes(key: str, team: str) -> str:
    """What `heard.files.access.may_write` says. Emergency access writes nothing."""
    return f"""({key} = ANY ((SELECT heard_writes_everywhere())::text[])
        OR {team} || ':' || {key} = ANY ((SELECT heard_writes_by_team())::text[]))"""


OF_CASE = """kind IN ('alert', 'complaint', 'part') AND EXISTS (SELECT 1 FROM cases_case seen
    WHERE seen.id = files_casenote.case_id AND seen.child_id = files_casenote.child_id)"""
ELSEWHERE = f"""kind = 'restricted' AND EXISTS (SELECT 1 FROM files_folder other
    WHERE other.child_id = files_casenote.child_id AND {writes("other.key", "other.team_id")})"""


def of_its_team(tab: str) -> str:
    """Which team it is with says who reads it: it is the child's own, and nobody says another."""
    return f"""EXISTS (SELECT 1 FROM people_child child
    WHERE child.id = {tab}.child_id AND child.team_id IS NOT DISTINCT FROM {tab}.team_id)"""


NOTE = f"""{of_its_team("files_casenote")}
    AND ({writes("folder_key", "team_id")} OR ({OF_CASE}) OR ({ELSEWHERE}))"""
FOLDER = of_its_team("files_folder")
DOCUMENT = f"""EXISTS (SELECT 1 FROM files_folder folder
    WHERE folder.id = files_document.folder_id AND {writes("folder.key", "folder.team_id")})"""
VERSION = f"""EXISTS (SELECT 1 FROM files_document document JOIN files_folder folder ON folder.id = document.folder_id
    WHERE document.id = files_version.document_id AND {writes("folder.key", "folder.team_id")})"""
# A document is changed by who may write where it lies then: a new version, a move, its end. It is found to be changed
# by whoever reads it, so that a refusal can be told.
POLICIES = f"""
CREATE POLICY web_puts ON files_casenote AS RESTRICTIVE FOR INSERT TO heard_web WITH CHECK ({NOTE});
CREATE POLICY web_puts ON files_folder AS RESTRICTIVE FOR INSERT TO heard_web WITH CHECK ({FOLDER});
CREATE POLICY web_keeps ON files_folder AS RESTRICTIVE FOR UPDATE TO heard_web USING (true) WITH CHECK ({FOLDER});
CREATE POLICY web_puts ON files_document AS RESTRICTIVE FOR INSERT TO heard_web WITH CHECK ({DOCUMENT});
CREATE POLICY web_keeps ON files_document AS RESTRICTIVE FOR UPDATE TO heard_web USING (true) WITH CHECK ({DOCUMENT});
CREATE POLICY web_puts ON files_version AS RESTRICTIVE FOR INSERT TO heard_web WITH CHECK ({VERSION});
"""
UP = f"""
DO $do$
BEGIN
    IF EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'heard_web') THEN
        {POLICIES}
    END IF;
END $do$;
"""
DOWN = f"""
DROP POLICY IF EXISTS web_puts ON files_casenote;
DROP POLICY IF EXISTS web_puts ON files_folder;
DROP POLICY IF EXISTS web_keeps ON files_folder;
DROP POLICY IF EXISTS web_puts ON files_document;
DROP POLICY IF EXISTS web_keeps ON files_document;
DROP POLICY IF EXISTS web_puts ON files_version;
DROP FUNCTION {NAMES};
"""


class Migration(migrations.Migration):

    dependencies = [("files", "0011_tied_to_nothing")]

    operations = [migrations.RunSQL(FUNCTIONS + GRANTS + UP, DOWN)]
