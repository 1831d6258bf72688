"""The wall round the child's file: folders by the pack's rules, and what lies in them; never what belongs to a case in which
the person is complained about. `heard.files.access` says the same. The record of openings is read by whom it is of and
by complaints managers. The first functions are those of people/0004_wall.
"""

from django.db import migrations

FUNCTIONS = """
CREATE FUNCTION heard_folders_everywhere() RETURNS text[] LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    RETURN coalesce((
        SELECT array_agg(DISTINCT rule.key::text) FROM files_folderrule rule
        JOIN heard_roles(true) role ON role.held = rule.role AND role.for_team IS NULL
        WHERE rule.authority_id = heard_own() AND rule.may_read), '{}');
END $$;

CREATE FUNCTION heard_folders_by_team() RETURNS text[] LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    RETURN coalesce((
        SELECT array_agg(DISTINCT role.for_team || ':' || rule.key) FROM files_folderrule rule
        JOIN heard_roles(true) role ON role.held = rule.role AND role.for_team IS NOT NULL
        WHERE rule.authority_id = heard_own() AND rule.may_read), '{}');
END $$;

CREATE FUNCTION heard_emergency_folders() RETURNS text[] LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    RETURN coalesce((
        SELECT array_agg(DISTINCT child_id || ':' || folder_key) FROM files_emergencyaccess
        WHERE person_id = heard_person() AND heard_own() IS NOT NULL AND child_id IS NOT NULL
          AND from_date <= heard_on() AND to_date > heard_on()), '{}');
END $$;

CREATE FUNCTION heard_conflict_children() RETURNS bigint[] LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    RETURN coalesce((
        SELECT array_agg(DISTINCT child_id) FROM cases_case
        WHERE id = ANY (heard_conflicts()) AND child_id IS NOT NULL), '{}');
END $$;
"""
NAMES = [
    "heard_conflict_children()", "heard_emergency_folders()",
    "heard_folders_by_team()", "heard_folders_everywhere()",
]
GRANTS = f"""
REVOKE ALL ON FUNCTION {", ".join(NAMES)} FROM PUBLIC;
DO $$
BEGIN
    IF EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'heard_web') THEN
        GRANT EXECUTE ON FUNCTION {", ".join(NAMES)} TO heard_web;
    END IF;
END $$;
"""

OWN = "authority_id = (SELECT heard_own())"
STAFF = "authority_id = (SELECT heard_staff_of())"
THEIRS = "authority_id = (SELECT heard_authority())"
NO_CONFLICT = "(case_id IS NULL OR case_id <> ALL ((SELECT heard_conflicts())::bigint[]))"
MINE = "person_id = (SELECT heard_person())"
NOT_OF_ME = "(child_id IS NULL OR child_id <> ALL ((SELECT heard_conflict_children())::bigint[]))"
LOG = f"""{OWN} AND {NO_CONFLICT} AND ({MINE} OR ((SELECT heard_complaints_team())
    AND (case_id IS NOT NULL OR {NOT_OF_ME}) AND (folder_key = '' OR (SELECT heard_reads_log())
        OR folder_key = ANY ((SELECT heard_folders_everywhere())::text[]))))"""
EMERGENCY = f"{OWN} AND {NO_CONFLICT} AND ({MINE} OR ((SELECT heard_reads_log()) AND {NOT_OF_ME}))"


def opens(key: str) -> str:
    """What `heard.files.access.opens` says, over columns authority_id, team_id, child_id and the folder's key."""
    return f"""{OWN} AND ({key} = ANY ((SELECT heard_folders_everywhere())::text[])
        OR team_id || ':' || {key} = ANY ((SELECT heard_folders_by_team())::text[])
        OR child_id || ':' || {key} = ANY ((SELECT heard_emergency_folders())::text[]))"""


def new(tab: str) -> str:
    return f"(id > (SELECT heard_newest('{tab}')) - 1000 OR (SELECT heard_newest('{tab}')) IS NULL) AND heard_is_new('{tab}', id)"


REVIEW = f"""{OWN} AND (({opens("folder_key")} AND ({MINE}
    OR child_id <> ALL ((SELECT heard_conflict_children())::bigint[]))) OR {new("files_review")})"""
EVENT = f"""{OWN} AND (child_id IS NULL
    OR EXISTS (SELECT 1 FROM people_child child WHERE child.id = files_childevent.child_id) OR {new("files_childevent")})"""
IN_FOLDER = "EXISTS (SELECT 1 FROM files_folder folder WHERE folder.id = files_document.folder_id)"
DOCUMENT = f"{OWN} AND {NO_CONFLICT} AND {IN_FOLDER}"
VERSION = "EXISTS (SELECT 1 FROM files_document document WHERE document.id = files_version.document_id)"
WORDS = "EXISTS (SELECT 1 FROM files_version version WHERE version.id = files_documenttext.version_id)"

# Table: what the web sees, what it may write (None: what it sees), what the worker sees and writes.
WALLS = {
    "files_folderrule": (OWN, None, THEIRS),
    "files_folder": (opens("key"), None, THEIRS),
    "files_casenote": (f"{opens('folder_key')} AND {NO_CONFLICT}", None, THEIRS),
    "files_document": (DOCUMENT, None, THEIRS),
    "files_version": (VERSION, None, VERSION),
    "files_documenttext": (WORDS, None, THEIRS),
    "files_childevent": (EVENT, STAFF, THEIRS),
    "files_review": (REVIEW, STAFF, THEIRS),
    "files_opening": (LOG, f"{OWN} AND {NO_CONFLICT} AND {MINE}", THEIRS),
    "files_emergencyaccess": (EMERGENCY, None, THEIRS),
}
UP = "".join(
    f"SELECT heard_wall('{tab}', $p${web}$p$, $p${check or web}$p$, $p${worker}$p$, $p${worker}$p$);\n"
    for tab, (web, check, worker) in WALLS.items()
)
DOWN = "".join(f"SELECT heard_no_wall('{tab}');\n" for tab in WALLS)


class Migration(migrations.Migration):

    dependencies = [("files", "0006_filed_once"), ("cases", "0007_wall")]

    operations = [
        migrations.RunSQL(FUNCTIONS, "".join(f"DROP FUNCTION {one};\n" for one in NAMES)),
        migrations.RunSQL(GRANTS, migrations.RunSQL.noop),
        migrations.RunSQL(UP, DOWN),
    ]
