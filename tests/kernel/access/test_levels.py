"""密级: how its words are read, and that nothing of a state secret is kept."""

from datetime import date

import pytest

from tests.kernel.trial.book import CLERK, GIVEN, NOW
from yifa.kernel.acts import UnableToPerform
from yifa.kernel.confidentiality import REFUSAL, Level, UnableToKeepStateSecret, is_mark, read_level
from yifa.kernel.models import Act, Case
from yifa.kernel.opening import open_case


class TestWords:
    @pytest.mark.parametrize(
        ("words", "level"),
        [
            ("公开", Level.PUBLIC),
            (" 内 部 ", Level.INTERNAL),
            ("依申请公开", Level.INTERNAL),
            ("工作秘密", Level.WORK_SECRET),
            ("商业秘密", Level.UNRECOGNIZED),
            ("随便", Level.UNRECOGNIZED),
            ("", None),
            ("无", None),
            ("非涉密", None),
            ("非秘密", Level.UNRECOGNIZED),
        ],
    )
    def test_are_read_as_one_of_our_levels(self, words: str, level: Level | None) -> None:
        assert read_level(words) is level

    @pytest.mark.parametrize(
        "words", ["秘密", "机密", "绝密", "机密★5年", "秘 密", "绝密级", "秘密(内部)", "工作秘密、秘密", "涉密", "是"]
    )
    def test_of_a_state_secret_are_refused(self, words: str) -> None:
        with pytest.raises(UnableToKeepStateSecret, match="请只登记件数"):
            read_level(words)

    @pytest.mark.parametrize(
        ("words", "expected"), [("机密★5年", True), ("秘密", True), ("工作秘密", False), ("关于保守秘密的通知", False)]
    )
    def test_are_a_mark_only_where_they_stand_alone(self, words: str, *, expected: bool) -> None:
        assert is_mark(words) is expected


@pytest.mark.django_db
class TestOpeningACase:
    def test_of_a_state_secret_keeps_nothing(self) -> None:
        with pytest.raises(UnableToPerform) as refused:
            self.opened(confidentiality="机密", facts={"title": "不得留存的标题"})
        assert str(refused.value) == REFUSAL
        assert (Case.objects.count(), Act.objects.count()) == (0, 0)

    def test_is_refused_too_where_a_fact_says_so(self) -> None:
        with pytest.raises(UnableToPerform, match="请只登记件数"):
            self.opened(facts={"confidentiality": "秘密★10年"})

    def test_states_its_level_in_its_first_act(self) -> None:
        case = self.opened(confidentiality="工作秘密", known_to="区司法局局长")
        assert (case.confidentiality, case.known_to) == ("工作秘密", "区司法局局长")
        assert '"confidentiality":"工作秘密"' in Act.objects.get(case=case).facts

    def test_without_a_level_is_internal_to_the_organ_that_opened_it(self) -> None:
        case = self.opened()
        assert (case.confidentiality, case.organ_path) == ("内部", "区政务服务局")

    def opened(self, **more: object) -> Case:
        performed = open_case(
            procedure="trial_permit",
            on=date(2022, 3, 1),
            by=CLERK,
            at=NOW,
            given=GIVEN,
            **more,  # type: ignore[arg-type]
        )
        return Case.objects.get(pk=performed.case_id)
