"""Another district, with other heads, order, units and parameters, is taken in by configuration alone."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from lxml import html  # type: ignore[import-untyped]
from openpyxl import Workbook

from tests.year.command import Yifa

PROFILE = {
    "district": "虚拟县",
    "year": 2023,
    "synthetic": True,
    "parameters": {
        "penalty.hearing_threshold": {"value": {"自然人": 5000, "企业": 50000}, "unit": "yuan", "basis": "虚拟标准"},
        "decision.catalogue_publish_by": {"value": "03-31", "unit": "date", "basis": "虚拟细则"},
        "decision.catalogue_filing": {"value": 5, "unit": "workday", "basis": "虚拟细则"},
    },
}
HEADS = "案号,案件状态,结案,立案时间,处罚决定日期,送达日期,罚款(万元),没收金额,适用程序,当事人类型,告知听证权,主办人证号,协办人证号,违法终结日,事先告知日期"
CASES = (
    "虚罚1,结案,2023/4/3,2023.3.1,2023年3月20日,2023-03-29,0.6,0,一般程序,公民,否,ZF1,ZF2,2023-02-01,2023-03-10",
    "虚罚2,结案,2023/4/3,2023.3.1,2023年3月20日,2023-03-30,0.4,0,一般程序,公民,否,ZF1,ZF2,2023-02-01,2023-03-10",
    "虚罚3,结案,2023/4/3,2023.3.1,2023年3月20日,2023-03-29,0.4,0,一般程序,公民,否,ZF1,,2020-02-01,2023-03-10",
    "合计,,,,,,1.4,0,,,,,,,",
)
MAPPING = [
    {"file": "处罚.csv", "sheet": "*", "head": "违法终结日", "table": "penalty_cases", "column": "ended"},
    {"file": "处罚.csv", "sheet": "*", "head": "结案", "table": "penalty_cases", "column": "closed"},
]


@pytest.fixture(scope="module")
def district(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    folder = tmp_path_factory.mktemp("district")
    (folder / "处罚.csv").write_text("\n".join((HEADS, *CASES)), encoding="gb18030")
    _catalogue(folder / "目录.xlsx")
    profile, mapping = folder / "参数.json", folder / "对应.json"
    profile.write_text(json.dumps(PROFILE, ensure_ascii=False), encoding="utf-8")
    mapping.write_text(json.dumps(MAPPING, ensure_ascii=False), encoding="utf-8")
    home = tmp_path_factory.mktemp("home")
    yifa = Yifa(home)
    paths = folder / "处罚.csv", folder / "目录.xlsx"
    ingest = yifa.json("ingest", *paths, "--profile", profile, "--mapping", mapping)
    yifa("report", "--year", "2023", "--out", home / "report")
    return {
        "ingest": ingest,
        "scan": yifa.json("scan"),
        "figures": yifa.json("figures", "--year", "2023"),
        "report": text_of(home / "report" / "index.html"),
    }


def text_of(page: Path) -> str:
    """The text of the report, without the marks around its figures."""
    return str(html.parse(str(page)).getroot().xpath("string(//main)"))


def _catalogue(path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "年度目录"
    sheet.append(["虚拟县重大行政决策事项目录情况"])
    sheet.append(["填报单位:政府办"])
    sheet.append(["决策事项数", "备案日期", "向社会公布日期", "县委同意日期", "审议日期", "目录名称", "目录编号"])
    sheet.append([3, "2023-04-12", "2023-04-03", "2023-03-28", "2023-03-20", "虚拟县2023年目录", "ML1"])
    book.save(path)


class TestSmallDistrict:
    def test_has_every_row_accepted(self, district: dict[str, Any]) -> None:
        assert district["ingest"]["accepted"] == {"penalty_cases": 3, "decision_catalogue": 1}
        assert district["ingest"]["rejected"] == []

    def test_is_judged_by_its_own_parameters_and_by_the_law(self, district: dict[str, Any]) -> None:
        assert {(finding["key"], finding["rule"]) for finding in district["scan"]} == {
            ("虚罚1", "penalty.hearing_right_not_told"),
            ("虚罚2", "penalty.serve_late"),
            ("虚罚3", "penalty.one_officer"),
            ("虚罚3", "penalty.limitation_passed"),
            ("ML1", "decision.catalogue_publish_late"),
            ("ML1", "decision.catalogue_file_late"),
        }

    def test_is_not_judged_on_columns_that_it_does_not_keep(self, district: dict[str, Any]) -> None:
        # No column for the legal review, the collective discussion or the publication stands in its ledger.
        missing = {name for sheet in district["ingest"]["missing"] for name in sheet["columns"]}
        assert {"review", "discuss", "public", "credit"} <= missing

    def test_has_its_money_read_in_its_own_unit(self, district: dict[str, Any]) -> None:
        assert district["figures"]["mkt_fines"]["value"] == 1.4
        assert district["figures"]["mkt_cases"]["value"] == 3


class TestItsReport:
    def test_says_what_it_has(self, district: dict[str, Any]) -> None:
        assert "出台2023年度重大行政决策事项目录，列入决策事项3项。" in district["report"]
        assert "全年累计查办违法案件3件" in district["report"]

    def test_sets_its_own_days_and_shows_those_of_its_records(self, district: dict[str, Any]) -> None:
        assert "在公布之日起5个工作日内报市政府备案，并于2023年3月31日前向社会公布。" in district["report"]
        assert "已于2023年4月3日向社会公布" in district["report"]

    @pytest.mark.parametrize(
        ("ledger", "figures"), [("会议", "专题会议次数"), ("批示", "作出批示次数"), ("编制调整", "镇街行政编制核拨数")]
    )
    def test_owes_in_one_place_what_a_ledger_would_have_told(
        self, district: dict[str, Any], ledger: str, figures: str
    ) -> None:
        owed = [one for one in district["report"].split("【") if f"2023年的台账「{ledger}」" in one]
        assert len(owed) == 1
        assert figures in owed[0]

    def test_never_says_zero_of_what_it_has_no_ledger_for(self, district: dict[str, Any]) -> None:
        for words in ("会议0次", "批示0次", "编制0名", "0大类", "0项区", "0个镇街"):
            assert words not in district["report"]

    def test_leaves_out_what_nobody_asked_for(self, district: dict[str, Any]) -> None:
        assert "听证会" not in district["report"].partition("三、存在的问题")[0]

    def test_names_no_parameter(self, district: dict[str, Any]) -> None:
        assert "decision.catalogue" not in district["report"]
