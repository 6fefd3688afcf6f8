"""国办发〔2018〕115号 (the review of 优化营商环境条例 63): a text changed in substance after deliberation is signed only once reviewed."""

import pytest

from tests.bad.cases import act, codes
from yifa.domains.norms.procedure import NORM
from yifa.law.act import Act, Kind

DEBATED = (
    act("drafting", "2022-03-01"),
    act("legality_review", "2022-05-06", opinion="合法", reviewed_text="甲稿"),
    act("deliberation", "2022-05-10"),
    act("fair_competition_review", "2022-04-01", fair_competition_result="符合公平竞争审查标准"),
)
SIGN = act("signing", "2022-05-20")
NOT_REVIEWED, OTHER_TEXT = "normative.no_supplementary_review", "normative.changed_after_review"


def changed(text: str, day: str = "2022-05-12") -> Act:
    return act("", day, Kind.ANSWERED, substantive_change=True, changed_text=text)


def reviewed(text: str, day: str = "2022-05-16", opinion: str = "合法") -> Act:
    return act("supplementary_review", day, reviewed_text=text, supplementary_opinion=opinion)


class TestAChangeOfSubstance:
    def test_bars_the_signature(self) -> None:
        assert codes(NORM, (*DEBATED, changed("乙稿")), SIGN) == [NOT_REVIEWED, OTHER_TEXT]

    @pytest.mark.parametrize(("day", "late"), [("2022-05-19", False), ("2022-05-20", False), ("2022-05-21", True)])
    def test_bars_it_no_longer_once_that_text_was_reviewed(self, day: str, *, late: bool) -> None:
        acts = (*DEBATED, changed("乙稿"), reviewed("乙稿", day))
        assert codes(NORM, acts, SIGN) == ([NOT_REVIEWED] if late else [])

    def test_made_again_bars_it_again(self) -> None:
        acts = (*DEBATED, changed("乙稿"), reviewed("乙稿"), changed("丙稿", "2022-05-17"))
        assert codes(NORM, acts, SIGN) == [OTHER_TEXT]

    def test_that_is_found_unlawful_bars_it(self) -> None:
        assert codes(NORM, (*DEBATED, changed("乙稿"), reviewed("乙稿", opinion="不合法")), SIGN) == [NOT_REVIEWED]


class TestAChangeOfWording:
    def test_leaves_the_review_standing(self) -> None:
        worded = act("", "2022-05-12", Kind.ANSWERED, substantive_change=False)
        assert codes(NORM, (*DEBATED, worded), SIGN) == []
