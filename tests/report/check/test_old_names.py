"""Names out of date: from which year on, and where an old name is right."""

import pytest

from tests.report.check.told import types
from yifa.report.check.authorities import former_organs, former_statutes


def in_year(year: int, passage: str) -> list[str]:
    return types(passage, title=f"某区{year}年法治政府建设情况报告\n")


class TestOrgans:
    @pytest.mark.parametrize(("year", "found"), [(2018, []), (2019, []), (2020, ["old_organ"]), (2024, ["old_organ"])])
    def test_of_districts_are_out_of_date_two_years_after_the_reform(self, year: int, found: list[str]) -> None:
        assert in_year(year, "区环保局组织开展了专项执法检查。") == found

    @pytest.mark.parametrize(("year", "found"), [(2018, []), (2019, ["old_organ"])])
    def test_of_the_centre_are_out_of_date_the_year_after(self, year: int, found: list[str]) -> None:
        assert in_year(year, "按照国土资源部的部署开展督察。") == found

    @pytest.mark.parametrize(("year", "found"), [(2023, []), (2024, ["old_organ"])])
    def test_of_2023_are_out_of_date_in_2024(self, year: int, found: list[str]) -> None:
        assert in_year(year, "会同中国银保监会有关部门处置风险。") == found

    @pytest.mark.parametrize("organ", former_organs(), ids=lambda organ: organ.old)
    def test_each_names_what_took_its_place_and_where_that_stands(self, organ: object) -> None:
        assert organ.new  # type: ignore[attr-defined]
        assert organ.source  # type: ignore[attr-defined]

    @pytest.mark.parametrize(
        "passage",
        [
            "原区环保局、区安监局的人员已转隶。",
            "将区工商局、区质监局、区食药监局整合为区市场监督管理局。",
            "2017年由区国土资源局核发的证书继续有效。",
            "清理《区环保局关于加强扬尘管理的通知》等文件。",
            "会同农业部门、环保部门开展检查。",
            "区文化和旅游局、区自然资源和规划局参加。",
            "机构改革前由区法制办承担的职责由区司法局承担。",
        ],
    )
    def test_may_be_called_by_their_old_name_in_history(self, passage: str) -> None:
        assert in_year(2022, passage) == []


class TestStatutes:
    @pytest.mark.parametrize(("year", "found"), [(2020, []), (2021, ["old_statute"])])
    def test_are_asked_about_from_the_first_full_year_of_the_new_one(self, year: int, found: list[str]) -> None:
        assert in_year(year, "依据《合同法》审查政府合同。") == found

    def test_that_replaced_each_other_are_dated(self) -> None:
        assert all(statute.in_force > "1999" for statute in former_statutes())
