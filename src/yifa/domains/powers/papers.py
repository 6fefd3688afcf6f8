"""The papers of a request to change the list: application, minutes of the joint meeting, reply, hand-over.

Source: 中办发〔2015〕21号 from memory (待核); the form is the district's own, set by GB/T 9704 for the reply.
"""

from __future__ import annotations

from datetime import date

from yifa.domains.powers import clearing
from yifa.domains.powers import vocabulary as v
from yifa.domains.powers.adjusting import OPINIONS, heard, wanted_of
from yifa.domains.powers.clean_up import CLEAN_UP
from yifa.domains.powers.dossier import Kind, words_of
from yifa.domains.powers.editions import COLUMNS
from yifa.domains.powers.ledger import POWERS
from yifa.domains.powers.procedure import ADJUSTMENT, LISTED
from yifa.kernel.access import OPERATOR
from yifa.kernel.papers import Block, Boxes, Columns, Family, Filling, Form, Heading, Line, Pairs, Paper
from yifa.law.act import done
from yifa.law.fact import Fact
from yifa.law.procedure import Within
from yifa.law.statutes import R711

PUBLISHED = R711.art(26)
(PUBLICATION,) = (word for word in ADJUSTMENT.by_name["publication"].rules if isinstance(word, Within))
TITLES = {column.id: column.head for column in POWERS.columns}


def application(filling: Filling) -> Paper:
    """权责清单调整申请表, with what the five organs said and boxes for the pen."""
    facts = (v.REQUESTING_ORGAN, v.CHANGE, v.ITEM_CODE, v.GROUND)
    rows = tuple((fact.title, _said(filling, fact)) for fact in facts)
    return Paper(
        "权责清单调整申请表",
        Family.APPROVAL,
        (
            Pairs((*rows, *_item(filling))),
            Heading("会审意见"),
            Columns(("单位", "意见", "日期"), _opinions(filling)),
            Boxes(("申请单位负责人", "机构编制部门", "批准机关")),
        ),
        organ=_said(filling, v.REQUESTING_ORGAN),
        number=filling.case.number or "",
        on=filling.state.day(done("application")),
    )


def reply(filling: Filling) -> Paper:
    """权责清单调整批复."""
    change, item = _said(filling, v.CHANGE), _said(filling, v.ITEM)
    day = filling.state.day(done("approval"))
    return Paper(
        "关于调整权责清单事项的批复",
        Family.LETTER,
        (
            Line(
                f"你单位关于{change}「{item}」的申请({filling.case.number or ''})收悉。经会审研究,同意调整,自{_written(day)}起施行:"
            ),
            Pairs(_item(filling)),
            Line("请按规定移送公开,并同步更新政务服务事项目录和执法事项库。"),
        ),
        to=_said(filling, v.REQUESTING_ORGAN),
        on=day,
    )


def minutes(filling: Filling) -> Paper:
    """联席会议纪要: the five opinions, whoever did not speak named, and what the meeting concluded."""
    said, left = words_of(filling.case, Kind.MINUTES, on=filling.on), _silent(filling)
    change, item = _said(filling, v.CHANGE), _said(filling, v.ITEM)
    told = (
        Line(
            f"会议研究了{_said(filling, v.REQUESTING_ORGAN)}提出的{change}「{item}」的申请({filling.case.number or ''})。"
        ),
        Heading("各单位意见"),
        Columns(("单位", "意见", "日期"), _opinions(filling)),
        Line(f"没有出具意见的单位:{'、'.join(left)}。" if left else "五个单位都已出具意见。"),
        Heading("会议意见"),
        Line(str(said.said["words"]) if said is not None else "没有在本系统登记。"),
        Boxes(("参会单位签字", "记录人")),
    )
    return Paper("权责清单管理联席会议纪要", Family.APPROVAL, told, on=filling.state.day(done("approval")))


def handover(filling: Filling) -> Paper:
    """移送公开函: what is to be published, by which day."""
    letter, day = words_of(filling.case, Kind.HANDOVER, on=filling.on), filling.state.day(done("handover"))
    change, item = _said(filling, v.CHANGE), _said(filling, v.ITEM)
    lines: list[Block] = [
        Line(
            f"{change}「{item}」的申请({filling.case.number or ''})已于{_written(filling.state.day(done('approval')))}批准,现移送公开。"
        ),
        Pairs(_item(filling)),
        Line(f"请依照{PUBLISHED.formal}自批准之日起{PUBLICATION.term.count}个工作日内公布,并将公布回执告知我单位。"),
    ]
    if letter is not None and letter.said["words"]:
        lines.append(Line(str(letter.said["words"])))
    to, organ = (str(letter.said["to"]), letter.organ) if letter is not None else ("", "")
    return Paper("关于移送公开权责清单调整事项的函", Family.LETTER, tuple(lines), organ=organ, to=to, on=day)


def clean_up_result(filling: Filling) -> Paper:
    """行政审批事项清理结果公告: what was changed, and how many were kept."""
    judged = clearing.judged_in(filling.case, viewer=OPERATOR, on=filling.on)
    changed = {code: one.said for code, one in judged.items() if one.said["outcome"] != clearing.Outcome.KEPT}
    known, columns = clearing.approvals(filling.on), ("outcome", "basis", "on", "to", "handover")
    rows = tuple(
        (code, str(known.get(code, {}).get("name") or ""), *(str(said[name]) for name in columns))
        for code, said in changed.items()
    )
    heads = ("事项编码", "事项", "结果", "依据", "施行日期", "去向", "衔接办法")
    told = (
        Line(f"{_said(filling, v.CLEAN_UP_NAME)}已经决定。保留{len(judged) - len(changed)}项,变动{len(changed)}项:"),
        Columns(heads, rows),
        Line("取消、合并的事项自施行之日起不再受理新的申请,在此之前受理的继续办完。"),
    )
    return Paper("行政审批事项清理结果公告", Family.LETTER, told, on=filling.state.day(done("decision")))


FORMS = (
    Form("power_application", "权责清单调整申请表", ADJUSTMENT.name, LISTED, application, "application"),
    Form("power_reply", "权责清单调整批复", ADJUSTMENT.name, LISTED, reply, "approval"),
    Form("power_minutes", "权责清单管理联席会议纪要", ADJUSTMENT.name, LISTED, minutes, "approval"),
    Form("power_handover", "移送公开函", ADJUSTMENT.name, PUBLISHED, handover, "handover"),
    Form("approval_clean_up_result", "清理结果公告", CLEAN_UP.name, CLEAN_UP.basis, clean_up_result, "decision"),
)


def _item(filling: Filling) -> tuple[tuple[str, str], ...]:
    wanted = wanted_of(filling.case, on=filling.on)
    if wanted is None:
        return ((v.ITEM.title, _said(filling, v.ITEM)),)
    return tuple((TITLES[name], str(wanted.item[name] or "")) for name in COLUMNS)


def _opinions(filling: Filling) -> tuple[tuple[str, str, str], ...]:
    steps = filling.state.procedure.by_name
    return tuple(
        (heard(steps[name]), _said(filling, fact) if name in filling.state.done else "尚未出具", _day(filling, name))
        for name, fact in OPINIONS.items()
    )


def _silent(filling: Filling) -> tuple[str, ...]:
    steps = filling.state.procedure.by_name
    return tuple(heard(steps[name]) for name in OPINIONS if name not in filling.state.done)


def _written(day: date | None) -> str:
    return f"{day.year}年{day.month}月{day.day}日" if day is not None else ""


def _day(filling: Filling, step: str) -> str:
    return str(filling.state.day(done(step)) or "")


def _said(filling: Filling, fact: Fact) -> str:
    value = filling.facts.get(fact.name)
    return "" if value is None else str(value)
