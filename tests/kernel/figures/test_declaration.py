from typing import Any

import pytest

from yifa.kernel.figures.declaration import Count, Distinct, Figure, Measure, Rate, RatioOfSums, Setting, Sum
from yifa.kernel.figures.sources import Brought, Own, UnableToResolve, place_of_fact, places_of_step
from yifa.kernel.ledger import Column, Mark, Table
from yifa.law.act import Kind
from yifa.law.condition import Happened, Known, equals
from yifa.law.fact import Fact, Type
from yifa.law.procedure import Procedure, Reference, Role, Step
from yifa.law.statutes import R713

NO, ITEM, FINE = Fact("no", "编号"), Fact("item", "事项"), Fact("fine", "罚款", Type.MONEY)
PROMISED, STRANGE = Fact("promised", "承诺时限", Type.INTEGER), Fact("strange", "别处的事实")
CASE = Procedure(
    "case",
    "案件",
    R713.whole(),
    course=(Step("notice", "告知", Role("unit", "单位"), R713.whole()),),
    refers=(Reference(ITEM, "items", (PROMISED,)),),
)
CASES = Table(
    "cases",
    "90",
    "案件",
    (
        Column("no", "编号", NO),
        Column("item", "事项", ITEM),
        Column("fine", "罚款", FINE),
        Column("begun", "开始", Mark("notice", Kind.STARTED)),
        Column("first", "第一次告知", Mark("notice")),
        Column("second", "第二次告知", Mark("notice")),
    ),
    key="no",
    record="nowhere.Case",
    becomes=CASE,
)
ITEMS = Table("items", "91", "事项", (Column("days", "承诺", PROMISED),), key="days", record="nowhere.Item")


def figure(measure: Measure = Count(), **other: Any) -> Figure:  # noqa: B008 - a value, never changed
    given: dict[str, Any] = {"of": CASES, "unit": "件", "basis": "口径", "definition": "定义。"} | other
    return Figure("figure", "数", measure, **given)


class TestAFigure:
    @pytest.mark.parametrize(
        ("measure", "other", "complaint"),
        [
            (Count(), {"where": equals(STRANGE, "x")}, "does not record the fact strange"),
            (Count(), {"where": Happened("decision", "决定")}, "does not witness the step decision"),
            (Count(), {"where": Known(PROMISED)}, "no register given here holds it"),
            (Rate(among=Known(STRANGE)), {}, "does not record the fact strange"),
            (Sum(("no",)), {}, "column no holds no number"),
            (Sum(("amount",)), {}, "has no column amount"),
            (RatioOfSums(("fine",), ("no",)), {}, "column no holds no number"),
            (Distinct(("kind",)), {}, "has no column kind"),
            (Count(), {"drill": ("kind",)}, "has no column kind"),
            (Count(), {"dated": "fine"}, "column fine tells no month"),
            (Count(), {"sentence": "{valeu}件"}, "no slot {valeu}"),
            (Count(), {"definition": ""}, "basis and definition are required"),
            (Count(), {"basis": ""}, "basis and definition are required"),
            (Count(), {"of": None}, "a setting has no table"),
            (Setting("year"), {}, "a setting has no table"),
            (Count(), {"names": "kind"}, "has no column kind"),
            (Count(), {"sentence": "[{names}]"}, "no column gives them"),
            (Count(), {"names": "item", "sentence": "通过{names}"}, "stand in square brackets"),
            (Distinct(("item",)), {"names": "item", "sentence": "[{parts}]"}, "only a count or a sum"),
        ],
    )
    def test_that_cannot_be_meant_fails_at_import(
        self, measure: Measure, other: dict[str, Any], complaint: str
    ) -> None:
        with pytest.raises(ValueError, match=complaint):
            figure(measure, **other)

    def test_shows_its_article_or_its_words_as_basis(self) -> None:
        assert figure(basis=R713.art(25)).basis_shown == "《重大行政决策程序暂行条例》第二十五条"
        assert figure().basis_shown == "口径"

    def test_stands_on_the_denominator_where_it_is_a_rate(self) -> None:
        assert figure(Rate(among=Known(FINE)), where=Known(NO)).record_set == Known(FINE)
        assert figure(Count(), where=Known(NO)).record_set == Known(NO)

    def test_splits_lists_of_one_column_only(self) -> None:
        with pytest.raises(ValueError, match="one column"):
            Distinct(("no", "item"), split="、")


class TestAFact:
    def test_stands_in_the_column_that_becomes_it(self) -> None:
        assert place_of_fact(FINE, table=CASES) == Own("fine")

    def test_is_brought_by_the_register_that_the_procedure_refers_to(self) -> None:
        assert place_of_fact(PROMISED, table=CASES, registers=(ITEMS,)) == Brought("item", ITEMS, "days")

    def test_that_nobody_records_is_refused(self) -> None:
        with pytest.raises(UnableToResolve):
            place_of_fact(STRANGE, table=CASES, registers=(ITEMS,))


class TestAStep:
    def test_happened_where_any_of_its_date_columns_is_filled(self) -> None:
        assert places_of_step("notice", table=CASES) == (Own("first"), Own("second"))
