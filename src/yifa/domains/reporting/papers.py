"""The papers of the campaign: the notice, the sheet of checked figures with what is contested, the sheet of submission.

Source: 法治政府建设与责任落实督察工作规定 (2019); the forms themselves are each district's own (待核).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from yifa.domains.reporting import vocabulary as v
from yifa.domains.reporting.campaign import Reply, reply_of
from yifa.domains.reporting.procedure import BASIS, REPLY, REPORT, STATED_FIGURE
from yifa.domains.reporting.sheets import FIGURES, standing
from yifa.kernel.access import OPERATOR, visible
from yifa.kernel.models import Case
from yifa.kernel.papers import Boxes, Columns, Family, Filling, Form, Line, Pairs, Paper
from yifa.kernel.reading import Read, read_cases
from yifa.kernel.versions import INSTALLED
from yifa.law.act import done
from yifa.law.fold import Given


def notice(filling: Filling) -> Paper:
    """报送通知: to one organ, with its own day."""
    facts = filling.facts
    year, due = facts.get(v.REPORT_YEAR.name), facts.get(v.DUE.name)
    return Paper(
        f"关于报送{year}年度法治政府建设情况的通知",
        Family.LETTER,
        (
            Line(f"为做好{year}年度法治政府建设情况报告工作,请你单位于{_day(due)}前完成以下事项:"),
            Line("一、核对本单位的数字。各项数字已由本单位的记录算出,无误的请确认;有异议的,请填写差异说明并签字。"),
            Line("二、报送本单位推进法治政府建设的主要做法、存在的不足和下一年度安排。"),
            Line("三、材料经接收后,请报送加盖公章的扫描件。"),
            Line("各部门年度报告应当于3月1日前报送本级党委、政府和上一级有关部门。"),
        ),
        to=str(facts.get(v.REPLYING_ORGAN.name) or ""),
        on=filling.state.day(done("notice")),
    )


def figure_check(filling: Filling) -> Paper:
    """数字核对表和差异说明: every figure that was shown, and what the organ says of it."""
    sheet = standing(filling.case, FIGURES, on=filling.on)
    stands = sheet.get("stands", ())
    contested = [(one["title"], one["shown"], one["own"], one["reason"]) for one in stands if one["stand"] != "无误"]
    organ = str(filling.facts.get(v.REPLYING_ORGAN.name) or "")
    rows = tuple((one["title"], f"{one['shown']} {one['fraction']}".strip(), one["stand"]) for one in stands)
    return Paper(
        "数字核对表和差异说明",
        Family.APPROVAL,
        (
            Pairs((("报送单位", organ), ("报告年度", f"{filling.facts.get(v.REPORT_YEAR.name)}年"))),
            Columns(("数字", "由记录算出", "核对"), rows or (("尚未核对", "", ""),)),
            Line("差异说明:" if contested else "差异说明:无。"),
            *([Columns(("数字", "由记录算出", "本单位数值", "理由"), tuple(contested))] if contested else []),
            Boxes(("核对人", "单位负责人")),
        ),
        organ=organ,
        on=filling.on,
    )


def submission_sheet(filling: Filling) -> Paper:
    """送审单: what was gathered, from where the figures come, which text is submitted, and boxes for the pen."""
    year = filling.facts.get(v.REPORT_YEAR.name)
    replies = [reply_of(read) for read in _of_year(REPLY.name, year, filling.on)]
    others = [read.state.facts.get(v.SOURCE.name) for read in _of_year(STATED_FIGURE.name, year, filling.on)]
    stated = {source: others.count(source) for source in (v.SEALED_LETTER, v.SUPERIOR_NOTICE)}
    edition = filling.facts.get(v.EDITION.name)
    return Paper(
        "法治政府建设年度报告送审单",
        Family.APPROVAL,
        (
            Pairs(
                (
                    ("报告名称", filling.case.title),
                    (
                        "送审稿",
                        f"第{edition}稿,核对码 {str(filling.facts.get(v.TEXT_CODE.name) or '')[:16]}"
                        if edition
                        else "",
                    ),
                    ("送审日期", _day(filling.state.day(done("submission")))),
                    ("各单位报送", _counted(replies)),
                    ("有异议的数字", f"{sum(one.contested or 0 for one in replies)}项"),
                    ("函报和引用数字", ";".join(f"{source}{count}项" for source, count in stated.items())),
                    ("没有登记的荣誉", f"{filling.facts.get(v.UNPROVED.name) or 0}处" if edition else ""),
                    ("报出期限", f"{_next(year)}年3月1日前报告,4月1日前向社会公开"),
                )
            ),
            Boxes(("起草人", "司法行政部门负责人", "会签单位", "政府办公室", "政府负责人")),
        ),
        organ=filling.case.organ.name if filling.case.organ is not None else "",
        on=filling.on,
    )


def _counted(replies: list[Reply]) -> str:
    came = sum(one.received_on is not None for one in replies)
    sealed = sum(one.sealed_on is not None for one in replies)
    return f"应报{len(replies)}个单位,已接收{came}个,盖章件已报{sealed}个"


def _of_year(procedure: str, year: object, on: date) -> Iterator[Read]:
    # The sheet counts the whole campaign, whoever prints it: numbers only, no content of a reply.
    cases = visible(Case.objects.filter(procedure=procedure), OPERATOR, on=on)
    read = read_cases(list(cases.values_list("pk", flat=True)), given=Given(), versions=INSTALLED)
    return (one for one in read if one.state.facts.get(v.REPORT_YEAR.name) == year)


def _next(year: object) -> int | str:
    return year + 1 if isinstance(year, int) else ""


def _day(day: object) -> str:
    return f"{day.year}年{day.month}月{day.day}日" if isinstance(day, date) else ""


FORMS = (
    Form("report-notice", "年度报告报送通知", REPLY.name, BASIS, notice, "notice"),
    Form("report-figure-check", "数字核对表和差异说明", REPLY.name, BASIS, figure_check, "figures"),
    Form("report-submission", "年度报告送审单", REPORT.name, BASIS, submission_sheet),
)
