"""The papers of an inspection: notice, record, order to correct, result; each says how it is verified.

Source: the sample forms of enforcement papers are each ministry's own (待核); what must stand in them follows
行政处罚法 (2021) 28, 42, 55 and 国办发〔2024〕54号, from secondary pages.
Reading: until the ministry's own form is loaded, a plain form with the same contents serves; to be confirmed by the organ.
"""

from __future__ import annotations

from yifa.domains.inspections.arranging_pages import address_of
from yifa.domains.inspections.models import Visit
from yifa.domains.inspections.site_record import ANSWERS, ARRIVAL, POINT, PROBLEMS, SIGNATURE, TALK, Standing, standing
from yifa.domains.inspections.visits import entries_of, points_of
from yifa.kernel.access import OPERATOR, visible
from yifa.kernel.papers import Boxes, Columns, Family, Filling, Form, Heading, Line, Pairs, Paper
from yifa.law.statutes import NOTICE_54, NOTICE_118, PENALTIES_LAW, R722

WITHOUT = "(未安排)"


def notice(filling: Filling) -> Paper:
    """行政检查通知书."""
    visit = _visit(filling)
    rows = (
        ("检查日期", str(visit.planned_on) if visit else ""),
        ("检查地点", visit.place if visit else ""),
        ("检查事项", str(filling.facts.get("item") or "")),
        ("检查的由来", str(filling.facts.get("task") or filling.facts.get("trigger") or "")),
        ("检查人员执法证号", "、".join(visit.certificates) if visit else ""),
    )
    lines = (
        Line(f"依据{NOTICE_54.whole().formal}、{R722.art(54).formal},我机关决定对你单位实施检查,请予配合。"),
        Pairs(rows),
        Line("检查人员不出示执法证件或者少于两人的,你单位有权拒绝检查;有权申请回避,有权陈述、申辩。"),
        Line(_how_to_verify(visit)),
        Boxes(("检查机关(印章)", "签收人和日期")),
    )
    return _paper("行政检查通知书", filling, visit, lines)


def record(filling: Filling) -> Paper:
    """现场检查笔录."""
    visit, stands = _visit(filling), _record(filling)
    arrival, signature = _said(stands, ARRIVAL), _said(stands, SIGNATURE)
    points = points_of(str(filling.facts.get("item") or ""), OPERATOR, on=filling.on)
    answers = tuple(
        (one.text, ANSWERS.get(_said(stands, POINT + one.key).get("answer", ""), ""), _said(stands, POINT + one.key).get("words", ""))
        for one in points
    )  # fmt: skip
    signed = "见手写签名" if signature.get("png") else "见纸质笔录" if signature.get("paper") else ""
    blocks = (
        Pairs((
            ("检查时间", f"{stands[ARRIVAL].entries[0].on} {arrival.get('time', '')}" if ARRIVAL in stands else ""),
            ("检查地点", visit.place if visit else ""),
            ("检查人员执法证号", arrival.get("certificates", "").replace(" ", "、")),
            ("是否出示执法证件", "已出示" if arrival.get("shown") else ""),
        )),
        Columns(("检查要点", "结论", "情况说明"), answers),
        Heading("现场询问"),
        Line(f"{_said(stands, TALK).get('who', '')}:{_said(stands, TALK).get('words', '')}"),
        Heading("发现的问题"),
        Line(_said(stands, PROBLEMS).get("words", "") or str(filling.facts.get("result") or "")),
        Pairs((("检查对象签字", signed or signature.get("refused", "")), ("见证人", signature.get("witness", "")))),
        Boxes(("检查对象签字", "检查人员签字")),
        Line(_how_to_verify(visit)),
    )  # fmt: skip
    return _paper("现场检查笔录", filling, visit, blocks)


def order(filling: Filling) -> Paper:
    """责令改正通知书."""
    visit, stands = _visit(filling), _record(filling)
    until = f"{visit.follow_up_on}前" if visit and visit.follow_up_on else "    年  月  日前"
    blocks = (
        Line(f"经检查,你单位存在以下问题:{_said(stands, PROBLEMS).get('words', '') or '(见现场检查笔录)'}"),
        Line(f"依据{PENALTIES_LAW.art(28).formal},责令你单位于{until}改正。期满后我机关将复查。"),
        Line("你单位有权陈述、申辩;不服本通知的,可以依法申请行政复议或者提起行政诉讼。"),
        Line(_how_to_verify(visit)),
        Boxes(("检查机关(印章)", "签收人和日期")),
    )
    return _paper("责令改正通知书", filling, visit, blocks)


def result(filling: Filling) -> Paper:
    """检查结果告知书."""
    visit = _visit(filling)
    blocks = (
        Pairs((
            ("检查日期", str(visit.planned_on) if visit else ""),
            ("检查事项", str(filling.facts.get("item") or "")),
            ("检查结果", str(filling.facts.get("result") or "")),
        )),
        Line(f"依据{R722.art(54).formal},检查结果将通过企业信用信息公示系统公示。有异议的,可以向我机关提出。"),
        Line(_how_to_verify(visit)),
        Boxes(("检查机关(印章)", "签收人和日期")),
    )  # fmt: skip
    return _paper("检查结果告知书", filling, visit, blocks)


def _paper(title: str, filling: Filling, visit: Visit | None, blocks: tuple[object, ...]) -> Paper:
    return Paper(
        title,
        Family.ENFORCEMENT,
        blocks,  # type: ignore[arg-type]
        organ=visit.organ if visit else "",
        number=visit.number if visit else "",
        to=str(filling.facts.get("name") or filling.case.title),
        on=filling.on,
    )


def _how_to_verify(visit: Visit | None) -> str:
    number = visit.number if visit else WITHOUT
    address = address_of(number)
    return f"核验本次检查的真伪:在公开网站的「检查核验」页输入检查编号{number}{f',网址 {address}' if address else ''}。"


def _visit(filling: Filling) -> Visit | None:
    # Whoever prints the paper was found to see the case already.
    return visible(Visit.objects.filter(of_case=filling.case.pk), OPERATOR, on=filling.on).first()


def _record(filling: Filling) -> dict[str, Standing]:
    return standing(entries_of(filling.case, OPERATOR, on=filling.on))


def _said(stands: dict[str, Standing], what: str) -> dict[str, str]:
    return dict(stands[what].value) if what in stands else {}


FORMS = (
    Form("inspection_notice", "行政检查通知书", "inspection", NOTICE_54.whole(), notice),
    Form("inspection_record", "现场检查笔录", "inspection", NOTICE_118.whole(), record, step="inspection"),
    Form("correction_order", "责令改正通知书", "inspection", PENALTIES_LAW.art(28), order, step="inspection"),
    Form("inspection_result", "检查结果告知书", "inspection", R722.art(54), result, step="inspection"),
)
