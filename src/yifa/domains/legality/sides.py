"""Who reviews a contract or a paper of a meeting: another organ than the one that submits it (中办发〔2016〕30号, 待核)."""

from __future__ import annotations

from yifa.domains.legality import vocabulary as v
from yifa.domains.legality.procedure import CONTRACT, MEETING_PAPER
from yifa.kernel.dossiers.reviewers import reviewed_apart

SIDES = tuple(
    reviewed_apart(one, v.REVIEWER, clerks=("package_notice",), besides=(v.ORGAN, v.OFFICE))
    for one in (CONTRACT, MEETING_PAPER)
)
