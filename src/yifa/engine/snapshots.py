"""Snapshots: tables of the live database written out as Parquet, on which all bulk work is done.

DuckDB never opens the live SQLite file. Rows are streamed through the database's own cursor, so that memory stays
small whatever the size, on SQLite and on PostgreSQL. A file is written beside the old one and then takes its place,
so a reader never sees half of it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from django.apps import apps
from django.db import connection, models
from django.db.models import Count, Max

from yifa.kernel.access.columns import COLUMNS
from yifa.kernel.ledger import Table
from yifa.kernel.models import Case, MomentField, Record

ROWS_AT_A_TIME = 50_000
MARK = b"yifa.mark"
TYPES: Mapping[type[models.Field[Any, Any]], pa.DataType] = {
    models.BooleanField: pa.bool_(),
    models.DateTimeField: pa.timestamp("us"),
    models.DateField: pa.date32(),
    MomentField: pa.timestamp("us"),
    models.IntegerField: pa.int64(),
    models.CharField: pa.string(),
    models.TextField: pa.string(),
    models.JSONField: pa.string(),
}
"""How a field is held; the first kind that fits decides, so a moment stands before a day."""
GUARD: Mapping[str, str] = {fact.name: fact.name for fact in COLUMNS}
"""Every snapshot carries the columns by which it is decided who may see a row of it."""


class UnableToSnapshot(TypeError):
    """A field is of a kind that no snapshot can hold."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One Parquet file; written tells whether this call wrote it, or found that nothing had changed."""

    file: Path
    rows: int
    written: bool


def write_records(table: Table, folder: Path) -> Snapshot:
    """Write the record table of a ledger table, year after year, as «<table id>.parquet» with its columns by column id."""
    model = apps.get_model(table.record)
    columns = {"year": "year", **{column.id: column.id for column in table.columns}, **GUARD}
    # A reader of one year skips the rest of the file.
    order = ("year", "pk")
    return write_model(model, folder / f"{table.id}.parquet", columns=columns, mark=_mark(table), order=order)


def write_register(table: Table, folder: Path, *, year: int) -> Snapshot:
    """Write one edition of a register for the scan, as «<table id>.parquet»: `key`, then its facts by their names."""
    model = apps.get_model(table.record)
    facts = {getattr(column.becomes, "name", column.id): column.id for column in table.columns}
    mark = f"{year}:{_mark(table)}"
    file = folder / f"{table.id}.parquet"
    return write_model(model, file, columns={"key": table.key, **facts, **GUARD}, mark=mark, year=year)


def write_model(
    model: type[models.Model],
    file: Path,
    *,
    columns: Mapping[str, str],
    mark: str = "",
    order: tuple[str, ...] = ("pk",),
    year: int | None = None,
) -> Snapshot:
    """Write columns of any table (name in the file → field), as it stands, in this order.

    mark: a high-water mark of the content; where the file carries the same one, it is left as it is. year: only
    rows of this year, for models that have one.
    """
    known = unchanged(file, mark)
    if known is not None:
        return known
    fields = [_field(model, name) for name in columns.values()]
    schema = pa.schema([(name, type_of(field)) for name, field in zip(columns, fields, strict=True)])
    rows: models.QuerySet[Any, Any] = models.QuerySet(model).order_by(*order)
    rows = rows if year is None else rows.filter(year=year)
    with replacing(file, schema=schema, mark=mark) as writer:
        for values in streamed(rows.values_list(*(field.attname for field in fields))):
            columns_of_batch = [column_of(v, kind) for v, kind in zip(values, schema.types, strict=True)]
            writer.write_batch(pa.RecordBatch.from_arrays(columns_of_batch, schema=schema))
    return Snapshot(file, pq.read_metadata(file).num_rows, written=True)


@contextmanager
def replacing(file: Path, *, schema: pa.Schema, mark: str = "") -> Iterator[pq.ParquetWriter]:
    """A writer whose file takes the place of an older one only when it is whole."""
    file.parent.mkdir(parents=True, exist_ok=True)
    growing = file.with_suffix(".partial")
    with pq.ParquetWriter(growing, schema.with_metadata({MARK: mark.encode()}), compression="zstd") as writer:
        yield writer
    growing.replace(file)


def unchanged(file: Path, mark: str) -> Snapshot | None:
    """The snapshot that is there already and carries this mark; None where it must be written."""
    if not mark or not file.exists():
        return None
    found = pq.read_metadata(file)
    same = (found.metadata or {}).get(MARK) == mark.encode()
    return Snapshot(file, found.num_rows, written=False) if same else None


def streamed(rows: models.QuerySet[Any, Any]) -> Iterator[list[tuple[Any, ...]]]:
    """The columns of a query, some thousand rows at a time, as the database driver gives them."""
    sql, parameters = rows.query.sql_with_params()
    with connection.chunked_cursor() as cursor:
        cursor.execute(sql, parameters)
        while found := cursor.fetchmany(ROWS_AT_A_TIME):
            yield list(zip(*found, strict=True))


def type_of(field: models.Field[Any, Any]) -> pa.DataType:
    """The Arrow type of a field; raises UnableToSnapshot where there is none."""
    plain = getattr(field, "target_field", field)
    for kind, found in TYPES.items():
        if isinstance(plain, kind):
            return found
    msg = f"the field {field.name} of {field.model.__name__} is of a kind that no snapshot can hold"
    raise UnableToSnapshot(msg)


def column_of(values: Sequence[object], kind: pa.DataType) -> pa.Array:
    """The values of one column; a moment that the database keeps as text is read."""
    if pa.types.is_timestamp(kind) and any(isinstance(value, str) for value in values):
        return pa.array(values, pa.string()).cast(kind)
    return pa.array(values, kind)


def _field(model: type[models.Model], name: str) -> models.Field[Any, Any]:
    found = model._meta.get_field(name)  # noqa: SLF001 - Django's own interface
    if isinstance(found, models.Field):
        return found
    msg = f"{model.__name__} has no column {name}"
    raise UnableToSnapshot(msg)


def _mark(table: Table) -> str:
    # A record changes only by an act of its case, an entry only by a load.
    model = apps.get_model(table.record)
    sums = {"rows": Count("pk"), "last": Max("pk")}
    if issubclass(model, Record):
        acts = Case.objects.filter(source_table=table.id).aggregate(acts=models.Sum("acts"), cases=Max("pk"))
        return _text(models.QuerySet(model).aggregate(**sums) | acts) + guard_mark(models.QuerySet(model))
    return _text(models.QuerySet(model).aggregate(**sums, load=Max("load"))) + guard_mark(models.QuerySet(model))


def guard_mark(rows: models.QuerySet[Any, Any]) -> str:
    """A digest of how many rows carry which columns of visibility: an organ may be placed without any act."""
    found = rows.order_by(*GUARD).values_list(*GUARD).annotate(n=Count("pk"))
    return " guard=" + hashlib.sha256(repr(list(found)).encode()).hexdigest()[:16]


def _text(sums: Mapping[str, object]) -> str:
    return " ".join(f"{name}={value}" for name, value in sums.items())
