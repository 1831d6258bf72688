"""The plain roles may do no more than they need: the worker writes nobody's account, session or post, and the web process
takes nothing away that says who somebody is, who signed in, or which migrations were applied.

It stands here because the index of due days and the timelines are what the worker is for. Roles that are not there are
passed over.
"""

from django.db import migrations

GRANTS = """
DO $$
BEGIN
    IF EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'heard_web') THEN
        REVOKE INSERT, UPDATE, DELETE ON django_migrations, django_content_type, auth_group, auth_permission,
            auth_group_permissions FROM heard_web;
        REVOKE DELETE ON axes_accesslog, authority_authority, authority_team, people_person, people_complainant,
            people_child FROM heard_web;
    END IF;
    IF EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'heard_worker') THEN
        REVOKE INSERT, UPDATE, DELETE ON django_migrations, django_content_type, authority_authority,
            authority_closureday, authority_team, authority_adoptedprocedure, people_person, people_post,
            people_complainant, people_child, cases_caserole, cases_referencecounter FROM heard_worker;
        REVOKE INSERT ON cases_case FROM heard_worker;
        REVOKE ALL ON django_session, auth_group, auth_permission, auth_group_permissions, axes_accessattempt,
            axes_accessattemptexpiration, axes_accessfailurelog, axes_accesslog FROM heard_worker;
        REVOKE EXECUTE ON FUNCTION cases_redact_row(bigint, bigint) FROM heard_worker;
    END IF;
END $$;
"""


class Migration(migrations.Migration):
    """Grants taken away, on tables of other parts too: so it comes after all of those."""

    dependencies = [
        ("cases", "0004_only_a_fact_moves_a_case"),
        ("authority", "0002_editions"),
        ("people", "0001_tables"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("sessions", "0001_initial"),
        ("axes", "0010_accessattemptexpiration"),
    ]

    operations = [migrations.RunSQL(GRANTS, migrations.RunSQL.noop)]
