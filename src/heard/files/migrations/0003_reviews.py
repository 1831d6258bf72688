"""Events of children's cases and the reviews that they ask for. Events are only added to; what is done stays as it is."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

KEPT = """
CREATE FUNCTION files_event_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'What happened to a child''s case is only ever added to.' USING ERRCODE = 'restrict_violation';
END $$;
CREATE FUNCTION files_review_keeps_what_was_done() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF to_jsonb(NEW) - 'team_id' = to_jsonb(OLD) - 'team_id' THEN
        RETURN NEW;
    END IF;
    IF OLD.done_on IS NOT NULL OR OLD.excused_on IS NOT NULL
       OR (NEW.authority_id, NEW.child_id, NEW.event_id, NEW.rule, NEW.due, NEW.folder_key)
          IS DISTINCT FROM (OLD.authority_id, OLD.child_id, OLD.event_id, OLD.rule, OLD.due, OLD.folder_key)
    THEN
        RAISE EXCEPTION 'A review that is done stays as it is, and keeps its day.' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER event_is_kept BEFORE UPDATE OR DELETE ON files_childevent
    FOR EACH ROW EXECUTE FUNCTION files_event_refuse();
CREATE TRIGGER review_keeps_what_was_done BEFORE UPDATE ON files_review
    FOR EACH ROW EXECUTE FUNCTION files_review_keeps_what_was_done();
"""

NOT_KEPT = """
DROP TRIGGER event_is_kept ON files_childevent;
DROP TRIGGER review_keeps_what_was_done ON files_review;
DROP FUNCTION files_event_refuse();
DROP FUNCTION files_review_keeps_what_was_done();
"""

GRANTS = """
DO $$
DECLARE
    plain text;
BEGIN
    FOREACH plain IN ARRAY ARRAY['heard_web', 'heard_worker'] LOOP
        IF EXISTS (SELECT 1 FROM pg_roles WHERE rolname = plain) THEN
            EXECUTE format('REVOKE ALL ON files_childevent, files_review FROM %I', plain);
            EXECUTE format('GRANT SELECT, INSERT ON files_childevent TO %I', plain);
            EXECUTE format('GRANT SELECT, INSERT, UPDATE ON files_review TO %I', plain);
        END IF;
    END LOOP;
END $$;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('authority', '0002_editions'),
        ('files', '0002_documents'),
        ('people', '0002_families'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ChildEvent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('new_referral', 'New contact or referral'), ('transferred', 'Case transferred to a team'), ('allocated', 'Case allocated to a worker'), ('assessment', 'Assessment completed'), ('court_report', 'Court report completed'), ('joined_team', 'Team manager joined a team')], max_length=20, verbose_name='what happened')),
                ('day', models.DateField(verbose_name='day it happened')),
                ('about', models.CharField(blank=True, max_length=200, verbose_name='what it is called')),
                ('reference', models.CharField(blank=True, max_length=80, verbose_name='number given by the sender')),
                ('source', models.CharField(default='screen', max_length=8)),
                ('recorded_at', models.DateTimeField(auto_now_add=True, verbose_name='recorded at')),
                ('authority', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='authority.authority')),
                ('child', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='events', to='people.child')),
                ('recorded_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('team', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='authority.team')),
                ('worker', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-day', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='Review',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('procedure', models.CharField(max_length=80, verbose_name='procedure')),
                ('edition', models.CharField(max_length=40, verbose_name='edition')),
                ('rule', models.CharField(max_length=80, verbose_name='id of the review in the pack')),
                ('title', models.CharField(max_length=300, verbose_name='title')),
                ('folders', models.JSONField(default=list, verbose_name='folders to be read')),
                ('folder_key', models.CharField(max_length=60, verbose_name='readable with which folder')),
                ('role', models.CharField(max_length=40, verbose_name='role that owes it')),
                ('from_day', models.DateField(verbose_name='counted from')),
                ('within', models.CharField(blank=True, max_length=60, verbose_name='within')),
                ('due', models.DateField(verbose_name='due')),
                ('calendar_edition', models.CharField(max_length=40)),
                ('closures', models.PositiveIntegerField(default=0)),
                ('raised_at', models.DateTimeField(auto_now_add=True, verbose_name='raised at')),
                ('done_on', models.DateField(blank=True, null=True, verbose_name='done on')),
                ('learned', models.TextField(blank=True, verbose_name='what was learned')),
                ('inaccurate', models.TextField(blank=True, verbose_name='what was inaccurate')),
                ('repeated', models.CharField(blank=True, choices=[('no', 'No, nothing inaccurate is repeated'), ('corrected', 'It was in the draft, and I have had it corrected'), ('still', 'Yes, it is still in the report: it has to be corrected')], max_length=10, verbose_name='is it repeated?')),
                ('excused_on', models.DateField(blank=True, null=True, verbose_name='not needed any more, on')),
                ('excused_why', models.CharField(blank=True, max_length=300, verbose_name='why it is not needed')),
                ('chased_on', models.DateField(blank=True, null=True, verbose_name='last chased on')),
                ('authority', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='authority.authority')),
                ('child', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reviews', to='people.child')),
                ('done_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('event', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reviews', to='files.childevent')),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='reviews', to=settings.AUTH_USER_MODEL)),
                ('team', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='authority.team')),
            ],
            options={
                'ordering': ['due', 'pk'],
            },
        ),
        migrations.AddIndex(
            model_name='childevent',
            index=models.Index(fields=['child', '-day'], name='child_event_child'),
        ),
        migrations.AddConstraint(
            model_name='childevent',
            constraint=models.UniqueConstraint(condition=models.Q(('reference', ''), _negated=True), fields=('authority', 'reference'), name='child_event_once'),
        ),
        migrations.AddConstraint(
            model_name='childevent',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('child__isnull', True), ('kind', 'joined_team'), ('team__isnull', False), ('worker__isnull', False)), models.Q(models.Q(('kind', 'joined_team'), _negated=True), ('child__isnull', False)), _connector='OR'), name='child_event_is_of_a_child_or_a_team'),
        ),
        migrations.AddIndex(
            model_name='review',
            index=models.Index(fields=['child', 'due'], name='review_child'),
        ),
        migrations.AddIndex(
            model_name='review',
            index=models.Index(condition=models.Q(('done_on', None), ('excused_on', None)), fields=['person', 'due'], name='review_owed'),
        ),
        migrations.AddIndex(
            model_name='review',
            index=models.Index(condition=models.Q(('done_on', None), ('excused_on', None)), fields=['authority', 'due'], name='review_open'),
        ),
        migrations.AddConstraint(
            model_name='review',
            constraint=models.UniqueConstraint(fields=('event', 'child', 'rule'), name='review_once'),
        ),
        migrations.AddConstraint(
            model_name='review',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('done_by', None), ('done_on', None)), models.Q(('done_by__isnull', False), models.Q(('learned', ''), _negated=True)), _connector='OR'), name='review_done_says_what_was_learned'),
        ),
        migrations.AddConstraint(
            model_name='review',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('excused_on', None), ('excused_why', '')), models.Q(('done_on', None), models.Q(('excused_why', ''), _negated=True)), _connector='OR'), name='review_excused_says_why'),
        ),
        migrations.RunSQL(KEPT, NOT_KEPT),
        migrations.RunSQL(GRANTS, migrations.RunSQL.noop),
    ]
