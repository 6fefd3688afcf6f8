"""The papers of the campaign: the notice, the sheet of checked figures with what is contested, the sheet of submission.

Source: 法治政府建设与责任落实督察工作规定 (2019); the forms themselves are each district's own (待核).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from yifa.domains.reporting import vocabulary as v
from yifa.domains.reporting.campaign import Reply, in_order, reply_of
from yifa.domains.reporting.circulating import asking_of
from yifa.domains.reporting.procedure import BASIS, CIRCULATION, CORRECTION, REPLY, REPORT, STATED_FIGURE
from yifa.domains.reporting.sheets import CONTESTED, FIGURES, standing
from yifa.kernel.access import OPERATOR, visible
from yifa.kernel.models import Case
from yifa.kernel.papers import Boxes, Columns, Family, Filling, Form, Line, Pairs, Paper
from yifa.kernel.particulars import OPINION, OTHER_ORGAN
from yifa.kernel.reading import Read, read_cases
from yifa.kernel.versions import INSTALLED
from yifa.law.act import Kind, done, effective
from yifa.law.fold import Given
from yifa.law.statutes import R711

_TASKS = (
    Line("一、核对本单位的数字。各项数字已由本单位的记录算出,无误的请确认;有异议的,请填写差异说明并签字。"),
    Line("二、报送本单位推进法治政府建设的主要做法、存在的不足和下一年度安排。"),
    Line("三、材料经接收后,请报送加盖公章的扫描件。"),
    Line("各部门年度报告应当于3月1日前报送本级党委、政府和上一级有关部门。"),
)


def notice(filling: Filling) -> Paper:
    """报送通知: to one organ, with its own day."""
    facts = filling.facts
    year, due = facts.get(v.REPORT_YEAR.name), facts.get(v.DUE.name)
    return Paper(
        f"关于报送{year}年度法治政府建设情况的通知",
        Family.LETTER,
        (
            Line(f"为做好{year}年度法治政府建设情况报告工作,请你单位于{_day(due)}前完成以下事项:"),
            *_TASKS,
        ),
        to=str(facts.get(v.REPLYING_ORGAN.name) or ""),
        on=filling.state.day(done("notice")),
    )


def figure_check(filling: Filling) -> Paper:
    """数字核对表和差异说明: every figure that was shown, and what the organ says of it."""
    sheet = standing(filling.case, FIGURES, on=filling.on)
    stands = sheet.get("stands", ())
    contested = [(one["title"], one["shown"], one["own"], one["reason"]) for one in stands if one["stand"] == CONTESTED]
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


def notice_to_all(filling: Filling) -> Paper:
    """报送通知(总): one letter to all organs, with the day of each."""
    year = filling.facts.get(v.REPORT_YEAR.name)
    replies = _replies(year, filling.on)
    return Paper(
        f"关于报送{year}年度法治政府建设情况的通知",
        Family.LETTER,
        (
            Line(f"为做好{year}年度法治政府建设情况报告工作,请各单位按附表日期完成以下事项:"),
            *_TASKS,
            Columns(("序号", "报送单位", "要求报送日期"), tuple(_numbered(replies))),
        ),
        organ=_organ(filling),
        to="各镇街、各部门",
        on=filling.state.day(done("notice")),
    )


def submission_sheet(filling: Filling) -> Paper:
    """送审单: what was gathered and from whom not, where the figures come from, who countersigned, boxes for the pen."""
    year = filling.facts.get(v.REPORT_YEAR.name)
    replies = _replies(year, filling.on)
    opinions = (*_consulted(year, filling.on), *_opinions(filling))
    return Paper(
        "法治政府建设年度报告送审单",
        Family.APPROVAL,
        (
            Pairs(tuple(_gathered(filling, year, replies))),
            *([Columns(("会签单位", "会签意见", "日期", "采纳情况"), opinions)] if opinions else []),
            Boxes(("起草人", "司法行政部门负责人", "会签单位", "政府办公室", "政府负责人")),
        ),
        organ=_organ(filling),
        on=filling.on,
    )


def correction(filling: Filling) -> Paper:
    """更正说明: what of the published report is corrected, and why."""
    facts = filling.facts
    return Paper(
        f"{facts.get(v.REPORT_TITLE.name) or '年度报告'}更正说明",
        Family.APPROVAL,
        (
            Pairs(
                (
                    ("更正内容", str(facts.get(v.CHANGED.name) or "")),
                    ("更正原因", str(facts.get(v.WHY.name) or "")),
                    ("更正后的文本", _edition(filling)),
                    ("发现日期", _day(filling.state.day(done("finding")))),
                )
            ),
            Line("更正后的报告经审定后重新公开,原文本和更正说明一并留存。"),
            Boxes(("起草人", "司法行政部门负责人", "政府办公室", "政府负责人")),
        ),
        organ=_organ(filling),
        on=filling.on,
    )


def _gathered(filling: Filling, year: object, replies: list[Reply]) -> Iterator[tuple[str, str]]:
    others = [read.state.facts.get(v.SOURCE.name) for read in _of_year(STATED_FIGURE.name, year, filling.on)]
    stated = (f"{source}{others.count(source)}项" for source in (v.SEALED_LETTER, v.SUPERIOR_NOTICE))
    unproved, why = filling.facts.get(v.UNPROVED.name) or 0, filling.facts.get(v.UNPROVED_WHY.name)
    fixed = bool(filling.facts.get(v.EDITION.name))
    yield "报告名称", filling.case.title
    yield "送审稿", _edition(filling)
    yield "送审日期", _day(filling.state.day(done("submission")))
    yield "各单位报送", _counted(replies)
    absent = [one.organ for one in replies if one.received_on is None]
    yield "尚未接收的单位", "、".join(absent) or "无"
    yield "有异议的数字", f"{sum(one.contested or 0 for one in replies)}项"
    yield "函报和引用数字", ";".join(stated)
    yield "没有登记的荣誉", f"{unproved}处{f',理由:{why}' if why else ''}" if fixed else ""
    yield "报出期限", f"{_next(year)}年3月1日前报告,4月1日前向社会公开"


def _edition(filling: Filling) -> str:
    number, code = filling.facts.get(v.EDITION.name), str(filling.facts.get(v.TEXT_CODE.name) or "")
    return f"第{number}稿,核对码 {code[:16]}" if number else ""


def _consulted(year: object, on: date) -> Iterator[tuple[str, str, str, str]]:
    for one in map(asking_of, _of_year(CIRCULATION.name, year, on)):
        yield one.organ, one.opinion or one.status, _day(one.said_on), one.adopted


def _opinions(filling: Filling) -> Iterator[tuple[str, str, str, str]]:
    """Those that were given on paper and entered in the case of the report itself."""
    (read,) = read_cases([filling.case.pk], given=Given(), versions=INSTALLED)
    for act in effective(read.course.acts):
        if act.meaning is Kind.COUNTERSIGNED:
            organ, opinion = (str(act.facts.get(one.name) or "") for one in (OTHER_ORGAN, OPINION))
            yield organ, opinion, _day(act.on), ""


def _numbered(replies: list[Reply]) -> Iterator[tuple[str, str, str]]:
    for number, one in enumerate(replies, start=1):
        yield str(number), one.organ, _day(one.due)


def _counted(replies: list[Reply]) -> str:
    came = sum(one.received_on is not None for one in replies)
    sealed = sum(one.sealed_on is not None for one in replies)
    return f"应报{len(replies)}个单位,已接收{came}个,盖章件已报{sealed}个"


def _replies(year: object, on: date) -> list[Reply]:
    return list(in_order(reply_of(read) for read in _of_year(REPLY.name, year, on)))


def _of_year(procedure: str, year: object, on: date) -> Iterator[Read]:
    # The sheet counts the whole campaign, whoever prints it: names and numbers only, no content of a reply.
    cases = visible(Case.objects.filter(procedure=procedure), OPERATOR, on=on)
    read = read_cases(list(cases.values_list("pk", flat=True)), given=Given(), versions=INSTALLED)
    return (one for one in read if one.state.facts.get(v.REPORT_YEAR.name) == year)


def _organ(filling: Filling) -> str:
    return filling.case.organ.name if filling.case.organ is not None else ""


def _next(year: object) -> int | str:
    return year + 1 if isinstance(year, int) else ""


def _day(day: object) -> str:
    return f"{day.year}年{day.month}月{day.day}日" if isinstance(day, date) else ""


FORMS = (
    Form("report-notice", "年度报告报送通知", REPLY.name, BASIS, notice, "notice"),
    Form("report-notice-to-all", "年度报告报送通知(致各单位)", REPORT.name, BASIS, notice_to_all, "notice"),
    Form("report-figure-check", "数字核对表和差异说明", REPLY.name, BASIS, figure_check, "figures"),
    Form("report-submission", "年度报告送审单", REPORT.name, BASIS, submission_sheet),
    Form("report-correction-note", "年度报告更正说明", CORRECTION.name, R711.art(6), correction, "finding"),
)
