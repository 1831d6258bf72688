"""Who changed what of staff, teams and families is kept by the database itself, and nobody may write it or take it away."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

KEEPING = """
CREATE FUNCTION people_keep_change() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public AS $$
DECLARE
    before jsonb;
    after jsonb;
    one jsonb;
    whom bigint;
    council bigint;
    writer text := coalesce(nullif(current_setting('heard.by', true), ''),
        nullif(current_setting('heard.person', true), ''));
BEGIN
    IF TG_OP <> 'INSERT' THEN before := to_jsonb(OLD) - 'password' - 'last_login'; END IF;
    IF TG_OP <> 'DELETE' THEN after := to_jsonb(NEW) - 'password' - 'last_login'; END IF;
    IF before = after THEN RETURN NULL; END IF;
    one := coalesce(after, before);
    whom := (CASE TG_TABLE_NAME
        WHEN 'people_person' THEN one->>'id'
        WHEN 'people_delegation' THEN one->>'of_id'
        ELSE one->>'person_id' END)::bigint;
    council := coalesce((one->>'authority_id')::bigint,
        (SELECT person.authority_id FROM people_person AS person WHERE person.id = whom));
    IF TG_TABLE_NAME = 'people_child' THEN
        before := jsonb_build_object('team_id', before->'team_id');
        after := jsonb_build_object('team_id', after->'team_id');
    END IF;
    INSERT INTO people_change (authority_id, what, "row", about_id, child_id, team_id, before, after, by_id, why, at)
    VALUES (council, TG_TABLE_NAME, (one->>'id')::bigint, whom,
        (CASE TG_TABLE_NAME WHEN 'people_child' THEN one->>'id' ELSE one->>'child_id' END)::bigint,
        (CASE TG_TABLE_NAME WHEN 'authority_team' THEN one->>'id' ELSE one->>'team_id' END)::bigint,
        before, after, writer::bigint, left(coalesce(current_setting('heard.why', true), ''), 500), clock_timestamp());
    RETURN NULL;
END $$;
CREATE FUNCTION people_change_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'The record of who changed what is only ever added to.' USING ERRCODE = 'restrict_violation';
END $$;
REVOKE ALL ON FUNCTION people_keep_change() FROM PUBLIC;
CREATE TRIGGER change_is_kept BEFORE UPDATE OR DELETE ON people_change
    FOR EACH ROW EXECUTE FUNCTION people_change_refuse();
CREATE TRIGGER change_is_not_truncated BEFORE TRUNCATE ON people_change
    FOR EACH STATEMENT EXECUTE FUNCTION people_change_refuse();
CREATE TRIGGER post_changes AFTER INSERT OR UPDATE OR DELETE ON people_post
    FOR EACH ROW EXECUTE FUNCTION people_keep_change();
CREATE TRIGGER person_changes AFTER INSERT OR UPDATE OR DELETE ON people_person
    FOR EACH ROW EXECUTE FUNCTION people_keep_change();
CREATE TRIGGER delegation_changes AFTER INSERT OR UPDATE OR DELETE ON people_delegation
    FOR EACH ROW EXECUTE FUNCTION people_keep_change();
CREATE TRIGGER allocation_changes AFTER INSERT OR UPDATE OR DELETE ON people_allocation
    FOR EACH ROW EXECUTE FUNCTION people_keep_change();
CREATE TRIGGER relation_changes AFTER INSERT OR UPDATE OR DELETE ON people_relation
    FOR EACH ROW EXECUTE FUNCTION people_keep_change();
CREATE TRIGGER team_changes AFTER INSERT OR UPDATE OR DELETE ON authority_team
    FOR EACH ROW EXECUTE FUNCTION people_keep_change();
CREATE TRIGGER child_changes_team AFTER UPDATE OF team_id ON people_child
    FOR EACH ROW WHEN (OLD.team_id IS DISTINCT FROM NEW.team_id) EXECUTE FUNCTION people_keep_change();
"""

NOT_KEEPING = """
DROP TRIGGER child_changes_team ON people_child;
DROP TRIGGER post_changes ON people_post;
DROP TRIGGER person_changes ON people_person;
DROP TRIGGER delegation_changes ON people_delegation;
DROP TRIGGER allocation_changes ON people_allocation;
DROP TRIGGER relation_changes ON people_relation;
DROP TRIGGER team_changes ON authority_team;
DROP TRIGGER change_is_not_truncated ON people_change;
DROP TRIGGER change_is_kept ON people_change;
DROP FUNCTION people_change_refuse();
DROP FUNCTION people_keep_change();
"""

GRANTS = """
DO $$
DECLARE
    plain text;
BEGIN
    FOREACH plain IN ARRAY ARRAY['heard_web', 'heard_worker'] LOOP
        IF EXISTS (SELECT 1 FROM pg_roles WHERE rolname = plain) THEN
            EXECUTE format('REVOKE ALL ON people_change FROM %I', plain);
            EXECUTE format('REVOKE DELETE ON people_post, people_delegation, people_allocation, people_relation FROM %I',
                plain);
        END IF;
    END LOOP;
    IF EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'heard_web') THEN
        GRANT SELECT ON people_change TO heard_web;
    END IF;
    IF EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'heard_worker') THEN
        REVOKE INSERT, UPDATE ON people_delegation, people_relation FROM heard_worker;
    END IF;
END $$;
"""


def _one(model: str, name: str = "+") -> models.ForeignKey:
    return models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name=name, to=model)


class Migration(migrations.Migration):

    dependencies = [
        ('authority', '0002_editions'),
        ('people', '0002_families'),
    ]

    operations = [
        migrations.CreateModel(
            name='Change',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('what', models.CharField(max_length=40)),
                ('row', models.BigIntegerField()),
                ('before', models.JSONField(null=True)),
                ('after', models.JSONField(null=True)),
                ('why', models.CharField(blank=True, max_length=500)),
                ('at', models.DateTimeField()),
                ('about', _one(settings.AUTH_USER_MODEL, 'changes')),
                ('authority', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='authority.authority')),
                ('by', _one(settings.AUTH_USER_MODEL)),
                ('child', _one('people.child')),
                ('team', _one('authority.team')),
            ],
            options={
                'ordering': ['-at', '-pk'],
                'indexes': [
                    models.Index(fields=['about', '-at'], name='change_about'),
                    models.Index(fields=['child', '-at'], name='change_child'),
                    models.Index(fields=['team', '-at'], name='change_team'),
                ],
            },
        ),
        migrations.RunSQL(KEEPING, NOT_KEEPING),
        migrations.RunSQL(GRANTS, migrations.RunSQL.noop),
    ]
