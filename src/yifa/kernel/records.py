"""Record rows as the database holds them: which columns of a ledger table its model has, and how values are stored."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper

from yifa.kernel.catalogue import record_model
from yifa.kernel.ledger import Table
from yifa.law.fact import Value


@dataclass(frozen=True)
class Stored:
    """A ledger table as stored: its model, its name in the database, and its fields by column id."""

    model: Any
    name: str
    fields: Mapping[str, Any]

    def of(self, row: Mapping[str, Value]) -> dict[str, Value]:
        """The part of a row for which the model has fields."""
        return {column: row[column] for column in self.fields if column in row}

    def prepared(self, row: Mapping[str, Value], connection: BaseDatabaseWrapper) -> list[Any]:
        """The values as the database takes them, in order of the row."""
        return [self.fields[column].get_db_prep_save(value, connection) for column, value in row.items()]

    def assignments(self, columns: Iterable[str], mark: str) -> str:
        """The SET list of an UPDATE of these columns."""
        return ", ".join(f'"{self.fields[column].column}" = {mark}' for column in columns)


@cache
def stored(table: Table) -> Stored:
    """How the table is stored."""
    model = record_model(table)
    fields = {field.name: field for field in model._meta.concrete_fields}  # noqa: SLF001 - Django's public options
    own = {column.id: fields[column.id] for column in table.columns if column.id in fields}
    return Stored(model, model._meta.db_table, own)  # noqa: SLF001 - as above


def changes(before: Mapping[str, Value], after: Mapping[str, Value], table: Table) -> dict[str, Value]:
    """The stored columns in which a record row changes, with their new values."""
    return {column: after[column] for column in stored(table).fields if after[column] != before[column]}
