"""国务院令第713号第二十五条: an unreviewed or unlawful draft is not put before the meeting."""

import pytest

from tests.bad.cases import act, codes, sentences
from yifa.domains.decisions.procedure import MAJOR_DECISION
from yifa.law.act import Act, Kind

BEGUN = (
    act("initiation", "2022-03-01"),
    act("drafting", "2022-03-10"),
    act("public_comments", "2022-03-11", Kind.STARTED),
    act("public_comments", "2022-04-12"),
)
DELIBERATE = act("deliberation", "2022-05-10")


def reviewed(opinion: str | None, day: str = "2022-05-06") -> Act:
    return act("legality_review", day, opinion=opinion)


class TestUnreviewedDraft:
    def test_is_refused_with_article_and_both_cures(self) -> None:
        assert sentences(MAJOR_DECISION, BEGUN, DELIBERATE) == [
            (
                "不得办理集体讨论:合法性审查尚未完成(《重大行政决策程序暂行条例》第二十五条)。"
                "请先由负责合法性审查的部门完成合法性审查,且审查结论不在不合法、违法、不通过之列,"
                "或者探索性改革决策事项,明示法律风险(《重大行政决策程序暂行条例》第二十五条)。"
            )
        ]

    def test_is_refused_while_the_review_has_only_begun(self) -> None:
        begun = act("legality_review", "2022-04-20", Kind.STARTED)
        assert codes(MAJOR_DECISION, (*BEGUN, begun), DELIBERATE) == ["decision.no_review"]

    def test_is_refused_where_the_review_is_dated_after_the_meeting(self) -> None:
        later = reviewed("合法", "2022-05-11")
        assert codes(MAJOR_DECISION, (*BEGUN, later), DELIBERATE) == ["decision.deliberated_before_review"]

    def test_is_refused_again_after_the_draft_was_sent_back(self) -> None:
        sent_back = act("legality_review", "2022-05-07", Kind.RETURNED)
        assert codes(MAJOR_DECISION, (*BEGUN, reviewed("合法"), sent_back), DELIBERATE) == ["decision.no_review"]

    def test_is_refused_once_the_review_was_struck_out(self) -> None:
        struck = act("legality_review", "2022-05-07", Kind.CORRECTED, corrects=4)
        assert codes(MAJOR_DECISION, (*BEGUN, reviewed("合法"), struck), DELIBERATE) == ["decision.no_review"]

    def test_is_not_helped_by_consulting_anybody(self) -> None:
        asked = tuple(act("drafting", "2022-04-20", kind) for kind in (Kind.COUNTERSIGNED, Kind.REASSIGNED))
        assert codes(MAJOR_DECISION, (*BEGUN, *asked), DELIBERATE) == ["decision.no_review"]


class TestUnlawfulDraft:
    @pytest.mark.parametrize("opinion", ["不合法", "违法", "不通过"])
    def test_is_refused(self, opinion: str) -> None:
        (refused,) = sentences(MAJOR_DECISION, (*BEGUN, reviewed(opinion)), DELIBERATE)
        assert refused.startswith("不得办理集体讨论:合法性审查没有通过")
        assert "《重大行政决策程序暂行条例》第二十五条" in refused


class TestLawfulDraft:
    @pytest.mark.parametrize("opinion", ["合法", "修改后合法"])
    def test_is_let_through(self, opinion: str) -> None:
        assert codes(MAJOR_DECISION, (*BEGUN, reviewed(opinion)), DELIBERATE) == []

    def test_reviewed_on_the_day_of_the_meeting_is_let_through(self) -> None:
        assert codes(MAJOR_DECISION, (*BEGUN, reviewed("合法", "2022-05-10")), DELIBERATE) == []


class TestExploratoryReform:
    @pytest.mark.parametrize("review", [(), (reviewed("不合法"),)])
    def test_is_let_through_with_its_legal_risk_stated(self, review: tuple[Act, ...]) -> None:
        answered = act("", "2022-04-20", Kind.ANSWERED, exploratory=True, exploratory_reason="国家尚无明确规定")
        assert codes(MAJOR_DECISION, (*BEGUN, answered, *review), DELIBERATE) == []

    def test_that_was_denied_on_the_record_is_refused(self) -> None:
        answered = act("", "2022-04-20", Kind.ANSWERED, exploratory=False, exploratory_reason="国家已有规定")
        assert codes(MAJOR_DECISION, (*BEGUN, answered), DELIBERATE) == ["decision.no_review"]
