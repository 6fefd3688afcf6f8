"""国务院令第713号第二十四条: a draft whose risk is not controllable is changed before anybody decides on it."""

import pytest

from tests.bad.cases import act, codes, sentences
from yifa.domains.decisions.procedure import MAJOR_DECISION
from yifa.law.act import Act

REVIEWED = (act("initiation", "2022-03-01"), act("drafting", "2022-03-10"), act("legality_review", "2022-05-06"))
DELIBERATE = act("deliberation", "2022-05-10")


def assessed(day: str, *, controllable: bool) -> Act:
    return act("risk_assessment", day, risky=True, risk_controllable=controllable)


class TestUncontrollableRisk:
    def test_bars_deliberation_with_its_article(self) -> None:
        bad = assessed("2022-04-20", controllable=False)
        assert codes(MAJOR_DECISION, (*REVIEWED, bad), DELIBERATE) == ["decision.risk_uncontrollable"]
        (told,) = sentences(MAJOR_DECISION, (*REVIEWED, bad), DELIBERATE)
        assert "《重大行政决策程序暂行条例》第二十四条" in told
        assert "风险可控" in told

    def test_bars_it_no_longer_once_it_was_made_controllable(self) -> None:
        acts = (*REVIEWED, assessed("2022-04-20", controllable=False), assessed("2022-05-05", controllable=True))
        assert codes(MAJOR_DECISION, acts, DELIBERATE) == []

    @pytest.mark.parametrize("acts", [REVIEWED, (*REVIEWED, act("risk_assessment", "2022-04-20", risky=True))])
    def test_is_not_assumed_where_nobody_said_so(self, acts: tuple[Act, ...]) -> None:
        assert codes(MAJOR_DECISION, acts, DELIBERATE) == []
