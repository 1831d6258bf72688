"""Finding, behind the wall: `heard_search`, and the policy of the index itself.

What `@@` finds cannot go through a row-level policy to the index (it is not leakproof, so PostgreSQL would read every
row), so one function finds as the owner of the tables and asks the wall's own questions before anything is counted, ranked
or shown. The same condition, from the same text below, is the policy of the table for whoever reads it in another way.
"""

from django.db import migrations

# {names} are filled in twice: with the wall's functions for the policy, with what they answered for `heard_search`.
A_CASE = "({everywhere} OR {case}.team_id = ANY ({teams}) OR {case}.id = ANY ({parts})) AND {case}.id <> ALL ({conflicts})"
A_FILE = (
    "(cardinality({folders}) > 0 OR {child}.team_id = ANY ({file_teams}) OR {child}.id = ANY ({file_children}))"
)
MAY_SEE = f"""
    e.authority_id = {{authority}} AND (e.case_id IS NULL OR e.case_id <> ALL ({{conflicts}})) AND CASE
    WHEN e.kind IN ('case', 'fact', 'letter') THEN
        {{everywhere}} OR e.team_id = ANY ({{teams}}) OR e.case_id = ANY ({{parts}})
    WHEN e.kind IN ('note', 'document') THEN
        e.folder_key = ANY ({{folders}}) OR e.team_id || ':' || e.folder_key = ANY ({{team_folders}})
        OR e.child_id || ':' || e.folder_key = ANY ({{child_folders}})
    WHEN e.kind = 'child' THEN
        EXISTS (SELECT 1 FROM people_child k WHERE k.id = e.source_id AND k.authority_id = {{authority}}
            AND {A_FILE.replace("{child}", "k")})
        OR EXISTS (SELECT 1 FROM cases_case c WHERE c.child_id = e.source_id AND c.authority_id = {{authority}}
            AND {A_CASE.replace("{case}", "c")})
    WHEN e.kind = 'complainant' THEN
        EXISTS (SELECT 1 FROM cases_case c WHERE c.complainant_id = e.source_id AND c.authority_id = {{authority}}
            AND {A_CASE.replace("{case}", "c")})
        OR EXISTS (SELECT 1 FROM people_relation r JOIN people_child k ON k.id = r.child_id
            WHERE r.complainant_id = e.source_id AND k.authority_id = {{authority}} AND {A_FILE.replace("{child}", "k")})
    ELSE false END
"""
ASKED = {
    "authority": "(SELECT heard_own())",
    "everywhere": "(SELECT heard_everywhere())",
    "teams": "(SELECT heard_teams())::bigint[]",
    "parts": "(SELECT heard_parts())::bigint[]",
    "conflicts": "(SELECT heard_conflicts())::bigint[]",
    "folders": "(SELECT heard_folders_everywhere())::text[]",
    "team_folders": "(SELECT heard_folders_by_team())::text[]",
    "child_folders": "(SELECT heard_emergency_folders())::text[]",
    "file_teams": "(SELECT search_owners(heard_folders_by_team()))::bigint[]",
    "file_children": "(SELECT search_owners(heard_emergency_folders()))::bigint[]",
}
KNOWN = {name: f"far.{name}" for name in ASKED}

REACH = """
-- "3:complaints" is of 3.
CREATE FUNCTION search_owners(folders text[]) RETURNS bigint[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT coalesce(array_agg(DISTINCT split_part(one, ':', 1)::bigint), '{}') FROM unnest(folders) one
$$;

-- All that the wall says of the reader, and the doors that follow from it.
CREATE TYPE search_reach AS (authority bigint, everywhere boolean, teams bigint[], parts bigint[], conflicts bigint[], folders text[],
    team_folders text[], child_folders text[], file_teams bigint[], file_children bigint[], doors text[]);

CREATE FUNCTION search_reach() RETURNS search_reach LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    far search_reach;
BEGIN
    far.authority := heard_own();
    far.everywhere := heard_everywhere();
    far.teams := heard_teams();
    far.parts := heard_parts();
    far.conflicts := heard_conflicts();
    far.folders := heard_folders_everywhere();
    far.team_folders := heard_folders_by_team();
    far.child_folders := heard_emergency_folders();
    far.file_teams := search_owners(far.team_folders);
    far.file_children := search_owners(far.child_folders);
    far.doors := ARRAY(
        SELECT 'a' || far.authority WHERE far.everywhere
        UNION ALL SELECT 't' || team FROM unnest(far.teams) team WHERE NOT far.everywhere
        UNION ALL SELECT 'k' || part FROM unnest(far.parts) part WHERE NOT far.everywhere
        UNION ALL SELECT 'f' || far.authority || ':' || key FROM unnest(far.folders) key
        UNION ALL SELECT 'ft' || one FROM unnest(far.team_folders) one
        UNION ALL SELECT 'fc' || one FROM unnest(far.child_folders) one
        UNION ALL SELECT 'ca' || far.authority WHERE cardinality(far.folders) > 0
        UNION ALL SELECT 'ct' || team FROM unnest(far.file_teams) team
        UNION ALL SELECT 'cc' || child FROM unnest(far.file_children) child);
    RETURN far;
END $$;
REVOKE ALL ON FUNCTION search_reach() FROM PUBLIC;
"""

NO_REACH = """
DROP FUNCTION search_reach();
DROP TYPE search_reach;
DROP FUNCTION search_owners(text[]);
"""

QUERY = """
-- What is asked, as the database's query: `match` for finding, `likes` for ranking and for marking the words that were found.
-- Words that are in everything are left out unless there is nothing else: then they are names.
CREATE FUNCTION search_query(clauses jsonb, OUT match tsquery, OUT likes tsquery) LANGUAGE plpgsql STABLE
SET search_path = public, pg_temp AS $$
DECLARE
    clause jsonb;
    marks tsquery;
    text_words tsquery;
    name_words tsquery;
    named tsquery := '';
    refused tsquery := '';
BEGIN
    match := '';
    likes := '';
    FOR clause IN SELECT value FROM jsonb_array_elements(clauses) LOOP
        SELECT coalesce(string_agg(format('''%s''', mark), ' | '), '')::tsquery INTO marks
            FROM jsonb_array_elements_text(clause -> 'marks') mark WHERE mark ~ '^[#@+=][a-z0-9-]+$';
        text_words := to_tsquery('heard_text', clause ->> 'says');
        name_words := to_tsquery('heard_names', clause ->> 'says');
        IF (clause ->> 'unwanted')::boolean THEN
            refused := refused || marks || CASE WHEN numnode(text_words) > 0 THEN text_words ELSE name_words END;
            CONTINUE;
        END IF;
        likes := likes || marks || name_words;
        named := named && (marks || name_words);
        IF (clause ->> 'phrase')::boolean THEN
            match := match && (marks || text_words || name_words);
        ELSE
            match := match && (marks || text_words);
        END IF;
    END LOOP;
    IF numnode(match) = 0 THEN
        match := named;
    END IF;
    IF numnode(match) > 0 AND numnode(refused) > 0 THEN
        match := match && !!refused;
    END IF;
END $$;
"""

FINDING = f"""
-- The entries that the reader may see, best first, and how many there are; of more than `most`, the newest are ranked.
CREATE FUNCTION heard_search(clauses jsonb, narrow jsonb, most integer, skip integer, take integer)
RETURNS TABLE (entry bigint, total bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
#variable_conflict use_column
DECLARE
    far search_reach := search_reach();
    match tsquery;
    likes tsquery;
    -- Read before any row is, so that a filter which cannot be read is refused whatever there is.
    of_team bigint := narrow ->> 'team';
    since date := narrow ->> 'from';
    until date := narrow ->> 'until';
    is_closed boolean := narrow ->> 'closed';
BEGIN
    SELECT q.match, q.likes INTO match, likes FROM search_query(clauses) q;
    IF far.authority IS NULL OR cardinality(far.doors) = 0 OR numnode(match) = 0 THEN
        RETURN;
    END IF;
    RETURN QUERY
    WITH found AS MATERIALIZED (
        SELECT e.id, e.day, e.kind FROM search_entry e
        WHERE e.words @@ match AND e.doors && far.doors AND ({MAY_SEE.format(**KNOWN)})
            AND (narrow -> 'kinds' IS NULL OR narrow -> 'kinds' ? e.kind)
            AND (narrow ->> 'folder' IS NULL OR e.folder_key = narrow ->> 'folder')
            AND (of_team IS NULL OR e.team_id = of_team)
            AND (narrow ->> 'about' IS NULL OR EXISTS (
                SELECT 1 FROM cases_case c WHERE c.id = e.case_id AND c.authority_id = far.authority AND {A_CASE.format(case='c', **KNOWN)}
                    AND (narrow ->> 'procedure' IS NULL OR c.procedure = narrow ->> 'procedure')
                    AND (since IS NULL OR c.opened_on >= since)
                    AND (until IS NULL OR c.opened_on <= until)
                    AND (narrow ->> 'stage' IS NULL OR EXISTS (
                        SELECT 1 FROM cases_due d WHERE d.case_id = c.id AND d.stage = narrow ->> 'stage'))
                    AND (is_closed IS NULL OR is_closed = EXISTS (
                        SELECT 1 FROM cases_due d WHERE d.case_id = c.id AND d.kind = 'closed'))))
        ORDER BY e.day DESC NULLS FIRST, e.id DESC LIMIT least(greatest(most, 1), 5000) + 1),
    placed AS (
        SELECT f.id, f.day, CASE WHEN narrow ->> 'by' = 'day' THEN 0 ELSE (
            SELECT ts_rank('{{0.05, 0.2, 0.5, 1.0}}', e.words, likes, 1) FROM search_entry e WHERE e.id = f.id) END AS place
        FROM found f)
    SELECT p.id, (SELECT count(*) FROM found) FROM placed p
    ORDER BY p.place DESC, p.day DESC NULLS LAST, p.id DESC OFFSET greatest(skip, 0) LIMIT least(take, 200);
END $$;
REVOKE ALL ON FUNCTION heard_search(jsonb, jsonb, integer, integer, integer) FROM PUBLIC;
DO $$
BEGIN
    IF EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'heard_web') THEN
        GRANT EXECUTE ON FUNCTION heard_search(jsonb, jsonb, integer, integer, integer) TO heard_web;
    END IF;
END $$;
"""

POLICY = f"""
CREATE FUNCTION search_may_see(e search_entry) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp AS $$
    SELECT coalesce({MAY_SEE.format(**ASKED)}, false)
$$;
SELECT heard_wall('search_entry', 'search_may_see(search_entry)', 'false', 'false', 'false');
DO $$
BEGIN
    IF EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'heard_web') THEN
        GRANT SELECT ON search_entry TO heard_web;
    END IF;
END $$;
"""

NO_POLICY = """
SELECT heard_no_wall('search_entry');
DROP FUNCTION search_may_see(search_entry);
"""

# Long texts are looked through piece by piece, and the first piece with one of the words is the snippet's. A separator keeps
# the parser from reading "visits.Then" as an address here, as `search_plain` does for the index.
SNIPPET = r"""
CREATE FUNCTION search_snippet(text text, likes tsquery) RETURNS text LANGUAGE plpgsql STABLE SET search_path = public, pg_temp AS $$
DECLARE
    piece text;
    shown text;
BEGIN
    FOR number IN 0 .. least(length(text) / 20000, 12) LOOP
        piece := regexp_replace(substr(text, number * 20000 + 1, 20000), '([./@_<&\\-])', E'\\1\x1f', 'g');
        shown := ts_headline('heard_names', piece, likes,
            E'StartSel="\ue000", StopSel="\ue001", MaxFragments=2, MaxWords=28, MinWords=8, FragmentDelimiter=" … "');
        IF strpos(shown, E'\ue000') > 0 THEN
            RETURN replace(shown, E'\x1f', '');
        END IF;
    END LOOP;
    RETURN left(text, 200);
END $$;

CREATE FUNCTION search_headed(title text, likes tsquery) RETURNS text LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
    SELECT replace(ts_headline('heard_names', regexp_replace(search_shown(title), '([./@_<&\\-])', E'\\1\x1f', 'g'), likes,
        E'HighlightAll=true, StartSel="\ue000", StopSel="\ue001"'), E'\x1f', '')
$$;
"""


# The making anew begins with the newest and ends with the oldest of each kind: where the oldest is missing, it was not done.
WHOLE = """
CREATE FUNCTION search_is_whole() RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT NOT EXISTS (
        SELECT 1 FROM (VALUES
            ('case', (SELECT min(id) FROM cases_case)),
            ('fact', (SELECT id FROM cases_row WHERE NOT redacted AND kind <> 'chaser.sent' AND search_answers(answers) IS NOT NULL
                      ORDER BY id LIMIT 1)),
            ('letter', (SELECT min(id) FROM letters_letter)),
            ('note', (SELECT min(id) FROM files_casenote)),
            ('document', (SELECT id FROM files_document WHERE destroyed_at IS NULL ORDER BY id LIMIT 1)),
            ('child', (SELECT min(id) FROM people_child)),
            ('complainant', (SELECT min(id) FROM people_complainant))) first (what, id)
        WHERE first.id IS NOT NULL
            AND NOT EXISTS (SELECT 1 FROM search_entry e WHERE e.kind = first.what AND e.source_id = first.id))
$$;
REVOKE ALL ON FUNCTION search_is_whole() FROM PUBLIC;
DO $$
DECLARE
    plain text;
BEGIN
    FOREACH plain IN ARRAY ARRAY['heard_web', 'heard_worker'] LOOP
        IF EXISTS (SELECT 1 FROM pg_roles WHERE rolname = plain) THEN
            EXECUTE format('GRANT EXECUTE ON FUNCTION search_is_whole() TO %I', plain);
        END IF;
    END LOOP;
END $$;
DROP FUNCTION search_is_empty();
"""


class Migration(migrations.Migration):
    """The wall's functions are called here, so this comes after them."""

    dependencies = [("search", "0003_kept"), ("files", "0007_wall")]

    operations = [
        migrations.RunSQL(WHOLE, migrations.RunSQL.noop),
        migrations.RunSQL(REACH, NO_REACH),
        migrations.RunSQL(QUERY, "DROP FUNCTION search_query(jsonb)"),
        migrations.RunSQL(SNIPPET, "DROP FUNCTION search_headed(text, tsquery); DROP FUNCTION search_snippet(text, tsquery)"),
        migrations.RunSQL(FINDING, "DROP FUNCTION heard_search(jsonb, jsonb, integer, integer, integer)"),
        migrations.RunSQL(POLICY, NO_POLICY),
    ]
