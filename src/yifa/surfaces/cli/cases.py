"""Which case a word on the command line means."""

from __future__ import annotations

from django.db.models import Q
from django.utils.timezone import localdate

from yifa.kernel.access import OPERATOR, visible
from yifa.kernel.models import Case
from yifa.surfaces.cli.refusal import UnableToRun


def one_case(key: str) -> Case:
    """The one case of that ledger key, number, or internal number. Raises UnableToRun where it is not one."""
    named = Case.objects.filter(Q(source_key=key) | Q(number=key)).order_by("pk")
    by_id = Case.objects.filter(pk=int(key) if key.isdigit() else 0)
    found = list(visible(named, OPERATOR, on=localdate())[:2]) or list(visible(by_id, OPERATOR, on=localdate()))
    if len(found) != 1:
        raise UnableToRun(f"没有唯一的案件「{key}」。请用台账键、编号或者内部号指明一件。")
    return found[0]
