"""A decision from its proposal to its publication, by five posts on pages alone, and where the law stops it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import docx
import pytest

from tests.journeys.dated import DISTRICT, JUSTICE, OFFICE, UNIT, Dated, dated
from tests.journeys.visitor import Visitor

__all__ = ["dated"]
pytestmark = [pytest.mark.django_db(transaction=True)]
TITLE = "老旧小区改造三年计划"
HEADS = ("权限", "程序", "内容", "减损", "准入条件")
DRAFT = "第一条 改造范围。\n第二条 资金由区财政和居民分担。"
AMENDED = "第一条 改造范围和标准。\n第二条 资金由区财政和居民分担。"
POINT = {
    "查找方法": "重点走访",
    "风险种类": "社会稳定",
    "风险点": "分担比例引起争议",
    "发生可能性": "中",
    "防控措施": "分期缴纳",
    "采取措施后的剩余风险": "低",
}
PACKAGE = {
    "送审稿": DRAFT,
    "送审函": "区住建局送审函〔2022〕3号",
    "起草说明": "起草说明1份",
    "制定依据": "城镇老旧小区改造有关规定",
    "征求意见和采纳情况": "采纳情况表1份",
    "风险评估报告": "评估报告1份",
}
MINUTES = {
    "讨论结果": "原则通过并修改",
    "作出决定的人": "陈区长",
    "主持人": "陈区长",
    "出席人员": "全体组成人员",
    "讨论意见": "同意。",
    "不同意见": "孙副区长认为分担比例偏高。",
}


class Posts:
    """The five posts, and the case before them."""

    def __init__(self, dated: Dated) -> None:
        self.dated = dated
        self.handler = dated.post("handler", organ=UNIT, person="张承办")
        self.head = dated.post("head", organ=UNIT, person="李局长")
        self.reviewer = dated.post("reviewer", organ=JUSTICE, reach=DISTRICT, person="王审查")
        self.second = dated.post("reviewer", organ=JUSTICE, reach=DISTRICT, person="赵复审")
        self.office = dated.post("handler", organ=OFFICE, reach=DISTRICT, person="刘秘书")
        self.case = 0

    def page(self, who: Visitor, name: str = "") -> Visitor:
        who.open(f"/desk/cases/{self.case}/{name}")
        return who

    def act(self, who: Visitor, title: str, typed: Mapping[str, Any] | None = None) -> None:
        """A step that the page of the case offers, done on its own page."""
        self.page(who).follow(f"办理「{title}」")
        who.send("登记", {"载体": "电子（现在由本人在本系统办理）", **(typed or {})})
        who.sees(title)


@pytest.fixture
def posts(dated: Dated) -> Posts:
    return Posts(dated)


class TestADecision:
    def test_goes_from_its_proposal_to_its_publication_by_five_posts(self, posts: Posts, tmp_path: Path) -> None:
        self.opened(posts)
        self.commented(posts)
        self.assessed(posts)
        self.stopped(posts)
        self.reviewed(posts, tmp_path)
        self.debated(posts)
        self.published(posts)

    def opened(self, posts: Posts) -> None:
        handler = posts.handler
        handler.open("/desk/cases/new/")
        handler.follow("重大行政决策")
        handler.send("立件", {"标题": TITLE, "应做风险评估": "是", "决策编号": "JC2022-01", "决策事项": TITLE})
        posts.case = handler.case_id()
        posts.act(posts.office, "决策启动")
        posts.act(handler, "拟订草案")
        handler.page.get_by_text("其他办理：").click()
        handler.follow(re.compile("专业性"))
        handler.send("登记", {"是否专业性、技术性较强": "否", "理由": "不涉及专业技术问题"})

    def commented(self, posts: Posts) -> None:
        handler = posts.page(posts.handler, "comments/")
        typed = {"起草说明": "为改善居住条件。", "决策草案": DRAFT, "提出意见的方式": "来信寄区住房城乡建设局。"}
        handler.send("公开征求意见", typed)
        handler.sees("收到意见 0 条也是结果")
        posts.dated.at("2022-04-06")
        posts.page(handler, "comments/")
        handler.send("公布结果，办结公开征求意见", {"采纳情况说明": "没有收到意见。"}, under="公布采纳情况")

    def assessed(self, posts: Posts) -> None:
        handler = posts.page(posts.handler, "risks/")
        handler.send("登记风险点", POINT)
        handler.send("办结风险评估", {"评估结论": "总体可控。"})
        handler.sees("评估结论：可控")

    def stopped(self, posts: Posts) -> None:
        office = posts.page(posts.office, "meeting/")
        office.send("列入议题", {"会议名称": "第5次常务会议"})
        office.sees("不得上会")
        office.send("登记集体讨论", MINUTES, under="登记集体讨论")
        office.sees("没有办成", "合法性审查尚未完成", "《重大行政决策程序暂行条例》第二十五条")
        posts.page(office, "act/done/deliberation/")
        office.sees("现在不能办理", "第二十五条")

    def reviewed(self, posts: Posts, folder: Path) -> None:
        posts.page(posts.head, "review/").send(
            "登记意见", {"审查结论": "合法", "审查意见": "经审查合法。"}, under="登记本部门"
        )
        posts.page(posts.handler, "review/").send("送审", PACKAGE)
        reviewer = posts.page(posts.reviewer, "review/")
        reviewer.press("确认材料齐备，开始计算审查时间")
        posts.dated.at("2022-04-18")
        posts.page(reviewer, "review/")
        for number in range(len(HEADS)):
            card = reviewer.page.locator(".card").nth(number)
            card.get_by_text("填写", exact=True).click()
            card.get_by_label("审查结果").select_option(label="符合")
            reviewer.press("登记", within=card)
        reviewer.send("出具意见书", {"审查结论": "合法", "审查意见": "没有意见。"})
        reviewer.sees("合审〔2022〕1号")
        reviewer.follow("打印《合法性审查意见书》")
        reviewer.sees("合审〔2022〕1号", "没有意见。", "文书编码")
        paper = docx.Document(str(reviewer.download("下载Word文件", folder)))
        printed = "\n".join([*(one.text for one in paper.paragraphs), *cells(paper)])
        for words in ("合法性审查意见书", "合审〔2022〕1号", TITLE, "没有意见。"):
            assert words in printed
        posts.page(posts.handler, "review/").send(
            "登记回执", {"采纳情况": "审查机关没有意见。"}, under="采纳回执（承办单位）"
        )

    def debated(self, posts: Posts) -> None:
        posts.dated.at("2022-05-20")
        office = posts.page(posts.office, "meeting/")
        office.send("列入议题", {"会议名称": "第7次常务会议", "会议日期": "2022-05-20"}, under="改列会议")
        office.sees_not("不得上会")
        office.send("登记集体讨论", {"会议日期": "2022-05-20", **MINUTES}, under="登记集体讨论")
        change = {"修改前": "改造范围", "修改后": "改造范围和标准", "修改类别": "实质性", "修改理由": "会议意见"}
        office.send("登记修改", change, under="登记一处修改")
        office.send("确认修改稿", {"修改后的全文": AMENDED}, under="确认修改后的全文")
        office.sees("需要补充审查")
        posts.page(office, "act/done/decision/")
        office.sees("现在不能办理", "补充合法性审查")
        second = posts.page(posts.second, "review/")
        second.send("出具补充审查意见书", {"审查结论": "合法", "审查意见": "没有意见。"})
        second.sees("合审〔2022〕2号")

    def published(self, posts: Posts) -> None:
        posts.dated.at("2022-05-25")
        posts.act(posts.office, "请示报告")
        posts.act(posts.office, "决策作出")
        office = posts.page(posts.office, "publication/")
        office.send("公布", {"公布件文号": "示政〔2022〕5号"})
        office.sees("已经公布")
        citizen = posts.dated.come(width="phone")
        citizen.open("/published/")
        citizen.follow("重大行政决策", within=citizen.page.get_by_role("table"))
        citizen.sees(TITLE, "《重大行政决策程序暂行条例》")
        leader = posts.dated.post("leader", organ=OFFICE, reach=DISTRICT, person="陈区长", width="phone")
        for name in ("comments", "risks", "review", "meeting", "publication", "afterwards"):
            posts.page(leader, f"{name}/")
        posts.page(leader)
        leader.sees("看公示页面")


def cells(paper: Any) -> list[str]:
    return [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
