"""The roll-up of figures: small sums per organ and month that are only ever added to, until they are compacted."""

from typing import ClassVar

from django.db import models


class RollUp(models.Model):
    """So much was added to an amount of figures; `amount` names the declaration it was counted from by its digest.

    month: 202205, or 202200 for records without a day; a row with month=0 says that the amount has been built.
    """

    amount = models.CharField(max_length=16)
    year = models.IntegerField()
    month = models.IntegerField()
    organ = models.CharField(max_length=100, blank=True)
    added = models.BigIntegerField()

    class Meta:
        app_label = "kernel"
        db_table = "kernel_figure_roll_up"
        indexes: ClassVar = [models.Index(fields=["year", "amount"], name="figure_roll_up_year_amount")]

    def __str__(self) -> str:
        return f"{self.amount} {self.month} {self.organ} {self.added:+}"
