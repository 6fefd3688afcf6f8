"""What an organ may take in by itself: rows of its own, and no list that holds for the whole district."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from yifa.engine.ingest.outcome import Batch, Rejected, Row
from yifa.engine.ingest.refusal import Reason
from yifa.kernel.ledger import Table
from yifa.kernel.models import Case
from yifa.kernel.organs import paths_named
from yifa.kernel.replay import owner_named
from yifa.law.condition import SEPARATOR
from yifa.law.fold import Given


@dataclass(frozen=True, slots=True)
class Within:
    """The organ whose rows, and those of the organs beneath it, may be taken in; name: what people call it."""

    organ_path: str
    name: str

    def screened(self, batch: Batch, *, table: Table, given: Given) -> Batch:
        """The batch with the rows that are not this organ's among those that come back, each with the reason.

        Of a register all come back: its edition replaces the whole list, also what others entered.
        """
        if table.becomes is None:
            return _with(batch, {row.sheet_row: self._whole(table) for row in batch.rows}, table)
        owners = {row.sheet_row: owner_named(table, row.values, given) for row in batch.rows}
        paths = paths_named(names=owners.values())
        held = _organs_of_cases(table, batch)
        refused: dict[int, str] = {}
        for row in batch.rows:
            owner, key = owners[row.sheet_row], str(row.values[table.key])
            if not self._reaches(paths.get(owner, "")):
                refused[row.sheet_row] = self._foreign(owner)
            elif key in held and not self._reaches(held[key]):
                refused[row.sheet_row] = self._taken(key)
        return _with(batch, refused, table)

    def _reaches(self, path: str) -> bool:
        return path == self.organ_path or path.startswith(self.organ_path + SEPARATOR)

    def _whole(self, table: Table) -> str:
        return f"「{table.title}」是全区统一启用的名录,不由单个机关导入。请把文件交给年度报告编制岗位或者系统运维岗位导入。"

    def _foreign(self, owner: str) -> str:
        whose = f"写明的机关是「{owner}」" if owner else "没有写明是哪个机关的"
        return f"本行{whose},您只能导入「{self.name}」及其下属的记录。请删去本行,或者交由有权的机关导入。"

    def _taken(self, key: str) -> str:
        return f"编号「{key}」不归「{self.name}」使用,不能由您导入。请核对编号是否填错。"


def _organs_of_cases(table: Table, batch: Batch) -> dict[str, str]:
    keys = [str(row.values[table.key]) for row in batch.rows]
    found = Case.objects.filter(source_table=table.id, source_key__in=keys)
    return dict(found.values_list("source_key", "organ_path"))


def _with(batch: Batch, refused: Mapping[int, str], table: Table) -> Batch:
    if not refused:
        return batch
    column = table.column(table.organ or table.key)
    kept = [row for row in batch.rows if row.sheet_row not in refused]
    gone = (row for row in batch.rows if row.sheet_row in refused)
    back = [_rejected(batch, row, table, column.id, refused[row.sheet_row]) for row in gone]
    return Batch(
        batch.table, batch.file, batch.sheet, kept, [*batch.rejected, *back], batch.duplicates, batch.conflicts
    )


def _rejected(batch: Batch, row: Row, table: Table, column: str, sentence: str) -> Rejected:
    # Its key is not given: where a row of a register came back, findings say so, and this row is somebody else's.
    value = row.values.get(column)
    where = batch.file, batch.sheet, row.sheet_row, batch.table
    shown = None if value is None else str(value)
    return Rejected(*where, table.column(column).head, column, shown, Reason.OTHER_ORGAN, sentence)
