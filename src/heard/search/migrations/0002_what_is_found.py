"""What is in the index, said once: the view `search_wanted`. The triggers and the rebuilding both read it, so they agree.

Marks that no text can hold stand for what has one spelling: `#lc-2025-42` a reference, `@2014-05-03` a day of birth, `+07700900123`
a telephone, `=kc123` a record number. Weights: A names and references, B titles, C what was written about it, D the rest.
"""

from django.db import migrations

# Punctuation parts words, on both sides: else "visits.Then" is a web address, "and/or" a file and "Smith-Jones" not Jones.
# U+E000 and U+E001 mark what was found in a snippet, so no text may bring its own.
WORDS = r"""
CREATE FUNCTION search_plain(words text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT translate(words, E'!"#$%&''()*+,-./:;<=>?@[\\]^_`{|}~\u2019\u2018\u201c\u201d\u2013\u2014\u2026\u00b7\u00a0\ue000\ue001',
                     repeat(' ', 43))
$$;

CREATE FUNCTION search_shown(words text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT translate(words, E'\ue000\ue001\x1f', '')
$$;

CREATE FUNCTION search_names(words text) RETURNS tsvector LANGUAGE sql STABLE PARALLEL SAFE AS $$
    -- O'Brien-Jones is also OBrien, and OBrienJones.
    SELECT setweight(to_tsvector('heard_names', search_plain(words))
        || CASE WHEN words ~ E'[''\u2019-]' THEN to_tsvector('heard_names', search_plain(translate(words, E'''\u2019', '')))
            || to_tsvector('heard_names', search_plain(translate(words, E'''\u2019-', ''))) ELSE '' END, 'A')
$$;

-- The words of a text. A tsvector has a largest size: of what does not fit, the beginning is found.
CREATE FUNCTION search_words(words text, weight "char") RETURNS tsvector LANGUAGE plpgsql STABLE PARALLEL UNSAFE AS $$
BEGIN
    RETURN setweight(to_tsvector('heard_text', search_plain(left(words, 500000))), weight);
EXCEPTION WHEN program_limit_exceeded THEN
    RETURN setweight(to_tsvector('heard_text', search_plain(left(words, 100000))), weight);
END $$;

CREATE FUNCTION search_mark(sign text, value text) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE WHEN value ~ '^[a-z0-9-]+$' THEN format('''%s%s'':1A', sign, value)::tsvector ELSE ''::tsvector END
$$;

-- LC-2025-0042 is found as lc-2025-42 and as 2025-42.
CREATE FUNCTION search_reference(reference text) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT search_mark('#', regexp_replace(lower(reference), '-0*([0-9]+)$', '-\1'))
        || search_mark('#', regexp_replace(lower(reference), '^.*?([0-9]{4})-0*([0-9]+)$', '\1-\2'))
$$;

-- The words in a fact's answers. Codes, days and numbers are left out: they are shown, but nobody wrote them.
CREATE FUNCTION search_answers(answers jsonb) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT string_agg(part #>> '{}', E'\n') FROM jsonb_path_query(answers, 'strict $.**') part
    WHERE jsonb_typeof(part) = 'string' AND part #>> '{}' ~ '[^a-z0-9_.:/-]'
$$;
"""

NO_WORDS = """
DROP FUNCTION search_answers(jsonb);
DROP FUNCTION search_reference(text);
DROP FUNCTION search_mark(text, text);
DROP FUNCTION search_words(text, "char");
DROP FUNCTION search_names(text);
DROP FUNCTION search_shown(text);
DROP FUNCTION search_plain(text);
"""

DOORS = """
CREATE FUNCTION search_case_doors(authority bigint, team bigint, case_id bigint) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT array_remove(ARRAY['a' || authority, 't' || team, 'k' || case_id], NULL)
$$;

CREATE FUNCTION search_folder_doors(authority bigint, team bigint, child bigint, key text) RETURNS text[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT array_remove(ARRAY['f' || authority || ':' || key, 'ft' || team || ':' || key, 'fc' || child || ':' || key], NULL)
$$;

CREATE FUNCTION search_file_doors(authority bigint, team bigint, child bigint) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT array_remove(ARRAY['ca' || authority, 'ct' || team, 'cc' || child], NULL)
$$;
"""

NO_DOORS = """
DROP FUNCTION search_case_doors(bigint, bigint, bigint);
DROP FUNCTION search_folder_doors(bigint, bigint, bigint, text);
DROP FUNCTION search_file_doors(bigint, bigint, bigint);
"""

WANTED = """
CREATE VIEW search_wanted AS
SELECT c.authority_id, 'case'::varchar AS kind, c.id AS source_id, c.id AS case_id, c.child_id, c.team_id, ''::varchar AS folder_key,
    search_case_doors(c.authority_id, c.team_id, c.id) AS doors,
    concat_ws(' ', p.name, k.name) AS names, c.summary::text AS title,
    search_shown(concat_ws(E'\\n', c.happened, c.happened_on_words, c.wants)) AS text, c.opened_on AS day,
    search_reference(c.reference) || search_names(concat_ws(' ; ', p.name, k.name)) || search_words(c.summary, 'B')
        || search_mark('@', k.born::text)
        || search_words(concat_ws(E'\\n', c.happened, c.happened_on_words, c.wants), 'C') AS words
FROM cases_case c JOIN people_complainant p ON p.id = c.complainant_id LEFT JOIN people_child k ON k.id = c.child_id

UNION ALL
SELECT c.authority_id, 'fact', f.id, c.id, c.child_id, c.team_id, '', search_case_doors(c.authority_id, c.team_id, c.id),
    '', f.kind, search_shown(search_answers(f.answers)), f.date,
    setweight(search_reference(c.reference), 'D') || search_words(search_answers(f.answers), 'C')
FROM cases_row f JOIN cases_case c ON c.id = f.case_id
WHERE NOT f.redacted AND f.kind <> 'chaser.sent' AND search_answers(f.answers) IS NOT NULL

UNION ALL
SELECT c.authority_id, 'letter', l.id, c.id, c.child_id, c.team_id, '', search_case_doors(c.authority_id, c.team_id, c.id),
    '', l.title, search_shown(l.says), coalesce(l.dated, (l.changed_at AT TIME ZONE 'Europe/London')::date),
    setweight(search_reference(c.reference), 'D') || search_words(l.title, 'B') || search_words(l.says, 'C')
FROM (SELECT *, CASE WHEN state = 'issued' THEN sent ->> 'text'
        ELSE concat_ws(E'\\n', regexp_replace(body, '\\[\\[[^][]*\\]\\]', ' ', 'g'), search_answers(filled)) END AS says
      FROM letters_letter) l JOIN cases_case c ON c.id = l.case_id

UNION ALL
SELECT n.authority_id, 'note', n.id, n.case_id, n.child_id, n.team_id, n.folder_key,
    search_folder_doors(n.authority_id, n.team_id, n.child_id, n.folder_key),
    '', '', search_shown(n.text), n.day, search_names(k.name) || search_words(n.text, 'C')
FROM files_casenote n JOIN people_child k ON k.id = n.child_id

UNION ALL
SELECT d.authority_id, 'document', d.id, d.case_id, f.child_id, f.team_id, f.key,
    search_folder_doors(d.authority_id, f.team_id, f.child_id, f.key),
    '', d.title, search_shown(coalesce(t.text, '')), (d.made_at AT TIME ZONE 'Europe/London')::date,
    search_names(k.name) || search_words(concat_ws(' ', d.title, v.name), 'B') || search_words(coalesce(t.text, ''), 'C')
FROM files_document d JOIN files_folder f ON f.id = d.folder_id JOIN people_child k ON k.id = f.child_id
    LEFT JOIN files_version v ON v.id = d.current_id AND v.state IN ('clean', 'released') AND v.cleaned_at IS NOT NULL
    LEFT JOIN files_documenttext t ON t.version_id = v.id
WHERE d.destroyed_at IS NULL

UNION ALL
SELECT k.authority_id, 'child', k.id, NULL, k.id, k.team_id, '',
    search_file_doors(k.authority_id, k.team_id, k.id) || ARRAY(
        SELECT DISTINCT door FROM cases_case c, unnest(search_case_doors(c.authority_id, c.team_id, c.id)) door
        WHERE c.child_id = k.id ORDER BY door),
    k.name, k.name, coalesce(k.born::text, ''), NULL,
    search_names(k.name) || search_mark('@', k.born::text)
        || search_mark('=', lower(regexp_replace(k.record_number, '[^A-Za-z0-9]', '', 'g')))
FROM people_child k

UNION ALL
SELECT p.authority_id, 'complainant', p.id, NULL, NULL, NULL, '',
    ARRAY(
        SELECT DISTINCT door FROM cases_case c, unnest(search_case_doors(c.authority_id, c.team_id, c.id)) door
        WHERE c.complainant_id = p.id
        UNION
        SELECT DISTINCT door FROM people_relation r JOIN people_child k ON k.id = r.child_id,
            unnest(search_file_doors(k.authority_id, k.team_id, k.id)) door
        WHERE r.complainant_id = p.id ORDER BY door),
    p.name, p.name, concat_ws(E'\\n', p.relationship, p.email, p.address), NULL,
    search_names(p.name) || search_words(concat_ws(' ', p.email, p.address), 'D') || search_mark('+', p.phone_digits)
FROM people_complainant p;

REVOKE ALL ON search_wanted FROM PUBLIC;
DO $$
DECLARE
    plain text;
BEGIN
    FOREACH plain IN ARRAY ARRAY['heard_web', 'heard_worker'] LOOP
        IF EXISTS (SELECT 1 FROM pg_roles WHERE rolname = plain) THEN
            EXECUTE format('REVOKE ALL ON search_wanted FROM %I', plain);
        END IF;
    END LOOP;
END $$;
"""


class Migration(migrations.Migration):
    """The functions that read words, those that say by which doors something is reached, and the view of all that is found."""

    dependencies = [("search", "0001_entries")]

    operations = [
        migrations.RunSQL(WORDS, NO_WORDS),
        migrations.RunSQL(DOORS, NO_DOORS),
        migrations.RunSQL(WANTED, "DROP VIEW search_wanted"),
    ]
