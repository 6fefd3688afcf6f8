"""How well a sheet fits a table: by its columns, and by what the sheet, its title and its file are called."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from yifa.engine.ingest.assignment import Assignment
from yifa.engine.ingest.heads import Head, folded, is_serial
from yifa.kernel.ledger import Table

# A sheet named after a table is that table by its key and a third of its columns, or where nearly all it has is
# known. A sheet of another name must show more: «编号、对象、单位、日期» under «规范性文件后评估» is no 决策后评估.
_THIRD, _HALF, _NEARLY_ALL = 0.3, 0.5, 0.7
_MANY, _VERY_MANY = 6, 8
_SAME_NAME, _NAME_WITHIN, _FILE_NAME = 0.25, 0.2, 0.1
_YEARS = re.compile(r"\d+年?度?版?|年度")
_NO_NAME = re.compile(r"(?:sheet|工作表|表|table|data|数据|导出|export)?[\d()]*(?:年度?)?")
_LEDGER = re.compile(r"\s*(\d{2})(?!\d)")
_SHORTEST = 2  # Of a shorter title nothing can be said: «2022年» is one.


@dataclass(frozen=True, slots=True)
class Naming:
    """What the names around a sheet say: how much for the table, and whether they speak against it."""

    bonus: float
    is_contrary: bool


@dataclass(frozen=True, slots=True)
class Fit:
    """How well a sheet fits a table, for comparing tables, and whether that is enough to take it for one.

    is_exact: the sheet has the table's own heads, every one of them and no other.
    """

    value: float
    is_enough: bool
    has_key: bool
    is_exact: bool = False


def naming(table: Table, also: Sequence[str], *, sheet: str, titles: Sequence[str], file: str) -> Naming:
    """Return what the names say of the table, whose other titles are `also`."""
    wanted = [title for title in (_YEARS.sub("", folded(t)) for t in (table.title, *also)) if len(title) >= _SHORTEST]
    names = [_YEARS.sub("", folded(name)) for name in (sheet, *titles)]
    if any(title in names for title in wanted):
        return Naming(_SAME_NAME, is_contrary=False)
    if any(title in name for title in wanted for name in names):
        return Naming(_NAME_WITHIN, is_contrary=False)
    if any(title in folded(PurePosixPath(file).stem) for title in wanted):
        return Naming(_FILE_NAME, is_contrary=False)
    ledger = _LEDGER.match(PurePosixPath(file).name)
    is_other_ledger = ledger is not None and ledger[1] != table.ledger
    is_named = bool(wanted) and not all(_NO_NAME.fullmatch(folded(name)) for name in (sheet, *titles))
    return Naming(0, is_contrary=is_named or is_other_ledger)


def is_title_of(table: Table, also: Sequence[str], name: str) -> bool:
    """Whether a sheet of this name is called exactly as the table, or by one of its other titles."""
    return _YEARS.sub("", folded(name)) in {_YEARS.sub("", folded(title)) for title in (table.title, *also)}


def fit_of(table: Table, found: Assignment, heads: Sequence[Head], name: Naming, *, is_mapped: bool) -> Fit:
    """Return how well the heads that columns took fit the table; `is_mapped`: a person has named the table."""
    matched = len(found.taken)
    if table.key not in found.taken:
        return Fit(matched / (100 * len(table.columns)), is_enough=False, has_key=False)
    recall = matched / len(table.columns)
    precision = matched / max(sum(1 for head in heads if not is_serial(head) or head in found.taken.values()), 1)
    value = 2 * recall * precision / (recall + precision) - found.cost / (200 * matched) + name.bonus
    is_enough = is_mapped or (matched > 1 and _is_enough(matched, recall, precision, name))
    is_exact = matched > 1 and recall == precision == 1 and found.cost == 0
    return Fit(value, is_enough=is_enough, has_key=True, is_exact=is_exact)


def _is_enough(matched: int, recall: float, precision: float, name: Naming) -> bool:
    if name.bonus:
        return recall >= _THIRD or precision >= _NEARLY_ALL
    if recall < _HALF:
        return matched >= _VERY_MANY and precision >= _NEARLY_ALL
    return matched >= _MANY or (precision >= _NEARLY_ALL and not name.is_contrary)
