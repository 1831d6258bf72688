"""An opening bears the moment of the day that Heard says it is, which a demonstration may pin."""

from django.db import migrations, models

import heard.authority.today


class Migration(migrations.Migration):

    dependencies = [('files', '0007_wall')]

    operations = [
        migrations.AlterField(
            model_name='opening',
            name='at',
            field=models.DateTimeField(default=heard.authority.today.moment, verbose_name='at'),
        ),
    ]
