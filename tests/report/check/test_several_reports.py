"""A folder of replies is compared; last year's report shows what was copied."""

from yifa.report.check.document import Document
from yifa.report.check.run import checked

COPIED = "坚持把法治政府建设作为重点任务和主体工程，定期研究解决执法、决策、争议化解中的突出问题。"


def report(name: str, year: int, *sentences: str) -> Document:
    return Document(name, f"某区{year}年法治政府建设情况报告\n" + "".join(sentences))


class TestReplies:
    def test_that_give_one_fact_of_the_district_with_two_values_are_found(self) -> None:
        one = report("司法局.docx", 2023, "全区全年收到行政复议申请97件。")
        other = report("政府办.docx", 2023, "全区全年收到行政复议申请79件。")
        results = checked([one, other])
        assert [[f.type for f in result.findings] for result in results] == [[], ["cross_section"]]
        assert "司法局.docx" in results[1].findings[0].note

    def test_may_give_their_own_numbers_of_one_kind(self) -> None:
        one = report("城管局.docx", 2023, "全年办理行政处罚案件97件。")
        other = report("卫健委.docx", 2023, "全年办理行政处罚案件79件。")
        assert not any(result.findings for result in checked([one, other]))

    def test_of_different_years_are_not_compared(self) -> None:
        one = report("a.docx", 2022, "全区全年收到行政复议申请97件。")
        other = report("b.docx", 2023, "全区全年收到行政复议申请79件。")
        assert not any(result.findings for result in checked([one, other]))


class TestLastYear:
    def test_sentences_that_stand_there_too_are_named(self) -> None:
        (result,) = checked([report("a", 2023, COPIED)], last_year=report("b", 2022, COPIED))
        assert [(f.sort.value, f.type, f.quote) for f in result.findings] == [("text", "same_as_last_year", COPIED)]

    def test_short_formulas_may_be_the_same(self) -> None:
        (result,) = checked([report("a", 2023, "特此报告。")], last_year=report("b", 2022, "特此报告。"))
        assert not result.findings


class TestOneFactInOneReport:
    def test_is_found_where_the_report_refers_back_with_another_value(self) -> None:
        (result,) = checked(
            [report("a", 2023, "全年完成双随机抽查任务118批次。", "全年126批次双随机抽查任务中联合抽查偏少。")]
        )
        assert {f.type for f in result.findings} == {"cross_section"}

    def test_is_not_seen_where_another_stage_is_counted(self) -> None:
        (result,) = checked(
            [report("a", 2023, "全年受理行政处罚案件368件。", "从全年办结的356件行政处罚案件看，文书规范。")]
        )
        assert not result.findings

    def test_is_not_seen_where_a_part_is_counted(self) -> None:
        (result,) = checked(
            [report("a", 2023, "全年查处食品领域行政处罚案件68件。", "全年356件行政处罚案件均已公示。")]
        )
        assert not result.findings
