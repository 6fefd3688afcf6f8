"""A citizen without scripts asks for the review of a published norm, and finds the answer by the number of his receipt."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.domains.decisions.desks import DISTRICT, JUSTICE, Desks
from tests.domains.norms import desk_work
from tests.journeys.dated import Dated, dated
from tests.journeys.norm_papers import number_on, printed, signed_in
from tests.journeys.visitor import Visitor
from yifa.surfaces.shell.freshness import KEEPER

__all__ = ["dated"]
pytestmark = [pytest.mark.django_db(transaction=True)]
TITLE = "示例区夜市管理办法"
NUMBER = "示政规〔2022〕1号"
GROUNDS = "第二条规定的摊位费没有上位法依据。"
ASKED = "2022-07-04"
LAST_DAY, DAY_AFTER = "2022-09-02", "2022-09-05"
"""Sixty days after 4 July 2022 end on Friday 2 September."""
REPLY = "经审查，文件继续有效，摊位费有上位依据。"


@pytest.fixture
def public(dated: Dated, tmp_path: Path) -> Iterator[Desks]:
    """A norm that everybody can read, in a district that answers such requests within sixty days."""
    profile = tmp_path / "profile.json"
    told = json.loads(profile.read_text(encoding="utf-8"))
    told["parameters"]["normative.request_reply"] = {"value": 60, "unit": "day", "basis": "示例区备案审查办法(虚拟)"}
    profile.write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")
    KEEPER.forget()
    with pytest.MonkeyPatch.context() as patch:
        desks = Desks(patch)
        desk_work.drafted(desks)
        desk_work.reviewed(desks)
        desk_work.debated(desks)
        desk_work.signed(desks)
        desk_work.published(desks)
    dated.at(ASKED)
    yield desks
    KEEPER.forget()


@pytest.fixture
def citizen(dated: Dated, public: Desks) -> Visitor:
    """Somebody with a phone and without scripts, who has asked for the review and stands before his receipt."""
    del public
    citizen = dated.come(width="phone", scripts=False)
    citizen.open("/open/norm-list/")
    citizen.follow(TITLE)
    citizen.sees("现行有效", NUMBER)
    citizen.follow("认为本件违法或者不适当，建议审查")
    assert citizen.form("提交审查建议").get_by_label("文件的文号或者名称").input_value() == NUMBER
    said = {"理由": GROUNDS, "姓名或者单位名称": "钱某某", "联系方式": "13800000000"}
    citizen.send("提交审查建议", said)
    citizen.sees("审查建议已经收到", "正在办理")
    return citizen


class TestARequest:
    def test_is_handled_in_time_and_answered(
        self, dated: Dated, public: Desks, citizen: Visitor, tmp_path: Path
    ) -> None:
        receipt = number_on(citizen)
        clerk = dated.post("handler", organ=JUSTICE, reach=DISTRICT, person="周经办")
        clerk.open("/desk/cases/")
        clerk.follow(f"关于{NUMBER}的审查建议")
        clerk.sees_not("钱某某")
        clerk.follow("审查建议的办理")
        clerk.sees(GROUNDS, f"不晚于 {LAST_DAY}")
        dated.at(LAST_DAY)
        clerk.open(clerk.page.url)
        self.handled(clerk, signed_in(dated, public.reviewer))
        clerk.open(f"/desk/cases/{clerk.case_id()}/papers/norm_request_reply/")
        paper = printed(clerk, tmp_path)
        for words in ("审查建议答复书", NUMBER, "继续有效", REPLY, "区司法局"):
            assert words in paper
        self.answered(dated, receipt)

    def handled(self, clerk: Visitor, reviewer: Visitor) -> None:
        clerk.send("登记受理", {"登记受理的情况": "受理。"})
        clerk.send("登记制定机关说明情况", {"制定机关对制定依据、程序和内容的说明": "依据省收费目录。"})
        reviewer.open(clerk.page.url)
        reviewer.send("登记审查", {"审查结果": "继续有效", "审查意见": "没有抵触。"})
        clerk.open(clerk.page.url)
        clerk.send("登记答复建议人", {"答复（建议人凭回执编号可以看到）": REPLY})
        clerk.sees(REPLY)

    def answered(self, dated: Dated, receipt: str) -> None:
        later = dated.come(width="phone", scripts=False)
        later.open("/open/norm-request/")
        later.send("查询", {"回执编号": "AAAA-BBBB-CCCC"})
        later.sees("没有查到")
        later.send("查询", {"回执编号": receipt})
        later.sees("已经答复", "继续有效", REPLY)
        later.sees_not("钱某某", GROUNDS)

    def test_that_is_answered_late_is_answered_and_the_delay_recorded(
        self, dated: Dated, citizen: Visitor, public: Desks
    ) -> None:
        dated.at(DAY_AFTER)
        clerk = dated.post("handler", organ=JUSTICE, reach=DISTRICT, person="周经办")
        clerk.open("/desk/cases/")
        clerk.follow(f"关于{NUMBER}的审查建议")
        clerk.follow("审查建议的办理")
        clerk.sees(f"不晚于 {LAST_DAY} 已逾期")
        handling = clerk.page.url
        clerk.open(f"/desk/cases/{clerk.case_id()}/act/done/reply/")
        clerk.sees("今天办理会留下程序疑点", f"至{LAST_DAY}")
        clerk.sees_not("现在不能办理")
        clerk.open(handling)
        self.handled(clerk, signed_in(dated, public.reviewer))
        clerk.sees("2022-09-05")
