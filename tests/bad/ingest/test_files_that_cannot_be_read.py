"""A file that cannot be read says why, in a sentence, and stops no other file."""

import json
from pathlib import Path

import pytest

from tests.engine.ingest.reading import HEADS, PENALTIES, case, read, write
from yifa.engine.ingest.intake import UnableToReadFile, load_mapping, load_synonyms


class TestUnreadableFiles:
    @pytest.mark.parametrize(
        ("name", "content", "sentence"),
        [
            ("空.xlsx", b"", "空的"),
            ("坏.xlsx", b"PK\x03\x04 broken", "损坏"),
            ("坏.xls", b"\xd0\xcf\x11\xe0 broken", "损坏"),
            ("网页.xls", b"<html><table><tr><td>1</td></tr></table></html>", "网页"),
            ("乱.csv", b"\xff\x00\x81\x00\xff", "编码"),
        ],
    )
    def test_say_what_is_wrong_and_stop_nothing(self, tmp_path: Path, name: str, content: bytes, sentence: str) -> None:
        (tmp_path / name).write_bytes(content)
        write(tmp_path / "好.xlsx", [HEADS, case("1号")])
        found = read(tmp_path)
        assert found.keys == ["1号"]
        (unreadable,) = found.unreadable
        assert unreadable.file == name
        assert sentence in unreadable.sentence

    def test_that_are_not_there_say_so(self, tmp_path: Path) -> None:
        (unreadable,) = read(tmp_path / "没有.xlsx").unreadable
        assert "找不到" in unreadable.sentence

    def test_that_end_too_early_say_so(self, tmp_path: Path) -> None:
        path = write(tmp_path / "a.xlsx", [HEADS, *(case(f"{place}号") for place in range(500))])
        path.write_bytes(path.read_bytes()[:-2000])
        (unreadable,) = read(path).unreadable
        assert "损坏" in unreadable.sentence


class TestMappingFiles:
    @pytest.mark.parametrize(
        ("content", "sentence"),
        [
            ("{", "不能读取"),
            ("{}", "不是列表"),
            ('[{"file": "a"}]', "第1项"),
            (
                json.dumps([{"file": "a", "sheet": "b", "head": "c", "table": "x", "column": "no"}]),
                "没有编号为「x」的表",
            ),
            (
                json.dumps([{"file": "a", "sheet": "b", "head": "c", "table": "penalties", "column": "x"}]),
                "没有编号为「x」的列",
            ),
            (
                json.dumps([{"file": "a", "sheet": "b", "head": "c", "table": "penalties", "column": "no", "z": 1}]),
                "不认识的字段",
            ),
        ],
    )
    def test_that_are_wrong_say_where(self, tmp_path: Path, content: str, sentence: str) -> None:
        path = tmp_path / "对应.json"
        path.write_text(content, encoding="utf-8")
        with pytest.raises(UnableToReadFile, match=sentence):
            load_mapping(path, [PENALTIES])

    def test_that_are_right_are_read(self, tmp_path: Path) -> None:
        path = tmp_path / "对应.json"
        entry = {
            "file": "a.xlsx",
            "sheet": "*",
            "head": "甲",
            "table": "penalties",
            "column": "no",
            "values": {"/": ""},
        }
        path.write_text(json.dumps([entry]), encoding="utf-8")
        (line,) = load_mapping(path, [PENALTIES])
        assert line.is_about("folder/a.xlsx", "任何表")
        assert not line.is_about("b.xlsx", "任何表")


class TestSynonymFiles:
    @pytest.mark.parametrize("content", ["[", "[]", '{"a": ["b"]}', '{"a": {"b": "c"}}'])
    def test_that_are_wrong_say_how_they_should_be(self, tmp_path: Path, content: str) -> None:
        path = tmp_path / "同义词.json"
        path.write_text(content, encoding="utf-8")
        with pytest.raises(UnableToReadFile, match="同义词文件"):
            load_synonyms(path)
