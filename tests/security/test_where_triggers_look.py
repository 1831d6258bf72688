"""The triggers that keep records ask the tables themselves, also where a session made others of their names."""

import pytest
from django.db import IntegrityError, InternalError, connection

UNSURE = """
    SELECT function.proname FROM pg_trigger fired JOIN pg_proc function ON function.oid = fired.tgfoid
    WHERE NOT fired.tgisinternal AND function.proname NOT LIKE 'procrastinate%'
        AND NOT EXISTS (SELECT 1 FROM unnest(function.proconfig) said WHERE said LIKE 'search_path=%')
"""


def test_every_trigger_says_where_it_looks(db):
    with connection.cursor() as cursor:
        cursor.execute(UNSURE)
        assert {name for (name,) in cursor.fetchall()} == set()


def test_a_row_that_follows_only_a_made_up_timeline_is_refused(council):
    case = council.opened().case
    with connection.cursor() as cursor:
        cursor.execute("SELECT string_agg(quote_ident(attname), ', ') FROM pg_attribute"
                       " WHERE attrelid = 'cases_row'::regclass AND attnum > 0 AND NOT attisdropped"
                       " AND attname NOT IN ('id', 'seq', 'key', 'previous_hash', 'hash')")  # fmt: skip
        (rest,) = cursor.fetchone()
        cursor.execute("CREATE TEMPORARY TABLE cases_row AS SELECT * FROM public.cases_row WHERE false")
        made_up = f"case_id, seq, hash) VALUES ({case.pk}, 998, repeat('a', 64)"
        cursor.execute(f"INSERT INTO pg_temp.cases_row ({made_up})")
        forged = (
            f"INSERT INTO public.cases_row (seq, key, previous_hash, hash, {rest})"
            f" SELECT 999, 'forged', repeat('a', 64), repeat('b', 64), {rest} FROM public.cases_row"
            f" WHERE case_id = {case.pk}"
        )
        with pytest.raises((IntegrityError, InternalError), match="does not follow the newest row"):
            cursor.execute(forged)
