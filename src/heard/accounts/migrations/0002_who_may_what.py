"""What the plain roles may do with the tables of signing in: the worker reads no secret and no session, the web process
plants no other sign-in and takes no event back. The worker tidies up by a function of the owner's, which tells it no
more than how many rows went.

Roles that are not there are passed over.
"""

from django.db import migrations

TIDY = """
CREATE FUNCTION accounts_tidy() RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public AS $$
DECLARE
    went bigint := 0;
    gone bigint;
BEGIN
    DELETE FROM public.django_session WHERE expire_date < now();
    GET DIAGNOSTICS gone = ROW_COUNT; went := went + gone;
    DELETE FROM public.accounts_signed_in one
        WHERE NOT EXISTS (SELECT 1 FROM public.django_session s WHERE s.session_key = one.session_key);
    GET DIAGNOSTICS gone = ROW_COUNT; went := went + gone;
    DELETE FROM public.axes_accessattemptexpiration e USING public.axes_accessattempt a
        WHERE e.access_attempt_id = a.id AND a.attempt_time < now() - interval '1 day';
    DELETE FROM public.axes_accessattempt WHERE attempt_time < now() - interval '1 day';
    GET DIAGNOSTICS gone = ROW_COUNT; went := went + gone;
    DELETE FROM public.axes_accesslog WHERE attempt_time < now() - interval '1 year';
    GET DIAGNOSTICS gone = ROW_COUNT; went := went + gone;
    RETURN went;
END $$;
REVOKE ALL ON FUNCTION accounts_tidy() FROM PUBLIC;
"""

GRANTS = """
DO $$
BEGIN
    IF EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'heard_web') THEN
        REVOKE UPDATE, DELETE ON accounts_event FROM heard_web;
        REVOKE INSERT, UPDATE, DELETE ON socialaccount_socialapp, socialaccount_socialtoken, account_emailaddress,
            account_emailconfirmation FROM heard_web;
        REVOKE UPDATE ON socialaccount_socialaccount FROM heard_web;
    END IF;
    IF EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'heard_worker') THEN
        REVOKE ALL ON accounts_signed_in, mfa_authenticator, socialaccount_socialaccount, socialaccount_socialapp,
            socialaccount_socialtoken, account_emailaddress, account_emailconfirmation FROM heard_worker;
        REVOKE UPDATE, DELETE ON accounts_event FROM heard_worker;
        GRANT EXECUTE ON FUNCTION accounts_tidy() TO heard_worker;
    END IF;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_tables"),
        ("account", "0009_emailaddress_unique_primary_email"),
        ("mfa", "0003_authenticator_type_uniq"),
        ("socialaccount", "0006_alter_socialaccount_extra_data"),
        ("sessions", "0001_initial"),
        ("axes", "0010_accessattemptexpiration"),
    ]

    operations = [
        migrations.RunSQL(TIDY, "DROP FUNCTION accounts_tidy()"),
        migrations.RunSQL(GRANTS, migrations.RunSQL.noop),
    ]
