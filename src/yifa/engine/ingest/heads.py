"""The heads of a sheet: from one to four rows, merged or not, as one path of words for each column."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from yifa.engine.ingest.cell import Cell, normal, text_of
from yifa.engine.ingest.sheet import Merge

DEEPEST = 4

_SPACE = re.compile(r"\s+")
_BRACKET = re.compile(r"[(\[【〔{]([^()\[\]【】〔〕{}]*)[)\]】〕}]")
_UNIT = r"(?:人民币)?(?:百|千|万|亿|千万|百万)?(?:元|人|户|件|个|次|份|名|人次|项|家|票|课时|平方米|岁|分)"
_TIME = {
    "工作日": "workday", "个工作日": "workday", "自然日": "day", "日历日": "day", "天": "day", "日": "day",
    "小时": "hour", "时": "hour", "月": "month", "个月": "month", "年": "year",
}  # fmt: skip
_HINT = re.compile(
    rf"(?:单位:?)?(?:{_UNIT}|%|‰|百分比)|{'|'.join(_TIME)}|年[/.-]?月[/.-]?日.*|y{{2,4}}.*|\d{{4}}[-./年]\d.*"
    r"|必填项?|选填项?|可空|可为空|是/?否|是或否|有/?无|格式.*|如[::,].*|例如?[::].*|填.*|见.*|注[::].*|\*|"
)
_ORNAMENT = re.compile(r"[\s\"'“”‘’「」『』《》<>、,,.。;;::·*★☆#_|\\&—–-]")
_NUMBERED = re.compile(r"^(?:\d{1,2}[.、)]|[一二三四五六七八九十]{1,2}、)")
_DAY_WORD = re.compile(r"(?<!工作)(?<!自然)(?:日期|时间|之日|之时|年月日|(?<=.)日)$")
_WHETHER = re.compile(r"^(?:是否|有无|是不是)")
_SERIAL = frozenset(["序号", "序", "no", "编次", "行号", "顺序号", "序次"])


@dataclass(frozen=True, slots=True)
class Head:
    """The words over one column, outermost first."""

    column: int
    path: tuple[str, ...]

    @property
    def id(self) -> str:
        """The head as people write it: «上层/下层»."""
        return "/".join(self.path)


# The same few words come back in every row that might be a head, of every sheet of a kind.
remembered = lru_cache(maxsize=20_000)


@remembered
def tight(text: str) -> str:
    """Return the head without any space, as two heads are compared when they should be the same."""
    return _SPACE.sub("", normal(text))


@remembered
def folded(text: str) -> str:
    """Return the head without what carries no meaning: units, hints, ornaments, 「的」."""
    text = _NUMBERED.sub("", tight(text).lower())
    text = _BRACKET.sub(lambda found: "" if _HINT.fullmatch(found[1]) else found[1], text)
    return _ORNAMENT.sub("", text).replace("的", "")


@remembered
def varied(text: str, *, of_day: bool) -> str:
    """Return the folded head without brackets and «是否»; for days, whatever word it uses for the day."""
    text = _WHETHER.sub("", folded(_BRACKET.sub("", tight(text))))
    return _DAY_WORD.sub("@", text) if of_day else text


def time_measure(text: str) -> str:
    """Return which measure of time the brackets of a head name, if any: working days are not days."""
    found = [_TIME[content] for content in _BRACKET.findall(tight(text)) if content in _TIME]
    return found[0] if found else ""


def is_serial(head: Head) -> bool:
    """Whether the column only counts the lines."""
    return folded(head.path[-1]) in _SERIAL


def read_heads(rows: Mapping[int, Sequence[Cell]], merges: Sequence[Merge], first: int, last: int) -> tuple[Head, ...]:
    """Return the heads that the rows from `first` to `last` spell, merged cells filled."""
    grid = {row: [text_of(cell) for cell in rows.get(row, ())] for row in range(first, last + 1)}
    width = max((len(cells) for cells in grid.values()), default=0)
    for cells in grid.values():
        cells.extend([""] * (width - len(cells)))
    inside = [m for m in merges if m.first_row >= first and m.first_row <= last]
    for merge in inside:
        _fill(grid, merge, width, last)
    if not inside:
        _fill_rightwards(grid, first, last)
    paths = ((column, _path([grid[row][column] for row in range(first, last + 1)])) for column in range(width))
    return tuple(Head(column, path) for column, path in paths if path)


def _fill(grid: dict[int, list[str]], merge: Merge, width: int, last: int) -> None:
    anchor = grid[merge.first_row][merge.first_column] if merge.first_column < width else ""
    for row in range(merge.first_row, min(merge.last_row, last) + 1):
        for column in range(merge.first_column, min(merge.last_column + 1, width)):
            grid[row][column] = anchor


def _fill_rightwards(grid: dict[int, list[str]], first: int, last: int) -> None:
    """Without merged cells, as in CSV, an upper head stands over the first of its columns only."""
    for row in range(first, last):
        for column in range(1, len(grid[row])):
            below = any(grid[lower][column] for lower in range(row + 1, last + 1))
            if below and not grid[row][column]:
                grid[row][column] = grid[row][column - 1]


def _path(words: Sequence[str]) -> tuple[str, ...]:
    path: list[str] = []
    for word in words:
        if word and (not path or tight(word) != tight(path[-1])):
            path.append(word)
    return tuple(path)
