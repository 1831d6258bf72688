"""A letter that was issued stays as it was sent, with its files: triggers, and what the roles may do.

The triggers bind everyone, the owner of the tables included. A letter can become issued only with its files and with
the fact that says so; so a letter that is marked as sent and is in nobody's timeline cannot be.
"""

from django.db import migrations

TRIGGERS = """
CREATE FUNCTION letters_letter_begins() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.state <> 'draft' OR NOT EXISTS (
        SELECT 1 FROM cases_case WHERE id = NEW.case_id AND authority_id = NEW.authority_id)
    THEN
        RAISE EXCEPTION 'A letter begins as a draft, on a case of its own authority.'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION letters_letter_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.state = 'issued' THEN
        RAISE EXCEPTION 'A letter that was issued can be neither changed nor taken away.'
            USING ERRCODE = 'restrict_violation', HINT = 'Write another letter, and say in it what is put right.';
    END IF;
    IF TG_OP = 'DELETE' THEN
        RETURN OLD;
    END IF;
    IF (NEW.authority_id, NEW.case_id, NEW.template, NEW.procedure, NEW.edition, NEW.key, NEW.drafted_by_id, NEW.drafted_at)
       IS DISTINCT FROM
       (OLD.authority_id, OLD.case_id, OLD.template, OLD.procedure, OLD.edition, OLD.key, OLD.drafted_by_id, OLD.drafted_at)
       OR NEW.version < OLD.version
    THEN
        RAISE EXCEPTION 'A draft keeps its case, its template and who began it, and its count never goes back.'
            USING ERRCODE = 'restrict_violation';
    END IF;
    IF NEW.state = 'issued' AND NOT (
        EXISTS (SELECT 1 FROM letters_letterfile WHERE letter_id = NEW.id AND kind = 'pdf')
        AND EXISTS (SELECT 1 FROM letters_letterfile WHERE letter_id = NEW.id AND kind = 'word')
        AND EXISTS (SELECT 1 FROM cases_row WHERE case_id = NEW.case_id AND seq = NEW.seq
                    AND answers ->> 'letter' = NEW.id::text))
    THEN
        RAISE EXCEPTION 'A letter is issued together with its files and with the fact that says so.'
            USING ERRCODE = 'restrict_violation', HINT = 'Letters are issued by heard.letters.issuing.';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION letters_file_begins() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM letters_letter WHERE id = NEW.letter_id AND state = 'draft') THEN
        RAISE EXCEPTION 'No file is added to a letter that was issued.' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION letters_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'What was sent is kept exactly as it was sent.' USING ERRCODE = 'restrict_violation';
END $$;

CREATE TRIGGER letter_begins BEFORE INSERT ON letters_letter
    FOR EACH ROW EXECUTE FUNCTION letters_letter_begins();
CREATE TRIGGER letter_stays BEFORE UPDATE OR DELETE ON letters_letter
    FOR EACH ROW EXECUTE FUNCTION letters_letter_stays();
CREATE TRIGGER letters_are_not_truncated BEFORE TRUNCATE ON letters_letter
    FOR EACH STATEMENT EXECUTE FUNCTION letters_refuse();
CREATE TRIGGER file_begins BEFORE INSERT ON letters_letterfile
    FOR EACH ROW EXECUTE FUNCTION letters_file_begins();
CREATE TRIGGER file_stays BEFORE UPDATE OR DELETE ON letters_letterfile
    FOR EACH ROW EXECUTE FUNCTION letters_refuse();
CREATE TRIGGER files_are_not_truncated BEFORE TRUNCATE ON letters_letterfile
    FOR EACH STATEMENT EXECUTE FUNCTION letters_refuse();

ALTER TABLE letters_letterfile ADD CONSTRAINT letter_file_is_its_bytes
    CHECK (sha256 = encode(sha256(content), 'hex') AND size = length(content));
"""

NO_TRIGGERS = """
ALTER TABLE letters_letterfile DROP CONSTRAINT letter_file_is_its_bytes;
DROP TRIGGER letter_begins ON letters_letter;
DROP TRIGGER letter_stays ON letters_letter;
DROP TRIGGER letters_are_not_truncated ON letters_letter;
DROP TRIGGER file_begins ON letters_letterfile;
DROP TRIGGER file_stays ON letters_letterfile;
DROP TRIGGER files_are_not_truncated ON letters_letterfile;
DROP FUNCTION letters_letter_begins();
DROP FUNCTION letters_letter_stays();
DROP FUNCTION letters_file_begins();
DROP FUNCTION letters_refuse();
"""

GRANTS = """
DO $$
BEGIN
    IF EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'heard_web') THEN
        REVOKE ALL ON letters_letter, letters_letterfile FROM heard_web;
        GRANT SELECT, INSERT, UPDATE, DELETE ON letters_letter TO heard_web;
        GRANT SELECT, INSERT ON letters_letterfile TO heard_web;
        GRANT USAGE, SELECT ON SEQUENCE letters_letter_id_seq, letters_letterfile_id_seq TO heard_web;
    END IF;
    IF EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'heard_worker') THEN
        REVOKE ALL ON letters_letter, letters_letterfile FROM heard_worker;
        GRANT SELECT ON letters_letter, letters_letterfile TO heard_worker;
    END IF;
END $$;
"""


class Migration(migrations.Migration):
    """The triggers and grants on the tables of 0001."""

    dependencies = [("letters", "0001_tables"), ("cases", "0002_insert_only")]

    operations = [
        migrations.RunSQL(TRIGGERS, NO_TRIGGERS),
        migrations.RunSQL(GRANTS, migrations.RunSQL.noop),
    ]
