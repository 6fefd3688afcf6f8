"""A condition compiled for millions has the value that it has for one subject."""

from collections.abc import Mapping
from datetime import date
from itertools import product

import ibis
import pyarrow as pa
import pytest

from yifa.engine.conditions import compile_condition
from yifa.law.condition import (
    AllOf,
    AnyOf,
    Beneath,
    Comparison,
    Condition,
    Depending,
    Happened,
    Known,
    Not,
    Parameter,
    Sign,
    Subject,
    at_least,
    at_most,
    equals,
    evaluate,
    one_of,
    within,
)
from yifa.law.fact import Fact, Type, Value

NUMBER, FLAG = Fact("number", "数", Type.INTEGER), Fact("flag", "旗", Type.FLAG)
OTHER, SECOND = Fact("other", "别类"), Fact("second", "次数", Type.INTEGER)
SORT, DAY = Fact("sort", "类别"), Fact("day", "日", Type.DATE)
PARAMETERS: Mapping[str, object] = {"two": 2, "by_sort": {"甲": 1, "乙": 3}, "on": True, "off": False}
BY_SORT = Parameter("by_sort", "分类", by=SORT)
LEAVES: tuple[Condition, ...] = (
    *(Comparison(NUMBER, sign, 2) for sign in Sign),
    equals(FLAG, value=True),
    equals(SORT, "甲"),
    equals(SORT, OTHER),
    Comparison(NUMBER, Sign.MORE, SECOND),
    at_most(NUMBER, Parameter("two", "二")),
    at_most(NUMBER, Parameter("unset", "未设")),
    at_least(NUMBER, BY_SORT),
    at_most(NUMBER, Depending(SORT, (("甲", 1), ("丙", 2)))),
    one_of(SORT, "甲", "乙"),
    one_of(SORT),
    Known(NUMBER),
    Known(DAY),
    Beneath(SORT, "甲"),
    Happened("done", "已办"),
    Happened("open", "未办"),
    Parameter("on", "开").is_on,
    Parameter("off", "关").is_on,
    Parameter("unset", "未设").is_on,
    within(DAY, date(2022, 1, 1), date(2022, 1, 31)),
    AllOf(()),
    AnyOf(()),
)
SUBJECTS: list[dict[str, Value]] = [
    dict(zip(("number", "flag", "sort", "day", "other", "second"), (*values, *also), strict=True))
    for values in product(
        (None, 1, 2, 3), (None, True, False), (None, "甲", "乙", "丙"), (None, date(2022, 1, 31), date(2022, 2, 1))
    )
    for also in ((None, 2), ("甲", None), ("乙", 1))
]


def compiled(conditions: list[Condition]) -> list[list[bool | None]]:
    """The values of each condition, in order of the subjects."""
    columns = [("number", pa.int64()), ("flag", pa.bool_()), ("sort", pa.string()), ("day", pa.date32())]
    columns += [("other", pa.string()), ("second", pa.int64())]
    table = ibis.memtable(pa.Table.from_pylist(SUBJECTS, schema=pa.schema(columns)))
    expressions = {
        str(place): compile_condition(
            condition,
            column=lambda fact: table[fact.name],
            happened=lambda step: ibis.literal(step == "done"),
            parameters=PARAMETERS,
        )
        for place, condition in enumerate(conditions)
    }
    found = ibis.duckdb.connect().to_pyarrow(table.select(**expressions))
    return [found[str(place)].to_pylist() for place in range(len(conditions))]


def evaluated(condition: Condition) -> list[bool | None]:
    return [evaluate(condition, Subject(facts, frozenset({"done"}), PARAMETERS)) for facts in SUBJECTS]


class TestCompiledCondition:
    def test_has_the_three_values_of_the_evaluated_one(self) -> None:
        for condition, values in zip(LEAVES, compiled(list(LEAVES)), strict=True):
            assert values == evaluated(condition), condition

    @pytest.mark.parametrize("join", [AllOf, AnyOf])
    def test_joins_unknowns_as_the_evaluated_one(self, join: type[AllOf | AnyOf]) -> None:
        joined: list[Condition] = [join((one, Not(other))) for one, other in product(LEAVES[4:14], LEAVES[8:19])]
        for condition, values in zip(joined, compiled(joined), strict=True):
            assert values == evaluated(condition), condition
