"""What may have been meant, behind the wall: words that are spelt like the one that found nothing.

They are taken, while the question is asked, from the names and the newest words among what this reader may see. There is no list
of words anywhere: such a list would hold words of everybody's.
"""

from importlib import import_module

from django.db import migrations

_finding = import_module("heard.search.migrations.0004_finding")
MAY_SEE = _finding.MAY_SEE.format(**_finding.KNOWN)

LIKE = f"""
CREATE FUNCTION heard_search_like(asked text[]) RETURNS TABLE (typed text, instead text, alike real)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
#variable_conflict use_column
DECLARE
    far search_reach := search_reach();
BEGIN
    IF far.authority IS NULL OR cardinality(far.doors) = 0 THEN
        RETURN;
    END IF;
    -- The extension knows its own setting only once it was used.
    PERFORM word_similarity('', '');
    PERFORM set_config('pg_trgm.word_similarity_threshold', '0.4', true);
    RETURN QUERY
    WITH words AS (SELECT DISTINCT lower(one) AS word FROM unnest(asked[1:8]) one WHERE length(one) BETWEEN 3 AND 40),
    named AS (
        SELECT found.names AS text FROM words CROSS JOIN LATERAL (
            SELECT e.names FROM search_entry e
            WHERE words.word <% e.names AND e.names <> '' AND e.doors && far.doors AND ({MAY_SEE})
            ORDER BY word_similarity(words.word, e.names) DESC LIMIT 40) found),
    newest AS (
        SELECT left(e.title || ' ' || e.text, 1500) AS text FROM search_entry e
        WHERE e.doors && far.doors AND e.kind IN ('case', 'letter', 'note', 'document') AND ({MAY_SEE})
        ORDER BY e.authority_id, e.day DESC LIMIT 150),
    known AS (
        SELECT DISTINCT lower(part) AS word FROM (SELECT text FROM named UNION ALL SELECT text FROM newest) texts,
            regexp_split_to_table(search_plain(text), '\\s+') part WHERE length(part) BETWEEN 3 AND 40),
    likely AS (
        SELECT words.word, known.word AS other,
            similarity(unaccent(words.word), unaccent(known.word))
                + CASE WHEN left(words.word, 1) = left(known.word, 1) THEN 0.05 ELSE 0 END AS alike
        FROM words JOIN known ON abs(length(words.word) - length(known.word)) <= 3)
    SELECT DISTINCT ON (likely.word) likely.word, likely.other, likely.alike::real FROM likely
    WHERE likely.alike >= 0.42 ORDER BY likely.word, likely.alike DESC, likely.other;
END $$;
REVOKE ALL ON FUNCTION heard_search_like(text[]) FROM PUBLIC;
DO $$
BEGIN
    IF EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'heard_web') THEN
        GRANT EXECUTE ON FUNCTION heard_search_like(text[]) TO heard_web;
    END IF;
END $$;
"""


class Migration(migrations.Migration):

    dependencies = [("search", "0004_finding")]

    operations = [migrations.RunSQL(LIKE, "DROP FUNCTION heard_search_like(text[])")]
