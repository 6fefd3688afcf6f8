"""Who may say what of a finding, what has to be said, and what stays of it."""

import json
from datetime import date

import pytest

from tests.kernel.findings.desk import (
    HANDLER,
    ORGAN,
    REVIEWER,
    SECOND,
    THIRD,
    corrected,
    decided,
    finding,
    found,
    replied,
    scan,
)
from tests.kernel.trial.book import do, opened
from yifa.kernel.access import OPERATOR, PUBLIC, Post, Viewer
from yifa.kernel.findings.answering import Answer, decide
from yifa.kernel.findings.rights import UnableToAnswer
from yifa.kernel.models import Case, PendingLeaf
from yifa.law.act import Kind

pytestmark = pytest.mark.django_db


def doubted() -> int:
    case_id = opened()
    scan(found(case_id))
    return case_id


class TestAReply:
    def test_comes_from_the_organ_and_leaves_the_decision_open(self) -> None:
        case_id = doubted()
        assert replied(case_id).standing.state == "replied"
        assert finding(case_id).outcome == ""

    def test_is_not_the_reviewers(self) -> None:
        with pytest.raises(UnableToAnswer, match="答复由经办、机关负责人岗位办理"):
            replied(doubted(), viewer=REVIEWER)

    def test_has_words(self) -> None:
        with pytest.raises(UnableToAnswer, match="没有写明答复内容"):
            replied(doubted(), text="  ")


class TestADecision:
    @pytest.mark.parametrize(
        ("word", "state"),
        [("属实", "confirmed"), ("不属实", "unfounded"), ("台账填错", "to_correct"), ("依据不适用", "inapplicable")],
    )
    def test_is_one_of_four(self, word: str, state: str) -> None:
        case_id = doubted()
        assert decided(case_id, word).standing.state == state
        assert finding(case_id).state == state

    def test_is_no_other(self) -> None:
        with pytest.raises(UnableToAnswer, match="「大概」不是核实结果"):
            decided(doubted(), "大概")

    def test_supersedes_an_earlier_one_which_stays_on_record(self) -> None:
        case_id = doubted()
        decided(case_id, "不属实")
        decided(case_id, "属实", at=THIRD)
        outcomes = finding(case_id).entries.filter(said="decided").order_by("pk").values_list("outcome", flat=True)
        assert list(outcomes) == ["unfounded", "confirmed"]
        assert finding(case_id).outcome == "confirmed"

    def test_is_a_leaf_of_the_log_that_does_not_repeat_the_reason(self) -> None:
        case_id = doubted()
        done = decided(case_id, "不属实", reason="张某的原件为准")
        leaf = PendingLeaf.objects.get(subject=f"finding/{done.finding_id}/{done.entry_id}")
        stated = json.loads(leaf.payload)["statement"]
        assert (stated["outcome"], stated["person"], stated["case"]) == ("unfounded", "王审", case_id)
        assert "张某" not in leaf.payload

    @pytest.mark.parametrize("role", ["handler", "window", "head", "leader", "auditor", "operator"])
    def test_is_not_for_every_role(self, role: str) -> None:
        with pytest.raises(UnableToAnswer):
            decided(doubted(), "属实", viewer=Viewer("某人", (Post(role, ORGAN), *OPERATOR.posts)))

    def test_is_not_for_a_reviewer_of_another_organ(self) -> None:
        with pytest.raises(UnableToAnswer, match="没有这条疑点,或者您的岗位不能查看"):
            decided(doubted(), "属实", viewer=Viewer("王审", (Post("reviewer", "区教育局"),)))

    def test_is_for_a_supervisor_above(self) -> None:
        case_id = doubted()
        Case.objects.filter(pk=case_id).update(organ_path=f"示范区/{ORGAN}")
        assert decided(case_id, "属实", viewer=Viewer("周督", (Post("supervisor", "示范区"),))).standing.outcome

    def test_is_for_a_head_above_and_never_of_his_own_organ(self) -> None:
        case_id = doubted()
        Case.objects.filter(pk=case_id).update(organ_path=f"示范区/{ORGAN}")
        with pytest.raises(UnableToAnswer, match="上级机关负责人"):
            decided(case_id, "属实", viewer=Viewer("本局", (Post("head", f"示范区/{ORGAN}"),)))
        assert decided(case_id, "属实", viewer=Viewer("司法局长", (Post("head", "示范区"),))).standing.outcome

    def test_is_for_whoever_writes_the_annual_report(self) -> None:
        assert decided(doubted(), "不属实", viewer=Viewer("编", (Post("reporter", ""),))).standing.outcome

    def test_is_not_for_a_post_that_has_ended(self) -> None:
        ended = Viewer("王审", (Post("reviewer", ORGAN, valid_to=date(2023, 1, 1)),))
        with pytest.raises(UnableToAnswer):
            decided(doubted(), "属实", viewer=ended)

    def test_on_a_case_of_nobody_knows_whom_is_for_a_reviewer_who_sees_it(self) -> None:
        case_id = doubted()
        Case.objects.filter(pk=case_id).update(organ_path="")
        with pytest.raises(UnableToAnswer):
            decided(case_id, "属实")
        seeing = Viewer("王审", (Post("reviewer", ORGAN), Post("reporter", "")))
        assert decided(case_id, "属实", viewer=seeing).standing.outcome == "confirmed"

    def test_names_what_is_missing(self) -> None:
        case_id = doubted()
        nobody = Viewer("", REVIEWER.posts)
        with pytest.raises(UnableToAnswer, match="没有写明理由、核实人"):
            decided(case_id, "属实", reason=" ", viewer=nobody)

    @pytest.mark.parametrize(
        ("on", "refused"), [(date(2023, 1, 19), False), (date(2023, 1, 20), False), (date(2023, 1, 21), True)]
    )
    def test_is_not_dated_after_the_day_of_its_entry(self, on: date, *, refused: bool) -> None:
        case_id = doubted()
        if refused:
            with pytest.raises(UnableToAnswer, match="晚于录入日2023-01-20"):
                decided(case_id, "属实", on=on, at=SECOND)
        else:
            assert decided(case_id, "属实", on=on, at=SECOND).standing.outcome

    def test_needs_a_finding(self) -> None:
        with pytest.raises(UnableToAnswer, match="没有这条疑点"):
            decide(finding_id=999, outcome="属实", answer=Answer(date(2023, 1, 16), "无"), viewer=REVIEWER, at=SECOND)

    def test_that_is_refused_writes_nothing(self) -> None:
        case_id = doubted()
        before = PendingLeaf.objects.count()
        with pytest.raises(UnableToAnswer):
            decided(case_id, "属实", viewer=PUBLIC)
        assert PendingLeaf.objects.count() == before
        assert finding(case_id).entries.count() == 1


class TestACorrection:
    def test_follows_a_decision_that_the_ledger_is_wrong(self) -> None:
        with pytest.raises(UnableToAnswer, match="没有核实为「台账填错」"):
            corrected(doubted(), 1)

    def test_is_an_act_of_correction_of_the_same_case(self) -> None:
        case_id = doubted()
        do(case_id, "application", date(2022, 3, 1))
        decided(case_id, "台账填错")
        with pytest.raises(UnableToAnswer, match="本件没有第1项行为,或者它不是更正"):
            corrected(case_id, 1)

    def test_may_be_named_with_the_decision(self) -> None:
        case_id = doubted()
        do(case_id, "application", date(2022, 3, 1))
        seq = do(case_id, "application", date(2022, 3, 2), Kind.CORRECTED, corrects=1, replaces=Kind.DONE).seq
        assert decided(case_id, "台账填错", act=seq).standing.state == "corrected"
        assert corrected(case_id, seq, viewer=HANDLER).standing.corrected_by == seq

    def test_belongs_to_no_other_outcome(self) -> None:
        with pytest.raises(UnableToAnswer, match="只有「台账填错」才关联更正行为"):
            decided(doubted(), "属实", act=1)
