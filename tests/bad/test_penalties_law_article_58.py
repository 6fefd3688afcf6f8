"""行政处罚法第五十八条: after a hearing nothing is decided that has not passed legal review."""

import pytest

from tests.bad.cases import act, codes, sentences
from yifa.domains.enforcement.procedure import PENALTY
from yifa.law.act import Kind

HEARD = (
    act("", "2022-03-01", Kind.REGISTERED, procedure="听证", officers=("ZF01", "ZF02"), party_kind="企业"),
    act("case_opening", "2022-03-01"),
    act("notice", "2022-03-15"),
    act("hearing_notice", "2022-03-22"),
    act("hearing", "2022-04-06"),
)
DECIDE = act("decision", "2022-04-20")


class TestDecisionAfterAHearing:
    def test_without_legal_review_is_refused(self) -> None:
        assert sentences(PENALTY, HEARD, DECIDE) == [
            (
                "不得办理处罚决定:法制审核尚未完成(《中华人民共和国行政处罚法》第五十八条)。"
                "请先由法制审核人员完成法制审核。"
            )
        ]

    def test_before_legal_review_is_refused(self) -> None:
        assert codes(PENALTY, (*HEARD, act("legal_review", "2022-04-21")), DECIDE) == ["penalty.no_legal_review"]

    @pytest.mark.parametrize("day", ["2022-04-19", "2022-04-20"])
    def test_with_legal_review_is_let_through(self, day: str) -> None:
        assert codes(PENALTY, (*HEARD, act("legal_review", day)), DECIDE) == []


class TestDecisionWithoutAHearing:
    def test_needs_no_legal_review_on_this_ground(self) -> None:
        assert codes(PENALTY, HEARD[:3], DECIDE) == []
