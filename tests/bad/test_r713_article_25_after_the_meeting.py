"""国务院令第713号第二十五条: a text changed in substance after deliberation is a draft that nobody has reviewed."""

import pytest

from tests.bad.cases import act, codes, sentences
from yifa.domains.decisions.procedure import MAJOR_DECISION
from yifa.law.act import Act, Kind

DEBATED = (
    act("initiation", "2022-03-01"),
    act("drafting", "2022-03-10"),
    act("legality_review", "2022-05-06", opinion="合法", reviewed_text="甲稿"),
    act("deliberation", "2022-05-10"),
)
DECIDE = act("decision", "2022-05-20")
NOT_REVIEWED, OTHER_TEXT = "decision.no_supplementary_review", "decision.changed_after_review"


def changed(text: str, day: str = "2022-05-12") -> Act:
    return act("amendment", day, changed_text=text)


def reviewed(text: str | None, day: str = "2022-05-16", opinion: str = "合法") -> Act:
    return act("supplementary_review", day, reviewed_text=text, supplementary_opinion=opinion)


class TestAChangeOfSubstance:
    def test_bars_the_decision_with_article_and_cure(self) -> None:
        assert codes(MAJOR_DECISION, (*DEBATED, changed("乙稿")), DECIDE) == [NOT_REVIEWED, OTHER_TEXT]
        first, second = sentences(MAJOR_DECISION, (*DEBATED, changed("乙稿")), DECIDE)
        assert first.startswith("不得办理决策作出:补充合法性审查尚未完成(《重大行政决策程序暂行条例》第二十五条)。")
        assert "合法性审查所审文本与审议后实质性修改的文本相同" in second

    def test_bars_it_no_longer_once_that_text_was_reviewed(self) -> None:
        assert codes(MAJOR_DECISION, (*DEBATED, changed("乙稿"), reviewed("乙稿")), DECIDE) == []

    @pytest.mark.parametrize(("day", "late"), [("2022-05-19", False), ("2022-05-20", False), ("2022-05-21", True)])
    def test_is_reviewed_on_the_day_of_the_decision_at_the_latest(self, day: str, *, late: bool) -> None:
        acts = (*DEBATED, changed("乙稿"), reviewed("乙稿", day))
        assert codes(MAJOR_DECISION, acts, DECIDE) == ([NOT_REVIEWED] if late else [])

    def test_made_again_on_the_day_of_the_review_bars_it_again(self) -> None:
        acts = (*DEBATED, changed("乙稿"), reviewed("乙稿"), changed("丙稿", "2022-05-16"))
        assert codes(MAJOR_DECISION, acts, DECIDE) == [OTHER_TEXT]
        assert codes(MAJOR_DECISION, (*acts, reviewed("丙稿", "2022-05-17")), DECIDE) == []

    def test_is_not_helped_by_a_review_that_does_not_say_of_which_text(self) -> None:
        without = (*DEBATED[:2], act("legality_review", "2022-05-06", opinion="合法"), DEBATED[3])
        assert codes(MAJOR_DECISION, (*without, changed("乙稿"), reviewed(None)), DECIDE) == [OTHER_TEXT]

    @pytest.mark.parametrize("opinion", ["不合法", "违法", "不通过"])
    def test_that_is_found_unlawful_bars_it(self, opinion: str) -> None:
        acts = (*DEBATED, changed("乙稿"), reviewed("乙稿", opinion=opinion))
        assert codes(MAJOR_DECISION, acts, DECIDE) == [NOT_REVIEWED]

    def test_is_let_through_as_exploratory_reform_with_its_risk_stated(self) -> None:
        answered = act("", "2022-05-13", Kind.ANSWERED, exploratory=True, exploratory_reason="国家尚无明确规定")
        assert codes(MAJOR_DECISION, (*DEBATED, changed("乙稿"), answered), DECIDE) == []


class TestAChangeOfWording:
    def test_leaves_the_review_standing(self) -> None:
        assert codes(MAJOR_DECISION, (*DEBATED, act("amendment", "2022-05-12")), DECIDE) == []
