"""A document is moved also by who may write its folder and not see its case: the check of its council looks further."""

from django.db import migrations

LOOKS = "ALTER FUNCTION files_document_belongs() SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp"
LOOKS_NO_MORE = "ALTER FUNCTION files_document_belongs() SECURITY INVOKER RESET search_path"


class Migration(migrations.Migration):

    dependencies = [('files', '0008_moments')]

    operations = [migrations.RunSQL(LOOKS, LOOKS_NO_MORE)]
