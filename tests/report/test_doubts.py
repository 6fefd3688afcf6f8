"""What of a scan goes into the report, and into the workbook for the organs."""

from dataclasses import replace

from yifa.engine.conformance.district import LedgerFinding
from yifa.engine.conformance.identity import as_found
from yifa.kernel.models import State
from yifa.report.doubts import finding_rows, open_items

RULE = "penalty.serve_late"


def finding(case_id: int = 1, **other: object) -> LedgerFinding:
    told = LedgerFinding(
        ledger="13",
        file="13行政处罚案件.xlsx",
        sheet="处罚案件",
        row=42,
        table="penalty_cases",
        key=f"示市监罚〔2022〕{case_id}号",
        organ="区市场监管局",
        rule=RULE,
        article="《行政处罚法》第六十一条",
        certainty="",
        detail={"late": 9, "unit": "workday"},
        sentence="决定书应当在7个工作日内送达。",
        case_id=case_id,
    )
    return replace(told, **other)  # type: ignore[arg-type]


class TestOpenItems:
    def test_count_the_doubts_of_a_rule(self) -> None:
        (item,) = open_items([finding(1), finding(2)])
        assert (item.rule, item.count) == (RULE, 2)

    def test_leave_out_what_a_person_decided_to_be_none(self) -> None:
        found = [finding(1), finding(2)]
        first = as_found(found)[0]
        (item,) = open_items(found, set_aside={first.identity: first.evidence})
        assert item.count == 1

    def test_hold_again_what_was_decided_on_other_evidence(self) -> None:
        first = as_found([finding(1, detail={"late": 2})])[0]
        (item,) = open_items([finding(1)], set_aside={first.identity: first.evidence})
        assert item.count == 1

    def test_are_none_where_all_were_set_aside(self) -> None:
        (first,) = as_found([finding(1)])
        assert open_items([finding(1)], set_aside={first.identity: first.evidence}) == ()


class TestTheWorkbook:
    def test_says_where_each_doubt_stands(self) -> None:
        found = [finding(1), finding(2)]
        rows = list(finding_rows(found, states={as_found(found)[0].identity: State.REPLIED}))
        assert [row.state for row in rows] == ["已答复,待核实", "待核实"]

    def test_names_a_case_that_has_no_key_by_its_internal_number(self) -> None:
        (row,) = finding_rows([finding(7, key="")])
        assert row.case == "内部号7"
