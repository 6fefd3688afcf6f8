"""A normative document from its draft to both filings, by five posts and a citizen, and where the law stops it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.journeys.dated import DISTRICT, JUSTICE, OFFICE, UNIT, Dated, dated
from tests.journeys.norm_papers import number_on, printed
from tests.journeys.visitor import Keyboard, Visitor, enter

__all__ = ["dated"]
pytestmark = [pytest.mark.django_db(transaction=True)]
TITLE = "示例区夜市管理办法"
NOTICE = "关于夜市管理办法征求意见的公告"
HEADS = ("权限", "内容", "程序", "减损权益或者增加义务", "准入条件")
FIRST = "第一条 夜市由街道办事处统一组织。\n第二条 摊位费每月不超过五百元。"
TEXT = "第一条 夜市由街道办事处统一组织。\n第二条 摊位费每月不超过三百元。"
COMMENT = "摊位费五百元太高，建议降低。"
OPENED = {
    "标题": TITLE,
    "文件名称": TITLE,
    "制定机关": "示例区人民政府",
    "起草单位": "区住房城乡建设局",
    "涉及市场主体": "是",
}
OPENING = {
    "标题": NOTICE,
    "起草说明": "为规范夜市经营。",
    "征求意见稿": FIRST,
    "提出意见的方式": "来信寄区住房城乡建设局。",
}
ANSWER = {"选第1条意见": True, "采纳情况": "采纳", "意见摘要": "降低摊位费", "理由": "第二条改为三百元。"}
PACKAGE = {
    "送审稿": TEXT,
    "送审函": "区住建局送审函〔2022〕9号",
    "起草说明": "起草说明1份",
    "制定依据": "依据目录1份",
    "意见采纳情况表": "采纳情况表1份",
}
MINUTES = {
    "会议名称": "第9次常务会议",
    "会议日期": "2022-05-20",
    "审议结果": "通过",
    "主持审议的人": "陈区长",
    "审议意见": "同意。",
}
FILINGS = {
    "上一级政府": ("示政备〔2022〕3号", "示例市人民政府"),
    "本级人大常委会": ("示政函〔2022〕8号", "示例区人民代表大会常务委员会"),
}
PARTS = ("备案报告", "公布的正式文本", "起草说明", "制定依据目录", "合法性审核意见书")


class Posts:
    """The posts that make a norm, and the case before them."""

    def __init__(self, dated: Dated) -> None:
        self.dated = dated
        self.handler = dated.post("handler", organ=UNIT, person="张承办")
        self.head = dated.post("head", organ=UNIT, person="李局长")
        self.reviewer = dated.post("reviewer", organ=JUSTICE, reach=DISTRICT, person="王审核")
        self.office = dated.post("handler", organ=OFFICE, reach=DISTRICT, person="刘秘书")
        self.case = 0

    def page(self, who: Visitor, name: str = "") -> Visitor:
        """A page of the case."""
        who.open(f"/desk/cases/{self.case}/{name}")
        return who


@pytest.fixture
def posts(dated: Dated) -> Posts:
    return Posts(dated)


class TestANorm:
    def test_goes_from_its_draft_to_both_filings(self, posts: Posts, tmp_path: Path) -> None:
        self.opened(posts)
        self.commented(posts)
        self.submitted(posts)
        self.reviewed(posts, tmp_path)
        self.debated(posts)
        self.issued(posts, tmp_path)
        self.filed(posts, tmp_path)
        self.in_force(posts)

    def opened(self, posts: Posts) -> None:
        handler = posts.handler
        handler.open("/desk/cases/new/")
        handler.follow("行政规范性文件制定")
        handler.send("立件", OPENED)
        posts.case = handler.case_id()
        handler.follow("办理「评估论证」")
        surveyed = {"列入的计划或者立项申请": "2022年制定计划第3项", "评估论证情况": "现行文件没有规定，确有必要。"}
        handler.send("登记评估论证", surveyed)
        handler.send("登记文本", {"文本": FIRST, "这一稿的说明": "第一稿"})

    def commented(self, posts: Posts) -> None:
        handler = posts.page(posts.handler, "norm-comments/")
        handler.send("公开征求意见", {**OPENING, "开始日期": "2022-03-01", "截止日期": "2022-03-20"})
        handler.sees("没有办成", "不得少于30日", "《优化营商环境条例》第六十二条")
        handler.send("公开征求意见", {"截止日期": "2022-03-31"})
        receipt = self.by_keyboard(posts)
        posts.dated.at("2022-04-06")
        posts.page(handler, "norm-comments/")
        handler.send("公布结果，办结公开征求意见", {"采纳情况说明": "采纳。"}, under="公布采纳情况")
        handler.sees("不得公布结果：还有1条意见没有研究答复")
        handler.send("登记答复", ANSWER)
        handler.send("公布结果，办结公开征求意见", {"采纳情况说明": "全部采纳。"}, under="公布采纳情况")
        citizen = posts.dated.come()
        citizen.open("/open/norm-drafts/")
        citizen.follow("凭回执编号查答复")
        citizen.send("查答复", {"回执编号": receipt})
        citizen.sees("采纳", "第二条改为三百元。")
        posts.page(handler, "norm-text/")
        handler.send("登记文本", {"文本": TEXT, "这一稿的说明": "根据意见降低摊位费"}, under="登记新的一稿")
        handler.sees("第1稿与第2稿，1 处不同", "不超过三百元")

    def by_keyboard(self, posts: Posts) -> str:
        citizen = posts.dated.come(width="phone", scripts=False)
        citizen.open("/open/norm-list/")
        keys = Keyboard(citizen)
        keys.enters("正在征求意见")
        keys.enters(NOTICE)
        keys.types("您的意见", COMMENT)
        keys.enters("提交意见")
        citizen.sees("您的意见已经收到")
        return number_on(citizen)

    def submitted(self, posts: Posts) -> None:
        posts.page(posts.head, "norm-review/").send(
            "登记意见", {"审核结论": "合法", "审核意见": "经审核合法。"}, under="登记本部门"
        )
        handler = posts.page(posts.handler, "norm-review/")
        handler.send("送审", PACKAGE)
        handler.sees("还缺：公平竞争审查结论")
        reviewer = posts.page(posts.reviewer, "norm-review/")
        reviewer.press("确认材料齐备，开始计算审核时间")
        reviewer.sees("不得确认齐备：缺少公平竞争审查结论")
        reviewer.send("退回补充", {"需要补充的全部材料": "公平竞争审查结论"}, under="退回补充")
        head = posts.page(posts.head, "norm-text/")
        competition = {"审查结论": "符合公平竞争审查标准", "审查情况": "没有限制竞争的内容。"}
        head.send("登记结论", competition, under="登记公平竞争审查结论")
        posts.page(handler, "norm-review/")
        handler.sees("已退回补充一次")
        handler.send("送审", {"公平竞争审查结论": "审查结论1份"}, under="补充后重新送审")
        posts.page(reviewer, "norm-review/")
        reviewer.press("确认材料齐备，开始计算审核时间")
        reviewer.sees("材料齐备")

    def reviewed(self, posts: Posts, folder: Path) -> None:
        office = posts.page(posts.office, "norm-meeting/")
        office.sees("不得提交集体审议")
        posts.dated.at("2022-04-14")
        posts.page(office, "norm-meeting/")
        office.send("登记集体审议", {**MINUTES, "会议日期": "2022-04-14"}, under="登记集体审议")
        office.sees("没有办成", "合法性审核尚未完成", "《优化营商环境条例》第六十三条")
        posts.dated.at("2022-04-18")
        reviewer = posts.page(posts.reviewer, "norm-review/")
        reviewer.send("出具意见书", {"审核结论": "合法", "审核意见": "没有意见。"})
        reviewer.sees("不得出具意见", "请逐项填写后再出具")
        for number, head in enumerate(HEADS):
            card = reviewer.page.locator(".card").nth(number)
            assert head in card.inner_text()
            card.get_by_text("填写", exact=True).click()
            card.get_by_label("审核结果").select_option(label="符合")
            reviewer.press("登记", within=card)
        reviewer.send("出具意见书", {"审核结论": "合法", "审核意见": "没有意见。"})
        reviewer.sees("合法审〔2022〕1号")
        reviewer.follow("打印《合法性审核意见书》")
        paper = printed(reviewer, folder)
        for words in ("合法性审核意见书", "合法审〔2022〕1号", TITLE, "没有意见。", *HEADS):
            assert words in paper
        posts.page(posts.handler, "norm-review/").send(
            "登记回执", {"采纳情况": "审核机构没有意见。"}, under="采纳回执（承办单位）"
        )

    def debated(self, posts: Posts) -> None:
        posts.dated.at("2022-05-20")
        office = posts.page(posts.office, "norm-meeting/")
        office.send("登记集体审议", MINUTES)
        office.send("登记", {"是否报本级人大常委会备案": "是", "理由": "区政府制发的文件"})
        office.send("登记签发", {"签发人": "陈区长", "签发日期": "2022-05-20"}, under="登记签发")

    def issued(self, posts: Posts, folder: Path) -> None:
        office = posts.page(posts.office, "papers/norm_text/")
        office.sees("尚未统一登记编号，不得印发")
        posts.page(office, "act/done/issuance/")
        office.sees("现在不能办理", "统一登记、编号")
        posts.page(office, "norm-issue/").send("登记并编号", {"机关代字": "示政规"})
        office.sees("示政规〔2022〕1号")
        office.follow("打印登记的文本")
        paper = printed(office, folder)
        for words in ("示政规〔2022〕1号", TITLE, "摊位费每月不超过三百元", "示例区人民政府"):
            assert words in paper
        posts.page(office, "norm-issue/").press("登记印发")
        days = {"公布日期": "2022-05-20", "施行日期": "2022-07-01", "失效日期": "2027-06-30"}
        office.send("公布", days)
        office.sees("公众看到的全文")
        handler = posts.page(posts.handler, "norm-issue/")
        handler.send("登记解读", {"政策解读": "摊位费由五百元降为三百元。"}, under="登记政策解读")

    def filed(self, posts: Posts, folder: Path) -> None:
        posts.dated.at("2022-05-30")
        for to, (letter, whom) in FILINGS.items():
            office = posts.page(posts.office, "norm-issue/")
            self.sent(office, to, {"备案报告文号": letter, "主送机关": whom}, PARTS[:3])
            office.sees("备案材料不齐：缺少制定依据目录、合法性审核意见书")
            self.sent(office, to, {}, PARTS[3:])
            card = self.card(office, to)
            office.follow("打印备案报告", within=card)
            paper = printed(office, folder)
            for words in (*PARTS, letter, whom, "示政规〔2022〕1号", TITLE, "于2022年5月20日公布"):
                assert words in paper
            posts.page(office, "norm-issue/")
            card = self.card(office, to)
            card.get_by_text("登记回执").first.click()
            card.get_by_label("备案登记编号").fill("备〔2022〕88号")
            office.press("登记回执", within=card)
            assert "备〔2022〕88号" in self.card(office, to).inner_text()

    def sent(self, office: Visitor, to: str, typed: Mapping[str, str], parts: tuple[str, ...]) -> None:
        card = self.card(office, to)
        if card.locator("details").get_attribute("open") is None:
            card.get_by_text("登记报送").first.click()
        for label, words in {**typed, **dict.fromkeys(parts, "")}.items():
            enter(card, label, words)
        office.press("登记报送", within=card)

    def card(self, who: Visitor, to: str) -> Any:
        return who.page.locator(".card").filter(has_text=f"报{to}")

    def in_force(self, posts: Posts) -> None:
        citizen = posts.dated.come(width="phone")
        citizen.open("/open/norm-list/")
        citizen.follow(TITLE)
        citizen.sees("尚未施行", "示政规〔2022〕1号", "摊位费每月不超过三百元", "由五百元降为三百元")
        posts.dated.at("2022-07-01")
        citizen.open(citizen.page.url)
        citizen.sees("现行有效")
        office = posts.page(posts.office, "norm-issue/")
        office.press("登记施行")
        posts.page(office)
        office.sees("看公示页面")
        office.sees_not("reason", "还缺什么")
