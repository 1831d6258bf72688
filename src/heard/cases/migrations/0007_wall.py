"""The wall, second part: the policies of cases and what hangs on them, and of people, families and complainants.

A case is seen by reach or by part, and never by whom it complains about; its rows, parts and due days are seen with it. A
complainant or a child is seen with a case or a file that is seen. The functions are those of people/0004_wall.
"""

from django.db import migrations

OWN = "authority_id = (SELECT heard_own())"
THEIRS = "authority_id = (SELECT heard_authority())"


def no_conflict(key: str) -> str:
    return f"{key} <> ALL ((SELECT heard_conflicts())::bigint[])"


def reached(key: str) -> str:
    """What `heard.people.access.visible` says, over columns authority_id and team_id and the case's id."""
    return f"""{OWN} AND {no_conflict(key)} AND ((SELECT heard_everywhere())
        OR team_id = ANY ((SELECT heard_teams())::bigint[]) OR {key} = ANY ((SELECT heard_parts())::bigint[]))"""


def with_case(tab: str) -> str:
    """The row's case is seen. Who sees every case of the authority is not asked for each row."""
    return f"""{OWN} AND (((SELECT heard_everywhere()) AND {no_conflict("case_id")})
        OR EXISTS (SELECT 1 FROM cases_case seen WHERE seen.id = {tab}.case_id))"""


def of_its_case(tab: str) -> str:
    return f"""EXISTS (SELECT 1 FROM cases_case seen
        WHERE seen.id = {tab}.case_id AND seen.authority_id = {tab}.authority_id)"""


def new(tab: str) -> str:
    return f"(id > (SELECT heard_newest('{tab}')) - 1000 OR (SELECT heard_newest('{tab}')) IS NULL) AND heard_is_new('{tab}', id)"


IN_REACH = """((SELECT heard_child_everywhere()) OR team_id = ANY ((SELECT heard_child_teams())::bigint[])
    OR id = ANY ((SELECT heard_children())::bigint[]))"""
CHILD = f"""{OWN} AND ({IN_REACH} OR EXISTS (SELECT 1 FROM cases_case seen WHERE seen.child_id = people_child.id)
    OR {new("people_child")})"""
COMPLAINANT = f"""{OWN} AND (((SELECT heard_everywhere()) AND (SELECT heard_conflicts()) = '{{}}')
    OR EXISTS (SELECT 1 FROM cases_case seen WHERE seen.complainant_id = people_complainant.id)
    OR EXISTS (SELECT 1 FROM people_relation tie WHERE tie.complainant_id = people_complainant.id)
    OR {new("people_complainant")})"""
STAFF = "authority_id = (SELECT heard_staff_of())"
PART = """EXISTS (SELECT 1 FROM cases_case seen WHERE seen.id = cases_caserole.case_id)"""


def of_child(tab: str) -> str:
    return f"EXISTS (SELECT 1 FROM people_child child WHERE child.id = {tab}.child_id AND child.authority_id = {tab}.authority_id)"


def of_staff(column: str, whose: str = "heard_staff_of") -> str:
    return f"""EXISTS (SELECT 1 FROM people_person somebody
        WHERE somebody.id = {column} AND somebody.authority_id = (SELECT {whose}()))"""


# Table: what the web sees, what it may write (None: what it sees), what the worker sees and writes.
WALLS = {
    "cases_case": (reached("id"), None, THEIRS),
    "cases_row": (with_case("cases_row"), of_its_case("cases_row"), THEIRS),
    "cases_caserole": (PART, None, PART),
    "cases_due": (reached("case_id"), of_its_case("cases_due"), THEIRS),
    "cases_referencecounter": (OWN, None, THEIRS),
    "cases_editionmove": (f"{OWN} AND (SELECT heard_everywhere())", None, THEIRS),
    "people_child": (CHILD, STAFF, THEIRS),
    "people_complainant": (COMPLAINANT, STAFF, THEIRS),
    "people_relation": (of_child("people_relation"), None, THEIRS),
    "people_allocation": (of_child("people_allocation"), None, THEIRS),
    "people_change": (f"{STAFF} AND (child_id IS NULL OR {of_child('people_change')})", None, THEIRS),
    "people_post": (
        f"person_id = (SELECT heard_person()) OR {of_staff('people_post.person_id')}",
        of_staff("people_post.person_id"),
        of_staff("people_post.person_id", "heard_authority"),
    ),
    "people_delegation": (
        of_staff("people_delegation.of_id"),
        f"{of_staff('people_delegation.of_id')} AND {of_staff('people_delegation.to_id')}",
        of_staff("people_delegation.of_id", "heard_authority"),
    ),
    # Who signs in is looked for before anybody is known; from then on nobody of another authority is there.
    "people_person": (
        f"(SELECT heard_person()) IS NULL OR id = (SELECT heard_person()) OR {STAFF}",
        f"(SELECT heard_person()) IS NULL OR id = (SELECT heard_person()) OR {STAFF}",
        THEIRS,
    ),
}

UP = "".join(
    f"SELECT heard_wall('{tab}', $p${web}$p$, $p${check or web}$p$, $p${worker}$p$, $p${worker}$p$);\n"
    for tab, (web, check, worker) in WALLS.items()
)
# Nobody's account is made by who is not known yet.
NO_STRANGER = """
DO $$
BEGIN
    IF EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'heard_web') THEN
        CREATE POLICY web_known ON people_person AS RESTRICTIVE FOR INSERT TO heard_web
            WITH CHECK (authority_id = (SELECT heard_staff_of()));
        CREATE POLICY web_stays ON people_person AS RESTRICTIVE FOR UPDATE TO heard_web
            USING (true) WITH CHECK ((SELECT heard_person()) IS NULL OR authority_id = (SELECT heard_own()));
    END IF;
END $$;
"""
STRANGER = "DROP POLICY IF EXISTS web_known ON people_person; DROP POLICY IF EXISTS web_stays ON people_person;"
DOWN = "".join(f"SELECT heard_no_wall('{tab}');\n" for tab in WALLS)


class Migration(migrations.Migration):

    dependencies = [("cases", "0006_parts_end"), ("people", "0004_wall"), ("files", "0001_folders")]

    operations = [migrations.RunSQL(UP, DOWN), migrations.RunSQL(NO_STRANGER, STRANGER)]
