"""From evaluated figures to the lines that the report prints: definition, formula, and the records behind each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any, assert_never

from yifa.engine.figures import live
from yifa.engine.figures.evaluation import Evaluated
from yifa.kernel.figures.declaration import Count, Distinct, Figure, Rate, RatioOfSums, Setting, Sum
from yifa.kernel.ledger import Table
from yifa.law.condition import Condition, render
from yifa.law.fact import Fact, Type
from yifa.report.document import FigureLine, RecordLine, SourceClass

MASK = "*"
FEN_A_YUAN = 100


def figure_lines(
    figures: Iterable[Figure],
    evaluated: Mapping[str, Evaluated],
    *,
    year: int,
    parameters: Mapping[str, object],
) -> tuple[FigureLine, ...]:
    """The figures as the report prints them, in the order given."""
    return tuple(_line(figure, evaluated[figure.id], year, parameters) for figure in figures)


def formula(figure: Figure) -> str:
    """How the figure is worked out, in words."""
    where = _where(figure.where)
    match figure.measure:
        case Count():
            return f"{_of(figure)}中{where}的记录数"
        case Distinct(columns):
            return f"{_of(figure)}中{where}的记录里不同的{_heads(figure, columns)}的个数"
        case Sum(columns):
            return f"{_of(figure)}中{where}的记录的{_heads(figure, columns, '、')}之和"
        case Rate(among):
            return f"{_of(figure)}中{where}的记录数÷{_where(among)}的记录数"
        case RatioOfSums(over, under):
            divisor = f"{_heads(figure, under)}之和" if under else "记录数"
            return f"{_of(figure)}中{where}的记录的{_heads(figure, over, '、')}之和÷{divisor}"
        case Setting(name):
            return f"统计期或者本地参数中的「{name}」"
        case _:
            assert_never(figure.measure)


def _line(figure: Figure, found: Evaluated, year: int, parameters: Mapping[str, object]) -> FigureLine:
    records = () if figure.of is None or found.missing_reason else tuple(_records(figure, year, parameters))
    return FigureLine(
        id=figure.id,
        title=figure.title,
        value=found.value,
        value_shown=found.shown,
        unit=figure.unit,
        sentence=figure.sentence,
        definition=figure.definition,
        formula=formula(figure),
        basis=figure.basis_shown,
        source_class=SourceClass(figure.source.value),
        owner=f"第{figure.of.ledger}号台账「{figure.of.title}」的填报单位" if figure.of else "",
        records=records,
        record_hash=found.hash,
        numerator=found.numerator,
        denominator=found.denominator,
        missing_reason=found.missing_reason,
    )


def _records(figure: Figure, year: int, parameters: Mapping[str, object]) -> Iterator[RecordLine]:
    table = figure.table
    counted = _counted_keys(figure, year, parameters)
    rows = live.records(figure, year=year, parameters=parameters)
    for row in rows.values("pk", table.key, "sheet", "row", "original__name", *figure.drill):
        yield RecordLine(
            file=row["original__name"] or "本系统办理",
            sheet=row["sheet"],
            row=row["row"] or 0,
            key=str(row[table.key]),
            columns=tuple((_head(table, name), _shown(table, name, row[name])) for name in figure.drill),
            counted=None if counted is None else row["pk"] in counted,
        )


def _counted_keys(figure: Figure, year: int, parameters: Mapping[str, object]) -> frozenset[int] | None:
    if not isinstance(figure.measure, Rate):
        return None
    rows = live.counted(figure, year=year, parameters=parameters)
    return frozenset(rows.order_by().values_list("pk", flat=True))


def _shown(table: Table, column_id: str, value: Any) -> str:
    column = table.column(column_id)
    if value is None:
        return ""
    if isinstance(column.becomes, Fact) and column.becomes.personal:
        return str(value)[:1] + MASK * 2
    if column.type is Type.MONEY:
        yuan, fen = divmod(int(value), FEN_A_YUAN)
        return f"{yuan}.{fen:02d}元" if fen else f"{yuan}元"
    return _plain(value)


def _plain(value: object) -> str:
    match value:
        case bool():
            return "是" if value else "否"
        case datetime():
            return f"{value:%Y-%m-%d %H:%M}"
        case date():
            return value.isoformat()
        case _:
            return str(value)


def _of(figure: Figure) -> str:
    return f"第{figure.table.ledger}号台账「{figure.table.title}」本年"


def _where(condition: Condition | None) -> str:
    return f"{render(condition)}" if condition is not None else "全部"


def _heads(figure: Figure, columns: Iterable[str], mark: str = "、") -> str:
    return mark.join(_head(figure.table, name) for name in columns)


def _head(table: Table, column_id: str) -> str:
    return table.column(column_id).head.rpartition("/")[2]
