"""A chaser that is sent stays sent: a trigger, and what the roles may do. The web process only looks."""

from django.db import migrations

TRIGGER = """
CREATE FUNCTION chasers_outgoing_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.state = 'sent' THEN
        RAISE EXCEPTION 'A chaser that was sent can be neither changed nor taken away.'
            USING ERRCODE = 'restrict_violation';
    END IF;
    IF TG_OP = 'DELETE' THEN
        RETURN OLD;
    END IF;
    IF (NEW.case_id, NEW.chaser, NEW.message_id) IS DISTINCT FROM (OLD.case_id, OLD.chaser, OLD.message_id) THEN
        RAISE EXCEPTION 'Which chaser a row is for, and its Message-ID, stay as they were claimed.'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER outgoing_sent_stays BEFORE UPDATE OR DELETE ON chasers_outgoing
    FOR EACH ROW EXECUTE FUNCTION chasers_outgoing_refuse();
"""

NO_TRIGGER = """
DROP TRIGGER outgoing_sent_stays ON chasers_outgoing;
DROP FUNCTION chasers_outgoing_refuse();
"""

GRANTS = """
DO $$
BEGIN
    IF EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'heard_web') THEN
        REVOKE ALL ON chasers_outgoing, chasers_indexday, chasers_keptmessage FROM heard_web;
        GRANT SELECT ON chasers_outgoing, chasers_indexday TO heard_web;
        GRANT SELECT, INSERT ON chasers_keptmessage TO heard_web;
    END IF;
    IF EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'heard_worker') THEN
        REVOKE ALL ON chasers_outgoing, chasers_indexday, chasers_keptmessage FROM heard_worker;
        GRANT SELECT, INSERT, UPDATE ON chasers_outgoing TO heard_worker;
        GRANT SELECT, INSERT ON chasers_indexday, chasers_keptmessage TO heard_worker;
        GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO heard_web, heard_worker;
    END IF;
END $$;
"""


class Migration(migrations.Migration):
    """The trigger and grants on the tables of 0001."""

    dependencies = [("chasers", "0001_tables"), ("cases", "0002_insert_only")]

    operations = [
        migrations.RunSQL(TRIGGER, NO_TRIGGER),
        migrations.RunSQL(GRANTS, migrations.RunSQL.noop),
    ]
