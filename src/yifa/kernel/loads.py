"""Keeping source files, and taking in their sheets: begun once, acknowledged row by row, finished."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from yifa.kernel.confidentiality import NOT_KEPT
from yifa.kernel.evidence.keys import suite_in_use
from yifa.kernel.evidence.leaves import Subject, committing, original_text
from yifa.kernel.evidence.log import write
from yifa.kernel.ledger import Table
from yifa.kernel.models import Load, Original

UNDONE = "undone"
"""Among the counts of a load: how many rows were taken back. Such a load stands open, and can be taken up anew."""


class UnableToBeginLoad(ValueError):
    """The sheet was taken in already; what differs is a matter for a correction."""


def keep_original(*, name: str, sha256: str, size: int, kind: str, at: datetime) -> Original:
    """The kept file of this content; the same content under another name is the file already kept."""
    known = {"name": name, "size": size, "kind": kind, "loaded_at": at}
    with transaction.atomic():
        original, is_new = Original.objects.get_or_create(sha256=sha256, defaults=known)
        if is_new:
            text = original_text(vars(original))
            write([committing(suite_in_use(), Subject.ORIGINAL, sha256, text)])
    return original


def originals_named(name: str) -> list[Original]:
    """The kept files of that name, or whose hash begins so, the latest first."""
    named = Q(name=name) | Q(name__endswith=f"/{name}") | Q(sha256__startswith=name.lower())
    return list(Original.objects.filter(named).exclude(kind=NOT_KEPT).order_by("-pk"))


def begin_load(
    *,
    original: Original,
    sheet: str,
    table: Table,
    year: int,
    at: datetime,
    entered_by: str = "",
    in_force_from: date | None = None,
) -> Load:
    """Begin to take in a sheet, or go on with an interrupted load of it after its `last_row`.

    in_force_from: for a register, the day from which the edition holds, by default 1 January of its year.
    Raises UnableToBeginLoad where the same sheet of the same file was taken in to its end.
    """
    edition = in_force_from or (date(year, 1, 1) if table.becomes is None else None)
    begun = {"started_at": at, "entered_by": entered_by, "in_force_from": edition}
    load, _ = Load.objects.get_or_create(original=original, sheet=sheet, table=table.id, year=year, defaults=begun)
    if load.status == Load.Status.FINISHED:
        raise UnableToBeginLoad(
            f"不得重复载入:文件「{original.name}」的工作表「{sheet}」已于{load.finished_at:%Y-%m-%d}载入{year}年「{table.title}」。"
            "内容有更正的,请载入更正后的文件。"
        )
    return load


def acknowledge(*, load: Load, last_row: int, counts: Mapping[str, int]) -> None:
    """Count outcomes of rows up to `last_row` as committed; call it in the transaction that writes them."""
    load.last_row = max(load.last_row, last_row)
    load.counts = {name: load.counts.get(name, 0) + counts.get(name, 0) for name in {*load.counts, *counts}}
    load.save(update_fields=["last_row", "counts"])


def loads_entered(*, by: str | None, newest: int) -> list[Load]:
    """The latest loads, as many as asked for: of whoever is named as having entered them, None for anybody's."""
    rows = Load.objects.select_related("original").order_by("-pk")
    return list((rows if by is None else rows.filter(entered_by=by))[:newest])


def load_entered(*, load_id: int, by: str | None) -> Load | None:
    """The load, if whoever is named entered it; by None: whoever did. None where there is none such."""
    rows = Load.objects.select_related("original").filter(pk=load_id)
    return (rows if by is None else rows.filter(entered_by=by)).first()


def finish_load(*, load: Load, at: datetime) -> None:
    """Mark a load as complete."""
    load.status, load.finished_at = Load.Status.FINISHED, at
    load.save(update_fields=["status", "finished_at"])


def reopen_load(*, load: Load, counts: Mapping[str, int]) -> None:
    """Open a load anew from its first row, because what it brought was taken back; counts: of what was."""
    load.status, load.finished_at, load.last_row, load.counts = Load.Status.RUNNING, None, 0, dict(counts)
    load.save(update_fields=["status", "finished_at", "last_row", "counts"])
