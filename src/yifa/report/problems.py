"""The draft of the chapter on shortcomings: what the program doubts, beside the figure it would embarrass."""

from collections.abc import Iterator, Mapping, Sequence

from yifa.report.document import Block, FigureLine, OpenItem, Paragraph, Run, Slot, Table, Text

NOTHING_OPEN = "本年度没有未了结的程序疑点。"
NOTHING_CHOSEN: Mapping[str, str] = {}
PREFACE = (
    "以下由程序比对台账得出，都是程序疑点（待核实），不是结论。由起草人会同责任单位逐项核实，"
    "选择采用或者不采用，并写明理由；核实之前，不得作为结论使用。"
)


def problem_blocks(
    items: Sequence[OpenItem], lines: Mapping[str, FigureLine], *, choices: Mapping[str, str] = NOTHING_CHOSEN
) -> Iterator[Block]:
    """The preface and one table, a row for each rule with doubts, the figure and its doubts in the same row.

    choices: whether a person took it up into the report, and why, by the key of the item.
    """
    standing = [item for item in items if item.count]
    if not standing:
        yield Paragraph((Text(NOTHING_OPEN),))
        return
    total = sum(item.count for item in standing)
    yield Paragraph((Text(f"{PREFACE}共{len(standing)}类、{total}件。"),))
    yield Table(
        caption="程序疑点（待核实）与有关数字对照",
        head=("有关数字", "报告所列数值", "程序疑点", "依据", "件数", "是否采用及理由"),
        rows=tuple(_row(item, lines.get(item.figure_id), choices.get(item.key, "")) for item in standing),
        widths=(30, 22, 36, 32, 12, 24),
    )


def _row(item: OpenItem, line: FigureLine | None, choice: str) -> tuple[Run, ...]:
    figure: tuple[Run, Run] = (Text("没有对应的数字"), Text("—"))
    if line is not None:
        fraction = f"({line.fraction})" if line.fraction else ""
        unit = "" if line.shown in {"无", "待补"} else line.unit
        figure = (Text(line.title), Slot(line.id, f"{line.shown}{unit}{fraction}"))
    return (*figure, Text(item.title), Text(item.basis), Text(str(item.count)), Text(choice))
