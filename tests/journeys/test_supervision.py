"""Supervision from a doubt to the close-out: verified from above, put to the organ on paper, mended, rechecked by another."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import docx
import pytest
from python_calamine import CalamineWorkbook

from tests.domains.supervision.desks import finding
from tests.journeys.dated import DISTRICT, JUSTICE, UNIT, Dated, dated
from tests.journeys.visitor import Visitor
from tests.surfaces.posts import organ_at

__all__ = ["dated"]
pytestmark = [pytest.mark.django_db(transaction=True)]
DESK, LEDGER = "/desk/office/supervision/", "/desk/office/open-items/"
ISSUED = {"监督文书": "行政执法监督通知书", "整改要求": "逐件清理超期办件，建立期限提醒。"}


class Sides:
    """The supervisors, the supervised organ, and the case between them."""

    def __init__(self, dated: Dated) -> None:
        dated.at("2026-03-10")
        organ_at(DISTRICT)
        self.dated = dated
        self.supervisor = dated.post("supervisor", organ=JUSTICE, reach=DISTRICT, person="辛监督")
        self.second = dated.post("reviewer", organ=JUSTICE, reach=DISTRICT, person="丙审核")
        self.handler = dated.post("handler", organ=UNIT, person="甲经办")
        self.doubt = finding(state="open", outcome="").pk
        self.case = 0

    def page(self, who: Visitor, name: str = "supervision-case/") -> Visitor:
        who.open(f"/desk/cases/{self.case}/{name}")
        return who


@pytest.fixture
def sides(dated: Dated) -> Sides:
    return Sides(dated)


class TestASupervisionCase:
    def test_goes_from_a_doubt_to_the_close_out(self, sides: Sides, tmp_path: Path) -> None:
        self.begun(sides)
        self.verified(sides)
        self.issued(sides, tmp_path)
        self.mended(sides, tmp_path)
        self.rechecked(sides)
        self.mended_again(sides, tmp_path)
        self.looked_at(sides, tmp_path)

    def begun(self, sides: Sides) -> None:
        who = sides.supervisor
        who.open(f"{DESK}?finding={sides.doubt}")
        who.sees("不能从这条疑点立件", "还没有核实为「属实」")
        who.open(f"/desk/findings/{sides.doubt}/")
        who.send("记下核实结果", {"核实结果": "属实", "理由": "看了原件，确实超过期限。"})
        who.follow("由这条疑点办理「行政执法监督」")
        who.send("立监督件", {})
        who.sees("监督件〔2026〕1号", "待核实")
        sides.case = who.case_id()

    def verified(self, sides: Sides) -> None:
        own = sides.page(sides.handler)
        own.sees("您的岗位在这一环节没有要办的事")
        sides.page(own, "act/done/verification/").sees("现在不能办理", "由监督机关的岗位办理")
        who = sides.page(sides.supervisor)
        who.send("登记核实结果", {"核实结果": "属实", "核实情况": "调阅案卷两件，均超过法定期限。"})
        who.sees("待制发监督文书")

    def issued(self, sides: Sides, folder: Path) -> None:
        who = sides.supervisor
        who.send("制发", {**ISSUED, "整改期限": "十日"})
        who.sees("没有办成", "应当是1到366之间的数字")
        who.send("制发", {"整改期限": "10"})
        who.sees("执监通〔2026〕1号", "待送达监督文书")
        who.follow("打印监督文书")
        printed = words_of(who.download("下载Word文件", folder))
        for words in (
            "行政执法监督通知书",
            "执监通〔2026〕1号",
            "区住房城乡建设局",
            "区司法局",
            "建立期限提醒",
            "10日内",
        ):
            assert words in printed
        sides.page(who).send("登记送达", {})
        who.sees("待整改", "2026-03-20")

    def mended(self, sides: Sides, folder: Path) -> None:
        sides.page(sides.supervisor).sees("您的岗位在这一环节没有要办的事")
        proof = folder / "整改台账.pdf"
        proof.write_bytes(b"%PDF-1.4 proof")
        who = sides.page(sides.handler)
        who.send("填报", {"整改情况": "已经逐件清理。", "佐证材料": str(proof), "整改责任人": "丙审核"})
        who.sees("待复核", "整改台账.pdf")

    def rechecked(self, sides: Sides) -> None:
        who = sides.page(sides.second)
        told = {"复核结果": "整改到位", "复核情况": "抽查了台账。"}
        who.send("登记复核结果", told)
        who.sees("没有办成", "整改责任人为丙审核，复核人为丙审核")
        who = sides.page(sides.supervisor)
        who.send("登记复核结果", {"复核结果": "没有整改到位", "复核情况": "仍有两件超期。"})
        who.sees("待制发监督文书")

    def mended_again(self, sides: Sides, folder: Path) -> None:
        who = sides.page(sides.supervisor)
        who.send("制发", {**ISSUED, "监督文书": "行政执法监督决定书", "整改期限": "5"})
        who.sees("执监决〔2026〕1号")
        sides.dated.at("2026-03-11")
        sides.page(who).send("登记送达", {})
        sides.dated.at("2026-03-17")
        sides.page(sides.handler).sees("已逾期")
        sides.handler.send("填报", {"整改情况": "两件已经办结。", "整改责任人": "甲经办"})
        who = sides.page(sides.second)
        who.send("登记复核结果", {"复核结果": "整改到位", "复核情况": "两件均已办结。"})
        who.send("销号", {})
        who.sees("已销号", "重新打开")
        who.follow("打印销号单")
        printed = words_of(who.download("下载Word文件", folder))
        for words in (
            "行政执法监督销号单",
            "监督件〔2026〕1号",
            "执监决〔2026〕1号，整改期限5日",
            "两件均已办结",
            "2026-03-17",
        ):
            assert words in printed

    def looked_at(self, sides: Sides, folder: Path) -> None:
        sides.supervisor.open(LEDGER)
        sides.supervisor.sees("没有挂账的问题")
        who = sides.page(sides.second)
        who.send("重新打开", {"重新整改的原因": "同类问题又出现。"}, under="问题又出现的")
        who.sees("待制发监督文书")
        phone = sides.dated.post("leader", organ=DISTRICT, person="己区长", width="phone")
        phone.open(LEDGER)
        phone.sees("重新打开 1 次", "区住房城乡建设局")
        sides.page(phone).sees("待制发监督文书")
        self.answered(sides, folder)

    def answered(self, sides: Sides, folder: Path) -> None:
        address = f"/desk/office/organ-assessment/{organ_at(UNIT).pk}/?year=2026"
        who = sides.handler
        who.open(address)
        who.send("记下说明", {"单位说明": "已经建立期限提醒，今后逐周核对。"}, under="填写说明")
        sides.supervisor.open(address)
        sides.supervisor.sees("疑点核实属实（1 条）", "今后逐周核对")
        book = CalamineWorkbook.from_path(str(sides.supervisor.download("Excel", folder)))
        assert "今后逐周核对" in str(book.get_sheet_by_name("底稿").to_python())


def words_of(file: Path) -> str:
    paper: Any = docx.Document(str(file))
    cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(one.text for one in paper.paragraphs), *cells])
