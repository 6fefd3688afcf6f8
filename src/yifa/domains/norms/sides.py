"""Who reviews a normative document: another organ, or section of the issuing organ, than its drafter (国办发〔2018〕115号).

Reading: whoever checks documents on file by draw is the department of justice, where there is none the government's own
office; the organ that drafted answers an order to correct, or the checking organ enters its letter, and then somebody
else closes the case.
"""

from __future__ import annotations

from yifa.domains.norms import vocabulary as v
from yifa.domains.norms.afterwards import CLEAN_UP, SPOT_CHECK
from yifa.domains.norms.procedure import NORM
from yifa.kernel.dossiers.reviewers import REVIEWER, reviewed_apart
from yifa.kernel.sides import OF_THE_CASE, Side, Sides, Where
from yifa.law.act import done

CHECKER = Side(
    Where.NAMED,
    frozenset({"handler", "reviewer", "head"}),
    "备案审查机关的岗位",
    words=("司法局",),
    instead="政府办公室",
)
CLOSER = Side(CHECKER.where, CHECKER.roles, CHECKER.title, CHECKER.words, CHECKER.instead, other_than="correction")
DRAFTED = Side(Where.APART, frozenset({"handler", "head"}), "列入清理的文件的起草单位")
CHECKED = Side(Where.OWN, frozenset({"handler", "head"}), "起草单位的经办岗位或者负责人")
BY_STEP = {"correction": (CHECKED, CHECKER), "closing": (CLOSER,)}

SIDES = (
    reviewed_apart(
        NORM,
        v.REVIEWER,
        clerks=("package_notice",),
        besides=(v.ISSUING_ORGAN, v.OFFICE, v.MARKET_REGULATOR),
    ),
    Sides(CLEAN_UP.name, {done("opinions"): (OF_THE_CASE, DRAFTED), done("legality_review"): (REVIEWER,)}),
    Sides(SPOT_CHECK.name, {done(step.name): BY_STEP.get(step.name, (CHECKER,)) for step in SPOT_CHECK.steps}),
)
