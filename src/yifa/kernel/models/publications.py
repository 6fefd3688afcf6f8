"""Duties to publish, one row for each case and channel; and the texts that were published, word for word."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from yifa.kernel.models.cases import Case


class PublishedText(models.Model):
    """A text as it was published, under the hash of its content. It is never changed; an erasure is an act."""

    sha256 = models.CharField("SHA-256", max_length=64, primary_key=True)
    text = models.TextField("公示内容")

    class Meta:
        verbose_name = "公示文本"

    def __str__(self) -> str:
        return self.sha256


class Publication(models.Model):
    """What a case owes to one channel, and what became of it: a cache of its acts, which fsck compares with them.

    address: the last part of its public address, fixed by case and channel and so never used for anything else;
    is_owed: whether the law asks for it; due_on, rule, proof: until when, by which rule, and the counting as JSON;
    done_on, number, receipt, file: when it was published, and the receipt's number, address and SHA-256 of its file;
    text: hash of the text published; withdrawn_on, ground, approved_by: where it was taken down;
    acts: how many acts the case had when this row was made.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="publications", db_index=False)
    channel = models.CharField("公示渠道", max_length=40)
    step = models.CharField("环节", max_length=60)
    address = models.CharField("公开地址", max_length=80, unique=True)
    is_owed = models.BooleanField("应当公示", default=False)
    due_on = models.DateField("应公示日期", null=True, blank=True)
    rule = models.CharField("期限规则", max_length=80, blank=True)
    proof = models.TextField("期限算法", blank=True)
    done_on = models.DateField("公示日期", null=True, blank=True)
    number = models.CharField("回执编号", max_length=120, blank=True)
    receipt = models.CharField("回执地址", max_length=300, blank=True)
    file = models.CharField("回执文件摘要", max_length=64, blank=True)
    text = models.CharField("公示文本摘要", max_length=64, blank=True)
    withdrawn_on = models.DateField("撤下日期", null=True, blank=True)
    ground = models.CharField("撤下依据", max_length=300, blank=True)
    approved_by = models.CharField("批准人", max_length=120, blank=True)
    acts = models.PositiveIntegerField("行为数")

    class Meta:
        verbose_name = "公示义务"
        constraints = [
            models.UniqueConstraint(fields=["case", "channel"], name="kernel_publication_once"),
            models.CheckConstraint(
                condition=Q(withdrawn_on__isnull=True, ground="", approved_by="")
                | (Q(withdrawn_on__isnull=False, done_on__isnull=False) & ~Q(ground="") & ~Q(approved_by="")),
                name="kernel_publication_withdrawn_with_ground",
            ),
        ]
        indexes = [
            models.Index(
                fields=["due_on"], condition=Q(is_owed=True, done_on__isnull=True), name="kernel_publication_due"
            ),
        ]

    def __str__(self) -> str:
        return self.address
