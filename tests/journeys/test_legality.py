"""A paper of a meeting: sent in, reviewed with counsel of the roster, barred from the meeting until it was found lawful."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import docx
import pytest

from tests.journeys.dated import DISTRICT, JUSTICE, OFFICE, UNIT, Dated, dated
from tests.journeys.visitor import Visitor
from tests.surfaces.posts import organ_at

__all__ = ["dated"]
pytestmark = [pytest.mark.django_db(transaction=True)]
TITLE, PAGE, LIST = "停车收费调整的请示", "legality-paper/", "/desk/office/meeting-items/"
ROSTER, DAYS = "/desk/office/counsel-roster/", "/desk/office/legality-days/?year=2022"
APPOINTED = {
    "身份": "法律顾问",
    "姓名": "周律师",
    "工作单位": "某律师事务所",
    "聘任文书": "聘字〔2022〕1号",
    "聘任日期": "2022-01-10",
}
PACKAGE = {
    "送审函": "区住建局送审函〔2022〕3号",
    "送审稿": "一、同意调整停车收费。",
    "情况说明": "说明1份",
    "依据": "上级批复1份",
}
HEADS = 5


class Desks:
    """The unit that sends in, the reviewer, the office of the meeting, and the case between them."""

    def __init__(self, dated: Dated) -> None:
        organ_at(DISTRICT)
        self.dated = dated
        self.handler = dated.post("handler", organ=UNIT, person="张承办")
        self.head = dated.post("head", organ=UNIT, person="李局长")
        self.reviewer = dated.post("reviewer", organ=JUSTICE, reach=DISTRICT, person="王审查")
        self.office = dated.post("handler", organ=OFFICE, reach=DISTRICT, person="刘秘书")
        self.case = 0

    def page(self, who: Visitor, name: str = PAGE) -> Visitor:
        who.open(f"/desk/cases/{self.case}/{name}")
        return who


@pytest.fixture
def desks(dated: Dated) -> Desks:
    return Desks(dated)


class TestAPaperOfAMeeting:
    def test_comes_before_the_meeting_once_it_was_found_lawful(self, desks: Desks, tmp_path: Path) -> None:
        self.sent_in(desks)
        self.barred(desks)
        self.reviewed(desks)
        self.concluded(desks, tmp_path)
        self.tabled(desks, tmp_path)

    def sent_in(self, desks: Desks) -> None:
        who = desks.handler
        who.open("/desk/cases/new/meeting_paper_review/")
        who.send("立件", {"标题": TITLE})
        desks.case = who.case_id()
        desks.page(desks.head).send("登记意见", {"审核结论": "合法", "审核意见": "经审核合法。"}, under="登记本部门")
        desks.page(who).send("送审", PACKAGE)
        who.sees("等待审核部门核对")

    def barred(self, desks: Desks) -> None:
        office = desks.office
        office.open(LIST)
        office.sees("不得上会", "请先由合法性审核机构完成合法性审核")
        meeting = {"上会事项": f"{TITLE}（区住房城乡建设局）", "会议名称": "第5次常务会议", "会议日期": "2022-03-15"}
        office.send("列入议题", meeting, under="列入议题")
        office.sees("第5次常务会议", "2022-03-15", "不得上会")
        desks.page(office, "act/done/tabling/").sees("现在不能办理", "合法性审核尚未完成")

    def reviewed(self, desks: Desks) -> None:
        who = desks.reviewer
        who.open(ROSTER)
        who.send("登记聘任", {**APPOINTED, "聘期截止日期": "2022-01-09"}, under="登记一位")
        who.sees("没有办成", "早于聘任日期")
        who.send("登记聘任", {**APPOINTED, "聘期截止日期": "2022-12-31"}, under="登记一位")
        who.sees("周律师", "在聘")
        who.open("/desk/office/legality-desk/")
        who.follow(TITLE)
        who.press("确认材料齐备，开始计算审核时间")
        asked = {"身份": "法律顾问", "请其研究的问题": "收费权限"}
        who.send("登记聘请", {**asked, "姓名和单位": "吴律师"}, under="聘请法律顾问")
        who.sees("没有办成", "「吴律师」不在名册中")
        who.send("登记聘请", {**asked, "姓名和单位": "周律师（某律师事务所）"}, under="聘请法律顾问")
        for number in range(HEADS):
            card = who.page.locator(".card").nth(number)
            card.get_by_text("填写", exact=True).click()
            card.get_by_label("审核结果").select_option(label="符合")
            who.press("登记", within=card)

    def concluded(self, desks: Desks, folder: Path) -> None:
        desks.dated.at("2022-03-08")
        who = desks.page(desks.reviewer)
        opinion = {"审核结论": "合法", "审核意见": "可以提交会议。"}
        who.send("出具意见书", opinion)
        who.sees("没有办成", "还没有登记其意见和采纳情况")
        who.send("登记", {"其意见": "权限清楚。", "采纳情况": "采纳"}, under="登记意见和采纳情况")
        who.send("出具意见书", opinion)
        who.sees("会审〔2022〕1号")
        who.follow("打印《合法性审核意见书》")
        printed = words_of(who.download("下载Word文件", folder))
        for words in (
            "合法性审核意见书",
            "会审〔2022〕1号",
            TITLE,
            "可以提交会议。",
            "区司法局",
            "周律师",
            "权限清楚（采纳）",
        ):
            assert words in printed

    def tabled(self, desks: Desks, folder: Path) -> None:
        desks.dated.at("2022-03-15")
        office = desks.office
        office.open(LIST)
        office.sees("可以上会", "会审〔2022〕1号")
        assert office.download("下载本表（Excel）", folder).read_bytes().startswith(b"PK")
        desks.page(desks.handler, "act/done/tabling/").send("登记", {"载体": "电子（现在由本人在本系统办理）"})
        phone = desks.dated.post("leader", organ=OFFICE, reach=DISTRICT, person="陈区长", width="phone")
        phone.open(LIST)
        phone.sees("已经上会")
        phone.open(DAYS)
        phone.sees("会议材料合法性审核", "出具合法性审核意见 1 件")
        desks.page(phone).sees("会审〔2022〕1号")


def words_of(file: Path) -> str:
    paper: Any = docx.Document(str(file))
    cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(one.text for one in paper.paragraphs), *cells])
