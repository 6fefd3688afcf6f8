"""A citizen's comment on an open draft, without a script and without a mouse, and the answer that he finds."""

from __future__ import annotations

import re

import pytest

from tests.journeys.dated import UNIT, Dated, dated
from tests.journeys.visitor import WIDTHS, Keyboard, Visitor

__all__ = ["dated"]
pytestmark = [pytest.mark.django_db(transaction=True)]
TITLE = "关于老旧小区改造三年计划征求意见的公告"
OPENING = {
    "标题": TITLE,
    "起草说明": "为改善居住条件。",
    "决策草案": "第一条 改造范围。",
    "提出意见的方式": "来信寄区住房城乡建设局。",
}
WORDS = "建议先改造供水管道。"


@pytest.fixture
def clerk(dated: Dated) -> Visitor:
    """The clerk of the bureau, whose draft has been open since 1 March."""
    clerk = dated.post("handler", organ=UNIT, person="张承办", width="phone")
    clerk.open("/desk/cases/new/major_decision/")
    clerk.send("立件", {"标题": "老旧小区改造三年计划"})
    for title in ("决策启动", "拟订草案"):
        clerk.follow(f"办理「{title}」")
        clerk.send("登记", {"载体": "电子（现在由本人在本系统办理）"})
    clerk.follow("公众参与")
    clerk.send("公开征求意见", OPENING)
    return clerk


class TestACitizenWithoutScripts:
    @pytest.mark.parametrize("width", WIDTHS)
    def test_comments_by_keyboard_and_finds_the_answer(self, dated: Dated, clerk: Visitor, width: str) -> None:
        citizen = dated.come(width=width, scripts=False)
        citizen.open("/")
        keys = Keyboard(citizen)
        keys.enters("征求意见")
        keys.enters(TITLE)
        citizen.sees("正在征求意见", "收到意见0 条")
        keys.types("您的意见", WORDS)
        keys.types("姓名或者单位名称", "钱某某")
        keys.enters("提交意见")
        citizen.sees("您的意见已经收到")
        found = re.search(r"[A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{4}", citizen.page.locator("main").inner_text())
        assert found is not None
        self.answered(dated, clerk)
        later = dated.come(width=width)
        later.open("/open/drafts/")
        later.follow("凭回执编号查答复")
        later.send("查答复", {"回执编号": found[0]})
        later.sees("部分采纳", "列入首批")
        later.follow("查看草案和全部采纳情况")
        later.sees("收到意见 1 条", "意见采纳情况", "先改管道")
        later.sees_not("钱某某", WORDS)

    def answered(self, dated: Dated, clerk: Visitor) -> None:
        dated.at("2022-04-06")
        clerk.open(f"/desk/cases/{clerk.case_id()}/comments/")
        clerk.sees(WORDS)
        clerk.sees_not("钱某某")
        answer = {"选第1条意见": True, "采纳情况": "部分采纳", "意见摘要": "先改管道", "理由": "列入首批"}
        clerk.send("登记答复", answer)
        clerk.send("公布结果，办结公开征求意见", {"采纳情况说明": "部分采纳。"}, under="公布采纳情况")
        clerk.sees("2022-04-06")
