"""Who stands in for somebody sees no more than they: not the complaint that is about the person away.

Else whoever is complained about would choose who reads it. A case that the stand-in reaches by a post or a part of their
own stays theirs. `heard_conflicts` tells it, and with it every policy; the pages' own predicate leaves it to the wall.
"""

from importlib import import_module

from django.db import migrations

_first = import_module("heard.people.migrations.0004_wall").WHO
_roles = import_module("heard.people.migrations.0006_own_post").NOW
_BEGINS, _ENDS = "    whose AS (", "    posts AS ("
_OTHERS = _roles[_roles.index(_BEGINS) : _roles.index(_ENDS)]
OWN_ROLES = _roles.replace(_OTHERS, "    whose AS (SELECT me.id FROM me),\n").replace(
    "CREATE OR REPLACE FUNCTION heard_roles(", "CREATE FUNCTION heard_own_roles("
)
BEFORE = _first[
    _first.index("CREATE FUNCTION heard_conflicts(") : _first.index("CREATE FUNCTION heard_staff_of(")
]
BEFORE = BEFORE.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION")
NOW = """
CREATE OR REPLACE FUNCTION heard_conflicts() RETURNS bigint[] LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    RETURN coalesce((
        SELECT array_agg(DISTINCT id) FROM (
            SELECT case_id AS id FROM cases_caserole
            WHERE person_id = heard_person() AND role = 'person_complained_about'
            UNION ALL
            SELECT about.id FROM people_delegation given
            JOIN cases_caserole theirs ON theirs.person_id = given.of_id AND theirs.role = 'person_complained_about'
            JOIN cases_case about ON about.id = theirs.case_id
            WHERE given.to_id = heard_person()
              AND given.from_date <= heard_on() AND (given.to_date IS NULL OR given.to_date > heard_on())
              AND about.id <> ALL (heard_parts())
              AND NOT EXISTS (SELECT 1 FROM heard_own_roles(false) own
                              WHERE own.for_team IS NULL OR own.for_team = about.team_id)) AS found), '{}');
END $$;
"""
PRIVATE = "REVOKE ALL ON FUNCTION heard_own_roles(boolean) FROM PUBLIC;"


class Migration(migrations.Migration):
    dependencies = [("people", "0006_own_post")]

    operations = [
        migrations.RunSQL(OWN_ROLES + PRIVATE, "DROP FUNCTION heard_own_roles(boolean);"),
        migrations.RunSQL(NOW, BEFORE),
    ]
