"""示例区权责清单动态管理办法(虚拟): no change of the list is approved while one of the five opinions is open."""

import pytest

from tests.bad.cases import act
from tests.domains.book import PARAMETERS
from tests.law.sample import judged, state_of
from yifa.domains.powers.procedure import ADJUSTMENT
from yifa.law.act import Act, Kind
from yifa.law.explain import Refusal, refusals
from yifa.law.fold import Given
from yifa.law.judge import Value

GIVEN = Given(parameters=PARAMETERS)
BEGUN = (act("trigger", "2022-03-01", change="变更"), act("application", "2022-03-10", change="变更"))
NEW = (act("trigger", "2022-03-01", change="新增"), act("application", "2022-03-10", change="新增"))
OPINIONS = tuple(
    act(f"opinion_{organ}", "2022-03-15") for organ in ("staffing", "justice", "services", "development", "finance")
)
APPROVE = act("approval", "2022-03-25")


def refused(*done: Act, given: Given = GIVEN) -> tuple[Refusal, ...]:
    return refusals(state_of(ADJUSTMENT, *done, given=given), APPROVE, given)


class TestAnOpenOpinion:
    @pytest.mark.parametrize("silent", range(5))
    def test_bars_the_approval_whosever_it_is(self, silent: int) -> None:
        given = tuple(opinion for place, opinion in enumerate(OPINIONS) if place != silent)
        assert [one.code for one in refused(*BEGUN, *given)] == ["powerlist.adopted_before_opinions"]

    def test_is_named_with_rule_and_cure(self) -> None:
        (one,) = refused(*BEGUN, *OPINIONS[:4])
        assert one.sentence == (
            "不得办理批准:财政局意见尚未完成(地方参数「powerlist.opinions_before_adoption」)。"
            "请先由财政部门完成财政局意见。"
        )

    def test_is_named_beside_every_other_silent_one(self) -> None:
        told = " ".join(one.sentence for one in refused(*BEGUN, OPINIONS[1]))
        assert all(organ in told for organ in ("编办", "政务服务办", "发展改革委", "财政局"))
        assert "司法局意见尚未完成" not in told

    def test_is_open_again_after_the_request_was_sent_back(self) -> None:
        sent_back = act("approval", "2022-03-20", Kind.RETURNED)
        assert len(refused(*BEGUN, *OPINIONS, sent_back, act("application", "2022-03-21"))) == 5

    def test_dated_after_the_approval_was_open(self) -> None:
        late = act("opinion_finance", "2022-03-26")
        assert [one.code for one in refused(*BEGUN, *OPINIONS[:4], late)] == ["powerlist.adopted_before_opinions"]

    def test_bars_nothing_where_the_district_has_no_such_rule(self) -> None:
        assert refused(*BEGUN, given=Given()) == ()

    def test_in_history_is_found_and_not_refused(self) -> None:
        found = judged(ADJUSTMENT, *BEGUN, *OPINIONS[:4], APPROVE, given=GIVEN)
        assert found["powerlist.adopted_before_opinions"].value is Value.BROKEN


class TestAllOpinions:
    @pytest.mark.parametrize("last", ["2022-03-24", "2022-03-25"])
    def test_let_the_approval_through(self, last: str) -> None:
        assert refused(*BEGUN, *OPINIONS[:4], act("opinion_finance", last)) == ()


class TestANewPower:
    def test_is_not_approved_before_its_basis_was_checked(self) -> None:
        (one,) = refused(*NEW, *OPINIONS)
        assert one.code == "powerlist.new_without_basis_check"
        assert "《关于推行地方各级政府工作部门权力清单制度的指导意见》(待核)" in one.sentence

    def test_is_approved_once_it_was(self) -> None:
        assert refused(*NEW, act("basis_check", "2022-03-11"), *OPINIONS) == ()
