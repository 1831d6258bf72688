"""A form that is sent twice files once."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """A column of versions."""

    dependencies = [("files", "0005_emergency")]

    operations = [
        migrations.AddField(
            model_name="version",
            name="key",
            field=models.CharField(
                blank=True, max_length=80, null=True, unique=True, verbose_name="of the form that filed it"
            ),
        ),
    ]
