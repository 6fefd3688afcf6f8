"""The three columns by which it is decided who may see a row. A row that lacks one of them is seen by nobody."""

from __future__ import annotations

from django.db import models


class Guarded(models.Model):
    """A row with the columns that decide who may see it.

    organ_path: where in the tree of organs it belongs; confidentiality: its 密级 in one of our words; known_to: for a
    work secret, the post that may know of it. All follow from the acts of the case, or from the load of the entry.
    """

    organ_path = models.CharField("机关路径", max_length=300, blank=True, default="")
    confidentiality = models.CharField("密级", max_length=20, blank=True, default="")
    known_to = models.CharField("知悉岗位", max_length=120, blank=True, default="")

    class Meta:
        abstract = True
