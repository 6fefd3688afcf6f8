"""Who acts on a request to change the list: the organ that asks, those that are heard, and the office of posts (编办).

Reading: which organ an opinion is asked of is told by its name in the tree of organs; where the office of posts, an
organ of the Party, is not in the tree, the government's general office enters its acts (待核).
"""

from __future__ import annotations

from collections.abc import Mapping

from yifa.domains.powers.clean_up import CLEAN_UP
from yifa.domains.powers.procedure import ADJUSTMENT
from yifa.kernel.sides import Side, Sides, Where
from yifa.law.act import done

SPEAKING = frozenset({"handler", "reviewer", "head"})
OFFICE = Side(
    Where.NAMED,
    SPEAKING,
    "机构编制部门",
    words=("编办", "编委", "机构编制"),
    instead="人民政府办公室",
)
JUSTICE = Side(Where.NAMED, SPEAKING, "司法行政部门", words=("司法局",))
SERVICES = Side(
    Where.NAMED,
    SPEAKING,
    "政务服务部门",
    words=("政务服务办", "政务服务局", "政务服务和", "行政审批局"),
)
DEVELOPMENT = Side(Where.NAMED, SPEAKING, "发展改革部门", words=("发展和改革", "发展改革"))
FINANCE = Side(Where.NAMED, SPEAKING, "财政部门", words=("财政局",))
HEARD: Mapping[str, Side] = {
    "opinion_staffing": OFFICE,
    "opinion_justice": JUSTICE,
    "opinion_services": SERVICES,
    "opinion_development": DEVELOPMENT,
    "opinion_finance": FINANCE,
}
"""By step, whose opinion it is."""
BY_OFFICE = ("approval", "handover", "publication")
BY_SERVICES = ("initiation", "listing", "judgement", "decision", "publication")
"""Of a clean-up of approvals; what the government decides is entered by its office of services."""

SIDES = (
    Sides(
        ADJUSTMENT.name,
        {done("basis_check"): (JUSTICE,)}
        | {done(step): (side,) for step, side in HEARD.items()}
        | {done(step): (OFFICE,) for step in BY_OFFICE},
    ),
    Sides(
        CLEAN_UP.name,
        {done("legality_review"): (JUSTICE,)} | {done(step): (SERVICES,) for step in BY_SERVICES},
    ),
)
