"""A key that comes again: the same record is a duplicate, another one a conflict."""

from datetime import date
from pathlib import Path

from tests.engine.ingest.reading import HEADS, case, read, read_lines, write
from yifa.engine.ingest.intake import Difference
from yifa.engine.ingest.keys import digest_of


class TestRepeats:
    def test_of_the_same_record_are_listed_and_not_loaded(self, tmp_path: Path) -> None:
        found = read_lines(tmp_path, case("1号"), case("2号"), case("1号 ", filed="2022年3月5日", fine="100.00"))
        assert found.keys == ["1号", "2号"]
        assert [(d.key, d.row, d.first_row) for d in found.duplicates] == [("1号", 4, 2)]

    def test_of_the_key_with_other_content_are_conflicts_and_the_first_stays(self, tmp_path: Path) -> None:
        found = read_lines(tmp_path, case("1号"), case("1号", fine=200, decided=None))
        (conflict,) = found.conflicts
        assert found.rows[0].values["fine"] == 10_000
        assert conflict.differences == (
            Difference("decided", date(2022, 4, 5), None),
            Difference("fine", 10_000, 20_000),
        )
        assert "第2行" in conflict.sentence

    def test_are_seen_across_the_sheets_of_a_file(self, tmp_path: Path) -> None:
        path = write(tmp_path / "a.xlsx", [HEADS, case("1号")], sheet="上半年", more={"下半年": [HEADS, case("1号")]})
        (duplicate,) = read(path).duplicates
        assert (duplicate.sheet, duplicate.first_sheet, duplicate.first_row) == ("下半年", "上半年", 2)

    def test_are_not_claimed_by_a_row_that_came_back(self, tmp_path: Path) -> None:
        found = read_lines(tmp_path, case("1号", fine=-1), case("1号"))
        assert found.keys == ["1号"]
        assert not found.duplicates
        assert not found.conflicts

    def test_with_three_contents_are_compared_with_the_first(self, tmp_path: Path) -> None:
        found = read_lines(tmp_path, case("1号"), case("1号", fine=200), case("2号"), case("1号", fine=300))
        assert [c.differences[0].first for c in found.conflicts] == [10_000, 10_000]
        assert found.keys == ["1号", "2号"]


class TestDigest:
    def test_is_the_same_in_every_layout(self, tmp_path: Path) -> None:
        other = read_lines(tmp_path, list(reversed(case("1号", filed=44625))), head=list(reversed(HEADS)))
        assert read_lines(tmp_path, case("1号")).rows[0].digest == other.rows[0].digest

    def test_does_not_count_what_is_empty(self) -> None:
        assert digest_of({"a": 1, "b": None}) == digest_of({"a": 1})
        assert digest_of({"a": 1}) != digest_of({"a": 2})
