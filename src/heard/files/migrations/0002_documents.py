"""Documents, their versions and their words for search. What was received is kept as it was; what is destroyed stays so.

The words lie in an unlogged table: PostgreSQL writes them into no log and no base backup, and they are made again from
the documents (docs/decisions/0012-documents.md).
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

KEPT = """
CREATE FUNCTION files_document_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'The row of a document is kept. Its content can be destroyed, with a reason.'
            USING ERRCODE = 'restrict_violation';
    END IF;
    IF (NEW.authority_id, NEW.case_id, NEW.made_by_id, NEW.made_at)
       IS DISTINCT FROM (OLD.authority_id, OLD.case_id, OLD.made_by_id, OLD.made_at)
       OR (OLD.destroyed_at IS NOT NULL AND to_jsonb(NEW) <> to_jsonb(OLD))
    THEN
        RAISE EXCEPTION 'A document keeps its case and who filed it when, and a destroyed one stays as it is.'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION files_document_belongs() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM files_folder WHERE id = NEW.folder_id AND authority_id = NEW.authority_id)
       OR (NEW.case_id IS NOT NULL AND NOT EXISTS (
           SELECT 1 FROM cases_case WHERE id = NEW.case_id AND authority_id = NEW.authority_id))
    THEN
        RAISE EXCEPTION 'A document, its folder and its case are of one authority.'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION files_version_begins() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.state <> 'quarantined' OR NEW.sha256 !~ '^[0-9a-f]{64}$' OR NEW.place !~ '^[0-9a-f]{32}$'
       OR NOT EXISTS (SELECT 1 FROM files_document WHERE id = NEW.document_id AND destroyed_at IS NULL)
    THEN
        RAISE EXCEPTION 'A version begins in quarantine, of a document that is not destroyed.'
            USING ERRCODE = 'restrict_violation', HINT = 'Documents are received by heard.files.receiving.';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION files_version_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'The row of a version is kept. Its content can be destroyed, with a reason.'
            USING ERRCODE = 'restrict_violation';
    END IF;
    IF (NEW.document_id, NEW.number, NEW.size, NEW.sha256, NEW.salt, NEW.made_by_id, NEW.made_at)
       IS DISTINCT FROM (OLD.document_id, OLD.number, OLD.size, OLD.sha256, OLD.salt, OLD.made_by_id, OLD.made_at)
    THEN
        RAISE EXCEPTION 'A version keeps what was received, from whom and when.' USING ERRCODE = 'restrict_violation';
    END IF;
    IF NEW.state <> OLD.state AND NOT (
        (OLD.state = 'quarantined' AND NEW.state IN ('clean', 'released', 'refused', 'destroyed'))
        OR (OLD.state = 'released' AND NEW.state IN ('refused', 'destroyed'))
        OR (OLD.state IN ('clean', 'refused') AND NEW.state = 'destroyed'))
    THEN
        RAISE EXCEPTION 'A version does not go from % to %.', OLD.state, NEW.state
            USING ERRCODE = 'restrict_violation';
    END IF;
    IF NEW.state IN ('refused', 'destroyed') AND length(NEW.sealed_key) > 0 THEN
        RAISE EXCEPTION 'What is refused or destroyed keeps no key.' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION files_documents_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'The rows of documents are kept.' USING ERRCODE = 'restrict_violation';
END $$;

CREATE TRIGGER document_belongs BEFORE INSERT OR UPDATE OF folder_id ON files_document
    FOR EACH ROW EXECUTE FUNCTION files_document_belongs();
CREATE TRIGGER document_stays BEFORE UPDATE OR DELETE ON files_document
    FOR EACH ROW EXECUTE FUNCTION files_document_stays();
CREATE TRIGGER documents_are_not_truncated BEFORE TRUNCATE ON files_document
    FOR EACH STATEMENT EXECUTE FUNCTION files_documents_refuse();
CREATE TRIGGER version_begins BEFORE INSERT ON files_version
    FOR EACH ROW EXECUTE FUNCTION files_version_begins();
CREATE TRIGGER version_stays BEFORE UPDATE OR DELETE ON files_version
    FOR EACH ROW EXECUTE FUNCTION files_version_stays();
CREATE TRIGGER versions_are_not_truncated BEFORE TRUNCATE ON files_version
    FOR EACH STATEMENT EXECUTE FUNCTION files_documents_refuse();

ALTER TABLE files_documenttext SET UNLOGGED;
"""

NOT_KEPT = """
DROP TRIGGER document_belongs ON files_document;
DROP TRIGGER document_stays ON files_document;
DROP TRIGGER documents_are_not_truncated ON files_document;
DROP TRIGGER version_begins ON files_version;
DROP TRIGGER version_stays ON files_version;
DROP TRIGGER versions_are_not_truncated ON files_version;
DROP FUNCTION files_document_belongs();
DROP FUNCTION files_document_stays();
DROP FUNCTION files_version_begins();
DROP FUNCTION files_version_stays();
DROP FUNCTION files_documents_refuse();
"""

GRANTS = """
DO $$
BEGIN
    IF EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'heard_web') THEN
        REVOKE ALL ON files_document, files_version, files_documenttext FROM heard_web;
        GRANT SELECT, INSERT, UPDATE ON files_document, files_version TO heard_web;
        GRANT SELECT, DELETE ON files_documenttext TO heard_web;
    END IF;
    IF EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'heard_worker') THEN
        REVOKE ALL ON files_document, files_version, files_documenttext FROM heard_worker;
        GRANT SELECT ON files_document TO heard_worker;
        GRANT SELECT, UPDATE ON files_version TO heard_worker;
        GRANT SELECT, INSERT, UPDATE, DELETE ON files_documenttext TO heard_worker;
    END IF;
END $$;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('authority', '0002_editions'),
        ('cases', '0005_no_more_than_they_need'),
        ('files', '0001_folders'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Document',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=200, verbose_name='title')),
                ('kind', models.CharField(blank=True, max_length=40, verbose_name='what it is')),
                ('made_at', models.DateTimeField(verbose_name='filed at')),
                ('destroyed_at', models.DateTimeField(blank=True, null=True, verbose_name='destroyed at')),
                ('destroyed_why', models.CharField(blank=True, max_length=500, verbose_name='why it was destroyed')),
                ('authority', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='authority.authority')),
                ('case', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='documents', to='cases.case')),
                ('destroyed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('folder', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='documents', to='files.folder')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-made_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='Version',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField(verbose_name='number')),
                ('name', models.CharField(blank=True, max_length=200, verbose_name='file name')),
                ('kind', models.CharField(max_length=12, verbose_name='kind of file')),
                ('media_type', models.CharField(max_length=100)),
                ('size', models.PositiveBigIntegerField(verbose_name='bytes received')),
                ('sha256', models.CharField(max_length=64)),
                ('salt', models.CharField(blank=True, max_length=32)),
                ('state', models.CharField(default='quarantined', max_length=12)),
                ('problem', models.CharField(blank=True, max_length=60)),
                ('removed', models.JSONField(blank=True, default=list, verbose_name='what was taken out')),
                ('place', models.CharField(max_length=32, unique=True)),
                ('sealed_key', models.BinaryField()),
                ('key_id', models.CharField(max_length=20)),
                ('kept_size', models.PositiveBigIntegerField(default=0, verbose_name='bytes kept')),
                ('made_at', models.DateTimeField(verbose_name='received at')),
                ('scanned_at', models.DateTimeField(blank=True, null=True, verbose_name='scanned at')),
                ('cleaned_at', models.DateTimeField(blank=True, null=True, verbose_name='made safe at')),
                ('tried', models.PositiveSmallIntegerField(default=0, verbose_name='how often it was looked at')),
                ('released_at', models.DateTimeField(blank=True, null=True, verbose_name='released at')),
                ('released_why', models.CharField(blank=True, max_length=500, verbose_name='why it was released')),
                ('gone_at', models.DateTimeField(blank=True, null=True, verbose_name='content gone at')),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='files.document')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('released_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['document', 'number'],
            },
        ),
        migrations.AddField(
            model_name='document',
            name='current',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='files.version'),
        ),
        migrations.CreateModel(
            name='DocumentText',
            fields=[
                ('version', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='words', serialize=False, to='files.version')),
                ('text', models.TextField()),
                ('authority', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='authority.authority')),
            ],
        ),
        migrations.AddIndex(
            model_name='version',
            index=models.Index(fields=['key_id'], name='version_key'),
        ),
        migrations.AddIndex(
            model_name='version',
            index=models.Index(condition=models.Q(('state', 'quarantined'), models.Q(('cleaned_at', None), ('state', 'released')), _connector='OR'), fields=['state'], name='version_waiting'),
        ),
        migrations.AddIndex(
            model_name='version',
            index=models.Index(condition=models.Q(('gone_at', None), ('state__in', ['refused', 'destroyed'])), fields=['id'], name='version_to_go'),
        ),
        migrations.AddConstraint(
            model_name='version',
            constraint=models.UniqueConstraint(fields=('document', 'number'), name='version_number_once'),
        ),
        migrations.AddConstraint(
            model_name='version',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['quarantined', 'clean', 'released', 'refused', 'destroyed'])), name='version_state_known'),
        ),
        migrations.AddConstraint(
            model_name='version',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'clean'), _negated=True), models.Q(('cleaned_at__isnull', False), ('scanned_at__isnull', False)), _connector='OR'), name='version_clean_was_scanned'),
        ),
        migrations.AddConstraint(
            model_name='version',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'released'), _negated=True), models.Q(('released_by__isnull', False), models.Q(('released_why', ''), _negated=True)), _connector='OR'), name='version_released_with_a_reason'),
        ),
        migrations.AddIndex(
            model_name='document',
            index=models.Index(fields=['folder', '-made_at'], name='document_folder'),
        ),
        migrations.AddIndex(
            model_name='document',
            index=models.Index(fields=['case'], name='document_case'),
        ),
        migrations.AddConstraint(
            model_name='document',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('destroyed_at', None), ('destroyed_by', None), ('destroyed_why', '')), models.Q(('destroyed_at__isnull', False), ('destroyed_by__isnull', False), models.Q(('destroyed_why', ''), _negated=True)), _connector='OR'), name='document_destroyed_with_a_reason'),
        ),
        migrations.RunSQL(KEPT, NOT_KEPT),
        migrations.RunSQL(GRANTS, migrations.RunSQL.noop),
    ]
