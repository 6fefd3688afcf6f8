"""Writes records of the tests' own institution."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

from django.db.models import QuerySet

from tests.engine.figures.matters.models import Item, Matter
from tests.engine.figures.matters.tables import MATTER, MATTERS
from yifa.kernel.models import Case, Load, Original

ENTERED = datetime(2023, 1, 5, 8, 0, tzinfo=UTC)


class Book:
    """A year of matters: `add` a record by its cells, `list_item` an entry of the register."""

    def __init__(self) -> None:
        self.year = 2022
        self.records: list[Matter] = []

    def add(self, **cells: Any) -> Matter:
        no = str(cells.pop("no", f"M{len(self.records):04}"))
        year = cells.pop("year", self.year)
        case = Case.objects.create(
            procedure=MATTER.name, version=MATTER.version, year=year, source_table=MATTERS.id, source_key=no, acts=1
        )
        record: Matter = QuerySet(Matter).create(of_case=case, year=year, no=no, **cells)
        self.records.append(record)
        return record

    def add_all(self, rows: list[Mapping[str, Any]]) -> None:
        for row in rows:
            self.add(**row)

    def list_item(self, code: str, **cells: Any) -> Item:
        year = cells.pop("year", self.year)
        item: Item = QuerySet(Item).create(
            code=code, key=code, year=year, load=_load(), in_force_from=date(2022, 1, 1), digest="", **cells
        )
        return item

    def rows(self) -> list[dict[str, Any]]:
        """All records as the roll-up takes them."""
        return list(QuerySet(Matter).values("year", *(column.id for column in MATTERS.columns)))


def _load() -> Load:
    original, _ = Original.objects.get_or_create(
        sha256="0" * 64, defaults={"name": "事项.xlsx", "size": 1, "kind": "xlsx", "loaded_at": ENTERED}
    )
    load, _ = Load.objects.get_or_create(
        original=original, sheet="事项", table="matter_items", year=2022, defaults={"started_at": ENTERED}
    )
    return load
