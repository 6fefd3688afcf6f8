"""行政处罚法第四十四条、第六十二条: nobody is punished who was not told beforehand what, why and on which basis."""

import pytest

from tests.bad.cases import act, codes, sentences
from yifa.domains.enforcement.procedure import PENALTY
from yifa.law.act import Kind

REGISTERED = act("", "2022-03-01", Kind.REGISTERED, procedure="普通", officers=("ZF01", "ZF02"), party_kind="企业")
OPENED = (REGISTERED, act("case_opening", "2022-03-01"), act("investigation", "2022-03-08"))
DECIDE = act("decision", "2022-04-01")


class TestPenaltyWithoutNotice:
    def test_is_refused(self) -> None:
        assert sentences(PENALTY, OPENED, DECIDE) == [
            (
                "不得办理处罚决定:处罚前告知尚未完成(《中华人民共和国行政处罚法》第四十四条)。"
                "请先由行政执法机关完成处罚前告知。"
            )
        ]

    def test_is_refused_where_the_notice_is_dated_later(self) -> None:
        late = act("notice", "2022-04-02")
        assert codes(PENALTY, (*OPENED, late), DECIDE) == ["penalty.decision_before_notice"]

    @pytest.mark.parametrize("kind", ["普通", "听证"])
    def test_is_refused_in_every_ordinary_procedure(self, kind: str) -> None:
        told = act("", "2022-03-02", Kind.REGISTERED, procedure=kind)
        assert codes(PENALTY, (*OPENED, told), DECIDE) == ["penalty.no_notice"]


class TestPenaltyWithNotice:
    @pytest.mark.parametrize("day", ["2022-03-31", "2022-04-01"])
    def test_is_let_through(self, day: str) -> None:
        assert codes(PENALTY, (*OPENED, act("notice", day)), DECIDE) == []

    def test_is_not_asked_for_on_paper_in_the_summary_procedure(self) -> None:
        on_the_spot = act("", "2022-03-02", Kind.REGISTERED, procedure="简易")
        assert codes(PENALTY, (*OPENED, on_the_spot), DECIDE) == []
