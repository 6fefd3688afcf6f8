"""问题整改: a problem that somebody found, until another than who put it right has said so.

Source: 法治政府建设与责任落实督察工作规定 (2019); article numbers were not seen, so it is cited whole.
Reading: that nobody verifies what he himself put right is what 复核 means; the regulation's words were not seen.
"""

from datetime import date

from yifa.domains.leadership import vocabulary as v
from yifa.law.condition import equals
from yifa.law.procedure import By, Gate, Must, Procedure, Step
from yifa.law.statutes import LAW_BASED_SUPERVISION

BASIS = LAW_BASED_SUPERVISION.whole()

RECTIFICATION = Procedure(
    "rectification",
    "问题整改",
    BASIS,
    course=(
        Step("finding", "列出问题", v.FINDER, BASIS, leaves=(v.PROBLEM_NOTE,)),
        Step("measure", "制定整改措施", v.RECTIFIER, BASIS, leaves=(v.PLAN,)),
        Step(
            "proof",
            "提交整改佐证",
            v.RECTIFIER,
            BASIS,
            rules=(By(v.DEADLINE, None, BASIS, "rectification.late"),),
            leaves=(v.PROOF,),
        ),
        Step(
            "verification",
            "复核",
            v.VERIFIER,
            BASIS,
            rules=(
                Must(
                    v.BY_ANOTHER,
                    BASIS,
                    "rectification.verified_by_oneself",
                    forbids=True,
                    shows=(v.RECTIFIED_BY, v.VERIFIED_BY),
                ),
                Gate(
                    "closing",
                    BASIS,
                    absent="rectification.closed_unverified",
                    later="rectification.closed_unverified",
                    passes=equals(v.VERIFIED, value=True),
                    forbids=True,
                ),
            ),
            leaves=(v.VERIFICATION,),
            reopens="measure",
        ),
        Step("closing", "销号", v.FINDER, BASIS, leaves=(v.CLOSE_OUT,), reopens="measure", closes=True),
    ),
    facts=(
        *(v.PROBLEM_NUMBER, v.PROBLEM, v.FOUND_BY, v.FOUND_IN, v.PROBLEM_UNIT, v.MEASURE, v.DEADLINE),
        *(v.RECTIFIED_BY, v.VERIFIED_BY, v.VERIFIED),
    ),
    valid_from=date(2019, 4, 15),
)
