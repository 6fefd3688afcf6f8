"""yifa scan, findings, handling and worklist: a doubt from its discovery to its end, at the command line."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import openpyxl
import pytest

from yifa.kernel.acts import Actor, Proposed, UnableToPerform, perform
from yifa.kernel.models import Finding
from yifa.kernel.opening import open_case
from yifa.kernel.organs import organ_ids
from yifa.law.act import Kind
from yifa.law.fold import Given
from yifa.surfaces.cli.main import parser
from yifa.surfaces.cli.refusal import UnableToRun

pytestmark = pytest.mark.django_db
# The day on which people answer is that of the machine; the acts of the case are long past.
NOW = datetime(2022, 12, 30, 2, 0, tzinfo=UTC)
ORGAN = "区发展改革委"
BY = Actor("张三", organ=ORGAN, person="李四")
Yifa = Callable[..., str]


@pytest.fixture
def yifa(capsys: pytest.CaptureFixture[str]) -> Yifa:
    def run(*arguments: object, code: int = 0) -> str:
        options = parser((str(arguments[0]),)).parse_args([str(argument) for argument in arguments])
        capsys.readouterr()
        assert options.act(options) == code
        return capsys.readouterr().out

    return run


@pytest.fixture
def decision() -> int:
    """A decision whose public comments were open for ten days."""
    ids = organ_ids(names=[ORGAN])
    day = date(2022, 3, 1)
    case_id = open_case(
        procedure="major_decision", on=day, by=BY, at=NOW, given=Given(), organ_id=ids[ORGAN], title="旧区改造"
    ).case_id
    for step, on, kind in (
        ("public_comments", day, Kind.STARTED),
        ("public_comments", date(2022, 3, 11), Kind.DONE),
    ):
        do(case_id, Proposed(kind, step, on))
    return case_id


def do(case_id: int, act: Proposed, at: datetime = NOW) -> int:
    return perform(case_id=case_id, act=act, by=BY, at=at, given=Given()).seq


def correct(case_id: int) -> int:
    corrected = Proposed(Kind.CORRECTED, "public_comments", date(2022, 4, 11), corrects=2, replaces=Kind.DONE)
    return do(case_id, corrected, at=datetime.now(UTC))


class TestADoubt:
    def test_is_stored_by_a_scan_and_known_again_by_the_next(self, yifa: Yifa, decision: int, tmp_path: Path) -> None:
        out = tmp_path / "scan.json"
        told = yifa("scan", "--year", 2022, "--json", out)
        assert told.splitlines()[0] == "程序疑点(待核实) 1 条:"
        assert "新疑点 1 条,不再检出 0 条;待办 1 条" in told
        assert set(json.loads(out.read_text("utf-8"))[0]) == {
            *("ledger", "file", "sheet", "row", "key", "rule", "article", "detail")
        }
        assert "新疑点 0 条,不再检出 0 条;待办 1 条" in yifa("scan", "--year", 2022)

    def test_is_listed_by_organ_and_rule(self, yifa: Yifa, decision: int) -> None:
        yifa("scan", "--year", 2022)
        assert "decision.comment_short" in yifa("findings", "--organ", ORGAN, "--open")
        assert "程序疑点(待核实) 0 条" in yifa("findings", "--rule", "penalty.serve_late")
        assert "程序疑点(待核实) 0 条" in yifa("findings", "--older-than", "2")

    def test_is_replied_to_and_decided_with_everything_on_record(self, yifa: Yifa, decision: int) -> None:
        yifa("scan", "--year", 2022)
        finding = Finding.objects.get()
        assert "已答复,待核实" in yifa("findings", "reply", finding.pk, "--text", "情况紧急", "--by", "李办")
        assert "属实" in yifa(
            "findings", "decide", finding.pk, "--outcome", "属实", "--reason", "无说明", "--by", "王审"
        )
        shown = yifa("findings", "show", finding.pk)
        assert [word in shown for word in ("检出", "李办", "情况紧急", "王审", "「属实」")] == [True] * 5
        assert "程序疑点(待核实) 0 条" in yifa("findings", "--open")

    def test_that_is_a_wrong_ledger_vanishes_once_the_ledger_is_corrected(self, yifa: Yifa, decision: int) -> None:
        yifa("scan", "--year", 2022)
        finding = Finding.objects.get()
        told = yifa("findings", "decide", finding.pk, "--outcome", "台账填错", "--reason", "漏改日期", "--by", "王审")
        assert "须办理更正" in told
        seq = correct(decision)
        assert "新疑点 0 条,不再检出 1 条;待办 0 条" in yifa("scan", "--year", 2022)
        finding.refresh_from_db()
        assert (finding.state, finding.outcome, finding.corrected_by) == ("gone", "ledger_wrong", seq)

    def test_that_was_corrected_in_vain_is_said_to_be_found_again(self, yifa: Yifa, decision: int) -> None:
        yifa("scan", "--year", 2022)
        finding = Finding.objects.get()
        yifa("findings", "decide", finding.pk, "--outcome", "台账填错", "--reason", "漏改", "--by", "王审")
        same = Proposed(Kind.CORRECTED, "public_comments", date(2022, 3, 11), corrects=2, replaces=Kind.DONE)
        seq = do(decision, same)
        assert "已更正,待复查" in yifa("findings", "correct", finding.pk, "--act", seq, "--by", "王审")
        assert "台账已更正" in yifa("scan", "--year", 2022)
        assert Finding.objects.get().state == "open"

    def test_is_refused_an_answer_that_nobody_may_give(self, yifa: Yifa, decision: int) -> None:
        yifa("scan", "--year", 2022)
        asked = ("findings", "decide", Finding.objects.get().pk, "--outcome", "属实", "--reason", "无", "--by", "李办")
        assert "核实由审核、监督、年度报告编制、上级机关负责人岗位办理" in yifa(*asked, "--role", "handler", code=1)
        with pytest.raises(UnableToRun, match="没有编号为 999 的疑点"):
            yifa("findings", "decide", 999, "--outcome", "属实", "--reason", "无", "--by", "王审")


class TestTheWorkbook:
    def test_goes_out_and_comes_back(self, yifa: Yifa, decision: int, tmp_path: Path) -> None:
        yifa("scan", "--year", 2022)
        path = tmp_path / "findings.xlsx"
        yifa("findings", "--open", "--out", path)
        book = openpyxl.load_workbook(path)
        for column, value in zip(range(13, 17), ("不属实", "已写明缩短理由", "王审", date(2023, 1, 16)), strict=True):
            book.worksheets[0].cell(2, column).value = value  # type: ignore[assignment]
        book.save(path)
        assert "共 1 行:收下1行、以前已收0行、未填0行、退回0行" in yifa("findings", "take", path)
        assert "收下0行、以前已收1行" in yifa("findings", "take", path)
        assert Finding.objects.get().state == "unfounded"

    def test_with_a_row_that_comes_back_says_which_and_fails(self, yifa: Yifa, decision: int, tmp_path: Path) -> None:
        path = tmp_path / "填好.csv"
        path.write_text("规则,案件,核实结果,核实说明\nx,y,属实,在卷\n", encoding="utf-8")
        told = yifa("findings", "take", path, code=1)
        assert "第2行「y」退回:不能收下:疑点库里没有案件「y」的「x」" in told

    def test_that_is_none_is_refused(self, yifa: Yifa, tmp_path: Path) -> None:
        path = tmp_path / "空.csv"
        path.write_text("甲,乙\n1,2\n", encoding="utf-8")
        with pytest.raises(UnableToRun, match="没有找到表头"):
            yifa("findings", "take", path)


class TestHandling:
    def test_is_set_and_listed_and_keeps_live_acts_out(self, yifa: Yifa, decision: int) -> None:
        asked = ("--organ", ORGAN, "--procedure", "major_decision", "--system", "省决策系统", "--from", "2022-05-01")
        yifa("handling", "set", *asked, "--mode", "条线系统办理", "--by", "赵六")
        assert "条线系统办理「省决策系统」,自2022-05-01起;至今没有导入过" in yifa("handling", "list")
        with pytest.raises(UnableToPerform, match="由条线系统「省决策系统」办理"):
            do(decision, Proposed(Kind.DONE, "legality_review", date(2022, 5, 1)))

    def test_names_what_is_wrong(self, yifa: Yifa) -> None:
        asked = (
            "--organ",
            "没有",
            "--procedure",
            "penalty",
            "--mode",
            "纸质登记",
            "--from",
            "2022-05-01",
            "--by",
            "赵",
        )
        with pytest.raises(UnableToRun, match="没有机关「没有」"):
            yifa("handling", "set", *asked)


class TestTheWorkList:
    def test_shows_what_is_to_be_done_and_how(self, yifa: Yifa, decision: int) -> None:
        told = yifa("worklist", "--organ", ORGAN, "--on", "2022-03-12")
        assert "待办 1 件" in told
        assert "没有期限 区发展改革委「旧区改造」重大行政决策:" in told
        shown = yifa("worklist", "--case", decision, "--on", "2022-03-12")
        assert "合法性审查" in shown
        assert "由决策承办单位办理(《重大行政决策程序暂行条例》第十九条、第二十条、第二十一条)" in shown
        assert "留存:专家论证书面意见" in shown
