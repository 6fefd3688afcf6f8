"""The papers of a norm: opinion, table of adoption, changes after deliberation, the registered text, both filing reports.

Source: 国办发〔2018〕115号, 37号; the set form of a filing report is each receiving organ's own (待核).
"""

from __future__ import annotations

from datetime import date
from functools import partial

from yifa.domains.norms import vocabulary as v
from yifa.domains.norms.issuing import CONGRESS, REPORT, TO, UPPER
from yifa.domains.norms.review import NORMS, STEP
from yifa.domains.norms.sheets import Kind
from yifa.kernel.dossiers.papers import adoption, legality_opinion, unit_of
from yifa.kernel.dossiers.review import Kind as ReviewKind
from yifa.kernel.dossiers.sheets import the
from yifa.kernel.papers import Boxes, Columns, Family, Filling, Form, Line, Pairs, Paper
from yifa.law.act import done
from yifa.law.fact import Fact
from yifa.law.statutes import NOTICE_37, NOTICE_115, R722

NORM, REQUEST, CHECKED = "normative_document", "norm_review_request", "norm_spot_check"


def changes(filling: Filling) -> Paper:
    """审议后修改对照表: each change with its class, and whether the text was reviewed again."""
    sheet = the(filling.case, Kind.CHANGES, on=filling.on)
    lines = sheet.said["lines"] if sheet is not None else []
    rows = tuple((one["number"], one["before"], one["after"], one["class"]) for one in lines)
    changed = filling.facts.get(v.CHANGED_TEXT.name)
    reviewed = changed == filling.facts.get(v.REVIEWED_TEXT.name)
    again = "修改后的文本已经补充合法性审核。" if reviewed else "修改后的文本尚未补充合法性审核,不得签发。"
    return Paper(
        "审议后修改对照表",
        Family.APPROVAL,
        (
            Pairs((("文件名称", _title(filling)), ("起草单位", unit_of(filling.case)))),
            Columns(("条", "审核过的文本", "审议后的文本", "类别"), rows),
            Line(again if changed is not None else "没有实质性修改,原审核意见继续有效。"),
            *((Line(f"分类的理由:{sheet.said['why']}"),) if sheet is not None else ()),
            Boxes(("起草单位", "合法性审核机构", "制定机关办公室")),
        ),
        on=sheet.on if sheet is not None else None,
    )


def text(filling: Filling) -> Paper:
    """The registered text: the one that was signed, under its number; before registration nothing is printed."""
    signed = the(filling.case, Kind.SIGNED, on=filling.on)
    registered = filling.state.day(done("registration")) is not None
    number = str(filling.facts.get(v.NUMBER.name) or "")
    lines = (
        str(signed.said["text"]).split("\n") if signed is not None and registered else ["尚未统一登记编号,不得印发。"]
    )
    return Paper(
        _title(filling),
        Family.LETTER,
        tuple(Line(line) for line in lines if line.strip()),
        organ=str(filling.facts.get(v.ISSUER.name) or ""),
        number=number,
        on=signed.on if signed is not None and registered else None,
    )


def filing_report(to: str, filling: Filling) -> Paper:
    """备案报告: what is filed, with what package, and the receipt as far as there is one."""
    filed = the(filling.case, Kind.FILING, on=filling.on, key=to)
    receipt = the(filling.case, Kind.RECEIPT, on=filling.on, key=to)
    said = filed.said if filed is not None else {}
    enclosed = [part for part in said.get("parts", ()) if part != REPORT]
    parts = tuple((str(at), part) for at, part in enumerate(enclosed, start=1))
    number, made_known = str(filling.facts.get(v.NUMBER.name) or ""), filling.state.day(done("publication"))
    told = f"现将{number}《{_title(filling)}》报请备案。该文件于{_written(made_known)}公布。"
    received = f"{receipt.said['number']}({_written(receipt.on)})" if receipt is not None else ""
    return Paper(
        "行政规范性文件备案报告",
        Family.LETTER,
        (Line(told), Columns(("序号", "附件"), parts), Line("请予备案。"), Line(f"备案登记编号:{received}")),
        organ=str(filling.facts.get(v.ISSUER.name) or ""),
        number=str(filed.said["letter"]) if filed is not None else "",
        to=str(said.get("addressee") or TO[to]),
        on=filed.on if filed is not None else None,
    )


def adoption_receipt(filling: Filling) -> Paper:
    """采纳情况回执: what the drafting unit did upon the opinion."""
    opinion = str(filling.facts.get(v.OPINION_NUMBER.name) or "")
    found = the(filling.case, ReviewKind.ADOPTION, on=filling.on)
    rows = (("意见书文号", opinion), ("采纳情况", str(found.said["words"]) if found is not None else ""))
    return Paper(
        "合法性审核意见采纳情况回执",
        Family.APPROVAL,
        (Pairs((("文件名称", _title(filling)), *rows)), Boxes(("起草单位负责人",))),
        organ=unit_of(filling.case),
        on=found.on if found is not None else None,
    )


def reply(filling: Filling) -> Paper:
    """答复书: what the review of a norm led to, for whoever asked for it."""
    found = the(filling.case, Kind.STEP, on=filling.on, key="reply")
    about = str(filling.facts.get(v.REQUESTED_ABOUT.name) or "")
    result = str(filling.facts.get(v.REQUEST_RESULT.name) or "")
    return Paper(
        "审查建议答复书",
        Family.LETTER,
        (
            Line(f"你(单位)对{about}提出的审查建议收悉。经审查,结果为:{result}。"),
            Line(str(found.said["words"]) if found is not None else ""),
        ),
        organ=unit_of(filling.case),
        to="建议人",
        on=found.on if found is not None else None,
    )


def check_opinion(filling: Filling) -> Paper:
    """备案审查抽查意见: which document was drawn how, and what the check found."""
    found = the(filling.case, Kind.STEP, on=filling.on, key="review")
    number, name = _of(filling, v.CHECKED_NORM), _of(filling, v.DRAW_NAME)
    return Paper(
        "备案审查抽查意见",
        Family.APPROVAL,
        (
            Pairs(
                (
                    ("抽查的文件", number),
                    ("起草单位", unit_of(filling.case)),
                    ("抽取", name),
                    ("抽查结论", _of(filling, v.CHECK_RESULT)),
                    ("审查意见", str(found.said["words"]) if found is not None else ""),
                )
            ),
            Boxes(("审查人", "备案审查机关负责人")),
        ),
        organ=found.organ if found is not None else "",
        on=found.on if found is not None else None,
    )


def correction_order(filling: Filling) -> Paper:
    """责令改正通知书: what is to be corrected in the drawn document, and in how many days the answer is owed."""
    found = the(filling.case, Kind.STEP, on=filling.on, key="correction_order")
    number, name = _of(filling, v.CHECKED_NORM), _of(filling, v.DRAW_NAME)
    days = filling.facts.get(v.ANSWER_DAYS.name)
    return Paper(
        "责令改正通知书",
        Family.LETTER,
        (
            Line(f"在「{name}」中,你单位起草的{number}被随机抽中。经审查,结论为:{_of(filling, v.CHECK_RESULT)}。"),
            Line(str(found.said["words"]) if found is not None else ""),
            Line(f"请自本通知作出之日起{days or '  '}日内书面反馈整改情况。"),
        ),
        organ=found.organ if found is not None else "",
        number=_of(filling, v.ORDER_NUMBER),
        to=unit_of(filling.case),
        on=found.on if found is not None else None,
    )


FORMS = (
    Form("norm_legality_opinion", "合法性审核意见书", NORM, NOTICE_115.whole(), partial(legality_opinion, NORMS), STEP),
    Form("norm_adoption_receipt", "合法性审核意见采纳情况回执", NORM, NOTICE_115.whole(), adoption_receipt, STEP),
    Form("norm_comment_adoption", "意见采纳情况表", NORM, R722.art(62), adoption, "public_comments"),
    Form("norm_changes", "审议后修改对照表", NORM, v.COURSE_OF_115, changes, "deliberation"),
    Form("norm_text", "统一印发的文本", NORM, NOTICE_37.whole(), text, "registration"),
    Form("norm_filing", "备案报告(上一级政府)", NORM, NOTICE_37.whole(), partial(filing_report, UPPER), UPPER),
    Form(
        "norm_congress_filing",
        "备案报告(人大常委会)",
        NORM,
        NOTICE_37.whole(),
        partial(filing_report, CONGRESS),
        CONGRESS,
    ),
    Form("norm_check_opinion", "备案审查抽查意见", CHECKED, NOTICE_37.whole(), check_opinion, "review"),
    Form("norm_correction_order", "责令改正通知书", CHECKED, NOTICE_37.whole(), correction_order, "correction_order"),
    Form("norm_request_reply", "审查建议答复书", REQUEST, NOTICE_37.whole(), reply, "reply"),
)


def _written(day: date | None) -> str:
    return f"{day.year}年{day.month}月{day.day}日" if day is not None else "    年  月  日"


def _of(filling: Filling, fact: Fact) -> str:
    return str(filling.facts.get(fact.name) or "")


def _title(filling: Filling) -> str:
    return str(filling.facts.get(v.TITLE.name) or filling.case.title)
