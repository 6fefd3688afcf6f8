"""The papers of leaders' matters: supervision slip of an instruction, close-out slip, law-duty report, tally.

Source: 第一责任人职责规定 (2016) and 督察工作规定 (2019), both cited whole; the forms are the district's own (待核).
"""

from __future__ import annotations

import json

from yifa.domains.leadership import vocabulary as v
from yifa.domains.leadership.evaluating import FACTS
from yifa.domains.leadership.procedure import BASIS, EVALUATION, INSTRUCTION, LAW_DUTY_REPORT, SUPERVISION
from yifa.domains.leadership.rectification import RECTIFICATION
from yifa.domains.leadership.statement import sheet_of
from yifa.kernel.access import OPERATOR, visible
from yifa.kernel.models import Act
from yifa.kernel.papers import Block, Boxes, Columns, Family, Filling, Form, Heading, Line, Pairs, Paper
from yifa.kernel.particulars import REASON
from yifa.law.act import Kind, done
from yifa.law.fact import Fact


def routing_slip(filling: Filling) -> Paper:
    """批示督办单: what was asked of whom by when, how often it was reminded of, what was answered."""
    asked = (v.INSTRUCTING_LEADER, v.INSTRUCTED_ON, v.INSTRUCTED_UNIT, v.DUE)
    days = (("批示", "instruction"), ("转办", "routing"), ("反馈", "feedback"), ("办结", "closing"))
    return Paper(
        "领导批示督办单",
        Family.APPROVAL,
        (
            Pairs(
                (
                    *_rows(filling, asked),
                    ("各环节日期", _days(filling, days)),
                    ("转办要求", _words(filling, "routing", Kind.DONE)),
                    ("催办", _reminders(filling)),
                    ("办理情况", _words(filling, "feedback", Kind.DONE)),
                )
            ),
            Boxes(("批示内容(另附批示件)", "承办单位意见", "办公室核收")),
        ),
        number=filling.case.number or "",
        on=filling.state.day(done("routing")),
    )


def close_out(filling: Filling) -> Paper:
    """问题整改销号单."""
    asked = (v.PROBLEM, v.FOUND_BY, v.FOUND_IN, v.PROBLEM_UNIT, v.MEASURE, v.DEADLINE, v.RECTIFIED_BY, v.VERIFIED_BY)
    days = (("提交佐证", "proof"), ("复核", "verification"), ("销号", "closing"))
    return Paper(
        "问题整改销号单",
        Family.APPROVAL,
        (
            Pairs((*_rows(filling, asked), ("各环节日期", _days(filling, days)))),
            Boxes(("整改责任人", "复核人", "销号单位负责人")),
        ),
        number=filling.case.number or "",
        on=filling.state.day(done("closing")),
    )


def statement(filling: Filling) -> Paper:
    """述法报告: the numbers as they were fixed, and the words."""
    sheet = sheet_of(filling.case, on=filling.on) or {}
    organ, post = _said(filling, v.REPORTING_ORGAN), _said(filling, v.REPORTING_POST)
    blocks: list[Block] = [_paragraph(line) for line in str(sheet.get("text") or "").splitlines() if line.strip()]
    if sheet.get("figures"):
        blocks.append(Heading(f"附:本单位记录载明的数字(截至{sheet['on']})"))
        blocks.append(Columns(("数字", "结果"), tuple((title, shown) for title, shown in sheet["figures"])))
    return Paper(
        f"{filling.case.year}年履行推进法治建设职责情况报告",
        Family.LETTER,
        tuple(blocks),
        organ=f"{organ}{post}",
        number=filling.case.number or "",
        on=filling.state.day(done("submission")),
    )


def tally(filling: Filling) -> Paper:
    """评议计票表: totals only, with boxes for the two counters."""
    rows = tuple((fact.title, f"{_said(filling, fact) or '0'}票") for fact in FACTS.values())
    score = filling.facts.get(v.SCORE.name)
    average = f"{score // 100}.{score % 100:02}分" if isinstance(score, int) else ""
    return Paper(
        "述法现场评议计票表",
        Family.APPROVAL,
        (
            Pairs((("述法单位", _said(filling, v.SCORED_ORGAN)), ("报告编号", _said(filling, v.SCORES_NUMBER)))),
            Columns(("等次", "票数"), rows),
            Line(f"平均分{average}。评议不记名,本表只有合计数。"),
            Boxes(("计票人", "计票人", "监票人")),
        ),
        number=filling.case.number or "",
        on=filling.state.day(done("counting")),
    )


FORMS = (
    Form("leading_routing_slip", "领导批示督办单", INSTRUCTION.name, BASIS, routing_slip, "routing"),
    Form("leading_close_out", "问题整改销号单", RECTIFICATION.name, SUPERVISION, close_out, "proof"),
    Form("leading_statement", "述法报告", LAW_DUTY_REPORT.name, SUPERVISION, statement, "submission"),
    Form("leading_tally", "述法现场评议计票表", EVALUATION.name, SUPERVISION, tally, "counting"),
)


def _words(filling: Filling, step: str, kind: Kind) -> str:
    said = [json.loads(facts).get(REASON.name) for facts in _acts(filling, step, kind)]
    return str(next((one for one in reversed(said) if one), ""))


def _reminders(filling: Filling) -> str:
    count = len(_acts(filling, "feedback", Kind.REMINDED))
    return f"{count}次" if count else "没有"


def _acts(filling: Filling, step: str, kind: Kind) -> list[str]:
    # Whoever prints the paper was asked for the case already.
    rows = visible(Act.objects.filter(case=filling.case, step=step, kind=kind.value), OPERATOR, on=filling.on)
    return list(rows.order_by("seq").values_list("facts", flat=True))


def _paragraph(line: str) -> Block:
    is_heading = line[:2] in {f"{numeral}、" for numeral in "一二三四五六七八九"}
    return Heading(line.strip()) if is_heading else Line(line.strip())


def _rows(filling: Filling, facts: tuple[Fact, ...]) -> tuple[tuple[str, str], ...]:
    return tuple((fact.title, _said(filling, fact)) for fact in facts)


def _days(filling: Filling, steps: tuple[tuple[str, str], ...]) -> str:
    known = ((title, filling.state.day(done(step))) for title, step in steps)
    return ",".join(f"{title}{day}" for title, day in known if day is not None)


def _said(filling: Filling, fact: Fact) -> str:
    value = filling.facts.get(fact.name)
    return "" if value is None else str(value)
