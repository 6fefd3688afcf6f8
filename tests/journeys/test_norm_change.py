"""What the meeting changed in a normative document: a change of wording is signed, one of substance is reviewed first."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.domains.decisions.desks import Desks
from tests.domains.norms import desk_work
from tests.journeys.dated import Dated, dated
from tests.journeys.norm_papers import printed, signed_in
from tests.journeys.visitor import Visitor

__all__ = ["dated"]
pytestmark = [pytest.mark.django_db(transaction=True)]
PROPOSE = "比较并列出修改"
SIGN = {"签发人": "陈区长", "签发日期": "2022-05-25"}


@pytest.fixture
def passed(dated: Dated) -> Desks:
    """A norm that was drafted, reviewed and passed by the meeting of 20 May."""
    with pytest.MonkeyPatch.context() as patch:
        desks = Desks(patch)
        desk_work.drafted(desks)
        desk_work.reviewed(desks)
        desk_work.debated(desks)
    dated.at("2022-05-25")
    return desks


@pytest.fixture
def office(dated: Dated, passed: Desks) -> Visitor:
    """The clerk of the government's office, before the page of the meeting."""
    clerk = signed_in(dated, passed.office)
    clerk.open(f"/desk/cases/{passed.case_id}/norm-meeting/")
    return clerk


def test_a_change_of_substance_is_not_signed_before_that_very_text_was_reviewed(
    dated: Dated, passed: Desks, office: Visitor, tmp_path: Path
) -> None:
    case = f"/desk/cases/{passed.case_id}/"
    office.send(PROPOSE, {"审议后的文本": desk_work.TEXT}, under="登记审议后的文本")
    office.sees("没有办成", "没有差别")
    office.send(PROPOSE, {"审议后的文本": desk_work.RAISED}, under="登记审议后的文本")
    office.sees("有1处不同", "按季缴纳保证金一千元")
    office.send("登记签发", SIGN, under="登记签发")
    office.sees("没有办成", "还没有逐条分类")
    office.send("登记对照表", {"第1处的类别": "实质性", "分类的理由": "增加了缴费义务"})
    office.sees("需要补充合法性审核", "实质性")
    office.send("登记签发", SIGN, under="登记签发")
    office.sees("没有办成", "不得办理签发成文", "补充合法性审核")
    office.open(f"{case}act/done/issuance/")
    office.sees("现在不能办理")
    reviewer = signed_in(dated, passed.reviewer)
    reviewer.open(f"{case}norm-review/")
    reviewer.sees("审议后修改的补充审核", "按季缴纳保证金一千元")
    reviewer.send("出具补充审核意见书", {"审核结论": "合法", "审核意见": "保证金有上位依据。"})
    reviewer.follow("打印《合法性审核意见书》")
    opinion = printed(reviewer, tmp_path)
    assert "合法审〔2022〕2号" in opinion
    assert "保证金有上位依据。" in opinion
    office.open(f"{case}norm-meeting/")
    office.sees_not("需要补充合法性审核")
    office.follow("打印《审议后修改对照表》")
    table = printed(office, tmp_path)
    for words in ("审议后修改对照表", "第二条", "实质性", "已经补充合法性审核", "增加了缴费义务"):
        assert words in table
    office.open(f"{case}norm-meeting/")
    office.send("登记签发", SIGN, under="登记签发")
    office.open(f"{case}norm-issue/")
    office.send("登记并编号", {"机关代字": "示政规"})
    office.follow("打印登记的文本")
    assert "按季缴纳保证金一千元" in printed(office, tmp_path)


def test_a_change_of_wording_lets_the_review_stand(
    dated: Dated, passed: Desks, office: Visitor, tmp_path: Path
) -> None:
    office.send(PROPOSE, {"审议后的文本": desk_work.WORDED}, under="登记审议后的文本")
    office.send("登记对照表", {"第1处的类别": "文字性", "分类的理由": "只改了用词"})
    office.sees("只有文字性修改，原审核意见继续有效")
    office.sees_not("需要补充合法性审核")
    office.follow("打印《审议后修改对照表》")
    table = printed(office, tmp_path)
    assert "文字性" in table
    assert "原审核意见继续有效" in table
    office.open(f"/desk/cases/{passed.case_id}/norm-meeting/")
    office.send("登记签发", SIGN, under="登记签发")
    office.sees("签发已经登记")
    phone = signed_in(dated, passed.leader, width="phone")
    phone.open(f"/desk/cases/{passed.case_id}/norm-meeting/")
    phone.sees("文字性", "陈区长")
