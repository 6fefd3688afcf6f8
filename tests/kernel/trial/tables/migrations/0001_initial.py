
import django.db.models.deletion
import yifa.kernel.models.fields
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('kernel', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Permit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sheet', models.CharField(blank=True, max_length=120, verbose_name='工作表')),
                ('row', models.PositiveIntegerField(blank=True, null=True, verbose_name='行号')),
                ('year', models.PositiveSmallIntegerField(db_index=True, verbose_name='年度')),
                ('no', models.TextField(null=True)),
                ('title', models.TextField(null=True)),
                ('organ', models.TextField(null=True)),
                ('code', models.TextField(null=True)),
                ('fine', models.BigIntegerField(null=True)),
                ('urgent', models.BooleanField(null=True)),
                ('c1', models.TextField(null=True)),
                ('c2', models.TextField(null=True)),
                ('applied', models.DateField(null=True)),
                ('fix1', models.DateField(null=True)),
                ('fix2', models.DateField(null=True)),
                ('accepted', models.DateField(null=True)),
                ('ext', models.DateField(null=True)),
                ('ext_to', models.DateField(null=True)),
                ('sp_from', models.DateField(null=True)),
                ('sp_to', models.DateField(null=True)),
                ('reviewed', yifa.kernel.models.fields.MomentField(null=True)),
                ('noted', yifa.kernel.models.fields.MomentField(null=True)),
                ('decided', models.DateField(null=True)),
                ('delivered', models.DateField(null=True)),
                ('status', models.TextField(null=True)),
                ('of_case', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)s', to='kernel.case')),
                ('original', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.original')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Officer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sheet', models.CharField(blank=True, max_length=120, verbose_name='工作表')),
                ('row', models.PositiveIntegerField(blank=True, null=True, verbose_name='行号')),
                ('year', models.PositiveSmallIntegerField(db_index=True, verbose_name='年度')),
                ('key', models.CharField(max_length=120, verbose_name='键')),
                ('in_force_from', models.DateField(verbose_name='启用日期')),
                ('in_force_to', models.DateField(blank=True, null=True, verbose_name='停用日期')),
                ('digest', models.CharField(max_length=64, verbose_name='行摘要')),
                ('cert', models.TextField(null=True)),
                ('name', models.TextField(null=True)),
                ('valid_from', models.DateField(null=True)),
                ('valid_to', models.DateField(null=True)),
                ('cancelled', models.DateField(null=True)),
                ('load', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.load')),
                ('original', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.original')),
            ],
            options={
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('key', 'year'), name='trial_officer_key_year')],
            },
        ),
    ]
