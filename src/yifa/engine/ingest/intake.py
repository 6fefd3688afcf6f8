"""Reading ledgers: files become typed rows with a verdict each, in the order of the sheet, a thousand at a time.

Nothing here knows a database. What a sheet holds is recognised by meaning; a person's mapping goes before it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile
from pathlib import Path

from yifa.engine.ingest.cell import Cell, normal, text_of
from yifa.engine.ingest.head_index import HeadIndex
from yifa.engine.ingest.keys import KeyBook
from yifa.engine.ingest.mapping import MappingLine, load_mapping
from yifa.engine.ingest.outcome import (
    Batch,
    Because,
    Conflict,
    Difference,
    Duplicate,
    NotTaken,
    Rejected,
    Row,
    Shape,
    SheetColumn,
    SheetReport,
    Unreadable,
    Unrecognised,
)
from yifa.engine.ingest.recognition import LOOK_AHEAD, Recogniser, Recognition, UnableToRecognise
from yifa.engine.ingest.refusal import Reason, UnableToReadFile
from yifa.engine.ingest.row_reading import RowReader
from yifa.engine.ingest.shapes import Shapes
from yifa.engine.ingest.sheet import Sheet
from yifa.engine.ingest.sheet_reading import Progress, SheetReading
from yifa.engine.ingest.synonyms import Synonyms, load_synonyms
from yifa.engine.ingest.workbook import SUFFIXES, open_sheets, readable
from yifa.engine.ingest.years import other_year
from yifa.kernel.confidentiality import REFUSAL, is_mark
from yifa.kernel.ledger import Table

__all__ = [
    "Batch",
    "Because",
    "Conflict",
    "Difference",
    "Duplicate",
    "MappingLine",
    "NotTaken",
    "Progress",
    "Reason",
    "Rejected",
    "Row",
    "Shape",
    "SheetColumn",
    "SheetReport",
    "Synonyms",
    "UnableToReadFile",
    "Unreadable",
    "Unrecognised",
    "found_files",
    "load_mapping",
    "load_synonyms",
    "read_file",
    "read_paths",
    "read_workbook",
]


def read_workbook(
    path: Path,
    *,
    tables: Sequence[Table],
    period_year: int,
    mapping: Sequence[MappingLine] = (),
    synonyms: Synonyms | None = None,
    progress: Progress | None = None,
    name: str | None = None,
) -> Iterator[Batch | SheetReport]:
    """Yield what the file holds: batches of rows in the order of its sheets, after each sheet a report.

    name: what the file is called in reports, its own name where none is given. Raises UnableToReadFile.
    """
    recogniser = _recogniser(tuple(tables), synonyms or load_synonyms())
    yield from _Reading(name or path.name, recogniser, period_year, mapping, progress).read(path)


@lru_cache(maxsize=4)
def _recogniser(tables: tuple[Table, ...], words: Synonyms) -> Recogniser:
    # Made once for all files of an intake: every heading of every table is folded in many ways.
    return Recogniser(tables, words, HeadIndex(tables, words))


def read_paths(
    paths: Iterable[Path],
    *,
    tables: Sequence[Table],
    period_year: int,
    mapping: Sequence[MappingLine] = (),
    synonyms: Synonyms | None = None,
    progress: Progress | None = None,
) -> Iterator[Batch | SheetReport | Unreadable]:
    """Yield what the files hold, folders walked and files sorted; one that cannot be read says so and stops none."""
    words = synonyms or load_synonyms()
    for path, name in found_files(paths):
        yield from read_file(
            path,
            name=name,
            tables=tables,
            period_year=period_year,
            mapping=mapping,
            synonyms=words,
            progress=progress,
        )


def read_file(
    path: Path,
    *,
    name: str,
    tables: Sequence[Table],
    period_year: int,
    mapping: Sequence[MappingLine] = (),
    synonyms: Synonyms | None = None,
    progress: Progress | None = None,
) -> Iterator[Batch | SheetReport | Unreadable]:
    """Yield what one file holds; if it cannot be read, even from the middle on, that is what is yielded."""
    if path.suffix.lower() not in SUFFIXES:
        yield Unreadable(name, "不是表格文件,未读取。如其中有台账,请另存为xlsx后导入。")
        return
    try:
        yield from read_workbook(
            path,
            tables=tables,
            period_year=period_year,
            mapping=mapping,
            synonyms=synonyms,
            progress=progress,
            name=name,
        )
    except UnableToReadFile as refusal:
        yield Unreadable(name, str(refusal))


def found_files(paths: Iterable[Path]) -> Iterator[tuple[Path, str]]:
    """Yield each file once, folders walked and sorted, with its name from the folder that was given."""
    known: set[Path] = set()
    for path in paths:
        inside = sorted(file for file in path.rglob("*") if file.is_file()) if path.is_dir() else [path]
        for file in inside:
            # «~$» marks a file that someone has open in Excel; a dot marks what the system keeps.
            if file.resolve() not in known and not file.name.startswith(("~$", ".")):
                known.add(file.resolve())
                yield file, file.relative_to(path).as_posix() if path.is_dir() else file.name


@dataclass(frozen=True, slots=True)
class _Reading:
    """One file being read."""

    file: str
    recogniser: Recogniser
    period_year: int
    mapping: Sequence[MappingLine]
    progress: Progress | None

    def read(self, path: Path) -> Iterator[Batch | SheetReport]:
        keys: dict[str, KeyBook] = {}
        with ExitStack() as open_books:
            for sheet in open_sheets(path):
                lines = [line for line in self.mapping if line.is_about(self.file, sheet.name)]
                with readable(path):
                    try:
                        rows, recognition = self._recognised(sheet, lines)
                    except UnableToRecognise as refusal:
                        yield SheetReport(self.file, sheet.name, None, refusal.not_taken, refusal.sentence)
                        continue
                    table = recognition.table.id
                    if table not in keys:
                        keys[table] = open_books.enter_context(KeyBook(recognition.table))
                    reader = RowReader(recognition, sheet, file=self.file, rows=rows, keys=keys[table], lines=lines)
                    shapes = Shapes(recognition, rows, sheet.hidden_columns)
                    yield from SheetReading(
                        self.file, sheet, recognition, rows, reader, shapes, lines, self.progress
                    ).read()

    def _recognised(
        self, sheet: Sheet, lines: Sequence[MappingLine]
    ) -> tuple[Mapping[int, Sequence[Cell]], Recognition]:
        if not sheet.visible:
            raise UnableToRecognise(NotTaken.HIDDEN, "隐藏的工作表,不作业务数据。如确需导入,请取消隐藏。")
        rows = dict(takewhile(lambda line: line[0] <= LOOK_AHEAD, sheet.lines()))
        if not any(text_of(cell) for cells in rows.values() for cell in cells):
            raise UnableToRecognise(NotTaken.EMPTY, "空表,没有内容。")
        recognition = self.recogniser.recognise(sheet, rows, file=self.file, lines=lines)
        titles = [text_of(c) for row in rows if row < recognition.first for c in rows[row]]
        if any(map(is_mark, titles)):
            raise UnableToRecognise(NotTaken.STATE_SECRET, REFUSAL)
        self._check_year(sheet, titles)
        return rows, recognition

    def _check_year(self, sheet: Sheet, titles: Sequence[str]) -> None:
        """Refuse the sheet of another year: its own name decides, else the title above its head."""
        year = other_year(name=normal(sheet.name), titles=titles, year=self.period_year)
        if year:
            sentence = f"其他年度:本表是{year}年的,这次导入的是{self.period_year}年。需要时请按{year}年另行导入。"
            raise UnableToRecognise(NotTaken.OTHER_YEAR, sentence)
