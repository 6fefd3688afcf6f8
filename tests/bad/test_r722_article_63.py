"""优化营商环境条例第六十三条, 国办发〔2018〕115号: an unreviewed or unlawful draft is not put before the meeting."""

import pytest

from tests.bad.cases import act, codes, sentences
from yifa.domains.norms.procedure import NORM
from yifa.law.act import Act, Kind

BEGUN = (
    act("drafting", "2022-03-01"),
    act("public_comments", "2022-03-07", Kind.STARTED),
    act("public_comments", "2022-04-11"),
    act("submission", "2022-05-09"),
)
DELIBERATE = act("deliberation", "2022-06-01")


def reviewed(opinion: str | None, day: str = "2022-05-20") -> Act:
    return act("legality_review", day, opinion=opinion)


class TestUnreviewedDraft:
    def test_is_refused_with_article_and_cure(self) -> None:
        assert sentences(NORM, BEGUN, DELIBERATE) == [
            (
                "不得办理集体审议:合法性审核尚未完成(《优化营商环境条例》第六十三条、"
                "《关于全面推行行政规范性文件合法性审核机制的指导意见》)。"
                "请先由制定机关的合法性审核机构完成合法性审核,"
                "且审核结论不在不合法、违法、不通过、不予通过、审核不通过之列。"
            )
        ]

    def test_is_refused_while_the_review_has_only_begun(self) -> None:
        begun = act("legality_review", "2022-05-09", Kind.STARTED)
        assert codes(NORM, (*BEGUN, begun), DELIBERATE) == ["normative.no_review"]

    def test_is_refused_where_the_review_is_dated_after_the_meeting(self) -> None:
        later = reviewed("合法", "2022-06-02")
        assert codes(NORM, (*BEGUN, later), DELIBERATE) == ["normative.deliberated_before_review"]

    def test_is_refused_again_after_the_draft_was_sent_back(self) -> None:
        sent_back = act("legality_review", "2022-05-25", Kind.RETURNED)
        assert codes(NORM, (*BEGUN, reviewed("合法"), sent_back), DELIBERATE) == ["normative.no_review"]

    def test_is_not_helped_by_countersigning(self) -> None:
        signed = act("submission", "2022-05-10", Kind.COUNTERSIGNED)
        assert codes(NORM, (*BEGUN, signed), DELIBERATE) == ["normative.no_review"]


class TestUnlawfulDraft:
    @pytest.mark.parametrize("opinion", ["不合法", "违法", "不予通过"])
    def test_is_refused(self, opinion: str) -> None:
        (refused,) = sentences(NORM, (*BEGUN, reviewed(opinion)), DELIBERATE)
        assert refused.startswith("不得办理集体审议:合法性审核没有通过")


class TestLawfulDraft:
    @pytest.mark.parametrize("opinion", ["合法", "修改后合法"])
    def test_is_let_through(self, opinion: str) -> None:
        assert codes(NORM, (*BEGUN, reviewed(opinion)), DELIBERATE) == []

    def test_reviewed_on_the_day_of_the_meeting_is_let_through(self) -> None:
        assert codes(NORM, (*BEGUN, reviewed("合法", "2022-06-01")), DELIBERATE) == []
