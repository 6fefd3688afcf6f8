"""Ledgers 02 to 05 as another county writes them: other names of sheets, heads and values, and what may not be kept."""

from pathlib import Path

import pytest

from tests.architecture.shipped import TABLES
from tests.engine.ingest.reading import Read, read, write
from yifa.engine.ingest.cell import Cell
from yifa.law.fact import Value

ORGANS = ("编办", "司法局", "政务服务局", "发改委", "财政局")
REQUEST = ("T1", "县甲局", "对甲的处罚", "新设", "2022-3-1", "2022-3-3")
OPINIONS = tuple(cell for place in range(5) for cell in (f"2022-3-{4 + place}", "同意"))
DECIDED = ("2022-3-10", "2022-3-13", "2022-3-20")


def taken(folder: Path, sheet: str, *lines: tuple[Cell, ...], merged: tuple[str, ...] = ()) -> Read:
    return read(write(folder / "台账.xlsx", lines, sheet=sheet, merged=merged), tables=TABLES)


def values(found: Read, table: str, column: str) -> list[Value]:
    return [row.values[column] for batch in found.batches if batch.table == table for row in batch.rows]


class TestInstructions:
    HEADS = ("编号", "批示时间", "批示人", "来文标题", "主办单位", "办理期限", "办结时间", "办理情况")
    ONE = ("P1", "2022-3-1", "县长", "关于甲", "县水务局", "2022-4-1", "2022-3-30", "办结")

    def test_are_read_under_other_heads(self, tmp_path: Path) -> None:
        found = taken(tmp_path, "2022年", ("县领导批示办理情况一览表",), self.HEADS, self.ONE)
        assert values(found, "instructions", "status") == ["已办结"]
        assert str(values(found, "instructions", "due")[0]) == "2022-04-01"

    @pytest.mark.parametrize("level", ["秘密", "机密★5年", "绝密"])
    def test_that_are_state_secrets_are_not_kept(self, tmp_path: Path, level: str) -> None:
        lines = ((*self.HEADS, "密级"), (*self.ONE, level), ("P2", *self.ONE[1:], "内部"))
        found = taken(tmp_path, "批示", *lines)
        assert [row.reason.value for row in found.rejected] == ["state_secret"]
        assert found.keys == ["P2"]
        assert "县长" not in repr(found.rejected)

    def test_that_are_state_secrets_are_counted_in_a_sheet_of_their_own(self, tmp_path: Path) -> None:
        lines = (("登记编号", "登记日期", "批示领导", "涉密批示件数"), ("SM1", "2022-12-31", "县长", 3))
        assert values(taken(tmp_path, "涉密批示件数", *lines), "secret_instructions", "n") == [3]


class TestLawDutyReports:
    def test_are_read_under_other_heads(self, tmp_path: Path) -> None:
        heads = ("述法编号", "主体类别", "述法单位", "述法人", "述法时间", "述法方式", "文号")
        lines = tuple(
            (f"S{n}", kind, "某单位", "书记", "2022年12月1日", "现场", "虚述1号")
            for n, kind in enumerate(("执法部门", "乡镇", "街道", "镇街(乡镇)"))
        )
        found = taken(tmp_path, "述法名单", heads, *lines)
        assert values(found, "shufa", "kind") == ["执法单位", "镇街", "镇街", "镇街"]

    def test_are_evaluated_in_another_sheet(self, tmp_path: Path) -> None:
        heads = ("述法编号", "被评议单位", "好", "较好", "一般", "差", "得分")
        found = taken(tmp_path, "评议结果", heads, ("S1", "县公安局", 20, 5, 1, 0, "94.5"))
        assert values(found, "shufa_scores", "score") == [9450]


class TestMovementsOfPosts:
    HEADS = (
        "序号",
        "核拨编号",
        "批复时间",
        "文号",
        "编制来源",
        "编制类型",
        "投向领域",
        "划出单位",
        "划入单位",
        "编制数",
    )

    def test_are_read_under_other_heads(self, tmp_path: Path) -> None:
        lines = (
            (1, "B1", "2022-01-05", "虚编1号", "市级核拨", "行政编制", "乡镇", "市委编办", "东乡", 3),
            (2, "B2", "2022-02-05", "虚编2号", "县内编制调剂", "事业编制", "农业执法队伍", "县甲局", "县农业大队", 4),
            (3, "B3", "2022-02-05", "虚编2号", "县内编制调剂", "事业编制", "社区卫生中心", "县甲局", "卫生中心", -1),
        )
        found = taken(tmp_path, "Sheet1", ("机构编制核拨情况",), self.HEADS, *lines)
        assert values(found, "posts", "field") == ["镇街", "农业执法队伍"]
        assert values(found, "posts", "kind") == ["行政", "事业"]
        assert found.reasons == [(5, "n", "negative_amount")]


class TestListOfPowers:
    def test_is_read_under_other_heads(self, tmp_path: Path) -> None:
        heads = ("权力编码", "权力名称", "权力类型", "实施机关", "法律依据", "层级", "是否在用")
        lines = (
            ("A1", "甲", "许可", "县甲局", "《行政许可法》第12条", "县级", "是"),
            ("A2", "乙", "其他行政权力", "县甲局", "《行政处罚法》第9条", "县级", "否"),
        )
        found = taken(tmp_path, "权力清单", heads, *lines)
        assert values(found, "powers", "kind") == ["行政许可", "其他类别"]
        assert values(found, "powers", "status") == ["在用", "已取消"]

    def test_is_changed_by_requests_with_heads_on_one_level(self, tmp_path: Path) -> None:
        opinions = tuple(f"{organ}{word}" for organ in ORGANS for word in ("意见日期", "意见"))
        heads = ("申请号", "申请部门", "申请调整事项", "调整方式", "法定依据变化日期", "提出申请日期", *opinions)
        lines = ((*heads, "批准时间", "移送公布日期", "清单公布日期"), (*REQUEST, *OPINIONS, *DECIDED))
        self.check(taken(tmp_path, "权责清单调整", *lines))

    def test_is_changed_by_requests_with_heads_on_three_levels(self, tmp_path: Path) -> None:
        heads = (
            "调整申请编号",
            "申报单位",
            "调整职权",
            "变动类型",
            "依据变动日期",
            "报送日期",
            "联合审核意见",
            *[None] * 9,
        )
        lines = (
            (*heads, "审定日期", "移交公开日期", "公开日期"),
            (*[None] * 6, *(cell for organ in ORGANS for cell in (organ, None)), *[None] * 3),
            (*[None] * 6, *("时间", "结论") * 5, *[None] * 3),
            (*REQUEST, *OPINIONS, *DECIDED),
        )
        merged = (
            "G1:P1",
            *(f"{c}1:{c}3" for c in "ABCDEFQRS"),
            *(f"{a}2:{b}2" for a, b in ("GH", "IJ", "KL", "MN", "OP")),
        )
        self.check(taken(tmp_path, "调整申请", *lines, merged=merged))

    @staticmethod
    def check(found: Read) -> None:
        assert [str(values(found, "power_apps", f"o{n}")[0]) for n in range(1, 6)] == [
            f"2022-03-0{3 + n}" for n in range(1, 6)
        ]
        assert values(found, "power_apps", "kind") == ["新增"]
        assert [values(found, "power_apps", f"r{n}") for n in range(1, 6)] == [["同意"]] * 5
        assert found.report.missing == ()
