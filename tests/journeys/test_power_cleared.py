"""A clean-up of approvals from its plan to the result that everybody sees, and a window that may not accept any more."""

from __future__ import annotations

import re
from pathlib import Path

import docx
import pytest

from tests.domains.powers.desks import catalogued
from tests.journeys.dated import DISTRICT, JUSTICE, UNIT, Dated, dated
from tests.journeys.visitor import Visitor

__all__ = ["dated"]
pytestmark = [pytest.mark.django_db(transaction=True)]
SERVICES = f"{DISTRICT}/区政务服务办"
NAME = "2026年行政审批事项清理"
CANCELLED = {
    "事项": "XK-1 户外广告设置许可",
    "处理意见": "取消",
    "依据": "市政府令第9号",
    "施行日期": "2026-04-01",
    "衔接办法": "在办件由原机关办完，改为事后备案。",
}


class TestAnApproval:
    def test_that_is_cancelled_is_closed_for_new_cases_from_its_day(self, dated: Dated, tmp_path: Path) -> None:
        dated.at("2026-03-10")
        catalogued(**{"XK-1": "户外广告设置许可", "XK-2": "占道经营许可"})
        services = dated.post("handler", organ=SERVICES, reach=DISTRICT, person="孙政务")
        justice = dated.post("reviewer", organ=JUSTICE, reach=DISTRICT, person="王审核")
        case = self.judged(services)
        self.reviewed(services, justice, case)
        self.published(services, case, tmp_path)
        self.closed(dated)

    def judged(self, services: Visitor) -> int:
        services.open("/desk/office/approval-clean-ups/")
        services.send("启动清理", {"清理名称": NAME, "清理工作方案": "逐项清理。"}, under="启动一次清理")
        services.send("列入清理", {"事项类型": "行政许可"})
        services.send("登记处理意见", {**CANCELLED, "衔接办法": ""})
        services.sees("没有办成", "应当写明施行日期和在办件、档案的衔接办法")
        services.send("登记处理意见", {"衔接办法": CANCELLED["衔接办法"]})
        services.send("其余都保留", {"保留的理由": "仍有必要。"}, under="其余事项都保留")
        services.press("汇总处理意见")
        return services.case_id()

    def reviewed(self, services: Visitor, justice: Visitor, case: int) -> None:
        justice.open(f"/desk/cases/{case}/approval-clean-up/")
        justice.send("登记审核意见", {"审核意见": "依据充分，衔接办法可行。"})
        services.open(f"/desk/cases/{case}/approval-clean-up/")
        services.send("登记决定", {"决定": "区政府第3次常务会议决定。"})
        services.sees("最迟 2026-04-08 公布清理结果")

    def published(self, services: Visitor, case: int, folder: Path) -> None:
        services.send("公布清理结果", {})
        services.sees("清理结果已经公布")
        services.follow("打印清理结果公告")
        paper = docx.Document(str(services.download("下载Word文件", folder)))
        cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
        assert {"XK-1", "取消", "市政府令第9号", "2026-04-01"} <= set(cells)

    def closed(self, dated: Dated) -> None:
        citizen = dated.come(width="phone")
        citizen.open("/open/approvals-cleared/")
        citizen.sees(NAME, "户外广告设置许可", "2026-04-01 起不再受理", "改为事后备案")
        self.applied(dated, "2026-03-31").sees("户外广告一件")
        window = self.applied(dated, "2026-04-01")
        window.sees("没有办成", "最后受理日是2026-03-31", "《优化营商环境条例》第三十五条")

    def applied(self, dated: Dated, day: str) -> Visitor:
        dated.at(day)
        window = dated.post("handler", organ=UNIT, person=f"窗口{day}")
        window.open("/desk/cases/new/")
        window.follow(re.compile("^政务服务办件"))
        window.send("立件", {"标题": "户外广告一件", "事项编码": "XK-1"})
        return window
