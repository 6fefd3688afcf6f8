"""A person's own word on which head is which column: it goes before everything that is guessed from meaning."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from pathlib import Path

from yifa.engine.ingest.refusal import UnableToReadFile
from yifa.kernel.ledger import Table

_WORDS = ("file", "sheet", "head", "table", "column")
_SHAPE = (
    "对应表应为JSON列表,每项写明 file(文件名)、sheet(工作表)、head(表头,两层写作“上层/下层”)、"
    "table(表编号)、column(列编号);可加 values({写法: 含义})。"
)


@dataclass(frozen=True, slots=True)
class MappingLine:
    """In this file and sheet («*» for any), this head is that column of that table; no column: leave it out."""

    file: str
    sheet: str
    head: str
    table: str
    column: str
    values: Mapping[str, str] = field(default_factory=dict)

    def is_about(self, file: str, sheet: str) -> bool:
        """Whether the line speaks of this sheet."""
        named = fnmatchcase(file, self.file) or fnmatchcase(Path(file).name, self.file)
        return named and fnmatchcase(sheet, self.sheet)


def load_mapping(path: Path, tables: Sequence[Table]) -> tuple[MappingLine, ...]:
    """Return the lines of the file; UnableToReadFile names, in Chinese, the line that cannot be used."""
    try:
        content = json.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError):
        raise UnableToReadFile(f"对应表「{path}」不能读取。{_SHAPE}") from None
    if not isinstance(content, list):
        raise UnableToReadFile(f"对应表「{path}」的内容不是列表。{_SHAPE}")
    return tuple(_lines(content, {table.id: table for table in tables}, path))


def _lines(content: Sequence[object], tables: Mapping[str, Table], path: Path) -> Iterator[MappingLine]:
    for place, entry in enumerate(content, start=1):
        try:
            yield _line(entry, tables)
        except UnableToReadFile as fault:
            raise UnableToReadFile(f"对应表「{path}」第{place}项:{fault}") from None


def _line(entry: object, tables: Mapping[str, Table]) -> MappingLine:
    if not isinstance(entry, dict) or not all(isinstance(entry.get(word), str) for word in _WORDS):
        raise UnableToReadFile(f"缺少字段。{_SHAPE}")
    if unknown := set(entry) - {*_WORDS, "values"}:
        raise UnableToReadFile(f"有不认识的字段「{'、'.join(sorted(map(str, unknown)))}」。{_SHAPE}")
    values = entry.get("values", {})
    if not isinstance(values, dict) or not all(isinstance(meaning, str) for meaning in values.values()):
        raise UnableToReadFile("values 应为 {写法: 含义}。")
    line = MappingLine(**{word: entry[word] for word in _WORDS}, values=values)
    _check_target(line, tables)
    return line


def _check_target(line: MappingLine, tables: Mapping[str, Table]) -> None:
    table = tables.get(line.table)
    if table is None:
        raise UnableToReadFile(f"没有编号为「{line.table}」的表。可用的有:{'、'.join(sorted(tables))}。")
    if line.column and line.column not in {column.id for column in table.columns}:
        known = "、".join(f"{column.id}({column.head})" for column in table.columns)
        raise UnableToReadFile(f"表「{line.table}」没有编号为「{line.column}」的列。可用的有:{known}。")
