"""述法 with evaluation: from the list to the printed papers, by drawn representatives with codes on phones, or on paper."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import docx
import pytest

from tests.engine.draws import held
from tests.journeys.dated import DISTRICT, JUSTICE, UNIT, Dated, dated
from tests.journeys.visitor import Visitor
from tests.surfaces.posts import organ_at
from yifa.domains.leadership.models import Representative
from yifa.domains.leadership.representatives import POOL
from yifa.surfaces.shell.freshness import KEEPER

__all__ = ["dated"]
pytestmark = [pytest.mark.django_db(transaction=True)]
TOWN = "示例区/双槐镇"
REPORTS, PEOPLE, BALLOT = (
    f"/{where}/"
    for where in ("desk/office/leading-reports", "desk/office/leading-representatives", "open/leading-ballot")
)
BEFORE, AFTER = "2022-03-02T21:15:00+08:00", "2022-03-06T21:20:00+08:00"
NUMBER = "03 07 11 18 22 31 09"
PLAN = {
    "标题": "2022年述法评议代表抽取",
    "用途": "述法现场评议",
    "依据": "示例区述法评议办法",
    "人大代表层的抽取数": "2",
    "企业代表层的抽取数": "1",
    "公开号码": "中国福利彩票双色球",
    "期号": "2022025",
    "公布时间": "2022-03-06T21:15",
}
DRAWN_FIRST = {"law_duty.draw_first": {"value": True, "unit": "gate", "basis": "示例区述法工作办法(虚拟)"}}
REMARK = "办理施工许可时材料要求前后不一致。"


class Offices:
    """The office of law governance in two persons, and the bureau that reports."""

    def __init__(self, dated: Dated) -> None:
        self.dated = dated
        organ_at(DISTRICT)
        town = organ_at(TOWN)
        town.kind = "镇人民政府"
        town.save()
        self.unit = dated.post("handler", organ=UNIT, person="张承办")
        self.first = dated.post("handler", organ=JUSTICE, reach=DISTRICT, person="王主办")
        self.second = dated.post("head", organ=JUSTICE, reach=DISTRICT, person="李主任")


@pytest.fixture
def offices(dated: Dated, settings: Any) -> Offices:
    """In a district that has made it its rule that representatives are drawn first."""
    profile = settings.YIFA_HOME / "profile.json"
    said = json.loads(profile.read_text(encoding="utf-8"))
    said["parameters"] |= DRAWN_FIRST
    profile.write_text(json.dumps(said, ensure_ascii=False), encoding="utf-8")
    KEEPER.forget()
    return Offices(dated)


class TestALawDutyReport:
    def test_is_evaluated_by_drawn_representatives_on_phones_and_a_remark_becomes_a_problem(
        self, offices: Offices, tmp_path: Path
    ) -> None:
        report = self.listed(offices)
        self.written(offices, report)
        evaluation = self.not_without_a_draw(offices, report)
        self.drawn(offices)
        codes = self.codes(offices, evaluation)
        self.voted(offices, evaluation, codes)
        self.counted(offices, evaluation, tmp_path)
        self.followed_up(offices, evaluation, tmp_path)

    def listed(self, offices: Offices) -> str:
        first = offices.first
        first.open(REPORTS)
        form = first.form("列入", under="列入述法名单")
        form.get_by_label("双槐镇").check()
        first.send("列入", {"述法主体类别": "镇街", "述法人职务": "党委书记"}, under="列入述法名单")
        first.open(REPORTS)
        first.form("列入", under="列入述法名单").get_by_label("区住房城乡建设局").check()
        first.send("列入", {"述法主体类别": "执法单位", "述法人职务": "党组书记"}, under="列入述法名单")
        report = first.page.url
        first.open(REPORTS)
        first.sees("应当述法 2 个，已经述法 0 个", "双槐镇党委书记", "区住房城乡建设局党组书记")
        return report

    def written(self, offices: Offices, report: str) -> None:
        unit, second = offices.unit, offices.second
        unit.open(report)
        unit.press("由记录生成底稿")
        unit.sees("本单位记录载明的数字", "逾期未办结 0 件")
        unit.send("提交", {"报告正文": "一、履行职责情况\n坚持依法办事。"})
        unit.sees("没有确认本单位的数据")
        unit.send("提交", {"报告正文": "一、履行职责情况\n坚持依法办事。", "已核对本单位的数据": True})
        second.open(report)
        second.send("登记审核结果", {"审核结果": "通过", "审核意见": "内容完整。"})
        second.send("登记", {"述法形式": "现场"})
        second.sees("已述法")

    def not_without_a_draw(self, offices: Offices, report: str) -> str:
        first = offices.first
        first.open(report)
        first.press("组织现场评议")
        first.sees("没有抽取的，不得评议", "还没有完成的代表抽取")
        evaluation = first.page.url
        first.open(evaluation.replace("leading-evaluation/", "act/done/ballot/"))
        first.sees("现在不能办理", "抽取评议代表尚未完成")
        return evaluation

    def drawn(self, offices: Offices) -> None:
        first, second = offices.first, offices.second
        offices.dated.at(BEFORE)
        for at, kind in enumerate(("人大代表", "人大代表", "人大代表", "企业代表", "企业代表")):
            first.open(PEOPLE)
            person = {"姓名": f"代表{at}", "代表类别": kind, "推荐单位": "某社区"}
            first.send("登记代表", person, under="登记代表")
        first.follow("从代表库抽取")
        first.send("保存，去核对", PLAN)
        hall = first.page.url.removesuffix("plan/")
        first.open(f"{hall}seal/")
        first.press("封存计划")
        offices.dated.at(AFTER)
        for who in (first, second):
            who.open(f"{hall}number/")
            who.send("录入", {"按公告的次序录入号码": NUMBER})
        second.open(f"{hall}draw/")
        second.press("抽取")
        second.sees("抽中 3 个")
        second.sees_not("代表0")

    def codes(self, offices: Offices, evaluation: str) -> list[str]:
        first = offices.first
        first.open(evaluation)
        first.send("用这次抽取", {"已完成的抽取": "2022年述法评议代表抽取（2022-03-06抽取3个）"})
        first.sees("抽取评议代表 3 人")
        first.page.get_by_text("抽中的代表，用于通知到会").click()
        first.sees("某社区")
        first.press("改用评议码")
        first.follow("打印评议码")
        codes = [one.inner_text() for one in first.page.locator(".results strong").all()]
        assert len(codes) == 3
        first.follow("返回")
        first.press("已经发出，开始评议")
        return codes

    def voted(self, offices: Offices, evaluation: str, codes: list[str]) -> None:
        for code, grade, remark in zip(codes, ("好", "较好", "一般"), ("", REMARK, "窗口等候时间长。"), strict=True):
            phone = offices.dated.come(width="phone")
            phone.open(BALLOT)
            phone.send("提交", {"评议码": code, "评议等次": grade, "意见": remark})
            phone.sees("您的评议已经计入", "任何人都看不到结果")
        again = offices.dated.come(width="phone")
        again.open(BALLOT)
        again.send("提交", {"评议码": codes[0], "评议等次": "差"})
        again.sees("没有计入", "已经用过")
        offices.first.open(evaluation)
        offices.first.sees("还有 0 个评议码没有使用")
        offices.first.sees_not(REMARK, "平均分")

    def counted(self, offices: Offices, evaluation: str, folder: Path) -> None:
        first, second = offices.first, offices.second
        first.press("计票")
        first.sees("等待另一位计票人员")
        first.press("计票")
        first.sees("不得由一人计票两次")
        second.open(evaluation)
        second.press("计票")
        second.sees("平均分 85.00", REMARK)
        second.follow("打印计票表")
        told = printed(second, folder)
        for words in ("述法现场评议计票表", "区住房城乡建设局", "述法〔2022〕2号", "85.00分"):
            assert words in told

    def followed_up(self, offices: Offices, evaluation: str, folder: Path) -> None:
        first, unit = offices.first, offices.unit
        first.open(evaluation)
        card = first.page.locator(".card", has_text=REMARK)
        card.get_by_text("列为问题", exact=True).first.click()
        card.get_by_label("问题").fill("施工许可的材料要求前后不一致。")
        first.press("列为问题", within=card)
        first.follow("整改〔2022〕1号")
        first.sees("述法〔2022〕2号述法现场评议的代表意见")
        first.sees_not(REMARK)
        problem = first.page.url
        unit.open(problem)
        unit.send("制定整改措施", {"整改措施": "统一材料清单。", "整改期限": "2022-03-31"})
        unit.send("提交整改佐证", {"整改情况和佐证": "清单已公布。", "整改责任人": "张承办"})
        unit.open(problem.replace("leading-problem/", "act/done/verification/"))
        unit.sees("您现在的岗位")
        first.open(problem)
        first.send("复核", {"复核情况": "抽查属实。"})
        first.send("销号", {})
        first.sees("已办结")
        first.follow("打印销号单")
        told = printed(first, folder)
        for words in ("问题整改销号单", "整改〔2022〕1号", "统一材料清单。", "王主办", "代表意见"):
            assert words in told


class TestPaperBallots:
    def test_are_counted_by_two_persons_who_must_agree(self, offices: Offices) -> None:
        """The draw is held beforehand; a remark on a ballot is entered word for word."""
        first, second = offices.first, offices.second
        for at in range(4):
            Representative.objects.create(
                name=f"代表{at}", kind="人大代表", works_at="某社区", entered_on=offices.dated.now.date(),
                organ_path=JUSTICE, confidentiality="内部",
            )  # fmt: skip
        held(POOL, {"人大代表": "3"}, at=datetime.fromisoformat(BEFORE), title="述法评议代表抽取")
        journey = TestALawDutyReport()
        report = journey.listed(offices)
        journey.written(offices, report)
        offices.dated.at("2022-03-10")
        first.open(report)
        first.press("组织现场评议")
        evaluation = first.page.url
        first.send("用这次抽取", {"已完成的抽取": "述法评议代表抽取（2022-03-04抽取3个）"})
        first.follow("评议票")
        first.sees("述法单位：区住房城乡建设局", "打印 3 份", "本票不记名")
        first.follow("返回")
        first.send("录入意见", {"纸质票上的意见": REMARK}, under="录入纸质票上的意见")
        first.sees_not(REMARK)
        found = {"好（票）": "2", "较好（票）": "1", "一般（票）": "0", "差（票）": "0"}
        first.send("登记清点结果", {**found, "差（票）": "1"})
        first.sees("评议代表为3人")
        first.send("登记清点结果", found)
        second.open(evaluation)
        second.send("登记清点结果", {**found, "好（票）": "1"})
        second.sees("两份都已作废")
        for who in (first, second):
            who.open(evaluation)
            who.send("登记清点结果", found)
        second.sees("平均分 95.00", REMARK)


def printed(who: Visitor, folder: Path) -> str:
    paper = docx.Document(str(who.download("下载Word文件", folder)))
    cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(one.text for one in paper.paragraphs), *cells])
