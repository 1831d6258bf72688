"""Access in an emergency may end on the day it began, and is given by a function that looks where its asker may not."""

from django.db import migrations, models

GIVEN = """
CREATE FUNCTION heard_in_an_emergency(
    asker bigint, day date, said_reference text, said_name text, said_born date, said_folder text, said_reason text
) RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    council bigint;
    the_case bigint;
    the_child bigint;
    given bigint;
BEGIN
    SELECT authority_id INTO council FROM people_person WHERE id = asker AND is_active AND EXISTS (
        SELECT 1 FROM people_post WHERE person_id = asker AND from_date <= day AND (to_date IS NULL OR to_date > day));
    IF council IS NULL OR coalesce(said_reason, '') = '' THEN
        RETURN NULL;
    END IF;
    IF coalesce(said_reference, '') <> '' THEN
        SELECT id INTO the_case FROM cases_case WHERE authority_id = council AND reference = upper(said_reference)
            AND NOT EXISTS (SELECT 1 FROM cases_caserole WHERE case_id = cases_case.id AND person_id = asker
                            AND role = 'person_complained_about');
    ELSE
        SELECT min(id) INTO the_child FROM people_child
            WHERE authority_id = council AND lower(name) = lower(said_name) AND born = said_born
              AND EXISTS (SELECT 1 FROM files_folderrule WHERE authority_id = council AND key = said_folder)
              AND NOT EXISTS (SELECT 1 FROM cases_case c JOIN cases_caserole r ON r.case_id = c.id
                              WHERE c.child_id = people_child.id AND r.person_id = asker
                                AND r.role = 'person_complained_about')
            HAVING count(*) = 1;
    END IF;
    IF the_case IS NULL AND the_child IS NULL THEN
        RETURN NULL;
    END IF;
    PERFORM pg_advisory_xact_lock(hashtext('heard_in_an_emergency'), asker::integer);
    SELECT id INTO given FROM files_emergencyaccess WHERE person_id = asker AND from_date <= day AND to_date > day
        AND case_id IS NOT DISTINCT FROM the_case AND child_id IS NOT DISTINCT FROM the_child
        AND folder_key = CASE WHEN the_case IS NULL THEN said_folder ELSE '' END;
    IF given IS NOT NULL THEN
        RETURN given;
    END IF;
    INSERT INTO files_emergencyaccess
        (authority_id, person_id, case_id, child_id, folder_key, reason, asked_at, from_date, to_date, verdict, words)
        VALUES (council, asker, the_case, the_child, CASE WHEN the_case IS NULL THEN said_folder ELSE '' END,
                said_reason, now(), day, day + 1, '', '')
        RETURNING id INTO given;
    IF the_case IS NOT NULL THEN
        INSERT INTO cases_caserole (case_id, person_id, role, from_date, to_date)
            VALUES (the_case, asker, 'emergency_access', day, day + 1);
    END IF;
    RETURN given;
END $$;
REVOKE ALL ON FUNCTION heard_in_an_emergency(bigint, date, text, text, date, text, text) FROM PUBLIC;
DO $$
BEGIN
    IF EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'heard_web') THEN
        GRANT EXECUTE ON FUNCTION heard_in_an_emergency(bigint, date, text, text, date, text, text) TO heard_web;
    END IF;
END $$;
"""


class Migration(migrations.Migration):

    dependencies = [('files', '0004_known_places')]

    operations = [
        migrations.RemoveConstraint(model_name='emergencyaccess', name='emergency_ends_after_it_begins'),
        migrations.AddConstraint(
            model_name='emergencyaccess',
            constraint=models.CheckConstraint(
                condition=models.Q(('to_date__gte', models.F('from_date'))), name='emergency_ends_after_it_begins'),
        ),
        migrations.RunSQL(
            GIVEN, 'DROP FUNCTION heard_in_an_emergency(bigint, date, text, text, date, text, text)'),
    ]
