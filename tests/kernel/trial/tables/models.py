"""Tables of the trial. An empty cell is NULL: not known, which is not an empty text."""
# ruff: noqa: DJ001

from django.db import models

from yifa.kernel.models import Entry, MomentField, Record


class Permit(Record):
    no = models.TextField(null=True)
    title = models.TextField(null=True)
    organ = models.TextField(null=True)
    code = models.TextField(null=True)
    fine = models.BigIntegerField(null=True)
    urgent = models.BooleanField(null=True)
    c1 = models.TextField(null=True)
    c2 = models.TextField(null=True)
    applied = models.DateField(null=True)
    fix1 = models.DateField(null=True)
    fix2 = models.DateField(null=True)
    accepted = models.DateField(null=True)
    ext = models.DateField(null=True)
    ext_to = models.DateField(null=True)
    sp_from = models.DateField(null=True)
    sp_to = models.DateField(null=True)
    reviewed = MomentField(null=True)
    noted = MomentField(null=True)
    decided = models.DateField(null=True)
    delivered = models.DateField(null=True)
    status = models.TextField(null=True)

    class Meta(Record.Meta):
        app_label = "trial"

    def __str__(self) -> str:
        return self.no or ""


class Officer(Entry):
    cert = models.TextField(null=True)
    name = models.TextField(null=True)
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)
    cancelled = models.DateField(null=True)

    class Meta(Entry.Meta):
        app_label = "trial"

    def __str__(self) -> str:
        return self.cert or ""
