"""A small report with every kind of figure in it: a count, a rate, a rate of nothing, one that is missing."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from yifa.report.document import Document, FigureLine, Number, OpenItem, RecordLine, SourceClass
from yifa.report.narrative import compose
from yifa.report.outline import OUTLINE_2022, Outline, Section

DATED_ON = date(2023, 1, 15)
HASH = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"


def figure(name: str, title: str, value: Number, unit: str = "件", sentence: str = "", **other: object) -> FigureLine:
    line = FigureLine(
        id=name,
        title=title,
        value=value,
        value_shown=str(value),
        unit=unit,
        sentence=sentence,
        definition=f"{title}的口径说明,按台账有效记录逐条计数。",
        formula="记录计数;条件:办理状态=已办结",
        basis="《优化营商环境条例》第三十六条",
        source_class=SourceClass.RECORDS,
        owner="区政务服务办",
        records=tuple(record(number) for number in range(1, 4)),
        record_hash=HASH,
    )
    return replace(line, **other)  # type: ignore[arg-type]


def record(number: int, *, counted: bool | None = None) -> RecordLine:
    return RecordLine(
        file="07政务服务办件.xlsx",
        sheet="办件",
        row=number + 3,
        key=f"BJ2022-{number:05d}",
        columns=(("事项名称", "食品经营许可"), ("申请人", "示例区某某商贸有限公司"), ("决定日期", "2022-03-05")),
        counted=counted,
    )


CLOSED = figure("service_closed", "办结政务服务事项", 6070, sentence="全年共办结政务服务事项{value}{unit}。")
ONCE = figure("service_once", "“一次办”办件", 6010, sentence="其中“一次办”{value}件")
ONCE_RATE = figure(
    "service_once_rate",
    "“一次办”比率",
    99,
    "%",
    "占{value}。",
    numerator=6010,
    denominator=6070,
    records=tuple(record(number, counted=number != 2) for number in range(1, 4)),
)
FIXED = figure(
    "bad_review_fix_rate", "实名差评回访整改率", 0, "%", "实名差评回访整改率达到{value}。", numerator=0, denominator=0
)
REVIEWS = figure(
    "decision_legal_reviews",
    "重大行政决策合法性审查",
    8,
    "项",
    "{year}年完成{value}项区政府重大行政决策的合法性审查。",
    owner="区司法局",
    basis="《重大行政决策程序暂行条例》第二十五条",
)
EVALUATION = figure(
    "decision_eval",
    "重大行政决策后评估",
    0,
    "项",
    "完成后评估{value}项。",
    value_shown="",
    records=(),
    record_hash="",
    missing_reason="没有收到12号台账",
    owner="区司法局",
)
FINES = figure("mkt_fines", "罚没款", Decimal("523.58"), "万元", "罚没款{value}{unit}。")
DOUBT = OpenItem(
    rule="decision.deliberated_before_review",
    title="集体讨论早于合法性审查意见",
    basis="《重大行政决策程序暂行条例》第二十五条",
    count=2,
    figure_id="decision_legal_reviews",
)
OUTLINE = Outline(
    "{year}年法治政府建设情况报告",
    (
        Section(1, "持续优化政务服务", "service_closed service_once service_once_rate bad_review_fix_rate"),
        Section(1, "决策与执法"),
        Section(2, "科学民主依法决策", "decision_legal_reviews decision_eval", "decision_filing_days"),
        Section(3, "落实重大行政决策制度", "", "decision_publish_deadline"),
        Section(2, "严格规范公正文明执法", "mkt_fines"),
        Section(1, "存在的问题(底稿)", problems=True),
        Section(1, "下一年度安排", tasks=True, to_be_written="下一年度的主要安排(责任单位:区司法局)"),
    ),
)
FIGURES = (CLOSED, ONCE, ONCE_RATE, FIXED, REVIEWS, EVALUATION, FINES)


def report(
    *, figures: tuple[FigureLine, ...] = FIGURES, outline: Outline = OUTLINE, synthetic: bool = True, **other: object
) -> Document:
    return compose(
        outline=outline,
        figures=figures,
        district="示例区",
        year=2022,
        dated_on=DATED_ON,
        synthetic=synthetic,
        open_items=(DOUBT,),
        **other,  # type: ignore[arg-type]
    )


def whole_report() -> Document:
    """The outline of 2022 with nothing but gaps in it: the longest text that the release writes by itself."""
    return report(outline=OUTLINE_2022)
