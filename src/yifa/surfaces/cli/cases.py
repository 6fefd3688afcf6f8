"""Which case a word on the command line means."""

from __future__ import annotations

from yifa.kernel.models import Case
from yifa.surfaces.cli.refusal import UnableToRun


def one_case(key: str) -> Case:
    """The one case of that ledger key, number, or internal number. Raises UnableToRun where it is not one."""
    found = list(Case.objects.filter(source_key=key)[:2]) or list(Case.objects.filter(number=key)[:2])
    if not found and key.isdigit():
        found = list(Case.objects.filter(pk=int(key)))
    if len(found) != 1:
        raise UnableToRun(f"没有唯一的案件「{key}」。请用台账键、编号或者内部号指明一件。")
    return found[0]
