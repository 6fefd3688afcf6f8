"""The shipped synonyms, and a district's own."""

from collections import defaultdict
from pathlib import Path

import pytest

from tests.engine.ingest.sample_tables import sample_tables
from yifa.engine.ingest.heads import folded, varied
from yifa.engine.ingest.intake import load_synonyms
from yifa.engine.ingest.synonyms import EVERY_TABLE, TITLES, shipped_synonyms
from yifa.law.fact import Type


class TestShippedSynonyms:
    def test_name_only_tables_and_columns_that_the_samples_have(self) -> None:
        columns = {table.id: {column.id for column in table.columns} for table in sample_tables()}
        for table, words in shipped_synonyms().heads.items():
            assert table == EVERY_TABLE or words.keys() - {TITLES} <= columns[table]

    def test_never_give_one_heading_to_two_columns_of_a_table(self) -> None:
        words = shipped_synonyms()
        for table in sample_tables():
            claimed: dict[str, set[str]] = defaultdict(set)
            for column in table.columns:
                is_day = column.type in {Type.DATE, Type.MOMENT}
                for head in (column.head, *words.of(table.id, column.id, column.head)):
                    claimed[folded(head)].add(column.id)
                    claimed[varied(head, of_day=is_day) + f"/{is_day}"].add(column.id)
            assert not {head: ids for head, ids in claimed.items() if len(ids) > 1}, table.id


class TestOwnSynonyms:
    def test_come_from_the_file_that_the_environment_names(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        own = tmp_path / "own.json"
        own.write_text('{"penalty_cases": {"fine": ["罚多少"]}}', encoding="utf-8")
        monkeypatch.setenv("YIFA_SYNONYMS", str(own))
        heads = load_synonyms().of("penalty_cases", "fine", "罚款金额")
        assert "罚多少" in heads
        assert len(heads) > 1
