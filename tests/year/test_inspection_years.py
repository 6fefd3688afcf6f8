"""Inspections of a year in which the law changes, and what rests on a register row that came back."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.year.command import Yifa

PROFILE = {
    "district": "虚拟县",
    "year": 2025,
    "synthetic": True,
    "parameters": {
        "inspection.publish": {"value": 20, "unit": "workday", "basis": "虚拟规则"},
        "inspection.officers_min": {"value": 2, "unit": "person", "basis": "虚拟规则"},
        "inspection.yearly_cap": {"value": {"A": 1, "B": 2}, "unit": "per entity per year", "basis": "虚拟规则"},
    },
}
OFFICERS = """执法证号,姓名,所在单位,发证日期,有效期至,证件状态,注销日期,考试日期,考试成绩,是否合格
ZF1,张甲,虚拟局,2020-01-01,2026-12-31,有效,,,,
ZF2,李乙,虚拟局,2020-01-01,2026-12-31,有效,,,,
ZF3,王丙,虚拟局,2020-01-01,2025-11-31,有效,,,,
"""
TASKS = """任务编号,任务名称,牵头部门,联合部门,抽取日期,抽取比例(%),抽取户数
RW1,第一批,虚拟局,,2025-01-01,3.25%,5
"""
RESULTS = """检查编号,任务编号,事项编号,清单外理由,统一社会信用代码,对象名称,抽取时类别,检查人员一证号,检查人员二证号,检查日期,检查结果,结果公示日期
JC1,RW1,CC1,,91990101100125601F,甲公司,A,ZF1,ZF2,2025-06-10,未发现问题,2025-06-20
JC2,RW1,CC1,,91990101100125601F,甲公司,A,ZF1,ZF2,2025-01-02,未发现问题,2025-01-10
JC3,RW1,CC1,,91990101100200915W,乙公司,B,ZF1,ZF3,2025-06-10,未发现问题,2025-06-20
JC4,RW1,CC1,,91990101100200915W,乙公司,B,ZF1,ZF9,2025-06-11,未发现问题,2025-06-20
"""


@pytest.fixture(scope="module")
def scanned(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    folder, yifa = tmp_path_factory.mktemp("county"), Yifa(tmp_path_factory.mktemp("home"))
    sheets = {"14执法人员.csv": OFFICERS, "10抽查任务.csv": TASKS, "10抽查结果.csv": RESULTS}
    for name, text in sheets.items():
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "profile.json").write_text(json.dumps(PROFILE, ensure_ascii=False), encoding="utf-8")
    ingest = yifa.json("ingest", folder)
    return {"ingest": ingest, "scan": yifa.json("scan", "--year", "2025"), "printed": yifa("scan"), "yifa": yifa}


class TestYearlyCap:
    def test_counts_across_the_texts_of_a_year(self, scanned: dict[str, Any]) -> None:
        over = [f for f in scanned["scan"] if f["rule"] == "inspection.over_cap"]
        assert [(f["key"], f["detail"]) for f in over] == [
            ("JC1", {"code": "91990101100125601F", "nth": 2, "cap": 1}),
        ]

    def test_is_read_alike_by_fold_and_scan(self, scanned: dict[str, Any]) -> None:
        assert "两种读法的结论不一致" not in scanned["printed"]
        assert "inspection.over_cap 违反" in scanned["yifa"]("explain", "JC1")
        assert "inspection.over_cap 合规" in scanned["yifa"]("explain", "JC2")


class TestRuleThatTheDistrictHasNotSet:
    def test_is_silent_and_says_so(self, scanned: dict[str, Any]) -> None:
        assert "本区没有设定「检查事项应当在清单内」(inspection.item_on_list),本条不作判断。" in scanned["yifa"](
            "explain", "JC1"
        )


class TestReturnedOfficer:
    def test_counts_as_absent(self, scanned: dict[str, Any]) -> None:
        found = {f["key"]: f["detail"] for f in scanned["scan"] if f["rule"] == "officer.certificate_invalid"}
        assert {key: (one["certificate"], one["why"]) for key, one in found.items()} == {
            "JC3": ("ZF3", "unknown"),
            "JC4": ("ZF9", "unknown"),
        }

    def test_is_named_by_the_finding_that_rests_on_it(self, scanned: dict[str, Any]) -> None:
        assert [row["key"] for row in scanned["ingest"]["rejected"]] == ["ZF3"]
        assert "第4行被退回,按没有登记处理;补正后请重新检查。" in scanned["printed"]
