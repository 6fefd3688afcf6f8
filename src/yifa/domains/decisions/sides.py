"""Who reviews a major decision: another organ than the one that undertakes it (国令713号 25条)."""

from __future__ import annotations

from yifa.domains.decisions import vocabulary as v
from yifa.domains.decisions.procedure import MAJOR_DECISION
from yifa.kernel.dossiers.reviewers import reviewed_apart

SIDES = (reviewed_apart(MAJOR_DECISION, v.REVIEWER, besides=(v.ORGAN, v.OFFICE, v.EXECUTOR), also=("amendment",)),)
