"""An institution that exists only in tests: matters, and a register of items that they name."""

from django.db import models

from yifa.kernel.models import Entry, MomentField, Record


class Matter(Record):
    no = models.CharField(max_length=60, null=True)  # noqa: DJ001 - an empty cell is NULL
    organ = models.CharField(max_length=60, null=True)  # noqa: DJ001 - as above
    status = models.CharField(max_length=60, null=True)  # noqa: DJ001 - as above
    methods = models.CharField(max_length=60, null=True)  # noqa: DJ001 - as above
    item = models.CharField(max_length=60, null=True)  # noqa: DJ001 - as above
    urgent = models.BooleanField(null=True)
    visits = models.IntegerField(null=True)
    fine = models.BigIntegerField(null=True)
    gain = models.BigIntegerField(null=True)
    opened = models.DateField(null=True)
    closed = models.DateField(null=True)
    heard = MomentField(null=True)

    class Meta:
        app_label = "matters"

    def __str__(self) -> str:
        return self.no or ""


class Item(Entry):
    code = models.CharField(max_length=60, null=True)  # noqa: DJ001 - an empty cell is NULL
    instant = models.BooleanField(null=True)
    promised = models.IntegerField(null=True)

    class Meta(Entry.Meta):
        app_label = "matters"

    def __str__(self) -> str:
        return self.code or ""
