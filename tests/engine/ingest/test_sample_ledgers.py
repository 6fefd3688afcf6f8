"""All 23 sample workbooks come in as their answer sheet says: every row, every rejection, every repeat."""

import json
from collections import Counter
from collections.abc import Iterable
from itertools import takewhile
from typing import Any

import pytest

from tests.engine.ingest.reading import Read, read
from tests.engine.ingest.sample_tables import sample_ledgers, sample_tables
from yifa.engine.ingest.head_index import HeadIndex
from yifa.engine.ingest.intake import NotTaken, Rejected, load_synonyms
from yifa.engine.ingest.recognition import LOOK_AHEAD, Recogniser, UnableToRecognise
from yifa.engine.ingest.sheet import Sheet
from yifa.engine.ingest.workbook import open_sheets
from yifa.law.fact import Value


@pytest.fixture(scope="module")
def answer() -> dict[str, Any]:
    answer: dict[str, Any] = json.loads((sample_ledgers() / "expected.json").read_text(encoding="utf-8"))
    return answer


@pytest.fixture(scope="module")
def taken() -> Read:
    return read(*sorted(sample_ledgers().glob("*.xlsx")), tables=sample_tables())


def values_of(taken: Read, table: str) -> dict[Value, dict[str, Value]]:
    rows = [row for batch in taken.batches if batch.table == table for row in batch.rows]
    return {next(iter(row.values.values())): dict(row.values) for row in rows}


def rejected_as(rejected: Iterable[Rejected]) -> set[tuple[object, ...]]:
    return {(r.file, r.sheet, r.row, r.table, r.column, r.column_id, r.value, r.reason.value) for r in rejected}


class TestSampleLedgers:
    def test_every_table_has_as_many_rows_as_the_answer(self, taken: Read, answer: dict[str, Any]) -> None:
        counted: Counter[str] = Counter()
        for batch in taken.batches:
            counted[batch.table] += len(batch.rows)
        assert counted == answer["rows"]

    def test_rejected_rows_are_those_of_the_answer(self, taken: Read, answer: dict[str, Any]) -> None:
        words = ("file", "sheet", "row", "table", "column", "column_id", "value", "reason")
        assert rejected_as(taken.rejected) == {tuple(r[word] for word in words) for r in answer["rejected"]}
        assert len(taken.rejected) == len(answer["rejected"])

    def test_duplicates_are_those_of_the_answer(self, taken: Read, answer: dict[str, Any]) -> None:
        words = ("file", "sheet", "row", "table", "key", "first_row")
        found = {tuple(getattr(d, word) for word in words) for d in taken.duplicates}
        assert found == {tuple(d[word] for word in words) for d in answer["duplicates"]}
        assert len(taken.duplicates) == len(answer["duplicates"])

    def test_there_is_no_conflict(self, taken: Read) -> None:
        assert not taken.conflicts

    def test_only_the_sheets_of_another_year_are_not_taken(self, taken: Read) -> None:
        left_out = [(r.sheet, r.not_taken) for r in taken.reports if r.table is None]
        assert left_out == [("2021年批示", NotTaken.OTHER_YEAR), ("2021年", NotTaken.OTHER_YEAR)]

    def test_no_column_is_missing_and_only_hidden_ones_are_left_over(self, taken: Read) -> None:
        assert not [r.sheet for r in taken.reports if r.missing]
        left_over = [(u.head, u.because.value) for r in taken.reports for u in r.unrecognised]
        assert left_over == [("内部备注", "hidden"), ("系统流水号", "hidden")]

    def test_money_is_counted_by_the_unit_row(self, taken: Read) -> None:
        assert values_of(taken, "wage_claims")["QX2022-00001"]["amount"] == 200_000

    def test_merged_columns_are_filled_down(self, taken: Read) -> None:
        entries = [row.values for batch in taken.batches if batch.table == "check_items" for row in batch.rows]
        assert all(entry["dept"] and entry["cls"] for entry in entries)

    def test_full_width_digits_and_spaces_are_gone(self, taken: Read) -> None:
        texts = [v for batch in taken.batches for row in batch.rows for v in row.values.values() if isinstance(v, str)]
        assert not [text for text in texts if text != text.strip() or any("\uff10" <= c <= "\uff19" for c in text)]


class TestSampleLedgersWithoutTheirTable:
    """While an institution is not installed, its sheets must not pass for those of another."""

    def test_no_sheet_is_taken_for_another_table(self) -> None:
        tables, words = sample_tables(), load_synonyms()
        for path in sorted(sample_ledgers().glob("*.xlsx")):
            for sheet in open_sheets(path):
                own = recognised(Recogniser(tables, words, HeadIndex(tables, words)), sheet, path.name)
                others = [table for table in tables if table.id != own]
                other = recognised(Recogniser(others, words, HeadIndex(others, words)), sheet, path.name)
                assert other is None, f"{path.name} {sheet.name}: {own} is taken for {other}"


def recognised(recogniser: Recogniser, sheet: Sheet, file: str) -> str | None:
    rows = dict(takewhile(lambda line: line[0] <= LOOK_AHEAD, sheet.lines()))
    try:
        return recogniser.recognise(sheet, rows, file=file).table.id
    except UnableToRecognise:
        return None
