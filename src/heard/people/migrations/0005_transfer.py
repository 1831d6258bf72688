"""A child's case goes to another team with all that lies on the file, at once and by one function: a manager who gives a child
away sees none of it afterwards, so that no plain UPDATE could. It asks again whether the person may.
"""

from django.db import migrations

FUNCTION = """
CREATE FUNCTION files_transfer_child(one bigint, to_team bigint) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    council bigint;
    from_team bigint;
BEGIN
    SELECT authority_id, team_id INTO council, from_team FROM people_child WHERE id = one FOR UPDATE;
    IF council IS DISTINCT FROM heard_own()
       OR NOT EXISTS (SELECT 1 FROM authority_team WHERE id = to_team AND authority_id = council)
       OR NOT EXISTS (SELECT 1 FROM heard_roles(true) role
            WHERE role.held IN ('complaints_officer', 'complaints_manager', 'team_manager', 'service_manager',
                'head_of_service', 'director') AND (role.for_team IS NULL OR role.for_team = from_team)) THEN
        RAISE EXCEPTION 'This person may not give this child to this team.' USING ERRCODE = 'insufficient_privilege';
    END IF;
    UPDATE files_folder SET team_id = to_team WHERE child_id = one;
    UPDATE files_casenote SET team_id = to_team WHERE child_id = one;
    UPDATE files_review SET team_id = to_team WHERE child_id = one;
    UPDATE people_child SET team_id = to_team WHERE id = one;
END $$;
REVOKE ALL ON FUNCTION files_transfer_child(bigint, bigint) FROM PUBLIC;
DO $$
BEGIN
    IF EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'heard_web') THEN
        GRANT EXECUTE ON FUNCTION files_transfer_child(bigint, bigint) TO heard_web;
    END IF;
END $$;
"""
NO_FUNCTION = "DROP FUNCTION files_transfer_child(bigint, bigint);"


class Migration(migrations.Migration):

    dependencies = [('people', '0004_wall'), ('files', '0007_wall')]

    operations = [migrations.RunSQL(FUNCTION, NO_FUNCTION)]
