"""Live queryset, snapshot and roll-up work out every figure alike, for any records and any condition."""

from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.db import connection, transaction
from django.db.models import QuerySet
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.engine.figures.matters.book import Book
from tests.engine.figures.matters.models import Item, Matter
from tests.engine.figures.matters.tables import (
    FINE,
    INSTANT,
    ITEMS,
    MATTERS,
    PROMISED,
    STATUS,
    URGENT,
    VISITS,
)
from yifa.engine.figures import live, rolled
from yifa.engine.figures.bulk import Bulk, open_snapshot
from yifa.engine.figures.evaluation import values
from yifa.engine.snapshots import write_records
from yifa.kernel.access import OPERATOR
from yifa.kernel.figures import rollup
from yifa.kernel.figures.amounts import Value, amounts_of
from yifa.kernel.figures.declaration import (
    FEN_TO_WAN_YUAN,
    Count,
    Distinct,
    Figure,
    Measure,
    Rate,
    RatioOfSums,
    StatedYear,
    Sum,
)
from yifa.kernel.figures.proof import record_digest, set_hash
from yifa.kernel.models import Case
from yifa.law.condition import (
    AllOf,
    AnyOf,
    Comparison,
    Condition,
    Depending,
    Happened,
    Known,
    Not,
    OneOf,
    Parameter,
    Sign,
    Subject,
    Switch,
    evaluate,
)

PARAMETERS = {"visits.max": 2, "fine.max": {"已办结": 100, "在办": 1}, "on": True, "off": False}
STATUSES, CODES = ("已办结", "在办", "撤回"), ("A", "B", "C")

rows = st.fixed_dictionaries(
    {
        "organ": st.sampled_from((None, "甲", "乙", "2022年版", "2021年版(试行)")),
        "status": st.sampled_from((None, *STATUSES)),
        "methods": st.sampled_from((None, "问卷", "问卷、座谈", "走访、 座谈、")),
        "item": st.sampled_from((None, *CODES)),
        "urgent": st.sampled_from((None, True, False)),
        "visits": st.none() | st.integers(0, 4),
        "fine": st.none() | st.integers(0, 10**12),
        "gain": st.none() | st.integers(0, 200),
        "opened": st.sampled_from((None, date(2022, 1, 31), date(2022, 12, 31))),
        "closed": st.sampled_from((None, date(2022, 2, 28), date(2023, 1, 1))),
        "heard": st.sampled_from((None, datetime(2022, 3, 4, 9, 30))),  # noqa: DTZ001 - a local moment, as ledgers state it
        "year": st.sampled_from((2022, 2022, 2021)),
    }
)
items = st.dictionaries(
    st.sampled_from(CODES),
    st.fixed_dictionaries({"instant": st.sampled_from((None, True, False)), "promised": st.none() | st.integers(0, 3)}),
)
numbers = st.one_of(
    st.integers(0, 4),
    st.just(Depending(STATUS, (("已办结", 1), ("在办", 3)))),
    st.just(Parameter("visits.max", "次数上限")),
    st.just(Parameter("fine.max", "分类上限", by=STATUS)),
)
leaves = st.one_of(
    st.builds(Comparison, st.sampled_from((VISITS, FINE, PROMISED)), st.sampled_from(Sign), numbers),
    st.builds(Comparison, st.just(STATUS), st.just(Sign.EQUAL), st.sampled_from(STATUSES)),
    st.builds(Comparison, st.sampled_from((URGENT, INSTANT)), st.just(Sign.EQUAL), st.booleans()),
    st.builds(OneOf, st.just(STATUS), st.lists(st.sampled_from(STATUSES), max_size=2).map(tuple)),
    st.builds(Known, st.sampled_from((STATUS, URGENT, FINE, INSTANT))),
    st.builds(Happened, st.sampled_from(("opening", "closing", "hearing")), st.just("某步")),
    st.builds(Switch, st.builds(Parameter, st.sampled_from(("on", "off", "unset")), st.just("开关"))),
)
conditions: st.SearchStrategy[Condition] = st.recursive(
    leaves,
    lambda parts: st.one_of(
        st.builds(Not, parts),
        st.builds(AllOf, st.lists(parts, max_size=3).map(tuple)),
        st.builds(AnyOf, st.lists(parts, max_size=3).map(tuple)),
    ),
    max_leaves=6,
)


def figure(name: str, measure: Measure, where: Condition | None) -> Figure:
    return Figure(
        name, "数", measure, of=MATTERS, where=where, registers=(ITEMS,), unit="件", basis="口径", definition="定义。",
        dated="closed",
    )  # fmt: skip


def all_figures(where: Condition, among: Condition) -> tuple[Figure, ...]:
    return (
        figure("count", Count(), where),
        figure("sum", Sum(("fine", "gain"), FEN_TO_WAN_YUAN, 2), where),
        figure("organs", Distinct(("organ",)), where),
        figure("edition", StatedYear("organ"), where),
        figure("pairs", Distinct(("organ", "status")), where),
        figure("methods", Distinct(("methods",), split="、"), where),
        figure("share", Rate(among, 1), AllOf((among, where))),
        figure("rate", Rate(among, 2), where),
        figure("ratio", RatioOfSums(("visits",), ("gain",), percent=True, decimals=1), where),
        figure("average", RatioOfSums(("fine",), decimals=2), where),
    )


def fill(book: Book, records: list[dict[str, Any]], entries: dict[str, dict[str, Any]]) -> None:
    QuerySet(Matter).all().delete()
    Case.objects.all().delete()
    QuerySet(Item).all().delete()
    book.records = []
    book.add_all([dict(record) for record in records])
    for code, cells in entries.items():
        book.list_item(code, **cells)


def roll_up(book: Book, figures: tuple[Figure, ...]) -> Mapping[str, Value]:
    """Each record is appended on its own, one is changed and changed back, then half of it all is compacted."""
    plan = rollup.plan(MATTERS, figures)
    with transaction.atomic(), connection.cursor() as cursor:
        rollup.rebuild(cursor, plan, [])
        for row in book.rows():
            rollup.append(cursor, rollup.deltas(plan, after=[row | {"status": "在办", "visits": 9}]))
            changed = rollup.deltas(plan, before=[row | {"status": "在办", "visits": 9}], after=[row])
            rollup.append(cursor, changed)
        rollup.compact(cursor)
    return values(figures, amounts=lambda asked: rolled.amounts(asked, year=2022, parameters=PARAMETERS))


def snapshot(folder: Path) -> Bulk:
    write_records(MATTERS, folder)
    write_records(ITEMS, folder)
    return open_snapshot(folder, parameters=PARAMETERS)


class TestTheThreeForms:
    @settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(st.lists(rows, max_size=6), items, conditions, conditions)
    def test_agree_to_the_last_digit(
        self,
        matters: Book,
        tmp_path: Path,
        records: list[dict[str, Any]],
        entries: dict[str, dict[str, Any]],
        where: Condition,
        among: Condition,
    ) -> None:
        fill(matters, records, entries)
        figures = all_figures(where, among)
        from_records = values(figures, amounts=lambda asked: live.amounts(asked, year=2022, parameters=PARAMETERS))
        bulk = snapshot(tmp_path)
        assert values(figures, amounts=lambda asked: bulk.amounts(asked, year=2022)) == from_records
        assert roll_up(matters, figures) == from_records

    @settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(st.lists(rows, max_size=6), items, conditions)
    def test_count_those_of_which_the_law_says_yes(
        self, matters: Book, records: list[dict[str, Any]], entries: dict[str, dict[str, Any]], where: Condition
    ) -> None:
        fill(matters, records, entries)
        found = live.amounts(amounts_of(figure("count", Count(), where)).values(), year=2022, parameters=PARAMETERS)
        said = [evaluate(where, subject(row, entries)) for row in matters.rows() if row["year"] == 2022]
        assert list(found.values()) == [said.count(True)]

    def test_agree_where_one_condition_can_never_hold(self, matters: Book, tmp_path: Path) -> None:
        fill(matters, [{"item": "B", "status": "在办"}], {"B": {"instant": False}})
        figures = all_figures(Not(Comparison(INSTANT, Sign.EQUAL, value=True)), OneOf(STATUS, ()))
        live_values = values(figures, amounts=lambda asked: live.amounts(asked, year=2022, parameters=PARAMETERS))
        bulk = snapshot(tmp_path)
        assert live_values["count"].number == 1
        assert values(figures, amounts=lambda asked: bulk.amounts(asked, year=2022)) == live_values

    def test_prove_the_same_records(self, matters: Book, tmp_path: Path) -> None:
        matters.add(no="B", status="已办结", urgent=True, fine=1, heard=datetime(2022, 3, 4, 9, 30))  # noqa: DTZ001 - local
        matters.add(no="A", status="已办结", closed=date(2022, 5, 6))
        matters.add(no="C", status="在办")
        one = figure("count", Count(), Comparison(STATUS, Sign.EQUAL, "已办结"))
        columns = [column.id for column in MATTERS.columns]
        live_rows = list(live.records(one, year=2022, parameters={}).values(*columns))
        bulk_rows = list(snapshot(tmp_path).records(one, year=2022, viewer=OPERATOR, on=date(2022, 6, 1)))
        proofs = [
            set_hash([(str(row["no"]), record_digest(row, table=MATTERS)) for row in found], table=MATTERS)
            for found in (live_rows, bulk_rows)
        ]
        assert [row["no"] for row in live_rows] == ["A", "B"]
        assert proofs[0] == proofs[1]


def subject(row: Mapping[str, Any], entries: Mapping[str, Mapping[str, Any]]) -> Subject:
    steps = {"opening": "opened", "closing": "closed", "hearing": "heard"}
    done = frozenset(step for step, column in steps.items() if row[column] is not None)
    entry = entries.get(row["item"], {})
    return Subject({**row, "instant": entry.get("instant"), "promised": entry.get("promised")}, done, PARAMETERS)
