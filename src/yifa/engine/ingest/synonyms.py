"""Other headings that offices use for a column: a table in the package, and a district's own beside it."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

from yifa.engine.ingest.refusal import UnableToReadFile

EVERY_TABLE = "*"
"""Under this name the file lists, for a usual head of any table, other words for it."""

TITLES = "*"
"""Under this name a table lists other titles of its own."""

_SHAPE = '同义词文件应为:{表: {列: [表头, …]}},表、列用编号;适用于所有表的写在 "*" 下,列写常用表头。'


@dataclass(frozen=True, eq=False)
class Synonyms:
    """Headings by table id and column id; under `EVERY_TABLE`, by usual head."""

    heads: Mapping[str, Mapping[str, tuple[str, ...]]]

    def of(self, table: str, column: str, head: str) -> tuple[str, ...]:
        """Return other headings of that column."""
        own = self.heads.get(table, {}).get(column, ())
        return (*own, *self.heads.get(EVERY_TABLE, {}).get(head.rpartition("/")[2], ()))

    def titles(self, table: str) -> tuple[str, ...]:
        """Return other titles of that table."""
        return () if table == EVERY_TABLE else self.heads.get(table, {}).get(TITLES, ())

    def joined(self, other: Synonyms) -> Synonyms:
        """Return both together."""
        tables = {*self.heads, *other.heads}
        return Synonyms({table: _joined(self.heads.get(table, {}), other.heads.get(table, {})) for table in tables})


@cache
def shipped_synonyms() -> Synonyms:
    """Return the table of the package."""
    return _checked(json.loads(files(__package__).joinpath("synonyms.json").read_text(encoding="utf-8")))


def load_synonyms(path: Path | None = None) -> Synonyms:
    """Return the shipped table with a district's own: of `path`, else of the file that YIFA_SYNONYMS names."""
    named = path or (Path(os.environ["YIFA_SYNONYMS"]) if os.environ.get("YIFA_SYNONYMS") else None)
    if named is None:
        return shipped_synonyms()
    try:
        return shipped_synonyms().joined(_checked(json.loads(named.read_text(encoding="utf-8-sig"))))
    except (OSError, ValueError) as fault:
        detail = fault if isinstance(fault, UnableToReadFile) else _SHAPE
        raise UnableToReadFile(f"同义词文件「{named}」不能使用。{detail}") from None


def _joined(one: Mapping[str, tuple[str, ...]], two: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    return {column: (*one.get(column, ()), *two.get(column, ())) for column in {*one, *two}}


def _checked(content: object) -> Synonyms:
    if not isinstance(content, dict) or not all(_is_table(table) for table in content.values()):
        raise UnableToReadFile(_SHAPE)
    return Synonyms(
        {table: {column: tuple(heads) for column, heads in columns.items()} for table, columns in content.items()}
    )


def _is_table(table: object) -> bool:
    return isinstance(table, dict) and all(
        isinstance(heads, list) and all(isinstance(head, str) for head in heads) for heads in table.values()
    )
