"""What the law forbids is refused below the pages: on the form that every act has, and to a machine, nothing is written."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

import pytest

from tests.bad.ways import acts_of, by_form, by_machine, installation, opened_by_machine
from tests.domains.desks import stand_on
from tests.surfaces.posts import BUREAU, organ_at, signed_in
from yifa.kernel.acts import Actor, Proposed, perform
from yifa.kernel.models import Case
from yifa.kernel.opening import open_case
from yifa.law.act import Kind
from yifa.law.fact import Value
from yifa.surfaces.shell.given import given_on

__all__ = ["installation"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("installation")]
DISTRICT, JUSTICE, OFFICE = "示例区", "示例区/区司法局", "示例区/区人民政府办公室"
TODAY = date(2026, 3, 20)
NOW = datetime(2026, 3, 20, 2, 0, tzinfo=UTC)
BY = Actor("测试", organ="区住房城乡建设局")
Before = tuple[tuple[str, Mapping[str, Value]], ...]

CLUE: Before = (("clue", {"organ": "区住房城乡建设局", "supervising": "区司法局"}),)
MENDED: Before = (
    *CLUE,
    ("verification", {"verified": True}),
    ("issuing", {"paper": "行政执法监督通知书", "days": 15}),
    ("service", {}),
    ("rectification", {"rectified_by": "张三"}),
)
PROBLEM: Before = (
    ("finding", {"problem": "行政执法公示不及时"}),
    ("measure", {"deadline": date(2026, 6, 30)}),
    ("proof", {"rectified_by": "张三"}),
)
DRAFTED: Before = (("initiation", {}), ("drafting", {}), ("public_comments", {}))
ASKED: Before = (("trigger", {"change": "变更"}), ("application", {"change": "变更"}))
SENT: Before = (("submission", {}), ("internal_review", {}))
UNLAWFUL: Before = (*SENT, ("legality_review", {"opinion": "不合法"}))


@dataclass(frozen=True)
class Wrong:
    """Something that somebody asks to do although the law forbids it. above: his post reaches the whole district."""

    procedure: str
    before: Before
    step: str
    told: str
    role: str = "handler"
    organ: str = BUREAU
    whose: str = BUREAU
    above: bool = False
    kind: str = "done"
    facts: Mapping[str, Any] = field(default_factory=dict)

    def case(self) -> Case:
        """The case as it stands before."""
        made = open_case(
            procedure=self.procedure,
            on=date(2026, 3, 2),
            by=BY,
            at=NOW,
            given=given_on(TODAY),
            title="一件事",
            organ_id=organ_at(self.whose).pk,
            confidentiality="内部",
        )
        for step, facts in self.before:
            act = Proposed(Kind.DONE, step, date(2026, 3, 9), facts=facts)
            perform(case_id=made.case_id, act=act, by=BY, at=NOW, given=given_on(TODAY))
        return Case.objects.get(pk=made.case_id)


SUPERVISION, SUPERVISORS = "enforcement_supervision", "由监督机关的岗位办理"
OWN = {
    "verifying a doubt about one's own organ": Wrong(
        SUPERVISION, CLUE, "verification", SUPERVISORS, facts={"verified": False}
    ),
    "ending the case in which one is supervised": Wrong(SUPERVISION, CLUE, "", SUPERVISORS, kind="terminated"),
    "withdrawing the case in which one is supervised": Wrong(SUPERVISION, CLUE, "", SUPERVISORS, kind="withdrawn"),
    "rechecking what one put right": Wrong(
        SUPERVISION, MENDED, "recheck", SUPERVISORS, role="head", facts={"rechecked": True, "rechecked_by": "李四"}
    ),
    "closing out one's own case": Wrong(SUPERVISION, MENDED, "closing", SUPERVISORS),
    "closing one's own problem": Wrong("rectification", PROBLEM, "closing", "由主管、汇总机关的岗位办理"),
    "verifying one's own problem": Wrong(
        "rectification",
        PROBLEM,
        "verification",
        "由主管、汇总机关的岗位办理",
        role="head",
        facts={"verified": True, "verified_by": "李四"},
    ),
    "ending one's own problem": Wrong("rectification", PROBLEM, "", "由主管、汇总机关的岗位办理", kind="terminated"),
}
UNREVIEWED = {
    "debating a decision that nobody reviewed": Wrong("major_decision", DRAFTED, "deliberation", "合法性审查尚未完成"),
    "debating a norm that nobody reviewed": Wrong("normative_document", (), "deliberation", "合法性审核尚未完成"),
    "signing a contract that nobody reviewed": Wrong("contract_review", SENT, "signing", "合法性审核尚未完成"),
    "signing a contract that is unlawful": Wrong("contract_review", UNLAWFUL, "signing", "合法性审核没有通过"),
    "tabling a paper that nobody reviewed": Wrong("meeting_paper_review", SENT, "tabling", "合法性审核尚未完成"),
    "tabling a paper that is unlawful": Wrong("meeting_paper_review", UNLAWFUL, "tabling", "合法性审核没有通过"),
    "approving a change of the list with opinions open": Wrong(
        "power_adjustment", ASKED, "approval", "财政局意见尚未完成", organ=OFFICE, whose=OFFICE
    ),
    "citing a norm that is void": Wrong(
        "penalty", (), "case_opening", "不得引用「示政规〔2020〕9号」", facts={"cites": ["示政规〔2020〕9号"]}
    ),
}
FROM_ABOVE = {
    "rechecking in the name of who put it right": Wrong(
        SUPERVISION,
        MENDED,
        "recheck",
        "整改责任人为张三，复核人为张三",
        "supervisor",
        JUSTICE,
        above=True,
        facts={"rechecked": True, "rechecked_by": "张三"},
    ),
    "issuing a paper on a doubt that nobody verified": Wrong(
        SUPERVISION,
        CLUE,
        "issuing",
        "核实尚未完成",
        "supervisor",
        JUSTICE,
        above=True,
        facts={"paper": "行政执法监督通知书", "days": 15},
    ),
    "closing out what nobody rechecked": Wrong(
        SUPERVISION, MENDED, "closing", "复核尚未完成", "supervisor", JUSTICE, above=True
    ),
    "closing a problem that nobody verified": Wrong(
        "rectification", PROBLEM, "closing", "复核尚未完成", organ=OFFICE, above=True
    ),
    "evaluating without a draw": Wrong(
        "law_duty_evaluation", (), "ballot", "抽取评议代表尚未完成", organ=OFFICE, above=True
    ),
}
ANYBODY = OWN | UNREVIEWED
Ask = Callable[[Wrong, Case], str]


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    organ_at(DISTRICT)
    stand_on(monkeypatch, TODAY)


def on_the_form(wrong: Wrong, case: Case) -> str:
    who = signed_in(wrong.role, organ=wrong.organ, reach=DISTRICT if wrong.above else "", person="李四")
    return by_form(case, who, kind=wrong.kind, step=wrong.step, on=str(TODAY), **wrong.facts)


def to_a_machine(wrong: Wrong, case: Case) -> str:
    asked = {"kind": wrong.kind, "step": wrong.step, "on": str(TODAY), **wrong.facts}
    return by_machine(case, role=wrong.role, organ=wrong.organ, **asked)


def wrongs(which: Mapping[str, Wrong]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("wrong", list(which.values()), ids=list(which))


class TestOnTheFormOfAnAct:
    @wrongs(ANYBODY | FROM_ABOVE)
    def test_it_is_refused_and_nothing_is_written(self, wrong: Wrong) -> None:
        refused(wrong, on_the_form)


class TestToAMachine:
    @wrongs(ANYBODY)
    def test_it_is_refused_and_nothing_is_written(self, wrong: Wrong) -> None:
        refused(wrong, to_a_machine)

    @wrongs(FROM_ABOVE)
    def test_what_is_done_from_above_is_not_even_seen(self, wrong: Wrong) -> None:
        case = wrong.case()
        assert "没有这件案件" in to_a_machine(wrong, case)


class TestOpening:
    @pytest.mark.parametrize("role", ["handler", "head", "supervisor"])
    def test_a_supervision_case_of_ones_own_organ_is_refused(self, role: str) -> None:
        told = opened_by_machine(SUPERVISION, role=role, organ=BUREAU, on=str(TODAY), supervising="区司法局")
        assert SUPERVISORS in told
        assert not Case.objects.exists()


def refused(wrong: Wrong, ask: Ask) -> None:
    case = wrong.case()
    before = acts_of(case)
    told = ask(wrong, case)
    assert wrong.told.replace("，", ",") in told.replace("，", ",")
    assert acts_of(case) == before
