"""Who stands in for whom, who is who to a child, to whom its case is allocated, and more roles."""


import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('authority', '0002_editions'),
        ('people', '0001_tables'),
    ]

    operations = [
        migrations.CreateModel(
            name='Allocation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('from_date', models.DateField(verbose_name='from')),
                ('to_date', models.DateField(blank=True, null=True, verbose_name='until')),
            ],
            options={
                'ordering': ['child', 'from_date'],
            },
        ),
        migrations.CreateModel(
            name='Delegation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('from_date', models.DateField(verbose_name='from')),
                ('to_date', models.DateField(verbose_name='until')),
                ('why', models.CharField(blank=True, max_length=200, verbose_name='why')),
            ],
            options={
                'ordering': ['-from_date'],
            },
        ),
        migrations.CreateModel(
            name='Relation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=60, verbose_name='who they are to the child')),
                ('parental_responsibility', models.BooleanField(default=False, verbose_name='has parental responsibility')),
                ('may_act', models.CharField(blank=True, choices=[('', 'May not act for the child'), ('parental_responsibility', 'May act: has parental responsibility'), ('consent', 'May act: the child has agreed'), ('court', 'May act: by order of a court')], max_length=30, verbose_name='may act for the child')),
                ('from_date', models.DateField(verbose_name='from')),
                ('to_date', models.DateField(blank=True, null=True, verbose_name='until')),
            ],
            options={
                'ordering': ['child', 'kind'],
            },
        ),
        migrations.RemoveConstraint(
            model_name='post',
            name='post_of_a_team_names_it',
        ),
        migrations.AddField(
            model_name='child',
            name='team',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='children', to='authority.team'),
        ),
        migrations.AlterField(
            model_name='post',
            name='role',
            field=models.CharField(choices=[('complaints_officer', 'Complaints officer'), ('complaints_manager', 'Complaints manager'), ('team_manager', 'Team manager'), ('service_manager', 'Service manager'), ('head_of_service', 'Head of service'), ('director', 'Director'), ('front_line_worker', 'Front-line worker'), ('conference_chair', 'Conference chair'), ('senior_child_protection_manager', 'Senior child protection manager'), ('monitoring_officer', 'Monitoring officer'), ('administrator', 'Administrator')], max_length=40, verbose_name='role'),
        ),
        migrations.AddConstraint(
            model_name='post',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('role__in', ['front_line_worker', 'service_manager', 'team_manager']), _negated=True), ('team__isnull', False), _connector='OR'), name='post_of_a_team_names_it'),
        ),
        migrations.AddField(
            model_name='allocation',
            name='authority',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='authority.authority'),
        ),
        migrations.AddField(
            model_name='allocation',
            name='child',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='allocations', to='people.child'),
        ),
        migrations.AddField(
            model_name='allocation',
            name='person',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='allocations', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='delegation',
            name='made_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='delegation',
            name='of',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='delegations', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='delegation',
            name='to',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='stands_in', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='relation',
            name='authority',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='authority.authority'),
        ),
        migrations.AddField(
            model_name='relation',
            name='child',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='relations', to='people.child'),
        ),
        migrations.AddField(
            model_name='relation',
            name='complainant',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='relations', to='people.complainant'),
        ),
        migrations.AddField(
            model_name='relation',
            name='other_child',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.child'),
        ),
        migrations.AddConstraint(
            model_name='allocation',
            constraint=models.CheckConstraint(condition=models.Q(('to_date__isnull', True), ('to_date__gte', models.F('from_date')), _connector='OR'), name='allocation_ends_after_it_begins'),
        ),
        migrations.AddConstraint(
            model_name='delegation',
            constraint=models.CheckConstraint(condition=models.Q(('to_date__gte', models.F('from_date'))), name='delegation_ends_after_it_begins'),
        ),
        migrations.AddConstraint(
            model_name='delegation',
            constraint=models.CheckConstraint(condition=models.Q(('of', models.F('to')), _negated=True), name='delegation_to_another'),
        ),
        migrations.AddConstraint(
            model_name='relation',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('complainant__isnull', False), ('other_child__isnull', True)), models.Q(('complainant__isnull', True), ('other_child__isnull', False)), _connector='OR'), name='relation_to_one'),
        ),
        migrations.AddConstraint(
            model_name='relation',
            constraint=models.CheckConstraint(condition=models.Q(('other_child__isnull', True), models.Q(('other_child', models.F('child')), _negated=True), _connector='OR'), name='relation_to_another'),
        ),
        migrations.AddConstraint(
            model_name='relation',
            constraint=models.CheckConstraint(condition=models.Q(('to_date__isnull', True), ('to_date__gte', models.F('from_date')), _connector='OR'), name='relation_ends_after_it_begins'),
        ),
        migrations.AddField(
            model_name='child',
            name='record_number',
            field=models.CharField(blank=True, max_length=60, verbose_name='number in the social care records'),
        ),
        migrations.AddConstraint(
            model_name='child',
            constraint=models.UniqueConstraint(condition=models.Q(('record_number', ''), _negated=True), fields=('authority', 'record_number'), name='child_record_number_once'),
        ),
    ]
