"""The January campaign with sixty organs, from one notice to the correction of what was published."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import docx
import pytest

from tests.journeys import sixty
from tests.journeys.dated import DISTRICT, JUSTICE, OFFICE, UNIT, Dated, dated
from tests.journeys.sixty import LATE, WATER, Desk
from tests.journeys.visitor import Visitor
from yifa.kernel.models import Case, Finding

__all__ = ["dated"]
pytestmark = [pytest.mark.django_db(transaction=True)]
BOARD, STATED = "/desk/office/report-campaign/2022/", "/desk/office/report-stated-figures/2022/"
CIRCULATION = "/desk/office/report-circulation/2022/"
EDITIONS, OPENING = "/desk/report/2022/editions/", "/desk/report/2022/section/0/"
FIGURE = "完成合法性审查的重大行政决策数"
NARRATIVE = {"主要做法、存在的不足和下一年度安排": "主要做法：依法决策。\n不足：培训偏少。\n下一年：补足培训。"}
HONOUR = {
    "荣誉名称": "全国法治政府建设示范区",
    "授予机关": "中央依法治国办",
    "授予文号": "中法办〔2022〕1号",
    "授予日期": "2022-10-01",
    "获得荣誉的对象": "示例区",
}
PLATFORMS = {
    "报告里的数字": "“云端办”服务平台数（个）",
    "数值": "3",
    "来源": "盖章函报数",
    "出具单位": "区政务服务办",
    "文号": "示政务函〔2023〕2号",
    "文件日期": "2023-01-30",
}
ELECTRONIC = {"载体": "电子（现在由本人在本系统办理）"}


def opinion_of(organ: str) -> str:
    """Where an organ that is consulted says what it thinks."""
    case = Case.objects.get(procedure="report_circulation", organ_path=organ)
    return f"/desk/cases/{case.pk}/report-opinion/"


class Campaign:
    """Those who walk through it in a browser, and the desks of the others."""

    def __init__(self, dated: Dated, folder: Path) -> None:
        self.dated, self.folder = dated, folder
        dated.at("2023-01-09")
        sixty.organs()
        self.doubted = sixty.reviewed(UNIT, 2)
        self.bureau = dated.post("handler", organ=JUSTICE, reach=DISTRICT, person="孙统筹")
        self.head = dated.post("head", organ=JUSTICE, reach=DISTRICT, person="周局长")
        self.reporter = dated.post("reporter", organ=JUSTICE, reach=DISTRICT, person="赵六")
        self.office = dated.post("handler", organ=OFFICE, reach=DISTRICT, person="刘秘书")
        self.housing = dated.post("handler", organ=UNIT, person="张承办")
        self.water = dated.post("handler", organ=WATER, person="李水务", width="phone")
        self.others = dict(sixty.desks())
        self.gathering = Desk("handler", JUSTICE, DISTRICT)

    def at(self, who: Visitor, address: str) -> Visitor:
        who.open(address)
        return who

    def act(self, who: Visitor, title: str, *, case: int = 0, typed: Mapping[str, str] = ELECTRONIC) -> None:
        """A step of the report, or of its correction, done on its own page."""
        who.open(f"/desk/cases/{case or self.case.pk}/")
        who.follow(f"办理「{title}」")
        who.send("登记", typed)

    @property
    def case(self) -> Case:
        return Case.objects.get(procedure="annual_report")

    def paper(self, who: Visitor, address: str) -> str:
        """All words of a paper that is downloaded."""
        who.open(address)
        paper = docx.Document(str(who.download("下载Word文件", self.folder)))
        cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
        return "\n".join([*(one.text for one in paper.paragraphs), *cells])


@pytest.fixture
def campaign(dated: Dated, settings: Any, tmp_path: Path) -> Campaign:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    return Campaign(dated, tmp_path)


class TestTheJanuaryCampaign:
    def test_goes_from_one_notice_to_sixty_organs_to_the_correction_of_what_was_published(
        self, campaign: Campaign
    ) -> None:
        self.notified(campaign)
        self.contested(campaign)
        self.replied(campaign)
        self.gathered(campaign)
        self.sealed(campaign)
        self.written(campaign)
        self.circulated(campaign)
        self.submitted(campaign)
        self.published(campaign)
        self.corrected(campaign)

    def notified(self, campaign: Campaign) -> None:
        bureau = campaign.at(campaign.bureau, BOARD)
        bureau.send("发出通知", {"要求报送日期": "2023-01-08"}, under="发出报送通知")
        bureau.sees("没有办成", "已经过去")
        bureau.send("发出通知", {"要求报送日期": "2023-02-10"}, under="发出报送通知")
        bureau.sees("报送通知已经发给60个单位", "已通知60个单位", "以下60个单位")
        told = campaign.paper(bureau, f"/desk/cases/{campaign.case.pk}/papers/report-notice-to-all/")
        assert ("各镇街、各部门" in told, "区水务局" in told, told.count("2023年2月10日")) == (True, True, 60)

    def contested(self, campaign: Campaign) -> None:
        housing = campaign.at(campaign.housing, BOARD)
        housing.sees_not("区水务局", "发出报送通知")
        housing.follow("区住房城乡建设局")
        row = housing.page.locator("tr", has=housing.page.get_by_role("rowheader", name=FIGURE))
        row.get_by_text("有异议", exact=True).click()
        row.get_by_label("本单位认为的数值").fill("3项")
        housing.send("登记核对结果", {"核对人": "李局长"})
        housing.sees("没有办成", "差异说明")
        row.get_by_label("差异说明").fill("有一项没有录入。")
        housing.send("登记核对结果", {"核对人": "李局长"})
        housing.sees("1项有异议")
        housing.send("报送", NARRATIVE)
        housing.sees("等待接收")
        address = sixty.page_of(UNIT).replace("report-reply", "papers/report-figure-check")
        told = campaign.paper(housing, address)
        for words in ("数字核对表和差异说明", "区住房城乡建设局", FIGURE, "3项", "有一项没有录入。"):
            assert words in told

    def replied(self, campaign: Campaign) -> None:
        campaign.dated.at("2023-02-09")
        water = campaign.at(campaign.water, sixty.page_of(WATER))
        water.send("登记核对结果", {"核对人": "钱局长"})
        water.send("报送", NARRATIVE)
        water.sees("等待接收")
        for path, desk in campaign.others.items():
            if path != LATE:
                desk.replies(path)
        campaign.dated.at("2023-02-13")
        bureau = campaign.at(campaign.bureau, BOARD)
        bureau.sees("以下1个单位", "第57街道：要求2023-02-10前报送，已逾期3天", "有一项没有录入。")
        campaign.at(campaign.housing, f"/desk/cases/{campaign.case.pk}/").sees("没有找到这一页")

    def gathered(self, campaign: Campaign) -> None:
        bureau = campaign.at(campaign.bureau, sixty.page_of(WATER))
        bureau.send("退回", {"退回的理由和修改意见": "缺少下一年度安排"}, under="退回")
        campaign.at(bureau, f"{BOARD}?status=退回").sees("区水务局", "缺少下一年度安排")
        water = campaign.at(campaign.water, sixty.page_of(WATER))
        water.sees("退回意见", "缺少下一年度安排")
        water.send("登记核对结果", {"核对人": "钱局长"})
        water.send("报送", NARRATIVE)
        for path in (UNIT, WATER):
            campaign.at(bureau, sixty.page_of(path)).press("接收")
        campaign.others[LATE].replies(LATE)
        for path in campaign.others:
            campaign.gathering.send(sixty.page_of(path), do="receive")
        campaign.at(bureau, BOARD).sees("以下60个单位", "请报送盖章件")

    def sealed(self, campaign: Campaign) -> None:
        file = campaign.folder / "盖章件.pdf"
        file.write_bytes(sixty.SCAN)
        typed = {"盖章后的扫描件": str(file), "签发人": "李局长", "签发日期": "2023-02-13"}
        for who, path in ((campaign.housing, UNIT), (campaign.water, WATER)):
            campaign.at(who, sixty.page_of(path)).send("报送盖章件", typed)
            campaign.at(campaign.bureau, sixty.page_of(path)).press("接收盖章件")
        for path, desk in campaign.others.items():
            desk.seals(path, "2023-02-13")
            campaign.gathering.send(sixty.page_of(path), do="take_seal")
        board = campaign.at(campaign.bureau, BOARD)
        assert board.page.locator("tbody .tag.good").count() == 60
        leader = campaign.dated.post("leader", organ=OFFICE, reach=DISTRICT, person="陈区长", width="phone")
        campaign.at(leader, BOARD).sees("已通知60个单位", "有异议的数字1项")
        campaign.at(campaign.office, STATED).send(
            "登记", {**PLATFORMS, "盖章函或者通报的扫描件": str(file)}, under="登记数字"
        )
        campaign.office.sees("盖章函报数", "示政务函〔2023〕2号", "打开扫描件")
        campaign.act(campaign.head, "汇总报送材料")

    def written(self, campaign: Campaign) -> None:
        self.doubted(campaign)
        reporter = campaign.at(campaign.reporter, OPENING)
        reporter.send("保存", {"本节文字": "2022年，我区获评全国法治政府建设示范区。"})
        campaign.at(reporter, "/desk/report/2022/#doubts")
        reporter.follow(re.compile("^选择"))
        reporter.send("保存", {"是否写进报告": "采用", "理由": "已经核实，列入存在的问题。"})
        reporter.sees("已经核实，列入存在的问题。")
        campaign.at(reporter, EDITIONS).send("形成送审稿", {"事由": "首次送审"})
        reporter.sees("第1稿", "1处荣誉没有登记")
        reporter.follow("第1稿")
        reporter.sees("我区获评", "存在的问题")

    def doubted(self, campaign: Campaign) -> None:
        told: dict[str, Any] = {
            "article": "《重大行政决策程序暂行条例》第二十六条",
            "detail": "{}",
            "evidence": "a" * 64,
        }
        Finding.objects.create(
            case_id=campaign.doubted.pk,
            rule="decision.review_short",
            sentence="审查时间少于七个工作日。",
            found_at=datetime(2023, 1, 9, tzinfo=UTC),
            state="confirmed",
            outcome="confirmed",
            **told,
        )

    def circulated(self, campaign: Campaign) -> None:
        bureau = campaign.at(campaign.bureau, CIRCULATION)
        form = bureau.form("送请会签", under="送请会签")
        for organ in ("区住房城乡建设局", "区水务局"):
            form.get_by_label(organ, exact=True).check()
        bureau.send("送请会签", {"要求答复日期": "2023-02-17"}, under="送请会签")
        bureau.sees("已经送请2个单位会签", "等待意见")
        for who, organ in ((campaign.housing, UNIT), (campaign.water, WATER)):
            campaign.at(who, opinion_of(organ)).sees("打开送请会签的文本")
        campaign.water.send("登记会签意见", {"会签结论": "同意", "签发人": "钱局长"})
        campaign.housing.send("登记会签意见", {"会签结论": "有修改意见", "签发人": "李局长"})
        campaign.housing.sees("没有办成", "请写明修改什么")
        campaign.housing.send(
            "登记会签意见", {"会签结论": "有修改意见", "会签意见": "建议写明示范区的批次。", "签发人": "李局长"}
        )
        answered = {"采纳情况": "部分采纳", "采纳情况说明": "以命名文件为准。"}
        campaign.at(bureau, opinion_of(UNIT)).send("登记采纳情况", answered)
        campaign.at(bureau, opinion_of(WATER)).send("登记采纳情况", {"采纳情况": "没有需要采纳的意见"})
        campaign.at(bureau, CIRCULATION).sees("建议写明示范区的批次。", "部分采纳：以命名文件为准。")
        campaign.act(campaign.head, "会签")

    def submitted(self, campaign: Campaign) -> None:
        head = campaign.head
        campaign.at(head, EDITIONS).press("以第1稿送审")
        head.sees("没有办成", "1处荣誉没有登记", "补登记")
        campaign.at(head, "/desk/office/honours/").send("登记", HONOUR, under="登记荣誉")
        campaign.at(head, EDITIONS).press("以第1稿送审")
        head.sees("第1稿已经送审")
        told = campaign.paper(head, f"/desk/cases/{campaign.case.pk}/papers/report-submission/")
        for words in (
            "送审单",
            "区司法局",
            "应报60个单位，已接收60个，盖章件已报60个",
            "盖章函报数1项",
            "建议写明示范区的批次。",
            "第1稿",
        ):
            assert words in told
        head.open(f"/desk/cases/{campaign.case.pk}/act/done/approval/")
        head.sees("现在不能办理", "应当由另一人办理")

    def published(self, campaign: Campaign) -> None:
        campaign.dated.at("2023-02-24")
        for step in ("审定", "向区委、区人大常委会报告", "向市委、市政府报告"):
            campaign.act(campaign.office, step)
        paper = campaign.at(campaign.head, "/desk/report/2022/leaders/")
        paper.sees("领导参阅", "2023年3月1日前报出")
        campaign.dated.at("2023-03-28")
        campaign.act(campaign.office, "向社会公开", typed={})
        campaign.at(campaign.head, EDITIONS).sees("已公开")

    def corrected(self, campaign: Campaign) -> None:
        campaign.dated.at("2023-04-10")
        said = {"更正内容": "示范区的名称", "更正原因": "名称写得不全"}
        head = campaign.at(campaign.head, EDITIONS)
        head.send("更正立件", said)
        head.sees("没有办成", "还没有改动")
        reporter = campaign.at(campaign.reporter, OPENING)
        reporter.send("保存", {"本节文字": "2022年，我区获评第二批全国法治政府建设示范区。"})
        campaign.at(reporter, EDITIONS).send("形成送审稿", {"事由": "更正示范区名称"})
        campaign.at(head, EDITIONS).send("更正立件", said)
        head.sees("更正已经立件", "更正稿，等待审定")
        head.follow(re.compile("更正：示范区的名称"))
        case = head.case_id()
        told = campaign.paper(head, f"/desk/cases/{case}/papers/report-correction-note/")
        assert ("名称写得不全" in told, "第2稿" in told) == (True, True)
        campaign.act(campaign.office, "审定更正", case=case)
        campaign.act(campaign.office, "公开更正后的报告", case=case, typed={})
        campaign.at(head, EDITIONS).sees("更正稿，已公开")
