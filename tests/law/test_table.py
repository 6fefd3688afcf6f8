"""The table a lawyer reads: every step and every rule is printed, with its code and its article."""

import re
from dataclasses import replace

import pytest

from tests.law.sample import DECIDED, GATE, GUESTS, LANTERN, LARGE, STATUTE, UNSURE, lantern
from yifa.domains.decisions import procedure as decision_procedures
from yifa.domains.enforcement import procedure as enforcement_procedures
from yifa.domains.enforcement.procedure import PENALTY
from yifa.domains.leadership import procedure as leadership_procedures
from yifa.domains.services import procedure as service_procedures
from yifa.domains.services.procedure import APPLICATION
from yifa.law.act import done, started
from yifa.law.condition import Parameter, at_most, equals
from yifa.law.fact import Fact, Type
from yifa.law.procedure import (
    AtLeast,
    By,
    Cap,
    Certified,
    Deemed,
    Extension,
    Gate,
    Must,
    Officers,
    Pause,
    Procedure,
    Proviso,
    Role,
    Together,
    Word,
)
from yifa.law.table import HEAD, flow, markdown, says, table
from yifa.law.term import Days, Promptly

SHIPPED = (
    *decision_procedures.PROCEDURES,
    *enforcement_procedures.PROCEDURES,
    *leadership_procedures.PROCEDURES,
    *service_procedures.PROCEDURES,
)
ARTICLE = STATUTE.art(8)
URGENT = Proviso(equals(LARGE, value=True), STATUTE.art(11), "情况紧急的")
YEAR = Fact("year", "年度", Type.INTEGER)


def said(word: Word) -> str:
    procedure = lantern(review=(), decision=(word,)) if not isinstance(word, Gate) else lantern(review=(word,))
    step = next(step for step in procedure.steps if word in step.rules)
    return says(word, step, procedure)


class TestWhatARuleSays:
    @pytest.mark.parametrize(
        ("word", "text"),
        [
            (DECIDED, "自申请起不超过5个工作日"),
            (
                replace(DECIDED, extension=Extension(STATUTE.art(9), Role("head", "机关负责人"), by=3)),
                "自申请起不超过5个工作日,经机关负责人批准可延长3个工作日(灯会管理条例 9条)",
            ),
            (
                replace(DECIDED, extension=Extension(STATUTE.art(9), Role("head", "机关负责人"))),
                "自申请起不超过5个工作日,经机关负责人批准可延长至批准之日(灯会管理条例 9条)",
            ),
            (
                replace(DECIDED, pauses=(Pause("hearing", "听证", STATUTE.art(10)),)),
                "自申请起不超过5个工作日,听证期间不计(灯会管理条例 10条)",
            ),
            (
                replace(DECIDED, deemed=Deemed("review", done("application"), STATUTE.art(9))),
                "自申请起不超过5个工作日;逾期的,视为审查(灯会管理条例 9条)",
            ),
            (replace(DECIDED, term=Promptly()), "自申请起及时"),
            (replace(DECIDED, if_=equals(LARGE, value=True)), "大型灯会的,自申请起不超过5个工作日"),
            (replace(DECIDED, unless=URGENT), "自申请起不超过5个工作日(但情况紧急的,灯会管理条例 11条)"),
            (AtLeast(Days(30), started("review"), ARTICLE, "r"), "自审查开始起不少于30日"),
            (By((4, 30), YEAR, ARTICLE, "r"), "每年4月30日前"),
            (By(Parameter("a", "公布日期"), YEAR, ARTICLE, "r"), "每年「公布日期」前"),
            (GATE, "未完成审查,或者不符合「审查意见为合格」的,不得进入决定"),
            (replace(GATE, forbids=False, passes=None), "未完成审查的,不应进入决定"),
            (Officers(2, ARTICLE, "r"), "执法人员不少于2人"),
            (Certified(ARTICLE, "r"), "执法人员持有当日有效的执法证件"),
            (Must(at_most(GUESTS, 500), ARTICLE, "r"), "应当符合:人数不超过500人"),
            (Cap(1, ARTICLE, "r"), "最多1次"),
        ],
    )
    def test_is_a_sentence_for_every_kind(self, word: Word, text: str) -> None:
        assert said(word) == text


class TestTable:
    def test_has_a_row_for_each_step_with_all_its_cells(self) -> None:
        lines = table(LANTERN)
        assert [line.cells[1] for line in lines] == ["申请", "征求意见", "现场勘查", "审查", "决定", "送达"]
        assert {len(line.cells) for line in lines} == {len(HEAD)}
        assert lines[4].cells == (
            "4",
            "决定",
            "主管机关",
            "必经",
            "自申请起不超过5个工作日",
            "决定书",
            "灯会管理条例 8条",
        )

    def test_numbers_parallel_steps_alike(self) -> None:
        assert [line.cells[0] for line in table(LANTERN)] == ["1", "2(并行)", "2(并行)", "3", "4", "5"]

    def test_says_when_a_step_is_due(self) -> None:
        assert [line.cells[3] for line in table(LANTERN)][:3] == ["必经", "必经", "大型灯会的"]
        comments = next(line for line in table(decision_procedures.MAJOR_DECISION) if line.cells[1] == "公开征求意见")
        assert comments.cells[3] == "除依法不予公开的外"

    def test_marks_a_basis_that_is_to_be_checked(self) -> None:
        assert "待核" not in markdown(PENALTY)
        unsure = replace(LANTERN.by_name["delivery"], basis=UNSURE.art(9))
        from_memory = replace(LANTERN, course=(*LANTERN.course[:-1], unsure))
        assert table(from_memory)[-1].cells[-1] == "灯会办法 9条待核"

    def test_gives_both_codes_of_a_gate(self) -> None:
        rules = next(line.rules for line in table(LANTERN) if line.cells[1] == "审查")
        assert [code for code, _, _ in rules] == ["lantern.no_review`、`lantern.decided_first"]


class TestShippedTables:
    @pytest.mark.parametrize("procedure", SHIPPED, ids=lambda procedure: procedure.name)
    def test_print_every_rule_with_code_and_basis(self, procedure: Procedure) -> None:
        text = markdown(procedure)
        for rule in procedure.rules:
            (row,) = [line for line in text.splitlines() if f"`{rule.code}`" in line]
            assert row.endswith(f"| {rule.word.basis.formal} |")
        assert f"依据:{procedure.basis.formal}。版本:{procedure.version}。" in text

    @pytest.mark.parametrize("procedure", SHIPPED, ids=lambda procedure: procedure.name)
    def test_print_every_step_with_its_basis(self, procedure: Procedure) -> None:
        rows = [line.cells for line in table(procedure)]
        assert [(row[1], row[2]) for row in rows] == [(step.title, step.actor.title) for step in procedure.steps]
        assert all(row[-1] for row in rows)

    @pytest.mark.parametrize("procedure", SHIPPED, ids=lambda procedure: procedure.name)
    def test_stay_a_table_whatever_the_cells_say(self, procedure: Procedure) -> None:
        rows = [line for line in markdown(procedure).splitlines() if line.startswith("| ")]
        assert {row.count(" | ") for row in rows} <= {len(HEAD) - 1, 2}

    def test_say_the_licence_term_as_the_statute_does(self) -> None:
        decision = next(line for line in table(APPLICATION) if line.cells[1] == "决定")
        assert decision.rules[0][1] == (
            "事项类型为行政许可的,自受理起不超过20个工作日,经本行政机关负责人批准可延长10个工作日"
            "(中华人民共和国行政许可法 42条),听证、检验、检测、检疫、鉴定和专家评审期间不计(中华人民共和国行政许可法 45条)"
        )


class TestFlow:
    def test_is_mermaid_with_steps_gates_and_returns(self) -> None:
        lines = flow(LANTERN).splitlines()
        assert lines[0] == "flowchart TD"
        assert '  review["审查"]' in lines
        assert "  application --> opinion" in lines
        assert "  application --> survey" in lines
        assert "  opinion --> review" in lines
        assert "  survey --> review" in lines
        assert "  opinion --> survey" not in lines
        assert "  review -. 门槛 .-> decision" in lines
        assert "  review -- 退回 --> opinion" in lines

    @pytest.mark.parametrize("procedure", SHIPPED, ids=lambda procedure: procedure.name)
    def test_names_only_steps_that_are_drawn(self, procedure: Procedure) -> None:
        text = flow(procedure)
        drawn = set(re.findall(r"^  (\w+)\[", text, re.MULTILINE))
        joined = re.findall(r"^  (\w+) -[^>]*-?> (\w+)$", text, re.MULTILINE)
        assert drawn == {step.name for step in procedure.steps}
        assert {name for pair in joined for name in pair} <= drawn
        assert text.count("门槛") == sum(isinstance(w, Gate) for step in procedure.steps for w in step.rules)

    def test_joins_the_members_of_two_parallel_groups_to_each_other(self) -> None:
        groups = [part for part in PENALTY.course if isinstance(part, Together)]
        assert len(groups) == 2
        assert "  decision --> credit_release" in flow(PENALTY)
        assert "  credit_release --> payment" in flow(PENALTY)
