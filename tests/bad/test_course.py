"""The course of a case: no act after its end, no unknown step, no return, resumption or answer out of nothing."""

import pytest

from tests.bad.cases import act, codes, sentences
from yifa.domains.decisions.procedure import MAJOR_DECISION
from yifa.domains.enforcement.procedure import PENALTY
from yifa.domains.services.procedure import APPLICATION
from yifa.law.act import Kind
from yifa.law.explain import RECORDED_AFTER_END

APPLIED = act("application", "2022-06-01")
STOPPED = act("special_procedure", "2022-06-06", Kind.SUSPENDED)


class TestAfterTheEnd:
    WITHDRAWN = (APPLIED, act("", "2022-06-10", Kind.WITHDRAWN))

    def test_nothing_more_is_decided(self) -> None:
        assert sentences(APPLICATION, self.WITHDRAWN, act("decision", "2022-06-13")) == [
            (
                "不得办理:本件已经撤回,程序已经结束(《中华人民共和国行政许可法》第二十九条、第三十二条、"
                "《优化营商环境条例》第三十五条、第三十六条)。请另行立件。"
            )
        ]

    @pytest.mark.parametrize("kind", [kind for kind in Kind if kind not in RECORDED_AFTER_END])
    def test_no_act_is_entered(self, kind: Kind) -> None:
        assert codes(APPLICATION, self.WITHDRAWN, act("decision", "2022-06-13", kind)) == ["course.after_end"]

    @pytest.mark.parametrize("kind", sorted(RECORDED_AFTER_END))
    def test_errors_may_still_be_corrected(self, kind: Kind) -> None:
        asked = act("application", "2022-06-13", kind, corrects=0)
        assert codes(APPLICATION, self.WITHDRAWN, asked) == []

    def test_a_terminated_case_stays_terminated(self) -> None:
        terminated = (APPLIED, act("", "2022-06-10", Kind.TERMINATED))
        (refused,) = sentences(APPLICATION, terminated, act("decision", "2022-06-13"))
        assert refused.startswith("不得办理:本件已经终止")

    def test_a_closed_case_may_still_be_published(self) -> None:
        closed = (act("decision", "2022-06-01"), act("closing", "2022-06-10"))
        assert codes(PENALTY, closed, act("credit_release", "2022-06-13")) == []


class TestUnknownStep:
    @pytest.mark.parametrize("kind", [Kind.DONE, Kind.STARTED, Kind.EXTENDED, Kind.SUSPENDED, Kind.RETURNED])
    def test_is_refused(self, kind: Kind) -> None:
        assert sentences(APPLICATION, (APPLIED,), act("hearing", "2022-06-13", kind)) == [
            "不得办理:政务服务办件没有「hearing」这一环节。请核对环节名称。"
        ]

    def test_of_another_procedure_is_refused(self) -> None:
        assert codes(MAJOR_DECISION, (), act("case_opening", "2022-06-13")) == ["course.unknown_step"]

    def test_is_not_what_a_ground_of_suspension_is(self) -> None:
        assert codes(APPLICATION, (APPLIED,), STOPPED) == []

    def test_is_what_a_ground_is_that_the_law_does_not_know(self) -> None:
        assert codes(PENALTY, (), act("appraisal", "2022-06-13", Kind.SUSPENDED)) == ["course.unknown_step"]

    def test_is_not_asked_of_acts_of_the_whole_case(self) -> None:
        assert codes(APPLICATION, (APPLIED,), act("", "2022-06-13", Kind.WITHDRAWN)) == []


class TestReturn:
    def test_where_nothing_reopens_is_refused(self) -> None:
        assert sentences(APPLICATION, (APPLIED,), act("acceptance", "2022-06-13", Kind.RETURNED)) == [
            "不得退回:「受理」环节没有退回重办的规定。"
        ]

    def test_where_the_step_reopens_is_let_through(self) -> None:
        assert codes(MAJOR_DECISION, (), act("legality_review", "2022-06-13", Kind.RETURNED)) == []


class TestResumption:
    RESUME = act("special_procedure", "2022-06-13", Kind.RESUMED)

    def test_of_what_was_never_suspended_is_refused(self) -> None:
        assert sentences(APPLICATION, (APPLIED,), self.RESUME) == [
            "不得恢复:本件没有正在进行的中止。请先核对中止的事由和日期。"
        ]

    def test_of_what_was_resumed_already_is_refused(self) -> None:
        ended = act("special_procedure", "2022-06-10", Kind.RESUMED)
        assert codes(APPLICATION, (APPLIED, STOPPED, ended), self.RESUME) == ["course.not_suspended"]

    def test_of_a_running_suspension_is_let_through(self) -> None:
        assert codes(APPLICATION, (APPLIED, STOPPED), self.RESUME) == []


class TestAnswer:
    def test_without_reasons_is_refused(self) -> None:
        assert sentences(MAJOR_DECISION, (), act("", "2022-06-13", Kind.ANSWERED, exploratory=True)) == [
            "不得登记:对法定问题的答复应当写明理由。请补充理由。"
        ]

    @pytest.mark.parametrize("reason", ["", None])
    def test_with_an_empty_reason_is_refused(self, reason: str | None) -> None:
        asked = act("", "2022-06-13", Kind.ANSWERED, exploratory=True, reason=reason)
        assert codes(MAJOR_DECISION, (), asked) == ["course.no_reasons"]

    def test_with_reasons_is_let_through(self) -> None:
        asked = act("", "2022-06-13", Kind.ANSWERED, exploratory=True, reason="国家尚无明确规定")
        assert codes(MAJOR_DECISION, (), asked) == []
