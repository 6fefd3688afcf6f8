"""A number that others stated takes the place of what nobody counts, and stands beside what is counted."""

from dataclasses import replace
from datetime import date

from tests.report.sample import EVALUATION, REVIEWS, report
from yifa.engine.figures.evaluation import Evaluated
from yifa.report.appendix import closing_sentences, figure_table
from yifa.report.document import SourceClass, Text
from yifa.report.stated import Stated, beside, with_stated

LETTER = Stated(
    figure_id="decision_eval",
    year=2022,
    title="重大行政决策后评估",
    value="2",
    unit="项",
    source=SourceClass.SEALED_LETTER,
    issuer="区发展改革委",
    number="示发改函〔2023〕1号",
    stated_on=date(2023, 1, 5),
    case_id=1,
    scan="a" * 64,
)


class TestANumberThatNobodyCounts:
    def test_is_taken_from_the_letter_with_its_receipt(self) -> None:
        line = beside(EVALUATION, LETTER)
        assert (line.value, line.shown, line.is_missing) == (2, "2", False)
        assert line.source_class is SourceClass.SEALED_LETTER
        assert line.owner == "区发展改革委"
        assert "示发改函〔2023〕1号" in line.stated
        assert "a" * 16 in line.stated

    def test_may_be_about_so_many(self) -> None:
        line = beside(EVALUATION, replace(LETTER, value="500余万"))
        assert (line.value, line.shown) == (None, "500余万")

    def test_stays_missing_where_nobody_stated_it(self) -> None:
        assert beside(EVALUATION, None).is_missing

    def test_shows_its_class_and_letter_in_the_table(self) -> None:
        document = report(figures=(beside(EVALUATION, LETTER),))
        (row,) = figure_table(document).rows
        assert isinstance(row[3], Text)
        assert row[3].text.startswith("盖章函报数\n盖章函报数：区发展改革委")

    def test_stands_among_the_numbers_of_the_year(self) -> None:
        missing = Evaluated("decision_eval", None, "", "项", missing_reason="尚未载入")
        assert with_stated({"decision_eval": missing}, {"decision_eval": LETTER})["decision_eval"].shown == "2"


class TestANumberThatIsCounted:
    STATED = replace(LETTER, figure_id="decision_legal_reviews", value="9")

    def test_is_never_replaced_by_what_was_stated(self) -> None:
        line = beside(REVIEWS, self.STATED)
        assert (line.value, line.source_class) == (8, SourceClass.RECORDS)
        counted = Evaluated("decision_legal_reviews", 8, "8", "项")
        assert with_stated({counted.id: counted}, {counted.id: self.STATED})[counted.id] == counted

    def test_shows_the_difference(self) -> None:
        document = report(figures=(beside(REVIEWS, self.STATED),))
        (told,) = closing_sentences(document)
        assert "记录计数8项，盖章函报数9项，相差1项，以记录为准" in told

    def test_says_so_where_both_agree(self) -> None:
        line = beside(REVIEWS, replace(self.STATED, value="8"))
        assert line.stated.startswith("与函报一致")
        assert (
            "未发现问题" in closing_sentences(report(figures=(line,)))[0]
            or "没有可供核对" in closing_sentences(report(figures=(line,)))[0]
        )
