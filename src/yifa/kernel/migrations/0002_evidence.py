"""The evidence log and personal values; what an earlier version recorded gets its leaves."""

from itertools import chain, islice

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from yifa.kernel import append_only
from yifa.kernel.evidence import leaves
from yifa.kernel.evidence.suite import SUITES
from yifa.kernel.storage.rows import ACT_COLUMNS


PROTECTED = (append_only.LEAVES, append_only.CHECKPOINTS)


def protect_log(apps, schema_editor):
    append_only.protect(schema_editor.connection, PROTECTED)


def release_log(apps, schema_editor):
    append_only.release(schema_editor.connection, PROTECTED)


def commit_to_what_is_on_record(apps, schema_editor):
    """Give every case, act and original of an earlier version its leaf; from now on each is written with one."""
    pending, suite = apps.get_model("kernel", "PendingLeaf"), SUITES[getattr(settings, "YIFA_SUITE", "intl")]
    originals = apps.get_model("kernel", "Original").objects.values().iterator()
    cases = apps.get_model("kernel", "Case").objects.values(*leaves.CASE_COLUMNS).iterator()
    acts = apps.get_model("kernel", "Act").objects.order_by("case_id", "seq").values(*ACT_COLUMNS).iterator()
    made = chain(
        (leaves.committing(suite, leaves.Subject.ORIGINAL, o["sha256"], leaves.original_text(o)) for o in originals),
        (leaves.committing(suite, leaves.Subject.CASE, str(c["id"]), leaves.case_text(c)) for c in cases),
        (
            leaves.committing(
                suite, leaves.Subject.ACT, leaves.act_subject(a["case_id"], a["seq"]), leaves.act_text(a)
            )
            for a in acts
        ),
    )
    while batch := list(islice(made, 1000)):
        pending.objects.bulk_create(pending(**dict(zip(leaves.COLUMNS, leaf.row, strict=True))) for leaf in batch)


class Migration(migrations.Migration):

    dependencies = [
        ('kernel', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Checkpoint',
            fields=[
                ('size', models.BigIntegerField(primary_key=True, serialize=False, verbose_name='叶数')),
                ('root', models.BinaryField(max_length=32, verbose_name='根')),
                ('note', models.TextField(verbose_name='签名文本')),
                ('at', models.DateTimeField(verbose_name='封存时间')),
            ],
            options={
                'verbose_name': '封存点',
            },
        ),
        migrations.CreateModel(
            name='PendingLeaf',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=20, verbose_name='类别')),
                ('subject', models.CharField(max_length=200, verbose_name='所记对象')),
                ('salt', models.BinaryField(max_length=32, verbose_name='盐值')),
                ('commitment', models.BinaryField(max_length=32, verbose_name='承诺值')),
                ('payload', models.TextField(blank=True, verbose_name='内容')),
            ],
            options={
                'verbose_name': '待封存叶',
            },
        ),
        migrations.CreateModel(
            name='Leaf',
            fields=[
                ('kind', models.CharField(max_length=20, verbose_name='类别')),
                ('subject', models.CharField(max_length=200, verbose_name='所记对象')),
                ('salt', models.BinaryField(max_length=32, verbose_name='盐值')),
                ('commitment', models.BinaryField(max_length=32, verbose_name='承诺值')),
                ('payload', models.TextField(blank=True, verbose_name='内容')),
                ('position', models.BigIntegerField(primary_key=True, serialize=False, verbose_name='位次')),
            ],
            options={
                'verbose_name': '已封存叶',
                'indexes': [models.Index(fields=['kind', 'subject'], name='kernel_leaf_subject')],
            },
        ),
        migrations.CreateModel(
            name='Tile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('level', models.PositiveSmallIntegerField(verbose_name='层')),
                ('place', models.BigIntegerField(verbose_name='位置')),
                ('hashes', models.BinaryField(verbose_name='散列值')),
            ],
            options={
                'verbose_name': '树块',
                'constraints': [models.UniqueConstraint(fields=('level', 'place'), name='kernel_tile_place')],
            },
        ),
        migrations.CreateModel(
            name='Cosignature',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('witness', models.CharField(max_length=200, verbose_name='见证人')),
                ('line', models.TextField(verbose_name='签名行')),
                ('at', models.DateTimeField(verbose_name='见证时间')),
                ('checkpoint', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='cosignatures', to='kernel.checkpoint')),
            ],
            options={
                'verbose_name': '见证',
                'constraints': [models.UniqueConstraint(fields=('checkpoint', 'witness'), name='kernel_cosignature_once')],
            },
        ),
        migrations.CreateModel(
            name='PersonalValue',
            fields=[
                ('ref', models.CharField(max_length=32, primary_key=True, serialize=False, verbose_name='引用')),
                ('fact', models.CharField(max_length=60, verbose_name='事实')),
                ('salt', models.BinaryField(max_length=32, null=True, verbose_name='盐值')),
                ('content', models.BinaryField(null=True, verbose_name='密文')),
                ('erased_by', models.PositiveIntegerField(blank=True, null=True, verbose_name='删除行为序号')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.case')),
            ],
            options={
                'verbose_name': '个人信息',
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('content__isnull', False), ('erased_by__isnull', True), ('salt__isnull', False)), models.Q(('content__isnull', True), ('erased_by__isnull', False), ('salt__isnull', True)), _connector='OR'), name='kernel_personal_value_kept_or_erased')],
            },
        ),
        migrations.RunPython(protect_log, release_log),
        migrations.RunPython(commit_to_what_is_on_record, migrations.RunPython.noop),
    ]
