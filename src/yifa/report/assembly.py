"""From evaluated figures to the lines that the report prints: definition, formula, and the records behind each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
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
    heads = [_head(table, name) for name in figure.drill]
    shown = [_shower(table, name) for name in figure.drill]
    rows = live.records(figure, year=year, parameters=parameters)
    for pk, key, sheet, row, file, *cells in rows.values_list(
        "pk", table.key, "sheet", "row", "original__name", *figure.drill
    ):
        texts = (show(cell) if cell is not None else "" for show, cell in zip(shown, cells, strict=True))
        yield RecordLine(
            file=file or "本系统办理",
            sheet=sheet,
            row=row or 0,
            key=str(key),
            columns=tuple(zip(heads, texts, strict=True)),
            counted=None if counted is None else pk in counted,
        )


def _counted_keys(figure: Figure, year: int, parameters: Mapping[str, object]) -> frozenset[int] | None:
    if not isinstance(figure.measure, Rate):
        return None
    rows = live.counted(figure, year=year, parameters=parameters)
    return frozenset(rows.order_by().values_list("pk", flat=True))


def _shower(table: Table, column_id: str) -> Callable[[Any], str]:
    """How the cells of a column are shown; personal values are masked."""
    column = table.column(column_id)
    if isinstance(column.becomes, Fact) and column.becomes.personal:
        return lambda value: str(value)[:1] + MASK * 2
    return SHOWN.get(column.type, str)


def _yuan(fen: int) -> str:
    yuan, rest = divmod(fen, FEN_A_YUAN)
    return f"{yuan}.{rest:02d}元" if rest else f"{yuan}元"


SHOWN: Mapping[Type, Callable[[Any], str]] = {
    Type.FLAG: lambda value: "是" if value else "否",
    Type.MONEY: _yuan,
    Type.DATE: lambda value: value.isoformat(),
    Type.MOMENT: lambda value: f"{value:%Y-%m-%d %H:%M}",
}


def _of(figure: Figure) -> str:
    return f"第{figure.table.ledger}号台账「{figure.table.title}」本年"


def _where(condition: Condition | None) -> str:
    return f"{render(condition)}" if condition is not None else "全部"


def _heads(figure: Figure, columns: Iterable[str], mark: str = "、") -> str:
    return mark.join(_head(figure.table, name) for name in columns)


def _head(table: Table, column_id: str) -> str:
    return table.column(column_id).head.rpartition("/")[2]
