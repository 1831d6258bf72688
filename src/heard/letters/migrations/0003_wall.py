"""The wall: a letter, and the files of it, are seen with their case. The functions are those of people/0004_wall."""

from django.db import migrations

THEIRS = "authority_id = (SELECT heard_authority())"
LETTER = """authority_id = (SELECT heard_own())
    AND (((SELECT heard_everywhere()) AND case_id <> ALL ((SELECT heard_conflicts())::bigint[]))
        OR EXISTS (SELECT 1 FROM cases_case seen WHERE seen.id = letters_letter.case_id))"""
OF_ITS_CASE = """EXISTS (SELECT 1 FROM cases_case seen
    WHERE seen.id = letters_letter.case_id AND seen.authority_id = letters_letter.authority_id)"""
FILE = "EXISTS (SELECT 1 FROM letters_letter letter WHERE letter.id = letters_letterfile.letter_id)"

UP = f"""
SELECT heard_wall('letters_letter', $p${LETTER}$p$, $p${OF_ITS_CASE}$p$, $p${THEIRS}$p$, $p${THEIRS}$p$);
SELECT heard_wall('letters_letterfile', $p${FILE}$p$, $p${FILE}$p$, $p${FILE}$p$, $p${FILE}$p$);
"""
DOWN = "SELECT heard_no_wall('letters_letter'); SELECT heard_no_wall('letters_letterfile');"


class Migration(migrations.Migration):

    dependencies = [("letters", "0002_sent_stays_sent"), ("cases", "0007_wall")]

    operations = [migrations.RunSQL(UP, DOWN)]
