"""地方参数 law_duty.draw_first, law_duty.counters_min: representatives are drawn first, and two people count."""

import pytest

from tests.bad.cases import act
from tests.domains.book import PARAMETERS
from tests.law.sample import state_of
from yifa.domains.leadership.procedure import EVALUATION
from yifa.law.act import Act
from yifa.law.explain import refusals
from yifa.law.fold import Given

GIVEN = Given(parameters=PARAMETERS)
DRAWN, BALLOT = act("draw", "2022-12-01"), act("ballot", "2022-12-01")


def codes(asked: Act, *done: Act, given: Given = GIVEN) -> list[str]:
    return [one.code for one in refusals(state_of(EVALUATION, *done, given=given), asked, given)]


class TestBallot:
    def test_without_a_draw_is_refused(self) -> None:
        assert codes(BALLOT) == ["law_duty.evaluated_without_draw"]

    def test_before_the_draw_is_refused(self) -> None:
        assert codes(BALLOT, act("draw", "2022-12-02")) == ["law_duty.evaluated_without_draw"]

    def test_after_the_draw_is_let_through(self) -> None:
        assert codes(BALLOT, DRAWN) == []

    def test_is_free_where_the_district_has_no_such_rule(self) -> None:
        assert codes(BALLOT, given=Given()) == []


class TestCounting:
    @pytest.mark.parametrize(("counters", "refused"), [(1, True), (2, False), (3, False)])
    def test_by_too_few_is_refused(self, *, counters: int, refused: bool) -> None:
        counting = act("counting", "2022-12-01", counters=counters)
        assert codes(counting, DRAWN, BALLOT) == (["law_duty.one_counter"] if refused else [])
