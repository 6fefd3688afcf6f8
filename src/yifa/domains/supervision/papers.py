"""The papers of supervision: notice, proposal or decision; and the slip by which a case is closed out.

Source: 行政执法监督条例 (国务院令第825号), cited whole; the forms of its papers were not seen (待核).
Reading: until the form of the State Council's department is loaded, a letter with the same contents serves.
"""

from __future__ import annotations

from yifa.domains.supervision import vocabulary as v
from yifa.domains.supervision.supervising import PROCEDURE
from yifa.kernel.papers import Boxes, Family, Filling, Form, Heading, Line, Pairs, Paper
from yifa.law.act import done
from yifa.law.fact import Fact
from yifa.law.statutes import R825

MUST: dict[str, str] = {
    v.NOTICE: "请你单位自收到本通知书之日起整改,并在整改期限内书面报告整改情况。",
    v.PROPOSAL: "建议你单位研究采纳上述意见,并在整改期限内书面回复采纳和整改情况。",
    v.DECISION: "你单位应当执行本决定,并在整改期限内书面报告执行情况。",
}


def supervision_paper(filling: Filling) -> Paper:
    """监督文书: the kind that was chosen when it was issued."""
    kind = _said(filling, v.PAPER) or v.NOTICE
    # Whether we are sure of an article is for the desk, not for whoever gets the paper.
    basis = "、".join(one.formal for one in filling.state.procedure.basis.references)
    return Paper(
        kind,
        Family.LETTER,
        (
            Line(f"我机关依据{basis}对你单位的行政执法活动进行监督,现将有关情况和要求通知如下:"),
            Heading("一、发现的问题"),
            Line(_said(filling, v.PROBLEM)),
            Line(f"对照的依据:{_said(filling, v.ARTICLE) or '见核实情况'}。"),
            Heading("二、核实情况"),
            Line(_said(filling, v.VERIFIED_HOW)),
            Heading("三、整改要求"),
            Line(_said(filling, v.REQUIRED)),
            Line(f"整改期限:自收到本文书之日起{_said(filling, v.DAYS)}日内。"),
            Line(MUST[kind]),
            Line("对本文书有异议的,可以向我机关书面提出,并附有关材料。"),
        ),
        organ=_said(filling, v.SUPERVISING),
        number=_said(filling, v.PAPER_NUMBER),
        to=_said(filling, v.ORGAN),
        on=filling.state.day(done("issuing")),
    )


def close_out(filling: Filling) -> Paper:
    """销号单: from the doubt to the recheck, with boxes for the pen."""
    asked = (v.ORGAN, v.SOURCE, v.PROBLEM, v.REQUIRED, v.RECTIFIED_HOW, v.RECHECKED_HOW)
    rows = tuple((fact.title, _said(filling, fact)) for fact in asked)
    paper = f"{_said(filling, v.PAPER)} {_said(filling, v.PAPER_NUMBER)}，整改期限{_said(filling, v.DAYS)}日"
    days = (("整改", "rectification"), ("复核", "recheck"), ("销号", "closing"))
    return Paper(
        "行政执法监督销号单",
        Family.APPROVAL,
        (
            Pairs(
                (
                    *rows[:3],
                    (v.PAPER.title, paper),
                    *rows[3:],
                    (
                        "日期",
                        "，".join(f"{title}{filling.state.day(done(step)) or '尚未办理'}" for title, step in days),
                    ),
                )
            ),
            Boxes(("整改责任人", "复核人", "监督机关负责人")),
        ),
        organ=_said(filling, v.SUPERVISING),
        number=filling.case.number or "",
        on=filling.state.day(done("closing")),
    )


FORMS = (
    Form("supervision_paper", "监督文书", PROCEDURE, R825.whole(), supervision_paper, "issuing"),
    Form("supervision_close_out", "行政执法监督销号单", PROCEDURE, R825.whole(), close_out, "rectification"),
)


def _said(filling: Filling, fact: Fact) -> str:
    value = filling.facts.get(fact.name)
    return "" if value is None else str(value)
