"""The wall: what is on its way out is seen with its case; a message that was kept, by whom it went to, or by the
complaints team, and with its case. The functions are those of people/0004_wall.
"""

from django.db import migrations

THEIRS = "authority_id = (SELECT heard_authority())"
OUTGOING = """authority_id = (SELECT heard_own())
    AND (((SELECT heard_everywhere()) AND case_id <> ALL ((SELECT heard_conflicts())::bigint[]))
        OR EXISTS (SELECT 1 FROM cases_case seen WHERE seen.id = chasers_outgoing.case_id))"""
WITH_CASE = "EXISTS (SELECT 1 FROM cases_case seen WHERE seen.id = chasers_keptmessage.case_id)"
KEPT = f"""(addresses ? (SELECT heard_address()) AND (case_id IS NULL OR {WITH_CASE}))
    OR (authority_id = (SELECT heard_own()) AND (SELECT heard_complaints_team()) AND (case_id IS NULL OR {WITH_CASE}))"""
WRITTEN = f"""(authority_id IS NULL OR authority_id = (SELECT heard_own())) AND (case_id IS NULL OR {WITH_CASE})"""

UP = f"""
CREATE FUNCTION heard_address() RETURNS text LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    RETURN (SELECT email FROM people_person WHERE id = heard_person() AND is_active);
END $$;
REVOKE ALL ON FUNCTION heard_address() FROM PUBLIC;
DO $$
BEGIN
    IF EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'heard_web') THEN
        GRANT EXECUTE ON FUNCTION heard_address() TO heard_web;
    END IF;
END $$;
SELECT heard_wall('chasers_outgoing', $p${OUTGOING}$p$, $p${OUTGOING}$p$, $p${THEIRS}$p$, $p${THEIRS}$p$);
SELECT heard_wall('chasers_keptmessage', $p${KEPT}$p$, $p${WRITTEN}$p$, $p${THEIRS} OR authority_id IS NULL$p$,
    $p${THEIRS} OR authority_id IS NULL$p$);
"""
DOWN = """
SELECT heard_no_wall('chasers_outgoing');
SELECT heard_no_wall('chasers_keptmessage');
DROP FUNCTION heard_address();
"""


class Migration(migrations.Migration):

    dependencies = [("chasers", "0002_sent_stays_sent"), ("cases", "0007_wall")]

    operations = [migrations.RunSQL(UP, DOWN)]
