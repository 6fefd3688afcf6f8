"""The paper for leaders: two pages from the report's own figures, good and bad in one table, and what is still owed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from yifa.kernel.papers import Columns, Family, Heading, Line, Paper
from yifa.report.document import Document, FigureLine, OpenItem
from yifa.report.outline import Outline

ROWS = 24
"""As many as stand on two pages of A4 beside the rest."""
HEADS = ("数字", "本年", "比上年", "同一台账查出的程序疑点(待核实)")
NOTHING = "—"


def leaders_paper(document: Document, *, outline: Outline, change: Callable[[str], str]) -> Paper:
    """The paper. change: the change of a figure to the year before, in words, by its id."""
    chosen = _chosen(document, outline)
    rows = tuple((*_figure(one, change), _doubts(document, one.id)) for one in chosen)
    loose = tuple(one for one in document.open_items if not one.figure_id)
    rest = (("没有对应的数字", NOTHING, NOTHING, _shortly(loose)),) if loose else ()
    left = len([one for one in document.figures if not one.is_missing]) - len(chosen)
    return Paper(
        f"{document.title}(领导参阅)",
        Family.APPROVAL,
        (
            Line(f"以下数字全部由记录算出,好的和不好的列在同一张表里。另有{left}项数字见「成绩和问题对照」。"),
            Columns(HEADS, (*rows, *rest)),
            Heading("需要关注"),
            *(Line(sentence) for sentence in _owed(document)),
        ),
        organ=document.district,
        on=document.dated_on,
    )


def _chosen(document: Document, outline: Outline) -> tuple[FigureLine, ...]:
    """Every figure beside which there is a doubt, then the first of each section; in the order of the report."""
    known = {one.id: one for one in document.figures if not one.is_missing}
    doubted = [name for name in known if document.open_items_of(name)]
    firsts = [next((name for name in one.figures.split() if name in known), "") for one in outline.sections]
    others = [name for one in outline.sections for name in one.figures.split()[1:] if name in known]
    wanted = list(dict.fromkeys([*doubted, *filter(None, firsts), *others]))[:ROWS]
    return tuple(one for name, one in known.items() if name in wanted and name != "report_year")


def _figure(one: FigureLine, change: Callable[[str], str]) -> tuple[str, str, str]:
    unit = "" if one.shown == "无" else one.unit
    fraction = f"({one.fraction})" if one.fraction else ""
    return one.title, f"{one.shown}{unit}{fraction}", change(one.id) or NOTHING


def _doubts(document: Document, figure: str) -> str:
    return _shortly(document.open_items_of(figure)) or NOTHING


def _shortly(items: Iterable[OpenItem]) -> str:
    """The doubts by the step in which each rule stands: what the rule demands is read in the full table."""
    counts: Counter[str] = Counter()
    for one in items:
        counts[_STEP.split(one.title)[0]] += one.count
    return "、".join(f"{step}{count}件" for step, count in counts.items())


_STEP = re.compile("[:：]")


def _owed(document: Document) -> Iterator[str]:
    missing = [one.title for one in document.figures if one.is_missing]
    doubts = sum(one.count for one in document.open_items)
    yield f"程序疑点(待核实){len(document.open_items)}类{doubts}件,由起草人会同责任单位逐项核实,核实之前不作为结论。"
    if missing:
        yield f"还缺数字{len(missing)}项:{'、'.join(missing[:8])}{'等' if len(missing) > 8 else ''}。"  # noqa: PLR2004 - a line
    if document.to_dos:
        yield f"还有{len(document.to_dos)}处文字待补。"
    yield f"报告应当于{document.year + 1}年3月1日前报出,4月1日前向社会公开。"
