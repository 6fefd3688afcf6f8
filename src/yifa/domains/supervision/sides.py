"""Who acts in supervision: whoever supervises from above, and the organ that is supervised, to which the case belongs.

Reading: who verifies, issues and rechecks holds a post of supervision, of review or of a head that reaches the organ
from another one; the organ's own handlers and head put it right. Which post it is, is the supervising organ's own rule.
"""

from __future__ import annotations

from yifa.domains.supervision.procedure import SUPERVISION
from yifa.kernel.sides import Side, Sides, Where
from yifa.law.act import Event, Kind, done

SUPERVISOR = Side(Where.ABOVE, frozenset({"supervisor", "reviewer", "head"}), "监督机关的岗位")
SUPERVISED = Side(Where.OWN, frozenset({"handler", "head"}), "被监督机关的经办岗位或者负责人")
RECHECKER = Side(SUPERVISOR.where, SUPERVISOR.roles, SUPERVISOR.title, other_than="rectification")
OTHERS = {"rectification": SUPERVISED, "recheck": RECHECKER}
ENDED = {Event("", kind): (SUPERVISOR,) for kind in (Kind.TERMINATED, Kind.WITHDRAWN)}
"""An organ does not end the case in which it is supervised."""

SIDES = (
    Sides(
        SUPERVISION.name,
        {done(step.name): (OTHERS.get(step.name, SUPERVISOR),) for step in SUPERVISION.steps} | ENDED,
    ),
)
