"""The draft of the chapter on shortcomings: what the program doubts, beside the figure it would embarrass."""

from collections.abc import Iterator, Mapping, Sequence

from yifa.report.document import Block, FigureLine, OpenItem, Paragraph, Run, Slot, Table, Text
from yifa.report.numbering import chinese

NOTHING_OPEN = "本年度没有未了结的程序疑点，也没有逾期或者没有销号的事项。"
NOTHING_CHOSEN: Mapping[str, str] = {}
TAKEN_UP = "采用"
PREFACE = (
    "以下由程序比对台账和在办事项得出。程序疑点都是待核实的，不是结论。由起草人会同责任单位逐项核实，"
    "选择采用或者不采用，并写明理由；核实之前，不得作为结论使用。"
)


def problem_blocks(
    items: Sequence[OpenItem], lines: Mapping[str, FigureLine], *, choices: Mapping[str, str] = NOTHING_CHOSEN
) -> Iterator[Block]:
    """The problems that a person took up, named; then a draft: one table, a row for each rule with doubts beside its figure.

    choices: whether a person took it up into the report, and why, by the key of the item.
    """
    standing = [item for item in items if item.count]
    if not standing:
        yield Paragraph((Text(NOTHING_OPEN),))
        return
    yield from _named([item for item in standing if is_taken_up(choices.get(item.key, ""))])
    total = sum(item.count for item in standing)
    yield Paragraph((Text(f"{PREFACE}共{len(standing)}类、{total}件。"),), draft=True)
    yield Table(
        caption="程序疑点（待核实）、未了结事项与有关数字对照",
        head=("有关数字", "报告所列数值", "程序疑点或者未了结事项", "依据", "件数", "是否采用及理由"),
        rows=tuple(_row(item, lines.get(item.figure_id), choices.get(item.key, "")) for item in standing),
        widths=(30, 22, 36, 32, 12, 24),
    )


def is_taken_up(choice: str) -> bool:
    """Whether a person took the item up into the report, by the words of his choice."""
    return choice.partition("：")[0] == TAKEN_UP


def _named(taken: Sequence[OpenItem]) -> Iterator[Paragraph]:
    """One sentence for each problem, the most frequent first, saying no more than the records show."""
    for number, item in enumerate(sorted(taken, key=lambda one: -one.count), start=1):
        yield Paragraph((Text(f"{chinese(number)}是{_phrase(item)}的{item.count}件。"),))


def _phrase(item: OpenItem) -> str:
    return item.title if item.is_matter else f"不符合“{item.title}”（{item.basis}）"


def _row(item: OpenItem, line: FigureLine | None, choice: str) -> tuple[Run, ...]:
    figure: tuple[Run, Run] = (Text("没有对应的数字"), Text("—"))
    if line is not None:
        fraction = f"({line.fraction})" if line.fraction else ""
        unit = "" if line.shown in {"无", "待补"} else line.unit
        figure = (Text(line.title), Slot(line.id, f"{line.shown}{unit}{fraction}"))
    return (*figure, Text(item.title), Text(item.basis), Text(str(item.count)), Text(choice))
