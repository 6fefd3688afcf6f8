"""One revision of one part of a document that people write."""

from __future__ import annotations

from django.db import models


class Revision(models.Model):
    """What one person wrote of one part of a document; never changed and never deleted.

    document: e.g. «report/2022»; part: which part of it; number: the how-manieth revision of that part; verdict:
    where the part is a question, how it was answered.
    """

    document = models.CharField("文稿", max_length=60)
    part = models.CharField("部分", max_length=200)
    number = models.PositiveIntegerField("第几稿")
    text = models.TextField("文字", blank=True)
    verdict = models.CharField("选择", max_length=20, blank=True)
    by = models.CharField("修改人", max_length=120)
    at = models.DateTimeField("修改时间")

    class Meta:
        verbose_name = "文稿修改"
        constraints = [models.UniqueConstraint(fields=["document", "part", "number"], name="drafts_revision_once")]

    def __str__(self) -> str:
        return f"{self.document}·{self.part}·{self.number}"
