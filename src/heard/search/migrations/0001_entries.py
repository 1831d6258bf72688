"""The table of the index, its way of reading English, and the two indexes that Django cannot write.

`heard_text` stems English and leaves out the words that are in everything; `heard_names` leaves nothing out, since people are
called Will and May. Both read an accent as the letter below it.
"""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.search import SearchVectorField
from django.db import migrations, models

LANGUAGE = """
CREATE TEXT SEARCH DICTIONARY heard_stem (TEMPLATE = snowball, Language = english);
CREATE TEXT SEARCH CONFIGURATION heard_text (COPY = english);
ALTER TEXT SEARCH CONFIGURATION heard_text ALTER MAPPING FOR asciiword, word, hword, hword_part, asciihword, hword_asciipart
    WITH unaccent, english_stem;
CREATE TEXT SEARCH CONFIGURATION heard_names (COPY = english);
ALTER TEXT SEARCH CONFIGURATION heard_names ALTER MAPPING FOR asciiword, word, hword, hword_part, asciihword, hword_asciipart
    WITH unaccent, heard_stem;
"""

NO_LANGUAGE = """
DROP TEXT SEARCH CONFIGURATION heard_text;
DROP TEXT SEARCH CONFIGURATION heard_names;
DROP TEXT SEARCH DICTIONARY heard_stem;
"""

# Without a pending list: a search then costs the same whatever was written last, by whomever.
INDEXES = """
ALTER TABLE search_entry SET UNLOGGED;
ALTER SEQUENCE search_entry_id_seq SET UNLOGGED;
CREATE INDEX search_entry_words ON search_entry USING gin (words, doors) WITH (fastupdate = off);
CREATE INDEX search_entry_names ON search_entry USING gin (names gin_trgm_ops) WITH (fastupdate = off) WHERE names <> '';
"""

# Nobody but the triggers writes here; what may be read is the wall's to say (0003).
GRANTS = """
DO $$
DECLARE
    plain text;
BEGIN
    FOREACH plain IN ARRAY ARRAY['heard_web', 'heard_worker'] LOOP
        IF EXISTS (SELECT 1 FROM pg_roles WHERE rolname = plain) THEN
            EXECUTE format('REVOKE ALL ON search_entry FROM %I', plain);
            EXECUTE format('REVOKE ALL ON SEQUENCE search_entry_id_seq FROM %I', plain);
        END IF;
    END LOOP;
END $$;
"""


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('cases', '0005_no_more_than_they_need'),
        ('people', '0002_families'),
        ('files', '0002_documents'),
        ('letters', '0002_sent_stays_sent'),
    ]

    operations = [
        migrations.CreateModel(
            name='Entry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('authority_id', models.BigIntegerField()),
                ('kind', models.CharField(max_length=12)),
                ('source_id', models.BigIntegerField()),
                ('case_id', models.BigIntegerField(null=True)),
                ('child_id', models.BigIntegerField(null=True)),
                ('team_id', models.BigIntegerField(null=True)),
                ('folder_key', models.CharField(default='', max_length=60)),
                ('doors', ArrayField(base_field=models.TextField(), size=None)),
                ('names', models.TextField(default='', verbose_name='names, for what is misspelt')),
                ('title', models.TextField(verbose_name='title')),
                ('text', models.TextField(verbose_name='words')),
                ('day', models.DateField(null=True, verbose_name='day')),
                ('words', SearchVectorField()),
            ],
            options={
                'verbose_name_plural': 'entries',
                'ordering': ['pk'],
                'indexes': [models.Index(fields=['case_id'], name='search_entry_case'), models.Index(fields=['authority_id', '-day'], name='search_entry_newest')],
                'constraints': [models.UniqueConstraint(fields=('kind', 'source_id'), name='search_entry_once')],
            },
        ),
        migrations.RunSQL(LANGUAGE, NO_LANGUAGE),
        migrations.RunSQL(INDEXES, migrations.RunSQL.noop),
        migrations.RunSQL(GRANTS, migrations.RunSQL.noop),
    ]
