"""Charts drawn on the server as SVG: no script, the same bytes each time, and the numbers beside them as a table.

Colours and letters come from the style sheet by class; a reader who sees no picture is read the table.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

WIDTH, HEIGHT = 720, 260
LEFT, RIGHT, TOP, BOTTOM = 56, 8, 14, 30
STEPS = (1, 2, 3, 4, 5, 6, 8)
LINES = 4


@dataclass(frozen=True, slots=True)
class Series:
    """One row of numbers."""

    title: str
    values: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """Numbers to look at: labels below, one or more series. unit: of all of them."""

    title: str
    unit: str
    labels: tuple[str, ...]
    series: tuple[Series, ...]

    def __post_init__(self) -> None:
        """Refuse a series that does not fit the labels, or one that falls below zero."""
        if not self.labels or any(len(one.values) != len(self.labels) for one in self.series):
            msg = "every series has one value for each label, and there is at least one"
            raise ValueError(msg)
        if any(value < 0 for one in self.series for value in one.values):
            msg = "a chart shows counts, which are never below zero"
            raise ValueError(msg)


def bars(chart: Chart) -> Markup:
    """Bars beside each other, one group for each label."""
    top = ceiling(max(value for one in chart.series for value in one.values))
    wide = _wide(chart) * 0.72 / len(chart.series)
    marks = [
        _bar(_left(chart, place) + _wide(chart) * 0.14 + wide * nth, value, 0, wide, top, nth)
        for nth, one in enumerate(chart.series)
        for place, value in enumerate(one.values)
    ]
    return _picture(chart, top, marks)


def stacked(chart: Chart) -> Markup:
    """Bars on top of each other: the height is their sum."""
    sums = [sum(one.values[place] for one in chart.series) for place in range(len(chart.labels))]
    top, wide, marks, below = ceiling(max(sums)), _wide(chart) * 0.72, [], [0] * len(sums)
    for nth, one in enumerate(chart.series):
        for place, value in enumerate(one.values):
            marks.append(_bar(_left(chart, place) + _wide(chart) * 0.14, value, below[place], wide, top, nth))
            below[place] += value
    return _picture(chart, top, marks)


def lines(chart: Chart) -> Markup:
    """One line for each series, with a dot at each value."""
    top = ceiling(max(value for one in chart.series for value in one.values))
    marks = [mark for nth, one in enumerate(chart.series) for mark in _line(chart, one, top, nth)]
    return _picture(chart, top, marks)


def ceiling(highest: int) -> int:
    """The first round number that is not below the highest and can be divided by the number of grid lines."""
    size = 1
    while True:
        for step in STEPS:
            if step * size * LINES >= highest:
                return step * size * LINES
        size *= 10


def _picture(chart: Chart, top: int, marks: Sequence[str]) -> Markup:
    inner = "".join((*_grid(top), *_labels(chart), *marks))
    words = escape(f"{chart.title}（单位：{chart.unit}）。数字见下表。")
    svg = (
        f'<svg class="chart" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="{words}" focusable="false">'
        f"{inner}</svg>"
    )
    return Markup(svg)  # noqa: S704 - words are escaped, all else is numbers


def _grid(top: int) -> Iterator[str]:
    for nth in range(LINES + 1):
        value, y = top * nth // LINES, _y(top * nth / LINES, top)
        yield f'<line class="grid" x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y}" y2="{y}"/>'
        yield f'<text class="tick end" x="{LEFT - 6}" y="{y + 4}">{value}</text>'


def _labels(chart: Chart) -> Iterator[str]:
    every = -(-len(chart.labels) // 16)
    for place, label in enumerate(chart.labels):
        if place % every == 0:
            middle = _n(_left(chart, place) + _wide(chart) / 2)
            yield f'<text class="tick middle" x="{middle}" y="{HEIGHT - BOTTOM + 20}">{escape(label)}</text>'


def _bar(x: float, value: int, below: int, wide: float, top: int, nth: int) -> str:
    y = _y(value + below, top)
    return f'<rect class="s{nth + 1}" x="{_n(x)}" y="{y}" width="{_n(wide)}" height="{_n(float(_y(below, top)) - float(y))}"/>'


def _line(chart: Chart, one: Series, top: int, nth: int) -> Iterator[str]:
    points = [(_n(_left(chart, place) + _wide(chart) / 2), _y(value, top)) for place, value in enumerate(one.values)]
    path = " ".join(f"{x},{y}" for x, y in points)
    yield f'<polyline class="l{nth + 1}" points="{path}"/>'
    yield from (f'<circle class="s{nth + 1}" cx="{x}" cy="{y}" r="3.5"/>' for x, y in points)


def _wide(chart: Chart) -> float:
    return (WIDTH - LEFT - RIGHT) / len(chart.labels)


def _left(chart: Chart, place: int) -> float:
    return LEFT + _wide(chart) * place


def _y(value: float, top: int) -> float:
    return _n(HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * value / top)


def _n(number: float) -> float:
    return round(number, 1)
