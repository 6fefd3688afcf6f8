"""公平竞争审查条例第十八条: what was not reviewed for fair competition, or failed, is not issued, since 2024-08-01."""

from tests.bad.cases import act, codes, sentences
from yifa.domains.norms.procedure import NORM, NORM_SINCE_2024
from yifa.law.act import Act

BUSINESS = act("drafting", "2024-09-02", biz=True)
SIGN = act("signing", "2024-12-02")


def reviewed(result: str, day: str = "2024-10-08") -> Act:
    return act("fair_competition_review", day, fair_competition_result=result)


class TestAnUnreviewedText:
    def test_is_refused_with_article_and_cure(self) -> None:
        (refused,) = sentences(NORM_SINCE_2024, (BUSINESS,), SIGN)
        assert refused.startswith("不得办理签发成文:公平竞争审查尚未完成(《公平竞争审查条例》第十八条)。")
        assert "请先由同级市场监管部门完成公平竞争审查" in refused

    def test_is_refused_where_the_review_came_later(self) -> None:
        later = reviewed("符合公平竞争审查标准", "2024-12-03")
        assert codes(NORM_SINCE_2024, (BUSINESS, later), SIGN) == ["normative.no_fair_competition_review"]

    def test_that_touches_no_business_is_let_through(self) -> None:
        assert codes(NORM_SINCE_2024, (act("drafting", "2024-09-02", biz=False),), SIGN) == []

    def test_of_which_nobody_said_whether_it_touches_business_is_refused(self) -> None:
        (refused,) = sentences(NORM_SINCE_2024, (act("drafting", "2024-09-02"),), SIGN)
        assert "或者不涉及经营者经济活动的(《公平竞争审查条例》第二条)" in refused

    def test_of_before_the_order_is_recorded_and_not_refused(self) -> None:
        assert codes(NORM, (act("drafting", "2022-03-01", biz=True),), act("signing", "2022-06-06")) == []


class TestAReviewedText:
    def test_that_failed_is_refused(self) -> None:
        failed = reviewed("不符合公平竞争审查标准")
        assert codes(NORM_SINCE_2024, (BUSINESS, failed), SIGN) == ["normative.no_fair_competition_review"]

    def test_that_passed_is_let_through(self) -> None:
        assert codes(NORM_SINCE_2024, (BUSINESS, reviewed("符合公平竞争审查标准")), SIGN) == []
