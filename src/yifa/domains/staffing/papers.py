"""The papers of a movement of posts: the slip by which both organs book it, and who takes over which duty.

Source: 国务院令第486号 from memory, whole (待核); the form is the district's own.
"""

from __future__ import annotations

from yifa.domains.staffing import vocabulary as v
from yifa.domains.staffing.booking import of_case
from yifa.domains.staffing.procedure import BASIS, MOVEMENT
from yifa.kernel.access import OPERATOR
from yifa.kernel.papers import Boxes, Columns, Family, Filling, Form, Line, Pairs, Paper
from yifa.law.act import done
from yifa.law.fact import Fact


def transfer_slip(filling: Filling) -> Paper:
    """编制划转通知单: both sides of the entry."""
    asked = (v.MOVEMENT_NUMBER, v.DECISION_NUMBER, v.CHANNEL, v.KIND, v.FIELD)
    posts = _said(filling, v.POSTS)
    return Paper(
        "编制划转通知单",
        Family.APPROVAL,
        (
            Pairs(tuple((fact.title, _said(filling, fact)) for fact in asked)),
            Columns(
                ("单位", "调出(名)", "调入(名)"),
                ((_said(filling, v.SOURCE), posts, ""), (_said(filling, v.TARGET), "", posts)),
            ),
            Line("调出与调入相等。请双方据此登记编制账户和实名制。"),
            Boxes(("机构编制部门", "调出单位", "调入单位")),
        ),
        number=filling.case.number or "",
        on=filling.state.day(done("approval")),
    )


def rehoming(filling: Filling) -> Paper:
    """职责承接清单: every duty of the organ that is dissolved, and the organ that takes it over."""
    taken = {row.duty: row for row in of_case(filling.case, viewer=OPERATOR, on=filling.on)}
    rows = tuple((row.duty, row.title, row.target, str(row.on)) for row in taken.values())
    source = _said(filling, v.SOURCE)
    return Paper(
        "职责承接清单",
        Family.APPROVAL,
        (
            Line(f"{source}随机构撤销、合并一并调整,其职责由下列机关承接,共{len(rows)}项。"),
            Columns(("职权编码", "职责", "承接机关", "承接日期"), rows),
            Boxes(("机构编制部门", "承接机关")),
        ),
        number=filling.case.number or "",
        on=filling.state.day(done("rehoming")),
    )


FORMS = (
    Form("staffing_transfer_slip", "编制划转通知单", MOVEMENT.name, BASIS, transfer_slip, "approval"),
    Form("staffing_rehoming", "职责承接清单", MOVEMENT.name, BASIS, rehoming, "rehoming"),
)


def _said(filling: Filling, fact: Fact) -> str:
    value = filling.facts.get(fact.name)
    return "" if value is None else str(value)
