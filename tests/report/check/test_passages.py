"""Right passages stay silent, faulty ones are found, each with its type."""

import random

import pytest

from tests.report.check.passages import FAULTY, LAWFUL, REPORTED, STATISTICS, TABLES
from tests.report.check.told import errors, findings, types


class TestLawfulPassages:
    @pytest.mark.parametrize("passage", LAWFUL)
    def test_are_no_errors(self, passage: str) -> None:
        assert errors(passage) == []

    @pytest.mark.parametrize("passage", STATISTICS.splitlines())
    def test_of_statistics_are_no_errors(self, passage: str) -> None:
        assert errors(passage) == []

    @pytest.mark.parametrize("passage", REPORTED.splitlines())
    def test_of_reports_are_no_errors(self, passage: str) -> None:
        assert errors(passage) == []

    @pytest.mark.parametrize("seed", range(3))
    def test_are_no_errors_in_one_report_either(self, seed: int) -> None:
        passages = [*LAWFUL, *REPORTED.splitlines(), *STATISTICS.splitlines()]
        random.Random(seed).shuffle(passages)
        report = "\n".join("".join(passages[place : place + 4]) for place in range(0, len(passages), 4))
        assert errors(report) == []


class TestFaultyPassages:
    @pytest.mark.parametrize(("passage", "sort"), FAULTY)
    def test_are_found_with_their_type_and_nothing_else(self, passage: str, sort: str) -> None:
        assert types(passage) == [sort]

    @pytest.mark.parametrize("table", TABLES)
    def test_tables_that_contradict_their_total_are_found(self, table: str) -> None:
        assert types(table) == ["sum_parts"]

    @pytest.mark.parametrize(("passage", "sort"), FAULTY)
    def test_are_told_with_a_cure_in_a_chinese_sentence(self, passage: str, sort: str) -> None:
        for finding in findings(passage):
            assert finding.note.endswith("。")
            assert "请" in finding.note


class TestArithmetic:
    def test_of_a_sum_is_written_out(self) -> None:
        (found,) = findings("研究议题63项，其中决策类18项、文件类21项、争议类9项，其余17项为队伍建设事项。")
        assert found.arithmetic == "18+21+9+17 = 65; 65 != 63"

    def test_of_a_gap_names_what_is_missing(self) -> None:
        (found,) = findings("完成涉企事项5170件，其中审批改为备案1157件，实行告知承诺588件，优化审批服务3375件。")
        assert found.sort.value == "gap"
        assert found.arithmetic == "1157+588+3375 = 5120; 5120 < 5170"
        assert "少50" in found.note

    def test_of_a_share_keeps_the_printed_decimals(self) -> None:
        (found,) = findings("收到复议申请75件，受理66件，受理率为91.7%。")
        assert found.arithmetic == "66/75*100 ~= 88; 88 !~ 91.7"

    def test_of_an_average_counts_in_the_unit_of_the_average(self) -> None:
        (found,) = findings("向437家企业兑付资金1.08亿元，平均每家兑付34.7万元。")
        assert found.arithmetic == "1.08*10000/437 ~= 24.7; 24.7 !~ 34.7"


class TestRounding:
    @pytest.mark.parametrize("printed", ["98.7", "98.8"])
    def test_forgives_one_unit_of_the_last_place(self, printed: str) -> None:
        assert errors(f"办结6070件，其中网上办结5992件，网办率{printed}%。") == []

    @pytest.mark.parametrize("printed", ["98.6", "98.9"])
    def test_forgives_no_more(self, printed: str) -> None:
        assert errors(f"办结6070件，其中网上办结5992件，网办率{printed}%。") != []

    def test_reads_an_approximate_number_as_a_range(self) -> None:
        assert errors("讲座12场，参加900余人次，平均每场80人次。") == []
        assert errors("讲座12场，参加900余人次，平均每场86人次。") != []
