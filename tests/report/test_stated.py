"""A number that others stated takes the place of what nobody counts, and stands beside what is counted."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from tests.report.sample import EVALUATION, REVIEWS, report
from yifa.engine.figures.evaluation import Evaluated
from yifa.kernel.acts import Actor, Proposed, perform
from yifa.kernel.models import Organ
from yifa.kernel.opening import open_case
from yifa.law.act import Kind
from yifa.law.fold import Given
from yifa.law.profile import read_profile
from yifa.report.appendix import closing_sentences, figure_table
from yifa.report.document import FigureLine, SourceClass, Text
from yifa.report.stated import Stated, beside, with_stated
from yifa.report.yearly import composed

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


@pytest.mark.django_db
class TestTheReport:
    PROFILE = read_profile({"district": "示例区", "year": 2022})

    def enter(self, **facts: object) -> int:
        organ = Organ.objects.create(path=f"示例区/{Organ.objects.count()}", name="示例区发展改革委")
        by, at = Actor("某人", organ.name, "某人"), datetime(2023, 1, 6, 2, tzinfo=UTC)
        said: Any = {
            "year": 2022,
            "slot": "outline_period",
            "figure": "实施期限",
            "value": "5",
            "unit": "年",
            "source_class": "上级通报引用",
            "issuer": "市政府",
            "number": "示政函〔2023〕1号",
            "stated_on": date(2023, 1, 5),
            **facts,
        }
        made = open_case(
            procedure="stated_figure", on=at.date(), by=by, at=at, given=Given(), facts=said, organ_id=organ.pk
        ).case_id
        act = Proposed(Kind.DONE, "registration", at.date())
        perform(case_id=made, act=act, by=by, at=at, given=Given())
        return made

    def line(self, name: str = "outline_period") -> FigureLine:
        document = composed(self.PROFILE, year=2022, on=date(2023, 1, 20), items=(), listed=False)
        return next(one for one in document.figures if one.id == name)

    def test_has_the_number_in_its_place(self) -> None:
        assert self.line().is_missing
        self.enter()
        assert (self.line().value, self.line().source_class) == (5, SourceClass.HIGHER_NOTICE)
        assert "示政函〔2023〕1号" in self.line().stated

    def test_takes_the_last_of_several_statements(self) -> None:
        self.enter(value="4")
        self.enter(value="5")
        assert self.line().value == 5

    def test_takes_none_of_another_year(self) -> None:
        self.enter(year=2021)
        assert self.line().is_missing

    def test_stands_in_for_a_ledger_that_was_never_taken_in_under_its_own_class(self) -> None:
        self.enter(slot="meetings_held", value="9", source_class="盖章函报数")
        assert (self.line("meetings_held").value, self.line("meetings_held").source_class) == (
            9,
            SourceClass.SEALED_LETTER,
        )
