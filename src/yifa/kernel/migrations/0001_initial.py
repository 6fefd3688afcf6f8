"""The kernel's tables, made by makemigrations, and the protection of acts, by hand."""

import django.db.models.deletion
from django.db import migrations, models

from yifa.kernel import append_only


def protect_acts(apps, schema_editor):
    append_only.protect(schema_editor.connection)


def release_acts(apps, schema_editor):
    append_only.release(schema_editor.connection)


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Original',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=255, verbose_name='文件名')),
                ('sha256', models.CharField(max_length=64, unique=True, verbose_name='SHA-256')),
                ('size', models.PositiveBigIntegerField(verbose_name='字节数')),
                ('kind', models.CharField(max_length=40, verbose_name='格式')),
                ('loaded_at', models.DateTimeField(verbose_name='收存时间')),
            ],
            options={
                'verbose_name': '原件',
            },
        ),
        migrations.CreateModel(
            name='Instrument',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=40, verbose_name='类别')),
                ('name', models.CharField(max_length=300, verbose_name='名称')),
                ('number', models.CharField(max_length=120, verbose_name='文号或编码')),
                ('version', models.CharField(blank=True, max_length=60, verbose_name='版本')),
                ('valid_from', models.DateField(verbose_name='施行日期')),
                ('valid_to', models.DateField(blank=True, null=True, verbose_name='失效日期')),
            ],
            options={
                'verbose_name': '依据',
                'constraints': [models.UniqueConstraint(fields=('kind', 'number', 'version'), name='kernel_instrument_version'), models.CheckConstraint(condition=models.Q(('valid_to__isnull', True), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='kernel_instrument_days_in_order')],
            },
        ),
        migrations.CreateModel(
            name='Organ',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('path', models.CharField(max_length=300, verbose_name='路径')),
                ('name', models.CharField(db_index=True, max_length=120, verbose_name='名称')),
                ('kind', models.CharField(blank=True, max_length=40, verbose_name='类别')),
                ('valid_from', models.DateField(blank=True, null=True, verbose_name='设立日期')),
                ('valid_to', models.DateField(blank=True, null=True, verbose_name='撤销日期')),
            ],
            options={
                'verbose_name': '机关',
                'constraints': [models.UniqueConstraint(fields=('path', 'valid_from'), name='kernel_organ_path_from'), models.UniqueConstraint(condition=models.Q(('valid_from__isnull', True)), fields=('path',), name='kernel_organ_path'), models.CheckConstraint(condition=models.Q(('valid_from__isnull', True), ('valid_to__isnull', True), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='kernel_organ_days_in_order')],
            },
        ),
        migrations.CreateModel(
            name='Party',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(blank=True, max_length=200, verbose_name='名称')),
                ('credit_code', models.CharField(blank=True, max_length=18, null=True, unique=True, verbose_name='统一社会信用代码')),
                ('protected_id', models.CharField(blank=True, max_length=64, null=True, unique=True, verbose_name='受保护标识')),
            ],
            options={
                'verbose_name': '当事人',
                'constraints': [models.CheckConstraint(condition=models.Q(('credit_code__isnull', True), ('protected_id__isnull', True), _connector='XOR'), name='kernel_party_entity_or_person')],
            },
        ),
        migrations.CreateModel(
            name='Case',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('procedure', models.CharField(max_length=60, verbose_name='程序')),
                ('version', models.CharField(max_length=240, verbose_name='版本')),
                ('title', models.CharField(blank=True, max_length=300, verbose_name='标题')),
                ('number', models.CharField(blank=True, max_length=120, null=True, unique=True, verbose_name='编号')),
                ('year', models.PositiveSmallIntegerField(verbose_name='年度')),
                ('source_table', models.CharField(blank=True, max_length=60, verbose_name='台账表')),
                ('source_key', models.CharField(blank=True, max_length=120, verbose_name='台账键')),
                ('silent_on', models.CharField(blank=True, max_length=400, verbose_name='未载环节')),
                ('digest', models.CharField(blank=True, max_length=64, verbose_name='行摘要')),
                ('state', models.CharField(blank=True, max_length=60, verbose_name='所处环节')),
                ('due_on', models.DateField(blank=True, null=True, verbose_name='到期日')),
                ('due_code', models.CharField(blank=True, max_length=80, verbose_name='到期规则')),
                ('acts', models.PositiveIntegerField(default=0, verbose_name='行为数')),
                ('ended', models.CharField(blank=True, max_length=20, verbose_name='提前终结')),
                ('organ', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='cases', to='kernel.organ')),
                ('party', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='cases', to='kernel.party')),
            ],
            options={
                'verbose_name': '案件',
            },
        ),
        migrations.CreateModel(
            name='Load',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sheet', models.CharField(max_length=120, verbose_name='工作表')),
                ('table', models.CharField(max_length=60, verbose_name='台账表')),
                ('year', models.PositiveSmallIntegerField(verbose_name='年度')),
                ('in_force_from', models.DateField(blank=True, null=True, verbose_name='启用日期')),
                ('entered_by', models.CharField(blank=True, max_length=120, verbose_name='录入人')),
                ('started_at', models.DateTimeField(verbose_name='开始时间')),
                ('finished_at', models.DateTimeField(blank=True, null=True, verbose_name='完成时间')),
                ('last_row', models.PositiveIntegerField(default=0, verbose_name='已确认至行')),
                ('counts', models.JSONField(default=dict, verbose_name='各类行数')),
                ('status', models.CharField(choices=[('running', '进行中'), ('finished', '已完成')], default='running', max_length=10, verbose_name='状态')),
                ('original', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='loads', to='kernel.original')),
            ],
            options={
                'verbose_name': '台账载入',
            },
        ),
        migrations.CreateModel(
            name='Act',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('seq', models.PositiveIntegerField(verbose_name='序号')),
                ('kind', models.CharField(max_length=20, verbose_name='行为')),
                ('step', models.CharField(blank=True, max_length=60, verbose_name='环节')),
                ('on', models.DateField(verbose_name='法定日期')),
                ('minute', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='分钟')),
                ('until', models.DateField(blank=True, null=True, verbose_name='延至')),
                ('corrects', models.PositiveIntegerField(blank=True, null=True, verbose_name='更正序号')),
                ('replaces', models.CharField(blank=True, max_length=20, verbose_name='更正为')),
                ('organ', models.CharField(blank=True, max_length=120, verbose_name='机关')),
                ('actor', models.CharField(blank=True, max_length=120, verbose_name='经办人')),
                ('entered_by', models.CharField(max_length=120, verbose_name='录入人')),
                ('carrier', models.CharField(choices=[('paper', '纸质签批'), ('electronic', '电子'), ('import', '条线导入')], max_length=10, verbose_name='载体')),
                ('at', models.DateTimeField(verbose_name='录入时间')),
                ('sheet', models.CharField(blank=True, max_length=120, verbose_name='工作表')),
                ('row', models.PositiveIntegerField(blank=True, null=True, verbose_name='行号')),
                ('facts', models.TextField(default='{}', verbose_name='事实')),
                ('documents', models.TextField(default='[]', verbose_name='材料')),
                ('case', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.case')),
                ('original', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.original')),
            ],
            options={
                'verbose_name': '行为',
            },
        ),
        migrations.CreateModel(
            name='RollUp',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('amount', models.CharField(max_length=16)),
                ('year', models.IntegerField()),
                ('month', models.IntegerField()),
                ('organ', models.CharField(blank=True, max_length=100)),
                ('added', models.BigIntegerField()),
            ],
            options={
                'db_table': 'kernel_figure_roll_up',
                'indexes': [models.Index(fields=['year', 'amount'], name='figure_roll_up_year_amount')],
            },
        ),
        migrations.CreateModel(
            name='Series',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=60, verbose_name='编号序列')),
                ('year', models.PositiveSmallIntegerField(verbose_name='年度')),
                ('pattern', models.CharField(max_length=120, verbose_name='样式')),
                ('last', models.PositiveIntegerField(default=0, verbose_name='已用至')),
            ],
            options={
                'verbose_name': '编号序列',
                'constraints': [models.UniqueConstraint(fields=('name', 'year'), name='kernel_series_year')],
            },
        ),
        migrations.CreateModel(
            name='Number',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('serial', models.PositiveIntegerField(verbose_name='序号')),
                ('text', models.CharField(max_length=120, unique=True, verbose_name='编号')),
                ('given_at', models.DateTimeField(verbose_name='取号时间')),
                ('cancelled_at', models.DateTimeField(blank=True, null=True, verbose_name='作废时间')),
                ('reason', models.CharField(blank=True, max_length=300, verbose_name='作废原因')),
                ('case', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='numbers', to='kernel.case')),
                ('series', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='numbers', to='kernel.series')),
            ],
            options={
                'verbose_name': '编号',
            },
        ),
        migrations.CreateModel(
            name='StruckEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('table', models.CharField(max_length=60, verbose_name='台账表')),
                ('key', models.CharField(max_length=120, verbose_name='键')),
                ('year', models.PositiveSmallIntegerField(verbose_name='年度')),
                ('values', models.TextField(verbose_name='内容')),
                ('sheet', models.CharField(blank=True, max_length=120, verbose_name='工作表')),
                ('row', models.PositiveIntegerField(blank=True, null=True, verbose_name='行号')),
                ('load', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.load')),
                ('original', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.original')),
                ('struck_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='struck', to='kernel.load')),
            ],
            options={
                'verbose_name': '被更正的名录条目',
            },
        ),
        migrations.CreateModel(
            name='Handover',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('procedure', models.CharField(max_length=60, verbose_name='移交程序')),
                ('on', models.DateField(verbose_name='移交日期')),
                ('reason', models.CharField(max_length=300, verbose_name='移交事由')),
                ('from_case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='handed_over', to='kernel.case')),
                ('to_case', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='taken_up', to='kernel.case')),
            ],
            options={
                'verbose_name': '移交',
                'constraints': [models.CheckConstraint(condition=models.Q(('to_case__isnull', True), models.Q(('to_case', models.F('from_case')), _negated=True), _connector='OR'), name='kernel_handover_elsewhere')],
            },
        ),
        migrations.AddConstraint(
            model_name='load',
            constraint=models.UniqueConstraint(fields=('original', 'sheet', 'table', 'year'), name='kernel_load_once'),
        ),
        migrations.AddConstraint(
            model_name='act',
            constraint=models.UniqueConstraint(fields=('case', 'seq'), name='kernel_act_case_seq'),
        ),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(condition=models.Q(('due_on__isnull', False)), fields=['due_on'], name='kernel_case_due'),
        ),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(fields=['procedure', 'year'], name='kernel_case_procedure_year'),
        ),
        migrations.AddConstraint(
            model_name='case',
            constraint=models.UniqueConstraint(condition=models.Q(('source_key', ''), _negated=True), fields=('source_table', 'source_key'), name='kernel_case_source'),
        ),
        migrations.AddConstraint(
            model_name='number',
            constraint=models.UniqueConstraint(fields=('series', 'serial'), name='kernel_number_serial'),
        ),
        migrations.AddConstraint(
            model_name='number',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('cancelled_at__isnull', True), ('reason', '')), models.Q(('cancelled_at__isnull', False), models.Q(('reason', ''), _negated=True)), _connector='OR'), name='kernel_number_cancelled_with_reason'),
        ),
        migrations.AddIndex(
            model_name='struckentry',
            index=models.Index(fields=['table', 'key'], name='kernel_struck_table_key'),
        ),
        # Last: SQLite makes a table anew when it is altered, and its triggers are gone.
        migrations.RunPython(protect_acts, release_acts),
    ]
