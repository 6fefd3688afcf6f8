"""From evaluated figures to the lines that the report prints: definition, formula, and the records behind each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, assert_never

from yifa.engine.figures import live
from yifa.engine.figures.drill import Withheld, withheld
from yifa.engine.figures.evaluation import Evaluated
from yifa.kernel.access import Viewer, visible
from yifa.kernel.access.masking import masked
from yifa.kernel.figures.declaration import Count, Distinct, Figure, Rate, RatioOfSums, Setting, StatedYear, Sum
from yifa.kernel.ledger import Table
from yifa.law.condition import Condition, in_hundredths, render
from yifa.law.fact import Fact, Type
from yifa.report.document import FigureLine, RecordLine, SourceClass

FEN_A_YUAN = 100
YEAR = "year"
DRAFTERS = "年度报告起草单位"
"""Who answers for what no ledger holds: local parameters, and what letters and notices state."""


def figure_lines(
    figures: Iterable[Figure],
    evaluated: Mapping[str, Evaluated],
    *,
    year: int,
    viewer: Viewer,
    on: date,
    parameters: Mapping[str, object],
    listed: bool = True,
) -> tuple[FigureLine, ...]:
    """The figures as the report prints them, in the order given, with the records that the viewer may see that day.

    listed: whether records are listed at all; a page that shows the text alone needs none.
    """
    asked = _Asked(viewer, on, year, parameters, listed)
    return tuple(_line(figure, evaluated[figure.id], asked) for figure in figures)


@dataclass(frozen=True, slots=True)
class _Asked:
    """For whom the records behind figures are listed, and of which year."""

    viewer: Viewer
    on: date
    year: int
    parameters: Mapping[str, object]
    listed: bool


def formula(figure: Figure) -> str:
    """How the figure is worked out, in words."""
    where = _where(figure.where)
    match figure.measure:
        case Count(among):
            looked_at = "" if among is None else f"(逐件查看{_where(among)}的记录)"
            return f"{_of(figure)}中{where}的记录数{looked_at}"
        case Distinct(columns):
            return f"{_of(figure)}中{where}的记录里不同的{_heads(figure, columns)}的个数"
        case StatedYear(column):
            return f"{_of(figure)}中{where}的记录的{_heads(figure, (column,))}所载的年份"
        case Sum(columns):
            return f"{_of(figure)}中{where}的记录的{_heads(figure, columns, '、')}之和"
        case Rate(among):
            return f"{_of(figure)}中{where}的记录数÷{_where(among)}的记录数"
        case RatioOfSums(over, under):
            divisor = f"{_heads(figure, under)}之和" if under else "记录数"
            return f"{_of(figure)}中{where}的记录的{_heads(figure, over, '、')}之和÷{divisor}"
        case Setting(name):
            return "取自统计期" if name == YEAR else "取自本地规定"
        case _:
            assert_never(figure.measure)


def _line(figure: Figure, found: Evaluated, asked: _Asked) -> FigureLine:
    listed = asked.listed and figure.of is not None and not found.missing_reason
    records = tuple(_records(figure, asked)) if listed else ()
    rest = _withheld(figure, asked) if listed else ()
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
        owner=f"第{figure.of.ledger}号台账「{figure.of.title}」的填报单位" if figure.of else DRAFTERS,
        records=records,
        withheld=sum(one.records for one in rest),
        withheld_ground=";".join(one.ground for one in rest),
        record_hash=found.hash,
        numerator=found.numerator,
        denominator=found.denominator,
        missing_reason=found.missing_reason,
        named=found.named,
        nothing=figure.nothing,
    )


def _withheld(figure: Figure, asked: _Asked) -> tuple[Withheld, ...]:
    return withheld(figure, asked.viewer, on=asked.on, year=asked.year, parameters=asked.parameters)


def _records(figure: Figure, asked: _Asked) -> Iterator[RecordLine]:
    table = figure.table
    counted = _counted_keys(figure, asked)
    heads = [_head(table, name) for name in figure.drill]
    shown = [_shower(table, name) for name in figure.drill]
    rows = visible(live.records(figure, year=asked.year, parameters=asked.parameters), asked.viewer, on=asked.on)
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


def _counted_keys(figure: Figure, asked: _Asked) -> frozenset[int] | None:
    if figure.record_set == figure.where and not isinstance(figure.measure, Rate):
        return None
    rows = visible(live.counted(figure, year=asked.year, parameters=asked.parameters), asked.viewer, on=asked.on)
    return frozenset(rows.order_by().values_list("pk", flat=True))


def _shower(table: Table, column_id: str) -> Callable[[Any], str]:
    """How the cells of a column are shown; personal values are masked."""
    column = table.column(column_id)
    if isinstance(column.becomes, Fact) and column.becomes.personal:
        return lambda value: str(masked(value, column.type))
    return SHOWN.get(column.type, str)


def _yuan(fen: int) -> str:
    yuan, rest = divmod(fen, FEN_A_YUAN)
    return f"{yuan}.{rest:02d}元" if rest else f"{yuan}元"


SHOWN: Mapping[Type, Callable[[Any], str]] = {
    Type.FLAG: lambda value: "是" if value else "否",
    Type.MONEY: _yuan,
    Type.HUNDREDTHS: in_hundredths,
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
