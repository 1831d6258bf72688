"""The wall, first part: what the database knows of whom it serves, and the policies of people and families.

`heard.people.access` says who may see what; the functions say it in SQL, and tests/security/test_wall.py holds the two
against each other. Each is asked once a query (`(SELECT f())`). They look as the owner, and tell only of the person that
the transaction is for. `heard_wall` puts a table behind the wall; later migrations use it too. Roles that are not there
are passed over. docs/decisions/0013.
"""

from django.db import migrations

WHO = """
CREATE FUNCTION heard_person() RETURNS bigint LANGUAGE sql STABLE AS
    $$ SELECT nullif(current_setting('heard.person', true), '')::bigint $$;
CREATE FUNCTION heard_on() RETURNS date LANGUAGE sql STABLE AS
    $$ SELECT nullif(current_setting('heard.on', true), '')::date $$;
CREATE FUNCTION heard_authority() RETURNS bigint LANGUAGE sql STABLE AS
    $$ SELECT nullif(current_setting('heard.authority', true), '')::bigint $$;

CREATE FUNCTION heard_own() RETURNS bigint LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    RETURN (SELECT authority_id FROM people_person WHERE id = heard_person() AND is_active);
END $$;

CREATE FUNCTION heard_roles(of_files boolean) RETURNS TABLE (held text, for_team bigint) LANGUAGE plpgsql STABLE
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    RETURN QUERY
    WITH me AS (SELECT id, authority_id AS own FROM people_person WHERE id = heard_person() AND is_active),
    whose AS (
        SELECT me.id FROM me
        UNION ALL
        SELECT absent.id FROM me
        JOIN people_delegation given ON given.to_id = me.id
        JOIN people_person absent ON absent.id = given.of_id AND absent.is_active AND absent.authority_id = me.own
        WHERE given.from_date <= heard_on() AND (given.to_date IS NULL OR given.to_date > heard_on())),
    posts AS (
        SELECT post.role, team.id AS team, team.authority_id, team.service, team.department
        FROM people_post post LEFT JOIN authority_team team ON team.id = post.team_id
        WHERE post.person_id IN (SELECT id FROM whose)
          AND post.from_date <= heard_on() AND (post.to_date IS NULL OR post.to_date > heard_on())
          AND (of_files OR post.role IN ('complaints_officer', 'complaints_manager', 'team_manager', 'service_manager',
               'head_of_service', 'director')))
    SELECT posts.role::text, NULL::bigint FROM posts
    WHERE posts.role IN ('complaints_officer', 'complaints_manager') OR posts.team IS NULL
    UNION
    SELECT posts.role::text, team.id FROM posts
    JOIN me ON posts.authority_id = me.own
    JOIN authority_team team ON team.authority_id = me.own AND (
        team.id = posts.team
        OR (posts.role = 'service_manager' AND posts.service <> '' AND team.service = posts.service)
        OR ((posts.role IN ('head_of_service', 'director') OR (of_files AND posts.role = 'front_line_worker'))
            AND posts.department <> '' AND team.department = posts.department))
    WHERE posts.role NOT IN ('complaints_officer', 'complaints_manager');
END $$;

CREATE FUNCTION heard_everywhere() RETURNS boolean LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    RETURN EXISTS (SELECT 1 FROM heard_roles(false) WHERE for_team IS NULL);
END $$;

CREATE FUNCTION heard_teams() RETURNS bigint[] LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    RETURN coalesce((SELECT array_agg(DISTINCT for_team) FROM heard_roles(false) WHERE for_team IS NOT NULL), '{}');
END $$;

CREATE FUNCTION heard_child_everywhere() RETURNS boolean LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    RETURN EXISTS (SELECT 1 FROM heard_roles(true) WHERE for_team IS NULL);
END $$;

CREATE FUNCTION heard_child_teams() RETURNS bigint[] LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    RETURN coalesce((SELECT array_agg(DISTINCT for_team) FROM heard_roles(true) WHERE for_team IS NOT NULL), '{}');
END $$;

CREATE FUNCTION heard_complaints_team() RETURNS boolean LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    RETURN EXISTS (SELECT 1 FROM heard_roles(false) WHERE held IN ('complaints_officer', 'complaints_manager'));
END $$;

CREATE FUNCTION heard_reads_log() RETURNS boolean LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    RETURN EXISTS (SELECT 1 FROM heard_roles(false) WHERE held = 'complaints_manager');
END $$;

CREATE FUNCTION heard_parts() RETURNS bigint[] LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    RETURN coalesce((
        SELECT array_agg(DISTINCT part.case_id) FROM cases_caserole part
        JOIN people_person me ON me.id = part.person_id AND me.is_active
        WHERE part.person_id = heard_person() AND part.role <> 'person_complained_about'
          AND part.from_date <= heard_on() AND (part.to_date IS NULL OR part.to_date > heard_on())), '{}');
END $$;

CREATE FUNCTION heard_conflicts() RETURNS bigint[] LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    RETURN coalesce((
        SELECT array_agg(DISTINCT case_id) FROM cases_caserole
        WHERE person_id = heard_person() AND role = 'person_complained_about'), '{}');
END $$;

CREATE FUNCTION heard_staff_of() RETURNS bigint LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM heard_roles(true)) OR heard_parts() <> '{}' THEN
        RETURN heard_own();
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION heard_children() RETURNS bigint[] LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    teams bigint[] := heard_child_teams();
BEGIN
    -- Beside those of the person's teams: their family, whom the person is the worker of, and in an emergency.
    RETURN coalesce((
        SELECT array_agg(DISTINCT id) FROM (
            SELECT relation.other_child_id AS id FROM people_relation relation
            JOIN people_child child ON child.id = relation.child_id AND child.team_id = ANY (teams)
            WHERE relation.other_child_id IS NOT NULL
            UNION ALL
            SELECT relation.child_id FROM people_relation relation
            JOIN people_child child ON child.id = relation.other_child_id AND child.team_id = ANY (teams)
            UNION ALL
            SELECT child_id FROM people_allocation WHERE person_id = heard_person() AND heard_own() IS NOT NULL
               AND from_date <= heard_on() AND (to_date IS NULL OR to_date > heard_on())
            UNION ALL
            SELECT child_id FROM files_emergencyaccess WHERE person_id = heard_person() AND heard_own() IS NOT NULL
               AND child_id IS NOT NULL AND from_date <= heard_on() AND to_date > heard_on()) AS found), '{}');
END $$;

-- A row that is being added is seen by who adds it, before anything leads to it: it is not in the table yet.
CREATE FUNCTION heard_newest(tab text) RETURNS bigint LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    RETURN CASE tab
        WHEN 'people_child' THEN (SELECT max(id) FROM people_child)
        WHEN 'people_complainant' THEN (SELECT max(id) FROM people_complainant)
        WHEN 'files_childevent' THEN (SELECT max(id) FROM files_childevent)
        WHEN 'files_review' THEN (SELECT max(id) FROM files_review) END;
END $$;
CREATE FUNCTION heard_is_new(tab text, one bigint) RETURNS boolean LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    RETURN CASE tab
        WHEN 'people_child' THEN NOT EXISTS (SELECT 1 FROM people_child WHERE id = one)
        WHEN 'people_complainant' THEN NOT EXISTS (SELECT 1 FROM people_complainant WHERE id = one)
        WHEN 'files_childevent' THEN NOT EXISTS (SELECT 1 FROM files_childevent WHERE id = one)
        WHEN 'files_review' THEN NOT EXISTS (SELECT 1 FROM files_review WHERE id = one) ELSE false END;
END $$;

-- Of which authority something is that a job of the worker is about.
CREATE FUNCTION heard_authority_of(what text, one bigint) RETURNS bigint LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    RETURN CASE what
        WHEN 'case' THEN (SELECT authority_id FROM cases_case WHERE id = one)
        WHEN 'person' THEN (SELECT authority_id FROM people_person WHERE id = one)
        WHEN 'move' THEN (SELECT authority_id FROM cases_editionmove WHERE id = one)
        WHEN 'version' THEN (SELECT document.authority_id FROM files_version version
            JOIN files_document document ON document.id = version.document_id WHERE version.id = one)
        WHEN 'document' THEN (SELECT authority_id FROM files_document WHERE id = one)
        WHEN 'emergency' THEN (SELECT authority_id FROM files_emergencyaccess WHERE id = one)
        WHEN 'review' THEN (SELECT authority_id FROM files_review WHERE id = one) END;
END $$;

CREATE FUNCTION heard_wall(tab regclass, web text, web_check text, worker text, worker_check text) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', tab);
    EXECUTE format('DROP POLICY IF EXISTS web ON %s', tab);
    EXECUTE format('DROP POLICY IF EXISTS worker ON %s', tab);
    IF EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'heard_web') THEN
        EXECUTE format('CREATE POLICY web ON %s TO heard_web USING (%s) WITH CHECK (%s)', tab, web, web_check);
    END IF;
    IF EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'heard_worker') THEN
        EXECUTE format('CREATE POLICY worker ON %s TO heard_worker USING (%s) WITH CHECK (%s)', tab, worker, worker_check);
    END IF;
END $$;

CREATE FUNCTION heard_no_wall(tab regclass) RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    EXECUTE format('DROP POLICY IF EXISTS web ON %s', tab);
    EXECUTE format('DROP POLICY IF EXISTS worker ON %s', tab);
    EXECUTE format('ALTER TABLE %s DISABLE ROW LEVEL SECURITY', tab);
END $$;
"""

FUNCTIONS = [
    "heard_no_wall(regclass)", "heard_wall(regclass, text, text, text, text)", "heard_authority_of(text, bigint)",
    "heard_is_new(text, bigint)", "heard_newest(text)", "heard_children()", "heard_staff_of()", "heard_conflicts()",
    "heard_parts()", "heard_reads_log()", "heard_complaints_team()", "heard_child_teams()", "heard_child_everywhere()",
    "heard_teams()", "heard_everywhere()", "heard_roles(boolean)", "heard_own()", "heard_authority()", "heard_on()",
    "heard_person()",
]
NOBODY = "".join(f"DROP FUNCTION {one};\n" for one in FUNCTIONS)

# What the policies ask is asked by whoever looks; the rest is for the owner, `heard_authority_of` for the worker alone.
GRANTS = f"""
REVOKE ALL ON FUNCTION {", ".join(FUNCTIONS)} FROM PUBLIC;
DO $$
DECLARE
    plain text;
BEGIN
    FOREACH plain IN ARRAY ARRAY['heard_web', 'heard_worker'] LOOP
        IF EXISTS (SELECT 1 FROM pg_roles WHERE rolname = plain) THEN
            EXECUTE format('GRANT EXECUTE ON FUNCTION {", ".join(FUNCTIONS[3:])} TO %I', plain);
        END IF;
    END LOOP;
    IF EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'heard_worker') THEN
        GRANT EXECUTE ON FUNCTION heard_authority_of(text, bigint) TO heard_worker;
    END IF;
END $$;
"""


class Migration(migrations.Migration):

    dependencies = [("people", "0003_changes")]

    operations = [
        migrations.RunSQL(WHO, NOBODY),
        migrations.RunSQL(GRANTS, migrations.RunSQL.noop),
    ]
