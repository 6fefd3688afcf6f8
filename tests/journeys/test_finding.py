"""A doubt about procedure: answered by its organ, found to be a wrong ledger, corrected, looked at again, and gone."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.journeys.conftest import People, Served
from tests.journeys.visitor import Visitor

FINDING = re.compile("少5日")


class TestAWrongLedger:
    def test_is_corrected_and_found_no_more(self, people: People, served: Served) -> None:
        clerk, supervisor = (people.come(name, served.password) for name in ("jingban", "jiandu"))
        self.answered(clerk)
        self.found_wrong(supervisor)
        self.corrected(clerk)
        self.looked_at_again(supervisor)
        clerk.open("/desk/findings/?year=2022&state=awaiting")
        expect(clerk.page.get_by_role("link", name=FINDING)).to_have_count(0)

    def opened(self, who: Visitor) -> None:
        who.open("/desk/findings/?year=2022")
        who.follow(FINDING)

    def answered(self, clerk: Visitor) -> None:
        self.opened(clerk)
        clerk.sees("《重大行政决策程序暂行条例》第十五条", "2022-04-26")
        clerk.send("记下答复", {"答复": "台账日期填错,原件为四月二十一日。"})
        clerk.sees("已答复，待核实")

    def found_wrong(self, supervisor: Visitor) -> None:
        self.opened(supervisor)
        supervisor.sees("台账日期填错")
        supervisor.send("记下核实结果", {"核实结果": "台账填错", "理由": "看了公告原件。"})
        supervisor.sees("台账填错，还没有更正")

    def corrected(self, clerk: Visitor) -> None:
        self.opened(clerk)
        clerk.sees("台账填错，还没有更正")
        clerk.follow(re.compile("更正.*开始「公开征求意见」"))
        clerk.sees("原来的记录", "2022-04-26")
        typed = {"更正方式": "更正为下面的内容", "更正的理由": "台账日期填错", "更正后的日期": "2022-04-21"}
        clerk.send("登记", {**typed, "载体": "电子（现在由本人在本系统办理）"})
        clerk.sees("2022-04-21")

    def looked_at_again(self, supervisor: Visitor) -> None:
        self.opened(supervisor)
        supervisor.press("关联这次更正")
        supervisor.sees("台账已更正，等待复查")
        supervisor.press("现在复查")
        expect(supervisor.page.get_by_role("heading", name="检查完成")).to_be_visible(timeout=60_000)
        self.opened(supervisor)
        supervisor.sees("不再检出")
