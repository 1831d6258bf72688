"""The index follows its tables: triggers for each statement that changes them, and the making anew.

All of it runs as the owner of the tables, so that a writer needs no right to the index and the wall hides nothing from it.
"""

from django.db import migrations

REFRESH = """
-- Put right the entries of one kind for these rows, as `search_wanted` has them. Says how many were not right.
CREATE FUNCTION search_refresh(what text, ids bigint[]) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    gone bigint;
    changed bigint;
BEGIN
    IF coalesce(cardinality(ids), 0) = 0 THEN
        RETURN 0;
    END IF;
    -- Whoever changes the same thing at once waits here, and then reads what the other wrote.
    PERFORM 1 FROM search_entry WHERE kind = what AND source_id = ANY (ids) ORDER BY id FOR UPDATE;
    DELETE FROM search_entry e WHERE e.kind = what AND e.source_id = ANY (ids)
        AND NOT EXISTS (SELECT 1 FROM search_wanted w WHERE w.kind = what AND w.source_id = e.source_id);
    GET DIAGNOSTICS gone = ROW_COUNT;
    INSERT INTO search_entry AS e
        (authority_id, kind, source_id, case_id, child_id, team_id, folder_key, doors, names, title, text, day, words)
    SELECT authority_id, kind, source_id, case_id, child_id, team_id, folder_key, doors, names, title, text, day, words
    FROM search_wanted WHERE kind = what AND source_id = ANY (ids) ORDER BY source_id
    ON CONFLICT (kind, source_id) DO UPDATE SET authority_id = EXCLUDED.authority_id, case_id = EXCLUDED.case_id,
        child_id = EXCLUDED.child_id, team_id = EXCLUDED.team_id, folder_key = EXCLUDED.folder_key, doors = EXCLUDED.doors,
        names = EXCLUDED.names, title = EXCLUDED.title, text = EXCLUDED.text, day = EXCLUDED.day, words = EXCLUDED.words
    WHERE (e.authority_id, e.case_id, e.child_id, e.team_id, e.folder_key, e.doors, e.names, e.title, e.text, e.day, e.words)
        IS DISTINCT FROM (EXCLUDED.authority_id, EXCLUDED.case_id, EXCLUDED.child_id, EXCLUDED.team_id, EXCLUDED.folder_key,
            EXCLUDED.doors, EXCLUDED.names, EXCLUDED.title, EXCLUDED.text, EXCLUDED.day, EXCLUDED.words);
    GET DIAGNOSTICS changed = ROW_COUNT;
    RETURN gone + changed;
END $$;

-- The same for every row of a kind with its number in a range, the entries of rows that are not there included.
CREATE FUNCTION search_mend(what text, low bigint, high bigint) RETURNS bigint
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT search_refresh(what, ARRAY(
        SELECT source_id FROM search_wanted WHERE kind = what AND source_id BETWEEN low AND high
        UNION SELECT source_id FROM search_entry WHERE kind = what AND source_id BETWEEN low AND high))
$$;

-- How far each kind's numbers go.
CREATE FUNCTION search_extent() RETURNS TABLE (what text, highest bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT one.what, greatest(one.highest, (SELECT max(source_id) FROM search_entry WHERE kind = one.what))
    FROM (VALUES ('case', (SELECT max(id) FROM cases_case)), ('fact', (SELECT max(id) FROM cases_row)),
        ('letter', (SELECT max(id) FROM letters_letter)), ('note', (SELECT max(id) FROM files_casenote)),
        ('document', (SELECT max(id) FROM files_document)), ('child', (SELECT max(id) FROM people_child)),
        ('complainant', (SELECT max(id) FROM people_complainant))) one (what, highest)
$$;

-- After PostgreSQL was killed an unlogged table is empty: then it has to be made anew.
CREATE FUNCTION search_is_empty() RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT NOT EXISTS (SELECT 1 FROM search_entry) AND EXISTS (SELECT 1 FROM cases_case)
$$;

REVOKE ALL ON FUNCTION search_refresh(text, bigint[]) FROM PUBLIC;
REVOKE ALL ON FUNCTION search_mend(text, bigint, bigint) FROM PUBLIC;
REVOKE ALL ON FUNCTION search_extent() FROM PUBLIC;
REVOKE ALL ON FUNCTION search_is_empty() FROM PUBLIC;
DO $$
BEGIN
    IF EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'heard_worker') THEN
        GRANT EXECUTE ON FUNCTION search_mend(text, bigint, bigint), search_extent(), search_is_empty() TO heard_worker;
    END IF;
    IF EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'heard_web') THEN
        GRANT EXECUTE ON FUNCTION search_is_empty() TO heard_web;
    END IF;
END $$;
"""

NO_REFRESH = """
DROP FUNCTION search_is_empty();
DROP FUNCTION search_extent();
DROP FUNCTION search_mend(text, bigint, bigint);
DROP FUNCTION search_refresh(text, bigint[]);
"""

FOLLOWS = """
-- A table each of whose rows is one entry: facts, letters, notes.
CREATE FUNCTION search_follows_rows() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        PERFORM search_refresh(TG_ARGV[0], ARRAY(SELECT id FROM before));
    ELSE
        PERFORM search_refresh(TG_ARGV[0], ARRAY(SELECT id FROM after));
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION search_follows_cases() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    moved bigint[];
BEGIN
    IF TG_OP = 'INSERT' THEN
        PERFORM search_refresh('case', ARRAY(SELECT id FROM after));
        PERFORM search_refresh('child', ARRAY(SELECT DISTINCT child_id FROM after WHERE child_id IS NOT NULL));
        PERFORM search_refresh('complainant', ARRAY(SELECT DISTINCT complainant_id FROM after));
        RETURN NULL;
    END IF;
    PERFORM search_refresh('case', ARRAY(SELECT n.id FROM after n JOIN before o USING (id)
        WHERE (n.complainant_id, n.child_id, n.team_id, n.summary, n.happened, n.happened_on_words, n.wants, n.opened_on)
        IS DISTINCT FROM (o.complainant_id, o.child_id, o.team_id, o.summary, o.happened, o.happened_on_words, o.wants, o.opened_on)));
    moved := ARRAY(SELECT n.id FROM after n JOIN before o USING (id)
        WHERE (n.team_id, n.child_id, n.complainant_id) IS DISTINCT FROM (o.team_id, o.child_id, o.complainant_id));
    IF cardinality(moved) = 0 THEN
        RETURN NULL;
    END IF;
    UPDATE search_entry e SET team_id = c.team_id, child_id = c.child_id, doors = search_case_doors(c.authority_id, c.team_id, c.id)
        FROM cases_case c WHERE c.id = e.case_id AND e.case_id = ANY (moved) AND e.kind IN ('fact', 'letter');
    PERFORM search_refresh('child', ARRAY(SELECT child_id FROM after WHERE id = ANY (moved) AND child_id IS NOT NULL
        UNION SELECT child_id FROM before WHERE id = ANY (moved) AND child_id IS NOT NULL));
    PERFORM search_refresh('complainant', ARRAY(SELECT complainant_id FROM after WHERE id = ANY (moved)
        UNION SELECT complainant_id FROM before WHERE id = ANY (moved)));
    RETURN NULL;
END $$;

CREATE FUNCTION search_follows_people() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    ids bigint[];
BEGIN
    IF TG_OP = 'DELETE' THEN
        ids := ARRAY(SELECT id FROM before);
    ELSE
        ids := ARRAY(SELECT id FROM after);
    END IF;
    PERFORM search_refresh(TG_ARGV[0], ids);
    IF TG_OP <> 'UPDATE' THEN
        RETURN NULL;
    END IF;
    IF TG_ARGV[0] = 'complainant' THEN
        PERFORM search_refresh('case', ARRAY(SELECT c.id FROM cases_case c WHERE c.complainant_id = ANY (ids)));
    ELSE
        PERFORM search_refresh('case', ARRAY(SELECT c.id FROM cases_case c WHERE c.child_id = ANY (ids)));
        PERFORM search_refresh('complainant', ARRAY(SELECT DISTINCT r.complainant_id FROM people_relation r
            WHERE r.child_id = ANY (ids) AND r.complainant_id IS NOT NULL));
        PERFORM search_refresh('note', ARRAY(SELECT n.id FROM files_casenote n WHERE n.child_id = ANY (ids)));
        PERFORM search_refresh('document', ARRAY(SELECT d.id FROM files_document d JOIN files_folder f ON f.id = d.folder_id
            WHERE f.child_id = ANY (ids)));
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION search_follows_relations() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF TG_OP <> 'DELETE' THEN
        PERFORM search_refresh('complainant', ARRAY(SELECT DISTINCT complainant_id FROM after WHERE complainant_id IS NOT NULL));
    END IF;
    IF TG_OP <> 'INSERT' THEN
        PERFORM search_refresh('complainant', ARRAY(SELECT DISTINCT complainant_id FROM before WHERE complainant_id IS NOT NULL));
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION search_follows_folders() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM search_refresh('document', ARRAY(SELECT d.id FROM files_document d JOIN after n ON n.id = d.folder_id));
    RETURN NULL;
END $$;

CREATE FUNCTION search_follows_versions() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM search_refresh('document', ARRAY(SELECT DISTINCT document_id FROM after));
    RETURN NULL;
END $$;

CREATE FUNCTION search_follows_texts() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        PERFORM search_refresh('document', ARRAY(
            SELECT DISTINCT v.document_id FROM files_version v JOIN before o ON o.version_id = v.id));
    ELSE
        PERFORM search_refresh('document', ARRAY(
            SELECT DISTINCT v.document_id FROM files_version v JOIN after n ON n.version_id = v.id));
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION search_forgets() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM search_refresh('document', ARRAY(SELECT source_id FROM search_entry WHERE kind = 'document'));
    RETURN NULL;
END $$;
"""

NO_FOLLOWS = "\n".join(
    f"DROP FUNCTION search_{name}() CASCADE;"
    for name in (
        "follows_rows", "follows_cases", "follows_people", "follows_relations", "follows_folders", "follows_versions",
        "follows_texts", "forgets",
    )
)

# PostgreSQL takes the rows of a statement for one event only, so each table has a trigger for each.
AFTER = {
    "INSERT": "REFERENCING NEW TABLE AS after",
    "UPDATE": "REFERENCING OLD TABLE AS before NEW TABLE AS after",
    "DELETE": "REFERENCING OLD TABLE AS before",
}
FOLLOWED = [
    ("cases_case", "INSERT UPDATE", "search_follows_cases()"),
    ("cases_row", "INSERT UPDATE", "search_follows_rows('fact')"),
    ("letters_letter", "INSERT UPDATE DELETE", "search_follows_rows('letter')"),
    ("files_casenote", "INSERT UPDATE DELETE", "search_follows_rows('note')"),
    ("files_document", "INSERT UPDATE", "search_follows_rows('document')"),
    ("files_version", "UPDATE", "search_follows_versions()"),
    ("files_documenttext", "INSERT UPDATE DELETE", "search_follows_texts()"),
    ("files_folder", "UPDATE", "search_follows_folders()"),
    ("people_child", "INSERT UPDATE DELETE", "search_follows_people('child')"),
    ("people_complainant", "INSERT UPDATE DELETE", "search_follows_people('complainant')"),
    ("people_relation", "INSERT UPDATE DELETE", "search_follows_relations()"),
]
TRIGGERS = "\n".join(
    f"CREATE TRIGGER search_after_{event.lower()} AFTER {event} ON {table} {AFTER[event]}"
    f" FOR EACH STATEMENT EXECUTE FUNCTION {call};"
    for table, events, call in FOLLOWED
    for event in events.split()
) + "\nCREATE TRIGGER search_after_truncate AFTER TRUNCATE ON files_documenttext" \
    " FOR EACH STATEMENT EXECUTE FUNCTION search_forgets();"

# What was there before.
FILL = """
SELECT count(search_mend(what, 0, highest)) FROM search_extent() WHERE highest IS NOT NULL;
"""


class Migration(migrations.Migration):
    """The triggers on the tables of other parts, so it comes after all of those; and the first filling."""

    dependencies = [("search", "0002_what_is_found")]

    operations = [
        migrations.RunSQL(REFRESH, NO_REFRESH),
        migrations.RunSQL(FOLLOWS, NO_FOLLOWS),
        migrations.RunSQL(TRIGGERS, migrations.RunSQL.noop),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
    ]
