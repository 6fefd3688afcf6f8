"""The paper for leaders: two pages from the report's own figures, good and bad in one table, and what is still owed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence

from yifa.kernel.papers import Columns, Family, Heading, Line, Paper
from yifa.report.campaign_length import pages_of
from yifa.report.document import Document, FigureLine, OpenItem
from yifa.report.outline import Outline

ROWS, PAGES, STEPS = 40, 2, 3
"""Of the table at most, of the paper, and of the steps told in one cell."""
HEADS = ("数字", "本年", "比上年", "同一台账查出的程序疑点(待核实)")
SHARES = (46, 27, 23, 60)
NOTHING = "—"


def leaders_paper(document: Document, *, outline: Outline, change: Callable[[str], str]) -> Paper:
    """The paper, with as many rows as two pages hold. change: to the year before, in words, by the figure's id."""
    ranked = _ranked(document, outline)[:ROWS]
    made = (_made(document, ranked[:count], change) for count in range(len(ranked), 0, -1))
    return next((one for one in made if pages_of(one) <= PAGES), _made(document, ranked[:1], change))


def _made(document: Document, wanted: Sequence[str], change: Callable[[str], str]) -> Paper:
    chosen = [one for one in document.figures if one.id in wanted]
    left = [one for one in document.figures if not one.is_missing and one not in chosen]
    rows = tuple((*_figure(one, change), _doubts(document, one.id)) for one in chosen)
    loose = tuple(one for one in document.open_items if not one.figure_id)
    rest = (("没有对应的数字", NOTHING, NOTHING, _shortly(loose)),) if loose else ()
    return Paper(
        f"{document.title}(领导参阅)",
        Family.APPROVAL,
        (
            Line(f"好的和不好的列在同一张表里。{_elsewhere(document, left)}"),
            Columns(HEADS, (*rows, *rest), SHARES),
            Heading("需要关注"),
            *(Line(sentence) for sentence in _owed(document)),
        ),
        organ=document.district,
        on=document.dated_on,
    )


def _elsewhere(document: Document, left: Sequence[FigureLine]) -> str:
    doubted = sum(bool(document.open_items_of(one.id)) for one in left)
    beside = f"(其中{doubted}项有程序疑点)" if doubted else ""
    return f"另有{len(left)}项数字{beside}见「成绩和问题对照」。" if left else ""


def _ranked(document: Document, outline: Outline) -> list[str]:
    """Every figure beside which there is a doubt, then the first of each section, then the others."""
    known = {one.id: one for one in document.figures if not one.is_missing and one.id != "report_year"}
    doubted = [name for name in known if document.open_items_of(name)]
    firsts = [next((name for name in one.placed if name in known), "") for one in outline.sections]
    others = [name for one in outline.sections for name in one.placed if name in known]
    return list(dict.fromkeys([*doubted, *filter(None, firsts), *others]))


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
    told = "、".join(f"{step}{count}件" for step, count in counts.most_common(STEPS))
    return f"{told}等共{counts.total()}件" if len(counts) > STEPS else told


_STEP = re.compile("[:：]")


def _owed(document: Document) -> Iterator[str]:
    missing = [one.title for one in document.figures if one.is_missing]
    doubts = sum(one.count for one in document.open_items)
    yield f"程序疑点(待核实){len(document.open_items)}类{doubts}件,由起草人会同责任单位逐项核实,核实之前不作为结论。"
    if missing:
        yield f"还缺数字{len(missing)}项:{'、'.join(missing[:4])}{'等' if len(missing) > 4 else ''}。"  # noqa: PLR2004 - a line
    if document.to_dos:
        yield f"还有{len(document.to_dos)}处文字待补。"
    yield f"报告应当于{document.year + 1}年3月1日前报出,4月1日前向社会公开。"
