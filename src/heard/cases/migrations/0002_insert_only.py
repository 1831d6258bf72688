"""The rows of a timeline are only ever added to: triggers, the one routine that redacts, and what the roles may do.

The triggers bind everyone, the owner of the table included. The owner can still switch a trigger off: that is what
the chain of hashes and `heard verify` are for. Roles that are not there (a database of another making) are passed over.
"""

from django.db import migrations

TRIGGERS = """
CREATE FUNCTION cases_row_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'A timeline is only ever added to: no row of it may be % once it is recorded.',
        CASE TG_OP WHEN 'DELETE' THEN 'deleted' ELSE 'truncated' END
        USING ERRCODE = 'restrict_violation',
              HINT = 'Strike the fact out instead: that is recorded as a fact of its own.';
END $$;

CREATE FUNCTION cases_row_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF current_setting('heard.redacting', true) = OLD.id::text
       AND NEW.redacted AND NEW.answers = '{}'::jsonb AND NEW.salt = ''
       AND to_jsonb(NEW) - 'answers' - 'salt' - 'redacted' = to_jsonb(OLD) - 'answers' - 'salt' - 'redacted'
    THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'A timeline is only ever added to: no row of it may be changed once it is recorded.'
        USING ERRCODE = 'restrict_violation',
              HINT = 'Strike the fact out and record the right one. Words are taken out by cases_redact_row alone.';
END $$;

CREATE FUNCTION cases_row_continues_the_chain() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    newest cases_row%ROWTYPE;
BEGIN
    SELECT * INTO newest FROM cases_row WHERE case_id = NEW.case_id ORDER BY seq DESC LIMIT 1;
    IF NEW.seq <> coalesce(newest.seq, 0) + 1 OR NEW.previous_hash <> coalesce(newest.hash, '') THEN
        RAISE EXCEPTION 'Row % does not follow the newest row of its case.', NEW.seq
            USING ERRCODE = 'restrict_violation',
                  HINT = 'Rows are added by heard.cases.record, which locks the case first.';
    END IF;
    IF NEW.redacted OR NEW.hash !~ '^[0-9a-f]{64}$' OR NEW.answers_digest !~ '^[0-9a-f]{64}$' OR NOT EXISTS (
        SELECT 1 FROM cases_case WHERE id = NEW.case_id AND authority_id = NEW.authority_id)
    THEN
        RAISE EXCEPTION 'Row % is not as heard.cases.record writes it.', NEW.seq
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION cases_case_keeps_what_it_is() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.last_seq < OLD.last_seq OR NEW.authority_id <> OLD.authority_id OR NEW.reference <> OLD.reference THEN
        RAISE EXCEPTION 'A case keeps its authority and its reference, and the count of its rows never goes back.'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION cases_redact_row(redacted_row bigint, by_fact bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM cases_row fact JOIN cases_row words ON words.case_id = fact.case_id
        WHERE fact.id = by_fact AND fact.kind = 'fact.redacted' AND words.id = redacted_row
          AND fact.answers ->> 'redacts' = words.seq::text AND words.seq < fact.seq)
    THEN
        RAISE EXCEPTION 'Words are taken out of a row only after a fact that says so and why.'
            USING ERRCODE = 'restrict_violation';
    END IF;
    PERFORM set_config('heard.redacting', redacted_row::text, true);
    UPDATE cases_row SET answers = '{}'::jsonb, salt = '', redacted = true WHERE id = redacted_row;
    PERFORM set_config('heard.redacting', '', true);
END $$;
REVOKE ALL ON FUNCTION cases_redact_row(bigint, bigint) FROM PUBLIC;

CREATE TRIGGER row_is_not_deleted BEFORE DELETE ON cases_row
    FOR EACH ROW EXECUTE FUNCTION cases_row_refuse();
CREATE TRIGGER row_is_not_truncated BEFORE TRUNCATE ON cases_row
    FOR EACH STATEMENT EXECUTE FUNCTION cases_row_refuse();
CREATE TRIGGER row_is_not_changed BEFORE UPDATE ON cases_row
    FOR EACH ROW EXECUTE FUNCTION cases_row_refuse_change();
CREATE TRIGGER row_continues_the_chain BEFORE INSERT ON cases_row
    FOR EACH ROW EXECUTE FUNCTION cases_row_continues_the_chain();
CREATE TRIGGER case_keeps_what_it_is BEFORE UPDATE ON cases_case
    FOR EACH ROW EXECUTE FUNCTION cases_case_keeps_what_it_is();
"""

NO_TRIGGERS = """
DROP TRIGGER row_is_not_deleted ON cases_row;
DROP TRIGGER row_is_not_truncated ON cases_row;
DROP TRIGGER row_is_not_changed ON cases_row;
DROP TRIGGER row_continues_the_chain ON cases_row;
DROP TRIGGER case_keeps_what_it_is ON cases_case;
DROP FUNCTION cases_case_keeps_what_it_is();
DROP FUNCTION cases_redact_row(bigint, bigint);
DROP FUNCTION cases_row_continues_the_chain();
DROP FUNCTION cases_row_refuse_change();
DROP FUNCTION cases_row_refuse();
"""

GRANTS = """
DO $$
DECLARE
    plain text;
BEGIN
    FOREACH plain IN ARRAY ARRAY['heard_web', 'heard_worker'] LOOP
        IF EXISTS (SELECT 1 FROM pg_roles WHERE rolname = plain) THEN
            EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON authority_authority, authority_closureday,
                authority_team, authority_adoptedprocedure, people_person, people_post, people_complainant,
                people_child, cases_due TO %I', plain);
            EXECUTE format('REVOKE ALL ON cases_row, cases_case, cases_caserole, cases_referencecounter FROM %I', plain);
            EXECUTE format('GRANT SELECT, INSERT ON cases_row TO %I', plain);
            EXECUTE format('GRANT SELECT, INSERT, UPDATE ON cases_case, cases_caserole, cases_referencecounter TO %I',
                plain);
            EXECUTE format('GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO %I', plain);
            EXECUTE format('GRANT EXECUTE ON FUNCTION cases_redact_row(bigint, bigint) TO %I', plain);
        END IF;
    END LOOP;
END $$;
"""


class Migration(migrations.Migration):
    """Triggers and grants on the tables of 0001."""

    dependencies = [("cases", "0001_tables"), ("people", "0001_tables"), ("authority", "0001_tables")]

    operations = [
        migrations.RunSQL("CREATE EXTENSION IF NOT EXISTS pg_trgm", migrations.RunSQL.noop),
        migrations.RunSQL("CREATE EXTENSION IF NOT EXISTS unaccent", migrations.RunSQL.noop),
        migrations.RunSQL(TRIGGERS, NO_TRIGGERS),
        migrations.RunSQL(GRANTS, migrations.RunSQL.noop),
    ]
