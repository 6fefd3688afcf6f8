"""Who acts in the campaign: the organ that replies, the office that gathers from above, and the government's own office.

Reading: 法治政府建设与责任落实督察工作规定 (2019) says who reports to whom, and not which post enters it. Ours: whoever
gathers replies reaches the organ from another one; the bureau that drafts is told by its name; the government's decision
on the report is entered by its office, or by a head of that bureau who did not submit it himself. To be confirmed by the
city's office (待核).
"""

from __future__ import annotations

from dataclasses import replace

from yifa.domains.reporting.procedure import CIRCULATION, CORRECTION, REPLY, REPORT
from yifa.kernel.sides import Side, Sides, Where
from yifa.law.act import Event, Kind, done

AT_WORK = frozenset({"handler", "head"})
REPLYING = Side(Where.OWN, AT_WORK, "报送单位的经办岗位或者负责人")
GATHERING = Side(Where.ABOVE, AT_WORK, "依法治区办、司法行政部门的经办岗位或者负责人")
DRAFTING = Side(
    Where.NAMED,
    AT_WORK,
    "起草报告的司法行政部门的经办岗位或者负责人",
    words=("司法局",),
    instead="政府办公室",
)
"""Told by its name: any organ could otherwise open a report of the year for itself, approve it and publish it."""
OFFICE = Side(Where.NAMED, AT_WORK, "政府办公室的岗位", words=("政府办公室",))
CONSULTED = Side(Where.OWN, AT_WORK, "会签单位的经办岗位或者负责人")
WRITING = (
    Side(Where.OWN, AT_WORK | {"reporter"}, "起草报告的岗位"),
    Side(Where.APART, frozenset({"reporter"}), "年度报告编制岗位"),
)
"""Whoever fixes an edition has drafted the report, in whichever organ he sits."""
BY_ORGAN = {"figures": REPLYING, "submission": REPLYING, "sealed_copy": REPLYING}


def _approving(after: str) -> tuple[Side, ...]:
    head = replace(DRAFTING, roles=frozenset({"head"}), title="没有经手送审的司法行政部门负责人", other_than=after)
    return (OFFICE, head)


ENDED = {Event("", kind): (GATHERING,) for kind in (Kind.TERMINATED, Kind.WITHDRAWN)}
"""An organ does not end the case in which it is asked."""

SIDES = (
    Sides(REPLY.name, {done(step.name): (BY_ORGAN.get(step.name, GATHERING),) for step in REPLY.steps} | ENDED),
    Sides(
        REPORT.name,
        {done(step.name): (DRAFTING, OFFICE) for step in REPORT.steps}
        | {done("drafting"): WRITING, done("approval"): _approving("submission")},
    ),
    Sides(
        CIRCULATION.name,
        {done("request"): (GATHERING,), done("opinion"): (CONSULTED,), done("answer"): (GATHERING,)} | ENDED,
    ),
    Sides(
        CORRECTION.name,
        {done(step.name): (DRAFTING, OFFICE) for step in CORRECTION.steps} | {done("approval"): _approving("change")},
    ),
)
