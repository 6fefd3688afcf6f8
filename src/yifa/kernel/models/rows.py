"""What a domain's tables are made of: records of cases, and entries of registers, each traced to its file and row.

A domain subclasses `Record` or `Entry` and names its fields by column id. The names below are kept clear of the
column ids that ledgers use (a rating has a column `case`, a certificate has `valid_from`).
"""

from __future__ import annotations

from django.db import models

from yifa.kernel.models.cases import Case
from yifa.kernel.models.guarded import Guarded
from yifa.kernel.models.originals import Load, Original


class Row(Guarded):
    """A row that came from a ledger, or stands for one: where it lies on file, and the year it counts for."""

    original = models.ForeignKey(Original, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    sheet = models.CharField("工作表", max_length=120, blank=True)
    row = models.PositiveIntegerField("行号", null=True, blank=True)
    year = models.PositiveSmallIntegerField("年度", db_index=True)

    class Meta:
        abstract = True


class Record(Row):
    """The record of a case: a pure projection of its acts, one field for each column of its ledger table."""

    of_case = models.OneToOneField(Case, models.PROTECT, related_name="%(app_label)s_%(class)s")

    class Meta:
        abstract = True


class Entry(Row):
    """An entry of one edition of a register. An edition is the list of one year.

    in_force_from, in_force_to: the days on which this edition is the one in force; to is empty while it still is.
    The validity of the thing itself (of a certificate, say) is its own columns' business.
    """

    key = models.CharField("键", max_length=120)
    in_force_from = models.DateField("启用日期")
    in_force_to = models.DateField("停用日期", null=True, blank=True)
    load = models.ForeignKey(Load, models.PROTECT, related_name="+")
    digest = models.CharField("行摘要", max_length=64)

    class Meta:
        abstract = True
        constraints = [
            models.UniqueConstraint(fields=["key", "year"], name="%(app_label)s_%(class)s_key_year"),
        ]
