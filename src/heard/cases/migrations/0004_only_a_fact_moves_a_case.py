"""A case keeps its editions until a fact moves it: refused by the database too, unless its newest row says the same."""

from django.db import migrations

KEEPS = """
CREATE OR REPLACE FUNCTION cases_case_keeps_what_it_is() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.last_seq < OLD.last_seq OR NEW.authority_id <> OLD.authority_id OR NEW.reference <> OLD.reference THEN
        RAISE EXCEPTION 'A case keeps its authority and its reference, and the count of its rows never goes back.'
            USING ERRCODE = 'restrict_violation';
    END IF;
    IF (NEW.procedure, NEW.edition, NEW.calendar_edition, NEW.closures)
       IS DISTINCT FROM (OLD.procedure, OLD.edition, OLD.calendar_edition, OLD.closures)
       AND NOT EXISTS (
           SELECT 1 FROM cases_row row WHERE row.case_id = NEW.id AND row.seq = NEW.last_seq AND row.kind = 'case.moved'
              AND row.answers ->> 'to' = NEW.procedure || '/' || NEW.edition
              AND row.answers ->> 'to_calendar' = NEW.calendar_edition
              AND (row.answers ->> 'to_closures')::integer = NEW.closures)
    THEN
        RAISE EXCEPTION 'A case keeps its editions until a fact says that it is moved, and to which.'
            USING ERRCODE = 'restrict_violation', HINT = 'Cases are moved by heard.cases.record.move.';
    END IF;
    RETURN NEW;
END $$;
"""

KEPT_BEFORE = """
CREATE OR REPLACE FUNCTION cases_case_keeps_what_it_is() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.last_seq < OLD.last_seq OR NEW.authority_id <> OLD.authority_id OR NEW.reference <> OLD.reference THEN
        RAISE EXCEPTION 'A case keeps its authority and its reference, and the count of its rows never goes back.'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
"""

GRANTS = """
DO $$
DECLARE
    plain text;
BEGIN
    FOREACH plain IN ARRAY ARRAY['heard_web', 'heard_worker'] LOOP
        IF EXISTS (SELECT 1 FROM pg_roles WHERE rolname = plain) THEN
            EXECUTE format('REVOKE ALL ON cases_editionmove FROM %I', plain);
            EXECUTE format('GRANT SELECT, INSERT, UPDATE ON cases_editionmove TO %I', plain);
            EXECUTE format('GRANT USAGE, SELECT ON SEQUENCE cases_editionmove_id_seq TO %I', plain);
        END IF;
    END LOOP;
END $$;
"""


class Migration(migrations.Migration):
    """The trigger on cases, and what the roles may do with the new table."""

    dependencies = [("cases", "0003_editions")]

    operations = [
        migrations.RunSQL(KEEPS, KEPT_BEFORE),
        migrations.RunSQL(GRANTS, migrations.RunSQL.noop),
    ]
