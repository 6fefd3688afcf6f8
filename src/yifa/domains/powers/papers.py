"""The papers of a request to change the list: the application with the five opinions, and the reply.

Source: 中办发〔2015〕21号 from memory (待核); the form is the district's own, set by GB/T 9704 for the reply.
"""

from __future__ import annotations

from yifa.domains.powers import vocabulary as v
from yifa.domains.powers.adjusting import OPINIONS, wanted_of
from yifa.domains.powers.editions import COLUMNS
from yifa.domains.powers.ledger import POWERS
from yifa.domains.powers.procedure import ADJUSTMENT, LISTED
from yifa.kernel.papers import Boxes, Columns, Family, Filling, Form, Heading, Line, Pairs, Paper
from yifa.law.act import done
from yifa.law.fact import Fact

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
                f"你单位关于{change}「{item}」的申请({filling.case.number or ''})收悉。经会审研究,同意调整,自{day}起施行:"
            ),
            Pairs(_item(filling)),
            Line("请按规定移送公开,并同步更新政务服务事项目录和执法事项库。"),
        ),
        to=_said(filling, v.REQUESTING_ORGAN),
        on=day,
    )


FORMS = (
    Form("power_application", "权责清单调整申请表", ADJUSTMENT.name, LISTED, application, "application"),
    Form("power_reply", "权责清单调整批复", ADJUSTMENT.name, LISTED, reply, "approval"),
)


def _item(filling: Filling) -> tuple[tuple[str, str], ...]:
    wanted = wanted_of(filling.case, on=filling.on)
    if wanted is None:
        return ((v.ITEM.title, _said(filling, v.ITEM)),)
    return tuple((TITLES[name], str(wanted.item[name] or "")) for name in COLUMNS)


def _opinions(filling: Filling) -> tuple[tuple[str, str, str], ...]:
    steps = filling.state.procedure.by_name
    return tuple(
        (steps[name].title, _said(filling, fact) if name in filling.state.done else "尚未出具", _day(filling, name))
        for name, (_, fact) in OPINIONS.items()
    )


def _day(filling: Filling, step: str) -> str:
    return str(filling.state.day(done(step)) or "")


def _said(filling: Filling, fact: Fact) -> str:
    value = filling.facts.get(fact.name)
    return "" if value is None else str(value)
