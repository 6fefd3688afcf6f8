"""What an organ wrote in reply beside its acts: whether its figures are right, and what it did in the year."""

from __future__ import annotations

from django.db import models

from yifa.kernel.models import Case


class ReplySheet(models.Model):
    """One sheet of a reply, never changed: of those of one kind, the last one stands.

    kind: «figures» or «narrative»; content: JSON text.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    kind = models.CharField("种类", max_length=20)
    on = models.DateField("日期")
    at = models.DateTimeField("录入时间")
    organ = models.CharField("机关", max_length=120, blank=True)
    entered_by = models.CharField("录入人", max_length=120)
    content = models.TextField("内容")

    class Meta:
        verbose_name = "报送页"
        indexes = [models.Index(fields=["case", "kind"], name="reporting_sheet_case_kind")]

    def __str__(self) -> str:
        return f"{self.case_id}·{self.kind}"
