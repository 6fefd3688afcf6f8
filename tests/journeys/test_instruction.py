"""A leader's instruction from the secretary's desk to the printed slip, late on the way; a secret one only counted."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest

from tests.journeys.dated import DISTRICT, OFFICE, UNIT, Dated, dated
from tests.journeys.visitor import Visitor

__all__ = ["dated"]
pytestmark = [pytest.mark.django_db(transaction=True)]
BOARD = "/desk/office/leading-instructions/"
TITLE = "关于老旧小区燃气安全隐患的报告"
INSTRUCTION = {"批示领导": "区长", "文件标题": TITLE, "要求办结日期": "2022-03-18", "日期": "2022-03-01"}
SECRET, OPEN = "秘密、机密或者绝密", "不涉密"


class TestAnInstruction:
    def test_is_routed_reminded_of_answered_sent_back_closed_by_another_and_printed(
        self, dated: Dated, tmp_path: Path
    ) -> None:
        unit = dated.post("handler", organ=UNIT, person="张承办", width="phone")
        secretary = dated.post("handler", organ=OFFICE, reach=DISTRICT, person="刘秘书")
        self.counted(secretary)
        page = self.routed(secretary)
        self.reminded(dated, secretary, page)
        self.answered(unit, page)
        self.sent_back(secretary, unit, page)
        self.closed(dated, page)
        self.printed(secretary, page, tmp_path)
        self.seen_by_the_leader(dated)

    def counted(self, secretary: Visitor) -> None:
        secretary.open(BOARD)
        wanted = {"承办单位": "区住房城乡建设局", "密级": SECRET, **INSTRUCTION}
        secretary.send("登记", wanted, under="登记一件")
        secretary.sees("没有办成", "不得存储涉密内容", "只登记件数")
        secretary.open(BOARD)
        secretary.sees("还没有登记")
        counted = {"批示领导": "区长", "涉密批示件数": "2", "登记日期": "2022-03-01"}
        secretary.send("登记件数", counted, under="登记涉密批示件数")
        secretary.sees("涉密批示 2 件")
        secretary.sees_not(TITLE)

    def routed(self, secretary: Visitor) -> str:
        wanted = {"承办单位": "区住房城乡建设局", "密级": OPEN, **INSTRUCTION}
        secretary.send("登记", wanted, under="登记一件")
        secretary.sees("批〔2022〕1号", "待转办")
        page = secretary.page.url
        secretary.send("转办", {"转办要求": "请逐户排查，按期反馈。", "日期": "2022-03-01"})
        secretary.sees("待反馈办理结果", "最迟 2022-03-18")
        return page

    def reminded(self, dated: Dated, secretary: Visitor, page: str) -> None:
        dated.at("2022-03-18")
        secretary.open(BOARD)
        secretary.sees_not("已逾期")
        dated.at("2022-03-19")
        secretary.open(BOARD)
        secretary.sees("已逾期", "逾期 1 件，复制催办文字")
        assert "批〔2022〕1号" in secretary.page.locator("#reminder").input_value()
        secretary.open(page)
        secretary.send("催办", {"催办内容": "已经逾期，请三日内反馈。", "日期": "2022-03-19"})
        secretary.open(BOARD)
        secretary.sees("已催办 1 次")

    def answered(self, unit: Visitor, page: str) -> None:
        unit.open(page)
        unit.sees("已逾期", "已经逾期，请三日内反馈。")
        unit.send("反馈办理结果", {"办理情况": "已排查 320 户。", "日期": "2022-03-19"})
        unit.sees("待办结", "您的岗位在这一环节没有要办的事")
        # Not by the generic page either: whoever did the work does not say that it is done.
        unit.open(page.replace("leading-instruction/", "act/done/closing/"))
        unit.sees("您现在的岗位")

    def sent_back(self, secretary: Visitor, unit: Visitor, page: str) -> None:
        secretary.open(page)
        secretary.send("退回重办", {"退回理由": "没有写明整改结果。", "日期": "2022-03-19"}, under="退回重办")
        secretary.sees("待反馈办理结果")
        unit.open(page)
        unit.send("反馈办理结果", {"办理情况": "排查 320 户，隐患 12 处全部整改。", "日期": "2022-03-19"})

    def closed(self, dated: Dated, page: str) -> None:
        dated.at("2022-03-22")
        head = dated.post("head", organ=OFFICE, reach=DISTRICT, person="周主任")
        head.open(page)
        head.send("办结", {"日期": "2022-03-22"})
        head.sees("已办结")

    def printed(self, secretary: Visitor, page: str, folder: Path) -> None:
        secretary.open(page)
        secretary.follow("打印督办单")
        secretary.sees("领导批示督办单", "批〔2022〕1号")
        paper = docx.Document(str(secretary.download("下载Word文件", folder)))
        cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
        told = "\n".join([*(one.text for one in paper.paragraphs), *cells])
        for words in (
            *("领导批示督办单", "批〔2022〕1号", TITLE, "区住房城乡建设局", "2022-03-18", "1次"),
            *("隐患 12 处全部整改", "请逐户排查"),
        ):
            assert words in told

    def seen_by_the_leader(self, dated: Dated) -> None:
        leader = dated.post("leader", organ=OFFICE, reach=DISTRICT, person="陈区长", width="phone")
        leader.open("/desk/office/leading-duties/")
        leader.sees("对法治建设重要事项作出批示", "批〔2022〕1号", "没有记录")
        leader.open(BOARD)
        leader.sees(TITLE, "已办结")
