"""The first tables of the child's file. Openings are only ever added to, and a case note keeps its words."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

KEPT = """
CREATE FUNCTION files_opening_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'The record of who opened what is only ever added to.' USING ERRCODE = 'restrict_violation';
END $$;
CREATE FUNCTION files_note_keeps_its_words() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    free text[] := ARRAY['seen_at', 'team_id'];
BEGIN
    -- A complaint that turns out to be about conduct is taken out of the folder that many read.
    IF OLD.kind = 'complaint' THEN
        free := free || ARRAY['folder_key'];
    END IF;
    IF (OLD.seen_at IS NOT NULL AND NEW.team_id IS NOT DISTINCT FROM OLD.team_id)
       OR to_jsonb(NEW) - free <> to_jsonb(OLD) - free THEN
        RAISE EXCEPTION 'A case note keeps its words. Write another one.' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER opening_is_kept BEFORE UPDATE OR DELETE ON files_opening
    FOR EACH ROW EXECUTE FUNCTION files_opening_refuse();
CREATE TRIGGER opening_is_not_truncated BEFORE TRUNCATE ON files_opening
    FOR EACH STATEMENT EXECUTE FUNCTION files_opening_refuse();
CREATE TRIGGER case_note_keeps_its_words BEFORE UPDATE ON files_casenote
    FOR EACH ROW EXECUTE FUNCTION files_note_keeps_its_words();
"""

NOT_KEPT = """
DROP TRIGGER opening_is_kept ON files_opening;
DROP TRIGGER opening_is_not_truncated ON files_opening;
DROP TRIGGER case_note_keeps_its_words ON files_casenote;
DROP FUNCTION files_opening_refuse();
DROP FUNCTION files_note_keeps_its_words();
"""

GRANTS = """
DO $$
DECLARE
    plain text;
BEGIN
    FOREACH plain IN ARRAY ARRAY['heard_web', 'heard_worker'] LOOP
        IF EXISTS (SELECT 1 FROM pg_roles WHERE rolname = plain) THEN
            EXECUTE format('REVOKE ALL ON files_folderrule, files_folder, files_casenote, files_opening,
                files_emergencyaccess FROM %I', plain);
            EXECUTE format('GRANT SELECT ON files_folderrule TO %I', plain);
            EXECUTE format('GRANT SELECT, INSERT, UPDATE ON files_folder, files_casenote, files_emergencyaccess TO %I',
                plain);
            EXECUTE format('GRANT SELECT, INSERT ON files_opening TO %I', plain);
        END IF;
    END LOOP;
END $$;
"""


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('authority', '0002_editions'),
        ('cases', '0005_no_more_than_they_need'),
        ('people', '0001_tables'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='CaseNote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('folder_key', models.CharField(max_length=60, verbose_name='readable with which folder')),
                ('kind', models.CharField(default='other', max_length=12)),
                ('text', models.TextField(verbose_name='text')),
                ('day', models.DateField(verbose_name='day')),
                ('made_at', models.DateTimeField(auto_now_add=True, verbose_name='made at')),
                ('seen_at', models.DateTimeField(blank=True, null=True, verbose_name='read at')),
                ('alerts', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='alerts', to=settings.AUTH_USER_MODEL)),
                ('authority', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='authority.authority')),
                ('case', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='case_notes', to='cases.case')),
                ('child', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='case_notes', to='people.child')),
                ('made_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('team', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='authority.team')),
            ],
            options={
                'ordering': ['-day', '-pk'],
                'indexes': [models.Index(fields=['child', '-day'], name='case_note_child'), models.Index(fields=['alerts', 'seen_at'], name='case_note_alerts')],
            },
        ),
        migrations.CreateModel(
            name='EmergencyAccess',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('folder_key', models.CharField(blank=True, max_length=60, verbose_name='folder')),
                ('reason', models.TextField(verbose_name='reason')),
                ('asked_at', models.DateTimeField(verbose_name='asked at')),
                ('from_date', models.DateField(verbose_name='from')),
                ('to_date', models.DateField(verbose_name='until')),
                ('told_at', models.DateTimeField(blank=True, null=True, verbose_name='complaints manager told at')),
                ('reviewed_at', models.DateTimeField(blank=True, null=True, verbose_name='reviewed at')),
                ('verdict', models.CharField(blank=True, max_length=10)),
                ('words', models.TextField(blank=True, verbose_name='what was found')),
                ('authority', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='authority.authority')),
                ('case', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='emergencies', to='cases.case')),
                ('child', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='emergencies', to='people.child')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='emergencies', to=settings.AUTH_USER_MODEL)),
                ('reviewed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name_plural': 'emergency access',
                'ordering': ['-asked_at'],
                'indexes': [models.Index(fields=['person', 'to_date'], name='emergency_person')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('case__isnull', False), ('child__isnull', True)), models.Q(('case__isnull', True), ('child__isnull', False), models.Q(('folder_key', ''), _negated=True)), _connector='OR'), name='emergency_to_one'), models.CheckConstraint(condition=models.Q(('to_date__gt', models.F('from_date'))), name='emergency_ends_after_it_begins')],
            },
        ),
        migrations.CreateModel(
            name='Folder',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=60, verbose_name='id of the folder in the pack')),
                ('title', models.CharField(max_length=200, verbose_name='title')),
                ('authority', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='authority.authority')),
                ('child', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='folders', to='people.child')),
                ('team', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='authority.team')),
            ],
            options={
                'ordering': ['child', 'key'],
                'indexes': [models.Index(fields=['authority', 'team', 'key'], name='folder_of_team')],
                'constraints': [models.UniqueConstraint(fields=('child', 'key'), name='folder_once')],
            },
        ),
        migrations.CreateModel(
            name='FolderRule',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=60, verbose_name='id of the folder in the pack')),
                ('title', models.CharField(max_length=200, verbose_name='title')),
                ('role', models.CharField(max_length=40, verbose_name='role')),
                ('may_read', models.BooleanField(default=False)),
                ('may_write', models.BooleanField(default=False)),
                ('procedure', models.CharField(max_length=80, verbose_name='procedure')),
                ('edition', models.CharField(max_length=40, verbose_name='edition')),
                ('authority', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='folder_rules', to='authority.authority')),
            ],
            options={
                'ordering': ['key', 'role'],
                'constraints': [models.UniqueConstraint(fields=('authority', 'key', 'role'), name='folder_rule_once')],
            },
        ),
        migrations.CreateModel(
            name='Opening',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(auto_now_add=True, verbose_name='at')),
                ('day', models.DateField(verbose_name='day')),
                ('what', models.CharField(max_length=12)),
                ('folder_key', models.CharField(blank=True, max_length=60, verbose_name='folder')),
                ('document_id', models.BigIntegerField(blank=True, null=True, verbose_name='document')),
                ('because', models.CharField(max_length=300, verbose_name='why they could')),
                ('reason', models.CharField(blank=True, max_length=500, verbose_name='reason that they gave')),
                ('authority', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='authority.authority')),
                ('case', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='openings', to='cases.case')),
                ('child', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='openings', to='people.child')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='openings', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-at', '-pk'],
                'indexes': [models.Index(fields=['authority', '-at'], name='opening_newest'), models.Index(fields=['child', '-at'], name='opening_child'), models.Index(fields=['case', '-at'], name='opening_case'), models.Index(fields=['person', '-at'], name='opening_person')],
            },
        ),
        migrations.RunSQL(KEPT, NOT_KEPT),
        migrations.RunSQL(GRANTS, migrations.RunSQL.noop),
    ]
