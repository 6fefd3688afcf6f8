"""The records behind a figure as one viewer may see them: the number is public, its records not always.

Public viewers are shown public facts of open records; what is not shown is counted, with the ground for it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, QuerySet

from yifa.engine.figures import live
from yifa.kernel.access import Viewer, shown, visible
from yifa.kernel.confidentiality import CONFIDENTIALITY, Level
from yifa.kernel.figures.declaration import Figure
from yifa.law.fact import Value

PAGE = 50
GROUNDS: Mapping[str, str] = {
    Level.WORK_SECRET: "工作秘密,限指定岗位知悉",
    Level.INTERNAL: "尚未公开的内部记录",
    Level.PUBLIC: "未载明所属机关",
}
UNKNOWN = "未载明或者未能识别密级"


@dataclass(frozen=True, slots=True)
class Withheld:
    """Records that are counted and not shown, all on one ground."""

    records: int
    ground: str

    @property
    def sentence(self) -> str:
        """«不公开记录 3 条:工作秘密,限指定岗位知悉。»."""
        return f"不公开记录 {self.records} 条:{self.ground}。"


@dataclass(frozen=True, slots=True)
class Drilled:
    """One page of records by the figure's columns; total: all records behind it; visible: those one may see."""

    rows: tuple[Mapping[str, Value], ...]
    total: int
    visible: int
    withheld: tuple[Withheld, ...]


def drill(
    figure: Figure,
    viewer: Viewer,
    *,
    on: date,
    year: int,
    parameters: Mapping[str, object],
    first: int = 0,
    count: int = PAGE,
) -> Drilled:
    """Open a figure to the records behind it, as the viewer may see them on that day, from the `first` one on."""
    records = live.records(figure, year=year, parameters=parameters)
    mine = visible(records, viewer, on=on)
    seen = [shown(record, viewer, table=figure.table, on=on) for record in mine[first : first + count]]
    rows = tuple({name: one.values[name] for name in figure.drill if name in one.values} for one in seen)
    return Drilled(
        rows, records.count(), mine.count(), withheld(figure, viewer, on=on, year=year, parameters=parameters)
    )


def withheld(
    figure: Figure, viewer: Viewer, *, on: date, year: int, parameters: Mapping[str, object]
) -> tuple[Withheld, ...]:
    """How many of the records behind a figure the viewer may not see, by ground; nothing where all are visible."""
    records = live.records(figure, year=year, parameters=parameters)
    counts = _by_level(records)
    counts.update({level: counts[level] - n for level, n in _by_level(visible(records, viewer, on=on)).items()})
    grounds: dict[str, int] = {}
    for level, n in counts.items():
        ground = GROUNDS.get(level, UNKNOWN)
        grounds[ground] = grounds.get(ground, 0) + n
    return tuple(Withheld(n, ground) for ground, n in sorted(grounds.items()) if n)


def _by_level(records: QuerySet[Any]) -> dict[str, int]:
    found = records.order_by().values_list(CONFIDENTIALITY.name).annotate(n=Count("pk"))
    return dict(found)
