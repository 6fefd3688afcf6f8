"""The evidence log: leaves waiting and sealed, tiles, checkpoints and cosignatures; and personal values."""

from __future__ import annotations

from django.db import models

from yifa.kernel.models.cases import Case


class Committed(models.Model):
    """What a leaf commits to: the kind and the name of its subject, the salt, the commitment.

    payload: the text committed to, where no table of its own holds it; «» where one does (an act, an original).
    salt: empty where the subject keeps it, because with it the value can be erased.
    """

    kind = models.CharField("类别", max_length=20)
    subject = models.CharField("所记对象", max_length=200)
    salt = models.BinaryField("盐值", max_length=32)
    commitment = models.BinaryField("承诺值", max_length=32)
    payload = models.TextField("内容", blank=True)

    class Meta:
        abstract = True


class PendingLeaf(Committed):
    """A leaf that waits to be sealed (待封存); written with what it commits to, in one transaction."""

    class Meta:
        verbose_name = "待封存叶"

    def __str__(self) -> str:
        return f"{self.kind} {self.subject}"


class Leaf(Committed):
    """A sealed leaf at its position in the log, counted from 0; never changed and never deleted."""

    position = models.BigIntegerField("位次", primary_key=True)

    class Meta:
        verbose_name = "已封存叶"
        indexes = [models.Index(fields=["kind", "subject"], name="kernel_leaf_subject")]

    def __str__(self) -> str:
        return f"{self.position} {self.kind} {self.subject}"


class Tile(models.Model):
    """A tile of the tree; the last one of a level grows until it holds 256 hashes."""

    level = models.PositiveSmallIntegerField("层")
    place = models.BigIntegerField("位置")
    hashes = models.BinaryField("散列值")

    class Meta:
        verbose_name = "树块"
        constraints = [models.UniqueConstraint(fields=["level", "place"], name="kernel_tile_place")]

    def __str__(self) -> str:
        return f"{self.level}/{self.place}"


class Checkpoint(models.Model):
    """A signed statement of how long the log was and what its root was; never changed and never deleted."""

    size = models.BigIntegerField("叶数", primary_key=True)
    root = models.BinaryField("根", max_length=32)
    note = models.TextField("签名文本")
    at = models.DateTimeField("封存时间")

    class Meta:
        verbose_name = "封存点"

    def __str__(self) -> str:
        return str(self.size)


class Cosignature(models.Model):
    """A witness's signature below a checkpoint; witness: its key as published, with which fsck checks the line."""

    checkpoint = models.ForeignKey(Checkpoint, models.PROTECT, related_name="cosignatures")
    witness = models.CharField("见证人", max_length=200)
    line = models.TextField("签名行")
    at = models.DateTimeField("见证时间")

    class Meta:
        verbose_name = "见证"
        constraints = [models.UniqueConstraint(fields=["checkpoint", "witness"], name="kernel_cosignature_once")]

    def __str__(self) -> str:
        return f"{self.checkpoint_id} {self.witness}"


class PersonalValue(models.Model):
    """A personal value of an act, kept outside it: the act holds only `ref`.

    content: encrypted under a key of its own, made of the installation's key and `salt`, which is also the salt of
    its leaf. Erasure empties both, and names the act that ordered it; ref, and the leaf in the log, remain.
    """

    ref = models.CharField("引用", max_length=32, primary_key=True)
    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    fact = models.CharField("事实", max_length=60)
    salt = models.BinaryField("盐值", max_length=32, null=True)
    content = models.BinaryField("密文", null=True)
    erased_by = models.PositiveIntegerField("删除行为序号", null=True, blank=True)

    class Meta:
        verbose_name = "个人信息"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(salt__isnull=False, content__isnull=False, erased_by__isnull=True)
                | models.Q(salt__isnull=True, content__isnull=True, erased_by__isnull=False),
                name="kernel_personal_value_kept_or_erased",
            ),
        ]

    def __str__(self) -> str:
        return self.ref
